"""Whether the best entry answers a question: a small learned decision.

How well words match tells too little: what asks for more than an entry says, or for something
beside it, shares its words as well. So a logistic regression weighs some evidence that knows no
word of any pack (query performance prediction; Carmel and Yom-Tov: Estimating the Query Difficulty
for Information Retrieval, 2010). Its weights were learned from the default pack's own wordings,
each asked of a pack without it: `python -m tests.bench.answerability`.
"""

import re
from collections.abc import Iterator, Mapping, Set
from math import log
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from knowledge.documents import Document
from knowledge.search.query import LONGEST_TEXT
from knowledge.text import small, words

if TYPE_CHECKING:
    from knowledge.store import Store

NEAREST = 5  # of the best entries are asked whether they cite what the best one does


class Wanted(NamedTuple):
    """What a text asks for beyond plain facts: a `figure`, an `outlook` (and the `year` that it
    names), or which of two `alternatives` to take.
    """

    figure: bool = False
    outlook: bool = False
    year: str = ""
    alternatives: tuple[tuple[str, str], ...] = ()


NOTHING_WANTED = Wanted()


class Evidence(NamedTuple):
    """What speaks for the best entry, or against it.

    The logarithm of its `score`; `reach` is its coverage against the greatest one. Of all scores
    together, how much is its `own`, how much has an entry of the `same` sections, and how much a
    topic that the sources are `silent` about. And what is wanted that it hasn't (0 or 1).
    """

    score: float
    reach: float
    own: float
    same: float
    silent: float
    figure: float
    outlook: float
    choice: float


BIAS = 0.85
WEIGHTS = Evidence(
    score=1.45, reach=3.5, own=-1.59, same=2.53, silent=-4.59, figure=-2.91, outlook=-0.61,
    choice=-1.94,
)  # fmt: skip

_WANTED = re.compile(
    r"\b(?:(?P<figure>how (?:many|much|long|often|fast|soon|big|large|quick(?:ly)?|far)\b"
    r"|percent\w*|(?:hourly|daily|day|monthly|exact|typical|average|rough) (?:\w+ )?"
    r"(?:rate|bill|fee|price|figure|number|cost)s?\b)"
    r"|(?P<outlook>(?:next|this|last|coming) (?:year|decade|few years)\b|still (?:a thing|worth|"
    r"relevant|in demand|alive|hot|cool)\b|(?:going|gone|go) (?:up|down)\b|c[oa]me true\b|dying\b"
    r"|(?:next|last|past|in|over) (?:\w+ )?(?:\d+|two|three|five|ten|few) (?:yrs?|years)\b"
    r"|worth (?:it|betting|learning|switching)\b|future[ -]?proof)"
    r"|(?P<year>(?:19|20)\d\d)\b)"
)
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


def what_is_wanted(text: str, store: "Store") -> Wanted:
    """What a text asks for beyond plain facts."""
    low = small(text[:LONGEST_TEXT])
    kinds = {one.lastgroup: one["year"] for one in _WANTED.finditer(low)}
    joins = " or " in low or " vs" in low or " versus " in low
    is_whose = (joins or "figure" in kinds) and _WHOSE.search(low)
    return Wanted(
        figure="figure" in kinds and not is_whose,
        outlook="outlook" in kinds,
        year=kinds.get("year", ""),
        alternatives=tuple(_pairs(low, store)) if joins and not is_whose else (),
    )


def _pairs(low: str, store: "Store") -> Iterator[tuple[str, str]]:
    """Two things that a text (in small letters) chooses between; roles have the form."""
    for pair in _PAIR.finditer(low):
        chosen = pair["starts"] is not None or _CHOOSES.search(low)
        if chosen and not {pair["one"], pair["other"]} & store.aliases.keys():
            yield pair["one"], pair["other"]


def weigh(
    best: int,
    scores: Mapping[int, float],
    coverage: Mapping[int, float],
    wanted: Wanted,
    store: "Store",
) -> Evidence:
    """The evidence for the best entry, by the scores and the coverage of all that were compared
    (by number) and what is wanted.
    """
    uncovered = store.index.uncovered
    known = [number for number in scores if number not in uncovered]
    nearest = sorted(known, key=scores.__getitem__, reverse=True)[:NEAREST]
    document = store.document(best)
    cited = {citation.section for citation in document.citations}
    same = (n for n in nearest if n == best or _cites(store.document(n), cited))
    total = sum(scores.values()) or 1.0
    return Evidence(
        log(scores[best] + 1e-4),
        coverage[best] / max(coverage.values()),
        scores[best] / total,
        sum(map(scores.__getitem__, same)) / total,
        1 - sum(map(scores.__getitem__, known)) / total,
        *_missing(wanted, document),
    )


def log_odds(evidence: Evidence) -> float:
    """How likely the best entry is the answer, by its evidence."""
    odds: float = BIAS + sum(map(mul, WEIGHTS, evidence))
    return odds


def _cites(document: Document, sections: Set[str]) -> bool:
    return any(citation.section in sections for citation in document.citations)


def _missing(wanted: Wanted, document: Document) -> tuple[float, float, float]:
    """For each thing that may be wanted whether it is, and a document hasn't got it."""
    if wanted == NOTHING_WANTED:
        return 0.0, 0.0, 0.0
    figure = wanted.figure and not _DIGIT.search(document.text)
    outlook = wanted.outlook or wanted.year not in document.text
    choice = any(_lists(document, *pair) for pair in wanted.alternatives)
    return float(figure), float(outlook), float(choice)


def _lists(document: Document, one: str, other: str) -> bool:
    """Whether a document speaks of one of two things, and doesn't compare any."""
    if _COMPARES.search(small(document.title)):
        return False
    said = words(f"{document.title} {document.text}")
    return one in said or other in said
