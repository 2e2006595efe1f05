"""A question → what the store answers: an answer, suggestions, or nothing.

Candidates come from the full-text index and are ranked by how much of the question's meaning
each covers. A question asked in just the words of an entry is answered by that entry.
"""

from dataclasses import dataclass
from typing import Literal

from knowledge.query import Query, parse_query
from knowledge.store import Document, Profile, Store

Outcome = Literal["answer", "suggestions", "none"]

CANDIDATES = 24

# How far a field's word speaks for the entry, against one in a whole wording.
FIELD_WEIGHTS = {"wordings": 1.0, "title": 1.0, "keywords": 0.95, "text": 0.8}
WORDING_SHARE = 0.35  # of the score: how alike the question is to the nearest whole wording

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
    scores = {
        number: _score(query, store.profile(number))
        for number, _ in store.candidates(query.stems, CANDIDATES)
    }
    if asked is not None:
        scores[asked] = 1.0
    best = sorted(scores.items(), key=lambda item: (item[0] != asked, -item[1], item[0]))[:limit]
    hits = tuple(Hit(store.document(number), round(score, 4)) for number, score in best)
    return SearchResult(text, _outcome(hits), hits)


def _score(query: Query, profile: Profile) -> float:
    covered = _coverage(query, profile)
    alike = max((_likeness(query, wording) for wording in profile.wordings), default=0.0)
    return (1 - WORDING_SHARE) * covered + WORDING_SHARE * alike


def _coverage(query: Query, profile: Profile) -> float:
    """How much of the question's meaning the document's words cover, by weight (idf)."""
    total = sum(concept.idf for concept in query.concepts)
    covered = 0.0
    for concept in query.concepts:
        best = 0.0
        for stem, weight in concept.stems.items():
            for field, field_weight in FIELD_WEIGHTS.items():
                if stem in profile.fields[field]:
                    best = max(best, weight * field_weight)
                    break
        covered += best * concept.idf
    return covered / total if total else 0.0


def _likeness(query: Query, wording: frozenset[str]) -> float:
    """Dice's coefficient of question and wording, by the weight of the question's concepts."""
    shared = missing = 0.0
    matched: set[str] = set()
    for concept in query.concepts:
        stems = concept.stems.keys() & wording
        matched |= stems
        weight = max((concept.stems[stem] for stem in stems), default=0.0)
        shared += weight * concept.idf
        missing += (1 - weight) * concept.idf
    mean = (shared + missing) / (len(query.concepts) or 1)
    extra = len(wording - matched) * mean * 0.5  # small words of the wording count half
    return 2 * shared / (2 * shared + missing + extra) if shared else 0.0


def _outcome(hits: tuple[Hit, ...]) -> Outcome:
    if hits and hits[0].score >= ANSWER_SCORE:
        return "answer"
    if hits and hits[0].score >= SUGGEST_SCORE:
        return "suggestions"
    return "none"
