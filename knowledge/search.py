"""A question → what the store answers: an answer, suggestions, or nothing.

Candidates come from the full-text index and are ranked by how much of the question's meaning
each covers. A question asked in just the words of an entry is answered by that entry.
"""

from dataclasses import dataclass
from typing import Literal

from knowledge.query import Query, parse_query
from knowledge.store import Document, Profile, Store

Outcome = Literal["answer", "suggestions", "none"]

CANDIDATES = 16

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
    scores = _scores(query, store, limit)
    if asked is not None:
        scores[asked] = 1.0
    best = sorted(scores.items(), key=lambda item: (item[0] != asked, -item[1], item[0]))[:limit]
    hits = tuple(Hit(store.document(number), round(score, 4)) for number, score in best)
    return SearchResult(text, _outcome(hits), hits)


def _scores(query: Query, store: Store, limit: int) -> dict[int, float]:
    """Scores of the candidates that may be among the best `limit`, by document number."""
    profiles = [(n, store.profile(n)) for n, _ in store.candidates(query.stems, CANDIDATES)]
    covered = sorted(
        ((_coverage(query, profile), number, profile) for number, profile in profiles),
        key=lambda item: (-item[0], item[1]),
    )
    scores: dict[int, float] = {}
    worst_kept = 0.0
    for coverage, number, profile in covered:
        # even a question in this entry's own words could not bring it among the best
        if len(scores) >= limit and (1 - WORDING_SHARE) * coverage + WORDING_SHARE < worst_kept:
            break
        likeness = _likeness(query, profile)
        scores[number] = (1 - WORDING_SHARE) * coverage + WORDING_SHARE * likeness
        if len(scores) >= limit:
            worst_kept = sorted(scores.values(), reverse=True)[limit - 1]
    return scores


def _coverage(query: Query, profile: Profile) -> float:
    """How much of the question's meaning the document's words cover, by weight (idf)."""
    covered = 0.0
    for concept in query.concepts:
        best = 0.0
        for stem, weight in concept.stems.items():
            best = max(best, weight * profile.stems.get(stem, 0.0))
        covered += best * concept.idf
    return covered / query.weight if covered else 0.0


def _likeness(query: Query, profile: Profile) -> float:
    """Dice's coefficient, by weight, of the question and the entry's nearest whole wording."""
    best = 0.0
    extra_weight = EXTRA_WEIGHT * query.weight / (len(query.concepts) or 1)
    for wording in profile.wordings:
        shared_stems = wording & query.gains.keys()
        if not shared_stems:
            continue
        gains: dict[int, float] = {}
        for stem in shared_stems:  # of several words for one concept, the best counts
            concept, gain = query.gains[stem]
            gains[concept] = max(gain, gains.get(concept, 0.0))
        shared = sum(gains.values())
        extra = extra_weight * (len(wording) - len(shared_stems))
        best = max(best, 2 * shared / (shared + query.weight + extra))
    return best


def _outcome(hits: tuple[Hit, ...]) -> Outcome:
    if hits and hits[0].score >= ANSWER_SCORE:
        return "answer"
    if hits and hits[0].score >= SUGGEST_SCORE:
        return "suggestions"
    return "none"
