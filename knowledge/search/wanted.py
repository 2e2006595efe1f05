"""What a question asks for beyond what an entry says: then the entry is close, but no answer.

How well words match does not tell: what asks for more than an entry says shares its words as well.
"""

import re
from collections.abc import Callable, Collection, Iterator

from knowledge.documents import Document
from knowledge.search.query import LONGEST_TEXT
from knowledge.text import small, words

_DIGIT = re.compile(r"(?<!\d)(?!(?:19|20)\d\d\b)\d|\b(?:half|third|quarters?|percent)\b")
_FIGURE = re.compile(
    r"\bhow (?:much|many) (?:exactly|percent|%)|\bexactly how (?:much|many)\b|"
    r"\bwhat (?:percentage|percent\b|%)|"
    r"\bhow many (?:months?|weeks?|days?|hours?|years?|people|devs?|developers?|engineers?)\b|"
    r"\bhow many (?:\W*\w+ ){1,3}?\W*(?:are|is) there\b|"
    r"\bat (?:what|which) (?:head ?count|size|team size|number|revenue|budget)\b|"
    r"\bhow (?:much|many)\W*$|\bhow much (?:\w+er|more|less)\b|"
    r"\bhow (?:much|many) (?:\W*\w+ ){0,2}?\W*(?:candidates|applicants|applications|cvs|replies)\b|"
    r"\b(?:sane|good|typical|normal|reasonable|realistic|usual|average|decent|healthy|ideal) "
    r"(?:\w+ ){0,2}?(?:target|size|limit|threshold|rate|ratio|percentage|count|figure|number)s?\b|"
    r"\bin (?:%|percent|euros?|dollars?|pounds|numbers|figures)(?!\w)|\b\d+(?:\.\d+)? ?%",
)
_CAUSE = re.compile(
    r"\breasons? (?:why|given|behind|that|for (?:this|that|the))\b|\bthe (?:\w+ )?reasons?\b"
    r"|\bwhat(?: is|'?s| was) (?:the )?(?:\w+ )?(?:reason|cause)\b|\broot causes?\b|\bhow come\b"
    r"|\bwhat(?:'?s| is)? (?:causes|caused|causing)\b|\bwhy is it that\b|\breasoning\b"
    r"|\bwhy (?:exactly |actually |really )?(?:does|do|did|is|are|was|were|can|has"
    r"|have)\b[^.?!]{0,60}\b(?:better|worse|more|less|"
    r"(?:fast|slow|cheap|safe|quick|high|low|hard|eas|strong|weak|small|bigg)i?er)\b",
)
_GIVES_CAUSE = re.compile(
    r"\b(?:because|since|due to|so|thus|therefore|hence|reasons?|for that|why|when|where|lets?|"
    r"makes?|which means|as a result|in order|otherwise|without|than)\b"
)
_MONEY = re.compile(
    r"\b(?:what|a|the|which|rough|typical|usual|average) budget (?:for|of|to)\b|\bballpark\b"
    r"|\bbudget (?:estimates?|figures?|ranges?)\b|\bprice (?:tag|range|list)\b"
    r"|\b(?:price|cost|quote) (?:estimates?|for|of|per|range|figure)\b"
    r"|\bhow (?:expensive|pricey|costly)\b|\b(?:what|how much) (?:budget|money)\b"
    r"|\bwhat (?:does|do|would|will|did|might|should|could) [^.?!]{1,50}\bcosts?\b"
    r"(?! (?:a|the|our) (?:business|company|firm|brand))"
    r"|\bhow much (?:does|do|would|will|should|must|to) [^.?!]{0,50}\b(?:costs?|pay|charge|spend)\b"
    r"|\bhow much (?:is|are|for) (?:an?|one)\b"
    r"|\bcosts? (?:us )?(?:an? |per )?(?:month|year|day|hour|monthly|yearly)\b"
    r"|\b(?:rough|monthly|yearly|annual|setup|licen[cs]e) (?:\w+ )?"
    r"(?:costs?|price|budget|bill|fees?)\b"
    r"|\b\d[\d.,]* ?(?:k|€|\$|usd|eur|euros?|dollars?)\b.*"
    r"\b(?:normal|fair|too much|a lot|reasonable|realistic|expensive)\b"
)
_DEARER = re.compile(r"\b(?:cheaper|dearer|(?:more|less) expensive) (?:than|or)\b")
_SPEAKS_OF_COST = re.compile(r"\b(?:costs?|cheap\w*|expens\w+|pay|pricing|salar\w+|budget)\b")
_AMOUNT = re.compile(r"[$€£]|\b\d+ ?(?:k|euros?|dollars?|usd|eur|pounds)\b")
_STATISTIC = re.compile(
    r"\bstat(?:s|istics?)?\b|\bpercentages?\b|\bby how (?:much|many)\b|\bhow many times\b"
    r"|\b(?:hard|exact|actual|real|rough|some|any|the|a) (?:numbers?|figures?)\b(?! of)"
    r"|\b(?:numbers?|figures?) (?:on|for|behind|to back)\b|\bwhat (?:share|fraction|ratio)\b"
    r"|\b(?:conversion|revenue|bounce|latency|error) (?:drop|loss|rate|gain)s? "
    r"(?:per|for each|in|when)\b|\bper (?:extra|additional) \w+|\bbenchmarks?\b"
)
_DURATION = re.compile(
    r"\bhow long (?:does|do|did|will|would|is|until|till|before|to|it|should|for)\b"
    r"|\bhow (?:many|much) (?:time|sprints?)\b|\bin how many\b|\btime ?(?:line|frame) (?:for|to"
    r"|of)\b"
)
_LENGTHS = re.compile(  # one length of time or another
    r"\b(?:\d+|an?|one|two|three|four|five|six|few) (?:minute|hour|day|week|month|quarter|year)s?"
    r" or (?:more like |rather |even )?"
    r"(?:\d+|an?|one|two|three|four|five|six|few) (?:minute|hour|day|week|month|quarter|year)s?\b"
)
_TIME = re.compile(r"\b(?:\d+|days?|weeks?|months?|quick\w*|fast|often|longer|shorten\w*)\b")
_THRESHOLD = re.compile(
    r"\b(?:at|from|above|beyond|under|below) (?:what|which|how (?:much"
    r"|many)) (?:\w+ ){0,2}(?:traffic|load|"
    r"volume|scale|users?|visitors?|requests?|services|rows|size|count|cost|price|latency)\b"
)
_PLACE = re.compile(
    r"\b(?:in|for|across|from|within) (?:the )?("
    r"uk|u\.k\.|usa|u\.s\.|eu|europe|asia|africa|america|apac|emea|latam|dach|nordics|baltics|"
    r"balkans|"
    r"(?:south|north|latin|central|eastern|western|southeast) (?:america|africa|asia|europe)|"
    r"germany|france|spain|italy|portugal|poland|romania|bulgaria|ukraine|hungary|czechia|austria|"
    r"switzerland|netherlands|belgium|sweden|norway|denmark|finland|ireland|britain|england|"
    r"scotland|greece|turkey|serbia|croatia|estonia|latvia|lithuania|russia|india|pakistan|"
    r"bangladesh|vietnam|china|japan|korea|philippines|indonesia|malaysia|singapore|thailand|"
    r"australia|canada|mexico|brazil|argentina|colombia|chile|peru|egypt|nigeria|kenya|morocco|"
    r"israel|dubai|emirates|saudi arabia|berlin|london|paris|munich|vienna|zurich|warsaw)\b"
)
_ASKED = re.compile(r"\?|\b(?:what|which|how|who|is|are|do|does|can|should|will|would|any)\b")
_LAW = re.compile(
    r"\b(?:is|are|be|was) (?:it |this |that )?(?:\w+ )?(?:legal|illegal|lawful|unlawful)\b"
    r"|\blegally\b"
    r"|\b(?:by|under|per|labou?r|employment|tax|copyright|procurement) law\b|\bthe law\b|\blawsuits?\b|\bget sued\b"
)
_SPEAKS_OF_LAW = re.compile(r"\b(?:legal|law)\b")
_CERTIFIED = re.compile(  # whether that is enough for a standard
    r"\b(?:make|makes|making|get|gets|keep|keeps|are|is|be|am|stay)\b[^.?!,]{0,40}\b"
    r"(?:compliant|certified)\b|\benough for\b[^.?!,]{0,30}\b(?:compliance|certification)\b"
)
_SPEAKS_OF_COMPLIANCE = re.compile(r"\b(?:complian\w+|certif\w+)\b")
_SCARCE = re.compile(  # how many there are of them
    r"\b(?:hard(?:er)?|eas(?:y|ier)|difficult|tough(?:er)?|quicker|faster) "
    r"to (?:find|hire|recruit|get|source)\b|\b(?:rarer|scarcer|scarce)\b"
)
_SPEAKS_OF_SUPPLY = re.compile(r"\b(?:scarce|rare|availab\w+|hard to find|supply)\b")
_WORD = re.compile(r"[a-z$€]+")
_KINDS = tuple(  # words without which nobody asks for it, as looking for all patterns takes long
    (frozenset(hints.split()), wants, has)
    for hints, wants, has in (
        (
            "stat stats statistic statistics percentage percentages number numbers figure "
            "figures share fraction ratio extra additional benchmark benchmarks much many "
            "conversion revenue "
            "bounce latency error",
            _STATISTIC,
            _DIGIT,
        ),
        (
            "traffic load volume scale user users visitor visitors request requests services rows "
            "size count cost price latency",
            _THRESHOLD,
            _DIGIT,
        ),
        (
            "budget ballpark price cost costs quote expensive pricey costly money much bill fee "
            "fees k € $ usd eur euro euros dollar dollars",
            _MONEY,
            _AMOUNT,
        ),
        ("cheaper dearer expensive", _DEARER, _SPEAKS_OF_COST),
        ("long time timeline timeframe sprint sprints many", _DURATION, _TIME),
        ("day days week weeks month months year years hour hours quarter", _LENGTHS, _DIGIT),
        ("find hire recruit get source", _SCARCE, _SPEAKS_OF_SUPPLY),
        ("compliant certified compliance certification", _CERTIFIED, _SPEAKS_OF_COMPLIANCE),
        ("reason reasons reasoning cause causes caused causing why come", _CAUSE, _GIVES_CAUSE),
        (
            "legal illegal lawful unlawful legally law lawsuit lawsuits sued",
            _LAW,
            _SPEAKS_OF_LAW,
        ),
    )
)
_SUBSET = re.compile(
    r"\b(?:how (?:many|much)|what (?:share|part)|which percentage) of (?:those|these|them|that)\b"
    r"|\b(?:need|know|have|cover|master) (?:all|every one)(?: of (?:those|these|them))?\W*$"
)
_CLAUSE_ENDS = re.compile(r"(?<=[,.;:!?])\s")
_YEAR = re.compile(r"(?<!\blike )(?<!\bsince )(?<!\bfrom )(?<!\bits )\b(?:19|20)\d\d\b")
_PRESENT = re.compile(  # is it still so?
    r"\bstill (?:a thing|worth|relevant|in demand|alive|hot|cool)\b|\bdying\b"
    r"|\bworth (?:it|betting|learning|switching)\b"
    r"|\b(?:rates?|salar\w+|pay|prices?|costs?|demand|usage|share)\b[^.?!]{0,40}\b"
    r"(?:going|gone|go|goes) (?:up|down)\b"
)
_OUTCOME = re.compile(  # what has become of it
    r"\bstill worth\b|\b(?:stuck|caught on|took off|panned out|fizzled|survived|faded)\b"
)
_FUTURE = re.compile(
    r"\b(?:next|coming) (?:year|decade|few years)\b|\bfuture[ -]?proof"
    r"|\b(?:next|in|over) (?:\w+ )?(?:\d+|two|three|five|ten|few) (?:yrs?|years)\b"
)
_PLANS = re.compile(
    r"\b(?:we|i|they)(?:'?re|'?ll| \w+)? (?:want|plan\w*|need|going|will|move|break)\b"
)
_CHECKED = re.compile(
    r"\b(?:stats?|figures?|numbers?|forecast|percentage|share)\b[^.?!]*\bholds?\b"
    r"|\bc[oa]me true\b|\b(?:was|were|turn(?:ed)? out) (?:right|wrong)\b"
)
_TOLD = re.compile(r"\b(?:still|trends?|forecasts?|predict\w*|future)\b")  # by an entry

_JOINED = re.compile(r" (?:or|vs\.?|versus) ")
_PAIR = re.compile(
    r"(?P<starts>^\W*|[,.:;?!] )?\b(?P<one>[\w#+-]{1,30}) (?:or|vs\.?|versus) "
    r"(?:an? |the )?(?P<other>[\w#+-]{1,30})"
)
_NO_THINGS = frozenset(  # counts and verdicts
    "one two three four five six more less later sooner yes no so not normal unusual usual rare "
    "common good bad true false myth fact fine wrong right must nice optional mandatory needed "
    "overkill hype real legit standard weird ok necessary".split()
)
_CHOOSES = re.compile(
    r"\b(?:which|pick|choos\w+|better|best|prefer|cheaper|faster|safer|should (?:we|i)|decide"
    r"|opinion|thoughts|(?:do|shall) (?:we|i) (?:go|use|take))\b"
)
_ASKS_ON = re.compile(  # something else about both
    r"\b(?:what|who|how|why|when|where|do|does|did|is|are|was|can)\b"
)
_WHOSE = re.compile(  # asks whose something is, or what people have, rather than which to take
    r"\b(?:who|whose|each|which (?:role|profile|dev|developer|job|post|side)|whom)\b"
    r"|\b(?:do|does|should) (?:\w+ ){1,4}(?:work|know|write|have)\b"
)
_COMPARES = re.compile(r"\b(?:or|vs|versus|differ\w*|pros|apart)\b")  # a title


def asks_for_more(
    text: str, document: Document, roles: Collection[str], is_known: Callable[[str], bool]
) -> bool:
    """Whether a text asks for what a document hasn't got: a figure, a year, how it stands or will
    be, a place, or which of two things to take. `roles` are the names of those that have
    comparisons; `is_known` tells whether a word stands in what is covered at all.
    """
    low = small(text[:LONGEST_TEXT])
    said = small(f"{document.title} {document.text}")
    if _SUBSET.search(low) or _lacks(low, said) or _is_elsewhere(low, said):
        return True
    tells = _TOLD.search(said)
    is_trend = tells and tells[0].startswith("trend")
    is_ahead = _FUTURE.search(low) and not _PLANS.search(low)
    if (is_ahead and (is_trend or not tells)) or (is_trend and _OUTCOME.search(low)):
        return True
    if not tells and _PRESENT.search(low):
        return True
    if _CHECKED.search(low) or any(_is_another(one, said, document) for one in _YEAR.findall(low)):
        return True
    return any(_lists(document, *pair, is_known) for pair in _alternatives(low, roles))


def _is_another(year: str, said: str, document: Document) -> bool:
    """Whether an entry does not speak of a year: it names others, or its sources aren't of it."""
    if year in said:
        return False
    dates = (one.source.published for one in document.citations)
    return bool(_YEAR.search(said)) or not any(date and str(date.year) == year for date in dates)


def _lacks(low: str, said: str) -> bool:
    """Whether a text asks for a kind of fact that an entry has nowhere."""
    if _FIGURE.search(low) and not _DIGIT.search(said):
        return True
    asked = frozenset(_WORD.findall(low))
    return any(
        not asked.isdisjoint(hints) and wants.search(low) and not has.search(said)
        for hints, wants, has in _KINDS
    )


def _alternatives(low: str, roles: Collection[str]) -> Iterator[tuple[str, str]]:
    """Two things that a text chooses between; roles aside, which have the form."""
    if not _JOINED.search(low) or _WHOSE.search(low):
        return
    chooses = _CHOOSES.search(low)
    for pair in _PAIR.finditer(low):
        is_chosen = chooses or (pair["starts"] is not None and not _ASKS_ON.search(low, pair.end()))
        if {pair["one"], pair["other"]} & _NO_THINGS:
            continue
        if is_chosen and pair["one"] not in roles and pair["other"] not in roles:
            yield pair["one"], pair["other"]


def _is_elsewhere(low: str, said: str) -> bool:
    """Whether a text asks of a country or a continent that an entry does not name."""
    if not _PLACE.search(low):
        return False
    asked = (clause for clause in _CLAUSE_ENDS.split(low) if _ASKED.search(clause))
    return any(place[1] not in said for clause in asked for place in _PLACE.finditer(clause))


def _lists(document: Document, one: str, other: str, is_known: Callable[[str], bool]) -> bool:
    """Whether a document speaks of one of two things and doesn't compare any, or nothing does."""
    if _COMPARES.search(small(document.title)):
        return False
    said = words(f"{document.title} {document.text}")
    if one in said or other in said:
        return True
    return "-" not in one + other and not (is_known(one) and is_known(other))
