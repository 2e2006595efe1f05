"""What a question asks for beyond what an entry says: then the entry is close, but no answer.

How well words match does not tell: what asks for more than an entry says shares its words as well.
"""

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from itertools import chain

from knowledge.documents import Document
from knowledge.patterns import regex
from knowledge.search.facts import hints, lacks
from knowledge.search.query import LONGEST_TEXT
from knowledge.text import small, words

_PLACE = regex(
    r"\b(?:in|for|across|from|within|(?:what|how) about) (?:the )?("
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
_ASKED = regex(r"\?|\b(?:what|which|how|who|is|are|do|does|can|should|will|would|any)\b")
_SUBSET = regex(
    r"\b(?:how (?:many|much)|what (?:share|part)|which percentage) of (?:those|these|them|that)\b"
    r"|\b(?:need|know|have|cover|master) (?:all|every one)(?: of (?:those|these|them))?\W*$"
)
_CLAUSE_ENDS = regex(r"(?<=[,.;:!?])\s")
_YEAR = regex(
    r"\b(?:19|20)\d\d\b(?<!\blike \d{4})(?<!\bsince \d{4})(?<!\bfrom \d{4})(?<!\bits \d{4})"
)
_PRESENT = regex(  # is it still so?
    r"\bstill (?:a thing|worth|relevant|in demand|alive|hot|cool)\b|\bdying\b"
    r"|\bis [^.?!]{1,30}\b(?:shrinking|rising|falling|dropping|closing|widening|declining)\b"
    r"|\bworth (?:it|paying|betting|learning|switching)\b"
    r"|\b(?:rates?|salar\w+|pay|prices?|costs?|demand|usage|share)\b[^.?!]{0,40}\b"
    r"(?:going|gone|go|goes) (?:up|down)\b"
)
_OUTCOME = regex(  # what has become of it
    r"\bstill worth\b|(?<!is )(?<!was )(?<!am )(?<!are )\b(?:stuck|caught on|took off|panned out|"
    r"fizzled|survived|faded)\b"
)
_FUTURE = regex(
    r"\b(?:next|coming) (?:year|decade|few years)\b|\bfuture[ -]?proof(?:ed|ing)?\b"
    r"|\b(?:next|in|over) (?:\w+ )?(?:\d+|two|three|five|ten|few) (?:yrs?|years)\b"
)
_PLANS = regex(r"\b(?:we|i|they)(?:'?re|'?ll| \w+)? (?:want|plan\w*|need|going|will|move|break)\b")
_CHECKED = regex(
    r"\bis (?:the|that|this) (?:\w+ ){0,2}(?:forecast|figure|number|stat\w*|claim|list)\b[^.?!]*"
    r"\b(?:true|right|correct|valid|accurate|realistic|up to date)\b|"
    r"\b(?:stats?|figures?|numbers?|forecast|percentage|share)\b[^.?!]*\bholds?\b"
    r"|\bdid (?:it|that|this) (?:\w+ )?(?:happen|come|work)\b|\bc[oa]me true\b|\b(?:was|were|"
    r"turn(?:ed)? out) (?:right|wrong)\b"
)
_TOLD = regex(r"\b(?:still|trends?|forecasts?|predict\w*|future)\b")  # by an entry

_JOINED = regex(r" (?:or|vs\.?|versus) ")
_PAIR = regex(
    r"(?P<starts>^\W*|[,.:;?!] )?\b(?P<one>[\w#+-]{1,30}) (?:or|vs\.?|versus) "
    r"(?:an? |the )?(?P<other>[\w#+-]{1,30})"
)
_DIFFERENCE = regex(
    r"\bdiff(?:erence)?s? between (?:an? |the )?(?P<one>[\w#+-]{1,30}) (?:and|vs\.?|&) "
    r"(?:an? |the )?(?P<other>[\w#+-]{1,30})\b"
)
_BETTER = regex(
    r"\b(?:is|are) (?P<one>[\w#+-]{1,30}) (?:really |actually |generally |always )?(?:better|"
    r"worse|more \w+|"
    r"less \w+|\w{3,}er) than (?P<other>[\w#+-]{1,30})\b"
)
_REPLACES = regex(  # what will be left of the two
    r"\b(?:is|will|can|could|does) (?P<one>[\w#+-]{1,30}) (?:going to |gonna |ever |soon )?"
    r"(?:replac\w+|kill\w*|supersed\w+|overtak\w+|take over from) (?P<other>[\w#+-]{1,30})\b"
)
_NO_THINGS = frozenset(  # counts and verdicts
    "one two three four five six more less later sooner yes no so not normal unusual usual rare "
    "common good bad true false myth fact fine wrong right must nice optional mandatory needed "
    "overkill hype real legit standard weird ok necessary".split()
)
_CHOOSES = regex(
    r"\b(?:which|pick|choos\w+|better|best|prefer|cheaper|faster|safer|should (?:we|i)|decide"
    r"|opinion|thoughts|(?:do|shall) (?:we|i) (?:go|use|take))\b"
)
_ASKS_ON = regex(  # something else about both
    r"\b(?:what'?s?|who|how|why|when|where|do|does|did|is|are|was|can)\b"
)
_WHOSE = regex(  # asks whose something is, or what people have, rather than which to take
    r"\b(?:who|whose|each|which (?:role|profile|dev|developer|job|post|side)|whom)\b"
    r"|\b(?:do|does|should) (?:\w+ ){1,4}(?:work|know|write|have)\b"
)
_COMPARES = regex(r"\b(?:or|vs|versus|differ\w*|pros|apart)\b")  # a title


# Words without which none of these is found, as looking for all of them takes long.
_OF_SUBSET = frozenset("those these them that all every".split())
_OF_PLACE = frozenset("in for across from within about".split())
_OF_PRESENT = frozenset(
    "still dying worth shrinking rising falling dropping closing widening declining up down".split()
)
_OF_FUTURE = frozenset(
    "year years yr yrs decade future futureproof futureproofed futureproofing".split()
)
_OF_CHECK = frozenset(
    "true right wrong correct valid accurate realistic date hold holds did".split()
)
_OF_PAIR = frozenset("than between is will can could does or vs versus".split())


def asks_for_more(
    text: str, document: Document, roles: Collection[str], is_known: Callable[[str], bool]
) -> bool:
    """Whether a text asks for what a document hasn't got: a figure, a year, how it stands or will
    be, a place, or which of two things to take. `roles` are the names of those that have
    comparisons; `is_known` tells whether a word stands in what is covered at all.
    """
    low = small(text[:LONGEST_TEXT])
    said = _said(document.title, document.text)
    hinted = hints(low)

    def may_find(needed: frozenset[str]) -> bool:
        return not hinted.isdisjoint(needed)

    if may_find(_OF_SUBSET) and _SUBSET.search(low):
        return True
    if lacks(low, hinted, said) or (may_find(_OF_PLACE) and _is_elsewhere(low, said)):
        return True
    tells = _told(said)
    is_trend = tells.startswith("trend")
    is_ahead = may_find(_OF_FUTURE) and _FUTURE.search(low) and not _PLANS.search(low)
    if (is_ahead and (is_trend or not tells)) or (is_trend and _OUTCOME.search(low)):
        return True
    if not tells and may_find(_OF_PRESENT) and _PRESENT.search(low):
        return True
    if may_find(_OF_CHECK) and _CHECKED.search(low):
        return True
    if any(_is_another(one, said, document) for one in _YEAR.findall(low)):
        return True
    return may_find(_OF_PAIR) and any(
        _lists(document, *pair, is_known) for pair in _alternatives(low, roles)
    )


@lru_cache(maxsize=4096)
def _said(title: str, text: str) -> str:
    """All that an entry says, in small letters: made once, for the best are asked for often."""
    return small(f"{title} {text}")


@lru_cache(maxsize=4096)
def _told(said: str) -> str:
    """The first word of an entry by which it tells of how things stand or will be."""
    found = _TOLD.search(said)
    return found[0] if found else ""


def _is_another(year: str, said: str, document: Document) -> bool:
    """Whether an entry does not speak of a year: it names others, or its sources aren't of it."""
    if year in said:
        return False
    dates = (one.source.published for one in document.citations)
    return bool(_YEAR.search(said)) or not any(date and str(date.year) == year for date in dates)


def _alternatives(low: str, roles: Collection[str]) -> Iterator[tuple[str, str]]:
    """Two things that a text chooses between; roles aside, which have the form."""
    for pair in _BETTER.finditer(low):
        if not {pair["one"], pair["other"]} <= {*roles}:
            yield pair["one"], pair["other"]
    for pair in chain(_DIFFERENCE.finditer(low), _REPLACES.finditer(low)):
        if pair["one"] not in roles and pair["other"] not in roles:
            yield pair["one"], pair["other"]
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
    if {one, other} <= {*words(document.title)}:
        return False
    said = {*words(f"{document.title} {document.text}")}
    if _COMPARES.search(small(document.title)) or {one, other, "than"} <= said:
        return False
    if one in said or other in said:
        return True
    return "-" not in one + other and not (is_known(one) and is_known(other))
