"""Whether the best entry answers a question: a small learned decision.

How well words match tells too little: what asks for more than an entry says, or for something
beside it, shares its words as well. So a logistic regression weighs some evidence that knows no
word of any pack (query performance prediction; Carmel and Yom-Tov: Estimating the Query Difficulty
for Information Retrieval, 2010). Its weights were learned from the default pack's own wordings, each
asked of a pack without it: `python -m tests.bench.answerability`.
"""

import re
from collections.abc import Iterable, Mapping, Set
from itertools import islice
from math import log
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from knowledge.documents import Document
from knowledge.text import small

if TYPE_CHECKING:
    from knowledge.store import Store

NEAREST = 5  # of the best entries are asked whether they cite what the best one does


class Evidence(NamedTuple):
    """What speaks for the best entry, or against it.

    Logarithms of its `score` and its `coverage`; `reach` is its coverage against the greatest one.
    Of all scores together, how much is its `own`, how much has an entry of the `same` sections, and
    how much a topic that the sources are `silent` about. How many `concepts` are asked about. And
    whether a `figure`, an `outlook`, a `choice` or a `tool` is asked for that it hasn't (0 or 1).
    """

    score: float
    coverage: float
    reach: float
    own: float
    same: float
    silent: float
    concepts: float
    figure: float
    outlook: float
    choice: float
    tool: float


BIAS = 0.0
WEIGHTS = Evidence(*[0.0] * len(Evidence._fields))
LEAST = 0.0  # log-odds from which it is an answer

_ASKED = re.compile(
    r"\b(?:(?P<figure>how (?:many|much|long|often|fast|soon|big|large|quick(?:ly)?|far)\b"
    r"|percent\w*|(?:hourly|daily|day|monthly|exact|typical|average|rough) (?:rate|bill|fee|price|"
    r"figure|number|cost)s?\b)"
    r"|(?P<outlook>(?:next|this|last|coming) (?:year|decade|few years)|still (?:a thing|worth|"
    r"relevant|in demand|alive|hot|cool)|(?:going|gone|go) (?:up|down)\b|come true|came true|dying\b"
    r"|(?:next|last|past|in|over) (?:\w+ )?(?:\d+|two|three|five|ten|few) (?:yrs?|years)"
    r"|worth (?:it|betting|learning|switching)|future[ -]?proof|(?P<year>(?:19|20)\d\d)\b)"
    r"|(?P<choice>(?:cheaper|faster|better|safer|easier|quicker|(?:more|less) \w+) (?:\w+ )?than\b)"
    r"|(?P<tool>(?:which|what) (?:\w+ )?(?:tool|librar(?:y|ies)|vendor|provider|product|database|"
    r"language|framework|software|service)s?\b))"
)
_FIGURE = re.compile(r"\d")


def asked_for(text: str) -> Set[str]:
    """The kinds of things that a text asks for beyond plain facts, and the years that it names."""
    found = _ASKED.finditer(small(text))
    return {one["year"] or str(one.lastgroup) for one in found}


def weigh(
    best: int,
    concepts: int,
    scores: Mapping[int, float],
    coverage: Mapping[int, float],
    asked: Set[str],
    store: "Store",
) -> Evidence:
    """The evidence for the best entry, by the scores and the coverage of all that were compared
    (by number) and what is `asked_for`.
    """
    uncovered = store.index.uncovered
    known = sorted(scores.keys() - uncovered, key=lambda number: (-scores[number], number))
    document = store.document(best)
    total = sum(scores.values()) or 1.0
    same = (n for n in islice(known, NEAREST) if n == best or _cites_same(document, n, store))
    return Evidence(
        log(scores[best] + 1e-4),
        log(coverage[best] + 1e-3),
        coverage[best] / max(coverage.values()),
        scores[best] / total,
        sum(map(scores.__getitem__, same)) / total,
        sum(scores[number] for number in scores.keys() & uncovered) / total,
        concepts,
        *_missing(asked, document.text),
    )


def is_answer(evidence: Evidence) -> bool:
    """Whether the evidence is enough to answer."""
    return BIAS + sum(map(mul, WEIGHTS, evidence)) >= LEAST


def _cites_same(document: Document, number: int, store: "Store") -> bool:
    cited = store.document(number).citations
    return any(one.section == other.section for one in cited for other in document.citations)


def _missing(asked: Set[str], text: str) -> Iterable[float]:
    """For each kind of thing whether it is asked for and a text hasn't got it."""
    if not asked:
        return 0.0, 0.0, 0.0, 0.0
    figure = "figure" in asked and not _FIGURE.search(text)
    years = (one for one in asked if one.isdigit())
    outlook = "outlook" in asked or any(year not in text for year in years)
    return map(float, (figure, outlook, "choice" in asked, "tool" in asked))
