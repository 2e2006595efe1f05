"""A question → what the store answers: an answer, suggestions, or nothing.

Entries are found through the postings of the question's stems and ranked by how much of its
meaning each covers, and how alike it is to their wordings. A question asked in just the words of
an entry is answered by that entry.
"""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.query import Query, parse_query
from knowledge.store import Document, Store

Outcome = Literal["answer", "suggestions", "none"]

WORDING_SHARE = 0.35  # of the score: how alike the question is to the nearest whole wording
EXTRA_WEIGHT = 0.5  # of a wording's word that the question lacks, against a word of the question

ANSWER_SCORE = 0.62
SUGGEST_SCORE = 0.40


@dataclass(frozen=True, slots=True)
class Hit:
    """A document with its score, 0 to 1."""

    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best candidates, best first, and what may be made of them."""

    query: str
    outcome: Outcome
    hits: tuple[Hit, ...]


def search(store: Store, text: str, limit: int = 5) -> SearchResult:
    """What the store says to any text; `hits` holds the best candidates whatever the outcome."""
    query = parse_query(text, store)
    asked = store.asked_as(query.wording)
    best = [] if asked is None else [(-1.0, 0, asked)]  # before all that are scored
    for number, coverage in sorted(_coverage(query, store).items(), key=_by_coverage):
        # what shares no more than this with the question cannot be more alike to it than this
        most_alike = 2 * coverage / (1 + coverage)
        if len(best) >= limit and _score(coverage, most_alike) < -best[-1][0]:
            break
        if number != asked:
            score = _score(coverage, _likeness(query, store.wordings(number)))
            insort(best, (-round(score, 4), 1, number))
            del best[limit:]
    hits = tuple([Hit(store.document(number), -score) for score, _, number in best])
    return SearchResult(text, _outcome(hits), hits)


def _by_coverage(item: tuple[int, float]) -> tuple[float, int]:
    return -item[1], item[0]


def _score(coverage: float, likeness: float) -> float:
    return (1 - WORDING_SHARE) * coverage + WORDING_SHARE * likeness


def _coverage(query: Query, store: Store) -> dict[int, float]:
    """How much of the question's meaning each document's words cover (0 to 1), by number."""
    covered: dict[int, float] = {}
    for concept in query.concepts:
        best: dict[int, float] = {}
        for stem, weight in concept.stems.items():  # of several words for it, the best counts
            gain = weight * concept.idf / query.weight
            if not best:
                best = {number: gain * speaks for number, speaks in store.postings(stem)}
                continue
            for number, speaks in store.postings(stem):
                if gain * speaks > best.get(number, 0.0):
                    best[number] = gain * speaks
        for number, gain in best.items():
            covered[number] = covered.get(number, 0.0) + gain
    return covered


def _likeness(query: Query, wordings: Sequence[frozenset[str]]) -> float:
    """Dice's coefficient, by weight, of the question and the nearest of whole wordings."""
    best = 0.0
    extra_weight = EXTRA_WEIGHT * query.weight / (len(query.concepts) or 1)
    for wording in wordings:
        shared_stems = wording & query.terms
        if not shared_stems:
            continue
        gains: dict[int, float] = {}
        for stem in shared_stems:
            concept, gain = query.gains[stem]
            if gain > gains.get(concept, 0.0):
                gains[concept] = gain
        shared = sum(gains.values())
        extra = extra_weight * (len(wording) - len(shared_stems))
        likeness = 2 * shared / (shared + query.weight + extra)
        if likeness > best:
            best = likeness
    return best


def _outcome(hits: tuple[Hit, ...]) -> Outcome:
    if hits and hits[0].score >= ANSWER_SCORE:
        return "answer"
    if hits and hits[0].score >= SUGGEST_SCORE:
        return "suggestions"
    return "none"
