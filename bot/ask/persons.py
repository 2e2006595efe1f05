"""Questions about people. RoleFit advises on roles: whoever asks about somebody is told so.

A brief may speak of people ("our last developer retired, she knew it all"); a question that wants
one judged is told by its build: a pronoun beside a verdict, an age, a sex, a name in a place where
only a person can stand.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

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
_AT_HAND = regex(
    r"\b(?:"  # so the rest is tried at the edges of words alone
    r"\b(?:has|with|got) (?:about |over )?\d+\+? ?(?:yrs?|years?)\b.*\b(?:yes or no|y/n|hire|"
    r"invite|"
    r"reject|thoughts|worth it|take)\b|"
    r"\b(?:candidate|applicant|finalist) (?:(?:#\s?|n[or]\.? ?|number )?\d|"
    r"(?:has|is|was|had|said|from|who|with|number|lied|failed|passed|seems|seemed|did|wants|"
    r"asked|ghosted|cancell?ed|withdrew|declined|vanished|bombed|froze|never|didn'?t|"
    r"(?:i|we) (?:just )?(?:spoke|talked|met|saw|interviewed|called|screened|tested|had|rejected))"
    r"\b)"
    r"|\b(?:pass|chase|reject|hold|wait|follow up|ghost|nudge) or "
    r"(?:move (?:on|fwd|forward|ahead|them)|proceed|advance|next round|let (?:it )?go)\b"
    r"(?! (?:to|from|with)\b)"
    r"|\b(?:this|that|the) (?:one|person)\b.*\b(?:hire|next round|make of|think|move|reject)\b"
    r"|\b(?:fire|promote|replace|keep|let go of|sack|reject) (?:my|our|this|that|the) "
    r"(?:\w+ ){0,2}?(?:dev\w*|engineer|programmer|coder|freelancer|guy|girl|hire|candidate|lead)\b"
    r"|\b(?:interview|call|round|test|rude|shy|cv|yrs?|years|applicant|candidate|guy)\b.*[.!,;:…] ?"
    r"(?:hire|reject|invite|next round|offer|take|keep)(?: or (?:not|no|reject|pass|drop))?\?\W*$"
    r"|\b(?:my|our) (?:slow|weak|bad|lazy|useless|difficult|underperforming) (?:\w+ )?(?:dev\w*|"
    r"engineer|programmer|coder|freelancer|colleague)\b"
    r"|\b(?:think|believe|reckon)(?: that)? (?:the|this|that|our) (?:\w+ )?(?:candidate|"
    r"applicant|guy|"
    r"girl|freelancer|finalist) (?:can|could|is|will|would|fits|has|knows)\b"
    r"|\bis (?:the|this|that|our) (?:\w+ )?(?:guy|girl|dude|bloke|candidate|"
    r"applicant) (?:any good|good"
    r"|ok|worth|right|senior)\b|\bdo (?:you|u) (?:buy|believe) (?:it|that|him|her)\W*$|"
    r"\bhire or (?:no hire|not|pass)\b"
    r"|\b(?:think|thoughts|opinion) (?:of|about|on) (?:our|my|this|that|the) (?:\w+ )?"
    r"(?:candidate|applicant|finalist|freelancer|guy|girl)\b"
    r"|\blet (?:my|our|this|that|the) (?:\w+ )?(?:dev\w*|engineer|programmer|coder|freelancer|guy|"
    r"girl|hire|lead) go\b"
    r"|\b(?:best|better|strongest|weaker|weakest) (?:candidate|applicant|cv|one) (?:out )?(?:of|"
    r"among) "
    r"(?:the|these|those|our|my)\b|\blinkedin\.com/in/|\bcompare (?:these|those|the|them|"
    r"my) (?:(?:\d+|two|three|four|five) )?"
    r"(?:finalists|candidates|applicants|people|cvs)\b"
    r"|\b(?:extend|keep|hire|promote|retain|take) or (?:let go|drop|fire|reject|sack|lose)\b"
    r"|\b(?:rank|rate|score) (?:these|those|the|them|my) (?:\d+|two|three|four|five|"
    r"finalists|candidates|applicants|people|cvs)\b"
    r"(?! (?:\w+ )?(?:roles|jobs|titles|profiles|models|options|languages|frameworks))|"
    r"\b(?:this|that|the|my|our|your|last|first|second|third|other|next|both|these|those) "
    r"(?:\w+ )?"
    r"(?:guys?|girls?|lady|ladies|bloke|dude|fella|chap|kid|gent|man|woman|candidates?|applicants?|"
    r"finalists?|interviewees?|cvs?|r[eé]sum[eé]s?) "
    r"(?:from|who|with|i |we |here|above|attached|yesterday|last|on)\b"
    r"|\b(?:cv|r[eé]sum[eé]|profile) (?:of \w+ )?(?:is )?(?:attached|below|above|in the thread)\b"
    r"|\bthe (?:first|second|third|fourth|other|last) (?:candidate|applicant|finalist)\b"
    r"|\b(?:second|another|last) chance\b|\bstraight (?:reject|hire)\b|\by[ae]y or nay\b"
    r"|\b(?:didn'?t|did not|couldn'?t|has|barely|only just) (?:not )?"
    r"(?:clear|cleared|pass|passed|make|made) (?:the |our )?"
    r"(?:first|second|third|last|next|final|tech\w*|screening|code|coding) "
    r"(?:round|test|interview)\b"
    r"|\bwho(?:m)? (?:would|wud|wld|should|shud|shall) (?:you|u|we|i) (?:pick|choose|shortlist)\b"
    r"(?=\W*$|.*\bfor (?:the|our|this)\b)"
    r"|\bshortlist (?:the )?(?:top |best )?(?:\d|one|two|three|these|those|them)\b"
    r"|\b(?:my|our) (?:\w+ ){0,3}?(?:dev\w*|engineer|programmer|coder|freelancer|guy|girl|hire|"
    r"lead|cto|manager|colleague|intern) (?:is|was|seems|acts|gets) (?:\w+ ){0,2}?"
    r"(?:lazy|quiet|shy|rude|loud|moody|arrogant|grumpy|stubborn|difficult|negative|annoying|toxic|"
    r"aggressive|unmotivated|unreliable|careless|sloppy|nice|smart|friendly|stupid|clever"
    r"|charming|touchy|bossy|chatty)\b"
    r"|\bis (?:our|my|the|this|that) (?:\w+ ){1,3}?(?:the |a )?(?:right|best|good|wrong) "
    r"(?:person|guy|one|man|woman|choice) (?:to|for)\b"
    r"|\bwho(?: is|'?s) (?:our|my|your) (?:best|worst|top|strongest|weakest|cheapest|most \w+) "
    r"(?:\w+ )?(?:dev\w*|engineer|programmer|coder|freelancer|candidate|applicant)s?\b)",
)
_ANYBODY = regex(  # nobody at hand
    r"\b(?:an?|any|some|every|each) (?:\w+ ){0,2}?(?:candidate|applicant|finalist)\b"
)
_DIGIT = regex(r"\d")
_YEARS_OF_EACH = regex(r"(?:\b[^\W\d_]+:? (?:with |has )?\d+ ?(?:y|yrs?|years?)\b.*?){2}")
_PEOPLE = (
    r"(?:dev\w*|engineers?|programmers?|coders?|freelancers?|contractors?|guys?|girls?|persons?|"
    r"people|folks|colleagues?|employees?|juniors?|seniors?|hires?|ones?)"
)
_TEAM = r"(?:teams?|squads?|crews?|company|office|department|bunch|lot|us|group)"
_RANKED = (
    r"(?:weakest|worst|slowest|laziest|dumbest|sloppiest|smartest|(?:most|least) "
    r"(?:productive|reliable|motivated|skilled|useful|talented|valuable|careful|capable|liked))"
)
_OF_A_TEAM = regex(  # which of the people that are there
    r"\b(?=who|which|name|tell|any|rank|final|cand|appl|cont|inte|short)(?:"  # all but these: fast
    rf"\b(?:who(?:'?s| is| was| are)?|which|name|tell me) (?:the |our |my )?"
    rf"(?:{_RANKED}|best|strongest|fastest) (?:\w+ ){{0,2}}?{_PEOPLE} "
    rf"(?:(?:\w+ )?(?:on|in|at|of|from|among) (?!an? )(?:\w+ ){{0,2}}{_TEAM}\b|"
    r"(?:that )?(?:we|i) have\b)"
    rf"|\bwho(?:'?s| is| was| are)? (?:the |our )?{_RANKED}(?: {_PEOPLE})?"
    r"(?: (?:on|in|of|at|among|from|right|now|at|last|these|yesterday|today|here)\b|\W*$)"
    rf"|\b(?:who|any(?:one|body)|which (?:one )?(?:of|{_PEOPLE}))\b[^.?!]{{0,50}}"
    rf"\b(?:the {_RANKED}|underperform\w*|not good enough|deserves? (?:an?|the|more|to be)\b|"
    r"gets? (?:the|an?) (?:promotion|raise|bonus|offer|sack)|pull(?:ing|s)? (?:their|his|her) )"
    r"|\bwho(?:m)? gets (?:the|our|an) offer\b"
    r"|\b(?:who(?:m)?|which(?: one)?(?: of)?(?: \w+){1,5}) "
    r"(?:do|would|should|could|shall|can|must) (?:we|i|you) "
    r"(?:let go|fire|sack|promote|lay off|dismiss)\b"
    r"|\brank (?:our|my|the|these|those) (?:\w+ ){0,2}?(?:devs|developers|engineers|programmers|"
    r"coders|freelancers|people|juniors|seniors|team)\b"
    r"|\b(?:finalists|candidates|applicants|contenders|interviewees|shortlist(?:ed)?)\b"
    r"(?! for the title)(?=.*\bone (?:of them )?(?:is|has|was|had|can|can'?t|wants?|wanted|knows?|"
    r"lives?|speaks?|did|comes?|came|needs?|asks?|asked|only|with|also)\b)"
    r"|\b(?:finalists|candidates|applicants)\b(?! for the title).*"
    r"(?:[.?!,;:)–—-] ?(?:pls |please |just )?pick (?:one|1)\b|"
    r"\b(?:which|whom?) (?:one )?(?:to (?:pick|choose|take|hire)|wins|gets it|"
    r"(?:do|should|would|shall|can) (?:i|we|you|u) (?:pick|take|choose|hire|go (?:for|with)))\b))",
    re.DOTALL,
)
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
    rf"|\b[2-7]\d[ -]?(?:year|yr|y)s?[ -]?(?:old|o) (?:\w+ ){{0,2}}?{_PEOPLE}\b"
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
        r"\bNAME(?:'s|’s) (?:interview|cv|r[eé]sum[eé]|salary|take-?home|linkedin|feedback)\b",
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
_WHAT_TO_ASK = regex(  # of somebody, whoever it is
    r"\b(?:what|which|questions?|things?)\b[^.?!,]*\b(?:ask|asking) (?:him|her|them)\b"
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
    if _given_names().isdisjoint(map(fold, said)):
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


def _blank(found: re.Match[str]) -> str:
    """As many spaces: whatever follows keeps its place."""
    return " " * len(found[0])


def asks_about_person(text: str, is_known: Callable[[str], bool]) -> bool:
    """Whether a text wants to know something about a person: somebody at hand or by name, an age,
    a sex. `is_known` tells of a word whether it is one of the store's, and so no name.
    """
    low = _WHAT_TO_ASK.sub(_blank, small(text))  # what the patterns are written for
    if is_about_person(low):
        return True
    if len(text.split()) > LONGEST_QUESTION:
        return False
    said = frozenset(_WORD.findall(low))  # looking for a pattern takes longer than for its words
    if not said.isdisjoint(_OF_PRONOUN) and _PRONOUN.search(low):
        return True
    if not said.isdisjoint(_OF_MINE) and _MINE.search(low):
        return True
    if _AT_HAND.search(low) and _AT_HAND.search(_ANYBODY.sub(_blank, low)):
        return True
    if _OF_A_TEAM.search(low):
        return True
    has_digit = bool(_DIGIT.search(low))
    if has_digit and _YEARS_OF_EACH.search(low):
        return True
    is_aged = (has_digit or not said.isdisjoint(_OF_AGE)) and _AGE.search(low)
    if is_aged and not _THING_OF_AGE.search(low):
        return True
    if _SEX.search(low) or _TRAIT.search(low):
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
