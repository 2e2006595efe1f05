"""What a question asks for beyond what an entry says: then the entry is close, but no answer.

How well words match does not tell: what asks for more than an entry says shares its words as well.
"""

import re
from collections.abc import Collection, Iterator

from knowledge.documents import Document
from knowledge.search.query import LONGEST_TEXT
from knowledge.text import small, words

_FIGURE = re.compile(
    r"\bhow (?:much|many) (?:exactly|percent|%)|\bexactly how (?:much|many)\b|"
    r"\bwhat (?:percentage|percent\b|%)|"
    r"\bhow many (?:months?|weeks?|days?|hours?|years?|people|devs?|developers?|engineers?)\b|"
    r"\bat (?:what|which) (?:head ?count|size|team size|number|revenue|budget)\b|"
    r"\bin (?:%|percent|euros?|dollars?|pounds|numbers|figures)(?!\w)|\b\d+(?:\.\d+)? ?%",
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PRESENT = re.compile(  # is it still so?
    r"\bstill (?:a thing|worth|relevant|in demand|alive|hot|cool)\b|\bdying\b"
    r"|\bworth (?:it|betting|learning|switching)\b"
    r"|\b(?:rates?|salar\w+|pay|prices?|costs?|demand|usage|share)\b[^.?!]{0,40}\b"
    r"(?:going|gone|go|goes) (?:up|down)\b"
)
_FUTURE = re.compile(
    r"\b(?:next|coming) (?:year|decade|few years)\b|\bfuture[ -]?proof"
    r"|\b(?:next|in|over) (?:\w+ )?(?:\d+|two|three|five|ten|few) (?:yrs?|years)\b"
)
_CHECKED = re.compile(r"\bc[oa]me true\b|\b(?:was|were|turn(?:ed)? out) (?:right|wrong)\b")
_TOLD = re.compile(r"\b(?:still|trends?|forecasts?|predict\w*|future)\b")  # by an entry

_JOINED = re.compile(r" (?:or|vs\.?|versus) ")
_PAIR = re.compile(
    r"(?P<starts>^\W*|[,.:;?!] )?\b(?P<one>[\w#+-]{1,30}) (?:or|vs\.?|versus) "
    r"(?:an? |the )?(?P<other>[\w#+-]{1,30})"
)
_CHOOSES = re.compile(
    r"\b(?:which|pick|choos\w+|better|best|prefer|cheaper|faster|safer|should (?:we|i)|decide"
    r"|opinion|thoughts|(?:do|shall) (?:we|i) (?:go|use|take))\b"
)
_WHOSE = re.compile(  # asks whose something is, or what people have, rather than which to take
    r"\b(?:who|whose|each|which (?:role|profile|dev|developer|job|post|side)|whom)\b"
    r"|\b(?:do|does|should) (?:\w+ ){1,4}(?:work|know|write|have)\b"
)
_COMPARES = re.compile(r"\b(?:or|vs|versus|differ\w*|pros|apart)\b")  # a title
_DIGIT = re.compile(r"\d")


def asks_for_more(text: str, document: Document, roles: Collection[str]) -> bool:
    """Whether a text asks for what a document hasn't got: a figure, a year, how it stands or will
    be, or which of two things to take. `roles` are the names of those that have comparisons.
    """
    low = small(text[:LONGEST_TEXT])
    said = document.text
    if _FIGURE.search(low) and not _DIGIT.search(said):
        return True
    tells = _TOLD.search(small(f"{document.title} {said}"))
    if not tells and (_PRESENT.search(low) or _FUTURE.search(low)):
        return True
    if _CHECKED.search(low) or any(year not in said for year in _YEAR.findall(low)):
        return not (tells and tells[0].startswith("trend"))
    return any(_lists(document, *pair) for pair in _alternatives(low, roles))


def _alternatives(low: str, roles: Collection[str]) -> Iterator[tuple[str, str]]:
    """Two things that a text chooses between; roles aside, which have the form."""
    if not _JOINED.search(low) or _WHOSE.search(low):
        return
    chooses = _CHOOSES.search(low)
    for pair in _PAIR.finditer(low):
        is_chosen = pair["starts"] is not None or chooses
        if is_chosen and pair["one"] not in roles and pair["other"] not in roles:
            yield pair["one"], pair["other"]


def _lists(document: Document, one: str, other: str) -> bool:
    """Whether a document speaks of one of two things, and doesn't compare any."""
    if _COMPARES.search(small(document.title)):
        return False
    said = words(f"{document.title} {document.text}")
    return one in said or other in said
