"""Questions about people. RoleFit advises on roles: whoever asks about somebody is told so.

A brief may speak of people ("our last developer retired, she knew it all"); a question that wants
one judged is told by its build: a pronoun beside a verdict, an age, a sex, a name in a place where
only a person can stand.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from bot.ask.at_hand import PEOPLE, blank, speaks_of_somebody
from bot.ask.phrases import ASK, CANDIDATES, KIT, KIT_FILLERS, ROLE_NOUNS, asks, clauses_of
from knowledge.briefs.personal_traits import is_about_person
from knowledge.patterns import regex
from knowledge.text import fold, small, stem

LONGEST_QUESTION = 60  # words; a longer text tells of work
SHORT_QUESTION = 16  # words, of which all may be about whom it names

_VERDICT = (
    r"(?:hire|reject|fire|keep|take|drop|promote|pass|fit|right for|enough|senior|mid|junior|"
    r"qualified|ready|offer|nervous|trust|level|grade|rate|strong|weak)"
)
_PRONOUN = regex(
    r"\b(?:"
    r"\b(?:is|was|does|did|should|would|can|could|will|has|isn'?t) s?he\b"
    r"(?! (?:right|wrong|correct|mistaken|backed|wants?)\b(?! for))"
    r"|\b(?:hire|invite|reject|take|keep|rate|fire|promote|pass|trust|drop|offer|interview|ask|"
    r"test|grade|"
    r"on|of|about|for|with|give) (?:him|her)\b"
    r"(?=\W*(?:$|[?.!,;]|or|y/n|for|as|in|an|to|now|then)\b|\W*$)"
    r"|\b(?:let|promote|extend|move|want) (?:him|her)\W*$"
    r"|\b(?:let|have|see|want|call|put) (?:him|her) "
    r"(?:go|back|again|in|leave|thr(?:ough|u)|forward)\b"
    r"|\b(?:his|her) (?:cv|r[eé]sum[eé]|answers?|github|portfolio|(?:code )?test|take-?home|"
    r"experience|level|age|interview|skills)\b"
    r"|\b(?:think|reckon|believe|feel|guess)(?: that)? s?he(?:'?s|'?d|'?ll)?+\b"
    r"(?! (?:is |just |totally )?(?:right|wrong|mistaken|confused|exaggerat\w+|wants?)\b(?! for))"
    rf"|\b(?:if|whether) s?he(?:'?s)?\b[^.?!,]*\b{_VERDICT}\b"
    r"|\bs?he'?s? (?:is |was |be )?(?:really |still |just )?"
    r"(?:up (?:to|for)|good enough|ready|qualified|a (?:good )?(?:fit|match)|too (?:old|young))\b)"
    r"|\bs?he (?:says|said|claims|claimed|swears) s?he (?:\w+ ){0,2}?(?:led|built|ran|wrote|did|"
    r"made|scaled|designed|managed|can|knows)\b.*\b(?:true|bluff\w*|believ\w+|lies?|lying|credible)\b"
    r"|^\W*s?he\b[^.?!]{0,40}[,.] (?:does (?:it|that)|is (?:it|that)|should|do we|ok)\b"
    rf"|^\W*s?he(?:'?s)?\b.*\b{_VERDICT}\b",
    re.DOTALL,
)
_OF_PRONOUN = frozenset("he she him her his".split())  # words without which it is not found
_DIGIT = regex(r"\d")
_YEARS_OF_EACH = regex(r"(?:\b[^\W\d_]+:? (?:with |has )?\d+ ?(?:y|yrs?|years?)\b.*?){2}")
_YEARS = r"(?:[2-7]\d|thirty|forty|fifty|sixty)"
_AGE = regex(
    r"\b(?:"
    r"\bhow (?:old|young) (?:should|must|may|can|could|is too|do(?:es)?|are|is (?:he|she|the "
    r"(?:candidate|applicant|ideal)))\b|\b(?:what|which|right|ideal|best|max(?:imum)?|"
    r"min(?:imum)?) age\b"
    r"|\bage (?:limit|range|group|bracket|cap)\b|\b(?:over|under|above|below) (?:the age of )?"
    r"(?:2[05]|3[05]|4[05]|5[05]|6[05])(?:s)?\b(?=\W*(?:$|ok|fine|for|as|too|people|dev|cand))"
    r"|\b(?:guy|man|woman|person|dev|developer|somebody|someone|people|anyone) "
    r"(?:over|under|past|above|in (?:his|her|their)) (?:late |early |mid[ -]?)?[2-7]\d"
    r"|\b(?:too|is \d\d) (?:old|young)\b(?=.*\b(?:job|role|seat|dev|developer|hire|candidate|"
    r"position|work|team|company|for this)\b|.*\bfor \w+\W*$)"
    r"|\b(?:dev|developer|engineer|programmer|coder|freelancer|candidate|applicant|guy|hire) is "
    r"(?:only |already |just |nearly |almost )?[2-6]\d\b(?! ?(?:%|percent|k\b|€|\$|hours|minutes))"
    rf"|\b(?:is|isn'?t|are|aren'?t|at|being|does|would|past|turning) {_YEARS} "
    r"(?:it |be |not |an? |bit |little |too |rather |really |quite |kind of |kinda |way |already |"
    r"count as |seen as )+"
    r"(?:old|young|late)\b"
    rf"|\bat {_YEARS},? (?:is|isn'?t) it\b[^.?!]*\b(?:late|old)\b"
    rf"|\b(?:somebody|someone|anyone|dev\w*|person|people|guy|woman|man) (?:at|aged?|of) {_YEARS}"
    r"(?= ?(?:$|[?.!,]|still\b|learn|and\b|who\b|be\b|get\b|start|switch|too\b|years? old))"
    r"|\b[2-7]\d[ -]?(?:year|yr)s?[ -]?olds\b|\b(?:would|could|can|"
    r"is) an? [2-7]\d[ -]years?[ -]old\b"
    rf"|\b[2-7]\d[ -]?(?:year|yr|y)s?[ -]?(?:old|o) (?:\w+ ){{0,2}}?{PEOPLE}\b"
    r"|\b(?:older|younger|elderly|boomer|millennial|gen[ -]?z) (?:php |backend |junior )?"
    r"(?:dev\w*|engineers?|programmers?|coders?|candidates?|applicants?|people|folks|hires?)\b)"
    r"|^\W*[^\W\d_]+ is (?:only |already |just |nearly |almost )?[2-6]\d"
    r"(?= ?(?:$|[,.;?!]|and\b|so\b|but\b|years? old\b|yo\b))",
)
_OF_AGE = frozenset(  # the same, or a digit
    "old young age thirty forty fifty sixty older younger elderly boomer millennial gen "
    "genz".split()
)
_THING_OF_AGE = regex(
    r"\b(?:code(?!rs?\b)\w*|app|application|version|system|server|stack|framework|software|site"
    r"|shop|"
    r"[a-z+#.]{2,} ?\d(?:\.\d+)?)\b(?!\d)",
)
_MINE = regex(
    r"\b(?:my|our) (?:\w+ ){0,2}?(?:guy|girl|lady|dev|developer|engineer|colleague|freelancer|hire|"
    r"candidate|intern|lead)\b.*\b(?:keep|fire|let (?:\w+ )?go|promote|replace|reject)\b"
    r"|\b(?:mr|mrs|ms|(?<!i )(?<!we )(?<!you )(?<!to )miss|herr|frau)\.? [^\W\d_]{2,}",
    re.DOTALL,
)
_OF_MINE = frozenset("my our mr mrs ms miss herr frau".split())
_SEX_WORD = (
    r"(?:wom[ae]n|females?|ladies|lady|girls?|mothers?|mums?|moms?|pregnan\w+|males?|men|"
    r"man(?![ -](?:months?|hours?|days?|years?|power))|boys?)"
)
_TRAIT = regex(
    r"\b(?:introvert(?:s|ed)?|extrovert(?:s|ed)?|accent|they/them|pronouns?|pregnan\w+|disabled"
    r"|disabilit\w+|muslims?|jewish|jews|"
    r"christian|hindus?|gay|lesbian|transgender|autistic|wheelchair|(?:small|young|"
    r"little) (?:kids|children)|"
    r"(?:single|new|young) (?:mother|father|mum|mom|dad|parent)s?)\b"
    r"|\b(?:indians|chinese|russians|ukrainians|germans|poles|polish|americans|europeans|asians|"
    r"africans|romanians|filipinos|pakistanis|brits|turks|arabs|latinos|foreigners|immigrants) "
    r"(?:better|worse|make|are|good|bad|really|people|devs|developers|or)\b"
    r"|\bs?he'?s? (?:is |was )?(?:from|born|married|single|divorced)\b",
)
_OF_TRAITS = frozenset(  # words without which none of both is found
    "woman women female females lady ladies girl girls mother mothers mum mums mom moms pregnant "
    "pregnancy male males man men boy boys gender maternity parental married introvert introverts "
    "introverted extrovert extroverts extroverted accent they pronoun pronouns disabled disability "
    "disabilities muslim muslims jewish jews christian hindu hindus gay lesbian transgender "
    "autistic wheelchair kids children father dad parent parents fathers dads indians chinese "
    "russians ukrainians germans poles polish americans europeans asians africans romanians "
    "filipinos pakistanis brits turks arabs latinos foreigners immigrants he hes she shes".split()
)
_CHILDREN = regex(r"\b(?:kids?|children|toddlers?|newborns?|baby|babies|twins)\b")
_PARENT = regex(
    r"\b(?:dev\w*|engineer|candidate|applicant|finalist|person|somebody|someone|one|who|hire)"
    r" (?:(?:just|already|still|now) )?(?:with|has|have|having|had|got|expects|expecting) "
    r"(?:\w+ ){0,2}"
    r"(?:kids?|children|toddlers?|newborns?|baby|babies|twins)\b"
    r"(?! (?:apps?|themes?|shops?|stores?|sites?|products?|clothes|wear|toys|brands?))",
)
_SEX = regex(
    r"\b(?:hire|hiring|prefer|want|need|take|choose|pick|are|is|would|should|can|could|do|does|"
    rf"will|only|more|fewer|find|get) (?:only |more |a |an |the |any |some |young |"
    rf"old )*{_SEX_WORD}\b"
    rf"|\b{_SEX_WORD} (?:or|vs) {_SEX_WORD}\b"
    rf"|\b{_SEX_WORD} (?:better|worse|fit|for the|in the|as a)\b"
    r"|\b(?:gender(?! (?:fields?|columns?|data|forms?))|male or female|maternity|"
    r"parental status|married)\b",
)
_NAME = r"([^\W\d_]{2,})"
_JUDGED_NAMES = tuple(
    regex(pattern.replace("NAME", _NAME))
    for pattern in (
        r"\b(?:think|say|reckon|opinion|thoughts|feel) (?:of|on|about) NAME "
        r"(?:for|as|in|from|and)\b",
        r"\b(?:is|was|are|would|could|should|can|will|does|did|has) (?:our |my |the )?"
        r"(?:(?:new )?(?:\w+ )?hire )?NAME (?:\([^)]*\) )?(?:really |still |already |a |just )*"
        r"(?:senior|junior|mid|underperforming|good enough|right for|(?:good |better |strong )?"
        r"(?:fit|match|hire)\b|strong enough|senior enough|qualified|ready for|up to|able to|"
        r"be (?:on|in|the|a|our)|do the|handle the|lead the|cut it|fit (?:in|the))",
        r"\b(?:hire|reject|promote|fire|pick|choose|take|ask|interview|offer|keep|invite) NAME "
        r"(?:or|for|as|and|in|on|about|after|now|instead|tomorrow|today)\b",
        r"\b(?:questions|qs|feedback|notes|offer|call|interview|slot) (?:for|with|on|about) NAME "
        r"(?:tomorrow|today|on|at|she|he|monday|tuesday|wednesday|thursday|friday)\b",
        r"\bis NAME (?:a )?(?:better|stronger|worse|weaker|smarter|faster|more \w+)(?: \w+)? than "
        r"[^\W\d_]+ (?:for|in|as|on) (?:the|our|a|this|that|my)\b(?! web| site| shop| app)",
        r"\b(?:reject|promote|fire|shortlist|rank|rate) NAME(?=\W*(?:$|[,;.?!]))",
        r"\b(?:let|put|send) NAME (?:go|back|leave|through|forward)\b",
        r"\bNAME(?:'s|’s) (?:interview|cv|r[eé]sum[eé]|salary|take[ -]?home|linkedin|feedback)\b",
        r"\b(?:what|which) (?:level|grade|band|seniority) (?:is|was|would|for) NAME\b",
        r"\bbetween NAME (?:and|or) [^\W\d_]+ (?:for|in|on|as|who)\b",
        r"\bgo (?:with|for) NAME or (?:with |for )?[^\W\d_]+\b",
        r"\bwould you (?:hire|take|pick|choose|reject|invite) NAME\W*$",
        r"\b(?:for me|these three|these two|order)\W*: ?NAME, [^\W\d_]+",
        r"^\W*NAME (?:or|vs\.?) [^\W\d_]+ (?:for|as|in) (?:the|our|a|this|that)\b",
        r"^\W*NAME (?:has|had|got|only has) (?:about |some |around |over )?"
        r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:yrs?|years?)\b",
    )
)


_JUDGED = regex("|".join(one.pattern for one in _JUDGED_NAMES))  # any of them: faster
_OF_SOMEBODY = (
    r"(?:phone|number|e-?mail|salary|pay|rate|cv|r[eé]sum[eé]|profile|linkedin|github|interview|"
    r"test|score|performance|notice|contract)"
)
_CAPITALISED_NAMES = tuple(  # where a product may stand as well, if it were not for the capital
    regex(pattern.replace("NAME", _NAME))
    for pattern in (
        r"\b(?:does|did|can|could|should|will|would) NAME (?:know|say|think|mean|want|join|apply|"
        r"accept|pass|fail|understand|speak|lead|deserve|do (?:system|the|any))\b",
        r"\b(?:does|did|has|would|will) NAME (?:(?:from|in|on|of|at) (?:\w+ ){1,3})?(?:have|got|"
        r"bring) (?:what it takes|the (?:skills?|experience|level|potential|makings))\b",
        r"\bcompare NAME (?:and|with|to|or|vs\.?) [^\W\d_]+\b.*\b(?:cvs?|r[eé]sum[eé]s?|position|"
        r"role|seat|opening|interviews?)\b",
        rf"\bNAME(?:'s|s'|’s|(?<=s)) {_OF_SOMEBODY}\b",
        r"\b(?:score|rating|grade|mark|rank|level|offer|verdict|seniority)\b[^.?!]*\b(?:for|of|on) "
        r"NAME\W*$",
        r"\b(?:offer|pay|give|reply|write|say|tell)(?: to)? NAME\b",
        r"\b(?:candidate|applicant|finalist|freelancer|contractor|colleague|hire|intern),? NAME\b",
        r"\b(?:does|did|will|would) NAME (?:earn|make|cost|charge|get)\b",
        r"\bNAME (?:is|was|gets|got|being) (?:\w+ )?(?:(?:under|over)[ -]?paid|paid (?:way |far )?"
        r"(?:too|enough|fairly|below|above))\b",
        r"\b(?:is|was|are) NAME (?:\w+ )?(?:(?:under|over)[ -]?paid|paid (?:way |far )?"
        r"(?:too|enough|fairly|below|above))\b",
        r"\b(?:think|thoughts|opinion|feedback|verdict|views?|take) (?:of|on|about) NAME\W*$",
        r"\b(?:hire|invite|interview|take|pick|choose|drop|keep|call) NAME(?=\W*(?:$|[,;.?!]))",
        r"\bNAME (?:(?:really|totally|just|also|then) )?(?:bombed|aced|nailed|failed|flunked"
        r"|passed|"
        r"struggled|interviewed|applied|botched|froze|rambled|mumbled|lied|cheated|bluffed|"
        r"stumbled|blanked|panicked|hesitated|impressed|disappointed|ghosted|dodged|shone|argued|"
        r"withdrew|crushed|quit (?:on|half)|came across|struck (?:me|us)|turned up|showed up|"
        r"did (?:(?:really|quite|very|so|not) )?(?:well|badly|poorly|great|ok|fine|okay))\b",
        r"\bwho(?:'?s| is)? (?:better|stronger|best|senior|a better \w+)\W+NAME or [^\W\d_]+",
        rf"\b{_OF_SOMEBODY} of NAME\b(?!\W*(?:dev|engineer|programmer|team|role))",
        r"\bwho(?: is|'?s| was) NAME [^\W\d_]+\W*$",
    )
)
_NO_NAMES = ASK | CANDIDATES | KIT | KIT_FILLERS | ROLE_NOUNS  # "interview questions for a dev"
_TWO_NAMES = regex(r"\W*([A-Z][^\W\d_A-Z]+) (?:or|vs\.?) ([A-Z][^\W\d_A-Z]+)\W*")


_SPEAKS = (
    r"(?:says?|said|asks?|asked|wants?|wanted|thinks?|thought|tells?|told|swears?|claims?|reckons?|"
    r"suggests?|suggested|keeps? (?:asking|saying|telling))"
)
_WHAT_TO_ASK = regex(  # of somebody, or what is to be learned, whoever it is
    r"\b(?:what|which|questions?|things?)\b[^.?!,]*\b(?:ask|asking) (?:him|her|them)\b"
    r"|\bwhat (?:would|does|will|must|should|has|do) (?:s?he|they) "
    r"(?:still |first |have to |need to )*"
    r"(?:need|learn|pick up|cover|lack|miss|be missing|catch up|know|train)\b[^.?!]*\?*"
)
# Who only asks, is asked, or has gone is not judged.
_ASIDE = regex(
    rf"\b[^\W\d_]+(?: (?:from|in|of|at) \w+)? {_SPEAKS}\b"
    r"|^\W*(?:(?:hi|hey|hello|dear|morning|thanks|ok|so|cc)\W+)?[^\W\d_]+\W*[,:!–-](?!\W*\d)"
    r"|\b(?:thanks|thx|cheers|regards|best|cc)\W+[^\W\d_]+\W*$"
    r"|\b(?:replac\w+|backfill\w*|succe\w+ (?:of|to|for)|instead of|like|by)(?: [^\W\d_]+){1,3}"
    r"|\b[^\W\d_]+ (?:(?:has|is|just|who|had) )*"
    r"(?:left|leaves|leaving|quits?|retir\w+|resign\w+|gone|on leave)\b",
)
_WORD = regex(r"[^\W\d_]+")
_ADDRESS = regex(r"[\w.+-]{1,64}@\S+|\b(?:https?://|www\.)\S+|<[^<>]*>")


@cache
def _given_names() -> frozenset[str]:
    """Names that people are called by all over the world, as far as they are no other words."""
    listed = files("bot.ask").joinpath("given_names.txt").read_text(encoding="utf-8")
    return frozenset(listed.split())


def _judges_somebody(low: str, said: frozenset[str], is_known: Callable[[str], bool]) -> bool:
    """Whether a clause that asks, or a short text with one, names somebody who isn't just aside."""
    if _given_names().isdisjoint(said if low.isascii() else map(fold, said)):
        return False
    low = _ADDRESS.sub(" ", low)
    asked = [clause for clause in clauses_of(low) if asks(clause)]
    looked_at = [low] if asked and len(low.split()) <= SHORT_QUESTION else asked
    names = (
        name
        for clause in looked_at
        for found in _WORD.finditer(_ASIDE.sub(" ", clause))
        if (name := fold(found[0])) in _given_names()
    )
    return any(not is_known(name.capitalize()) for name in names)


def asks_about_person(text: str, is_known: Callable[[str], bool]) -> bool:
    """Whether a text wants to know something about a person: somebody at hand or by name, an age,
    a sex. `is_known` tells of a word whether it is one of the store's, and so no name.
    """
    low = _WHAT_TO_ASK.sub(blank, small(text))  # what the patterns are written for
    if is_about_person(low):
        return True
    if len(text.split()) > LONGEST_QUESTION:
        return False
    said = frozenset(_WORD.findall(low))  # looking for a pattern takes longer than for its words
    if not said.isdisjoint(_OF_PRONOUN) and _PRONOUN.search(low):
        return True
    if not said.isdisjoint(_OF_MINE) and _MINE.search(low):
        return True
    if speaks_of_somebody(low, said):
        return True
    has_digit = bool(_DIGIT.search(low))
    if has_digit and _YEARS_OF_EACH.search(low):
        return True
    is_aged = (has_digit or not said.isdisjoint(_OF_AGE)) and _AGE.search(low)
    if is_aged and not _THING_OF_AGE.search(low):
        return True
    if not said.isdisjoint(_OF_TRAITS) and (_SEX.search(low) or _TRAIT.search(low)):
        return True
    if _CHILDREN.search(low) and _PARENT.search(low):
        return True
    if (two := _TWO_NAMES.fullmatch(text)) and not any(map(is_known, two.groups())):
        return True
    if _judges_somebody(low, said, is_known):
        return True
    unknown = [one for one in _WORD.findall(text) if len(one) > 1 and not is_known(one)]
    if not unknown:
        return False  # nothing in it can be a name
    patterns = _JUDGED_NAMES if _JUDGED.search(low) else ()
    judged = (name for pattern in patterns for name in pattern.finditer(low))
    named = (
        name
        for pattern in (_CAPITALISED_NAMES if any(one[0].isupper() for one in unknown) else ())
        for name in pattern.finditer(low)
        if text[name.start(1)].isupper()
    )
    names = (text[name.start(1) : name.end(1)] for name in (*judged, *named))
    return any(not (stem(fold(name)) in _NO_NAMES or is_known(name)) for name in names)
