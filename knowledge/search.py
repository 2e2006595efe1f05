"""A question → what the store answers: an answer, suggestions, or nothing.

Entries are found through the postings of the question's stems, and ranked by how much of its
meaning each covers times how alike it is to their wordings. A question asked in just the words of
an entry is answered by that entry.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import repeat
from math import exp, sqrt
from operator import add, mul
from typing import Literal, NamedTuple

from knowledge.index import Index, Postings, Profile
from knowledge.query import Query, parse_query, parse_sentences
from knowledge.store import Document, Store

Outcome = Literal["answer", "suggestions", "none"]
OUTCOMES: tuple[Outcome, ...] = ("answer", "suggestions", "none")  # the clearest first

LIKENESS_POWER = 0.5  # how much likeness counts beside coverage
LEAST_LIKENESS = 1e-4
COMMON = 1 / 3  # of all documents: a word that stands in more is only compared, never looked up
FEW = 120  # documents: no word of so few is common
COMPARED = 32  # documents that are compared with the question word by word …
CLOSE = 0.45  # … and by likeness, if they cover at least so much of what the best one covers

# Bounds the work for large packs: postings that are read, rarest words first; further words are
# left for the comparison.
MOST_POSTINGS = 8_000

ANSWER_SCORE = 0.04
SUGGEST_SCORE = 0.02
ANSWER_LEAD = 1.2  # by which an answer must be ahead of a topic that no source covers


@dataclass(frozen=True, slots=True)
class Hit:
    """A document with its score, 0 to 1."""

    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best candidates, best first, and what may be made of them.

    `uncovered` is the key of what the sources are known to be silent about, where that was asked.
    """

    query: str
    outcome: Outcome
    hits: tuple[Hit, ...]
    uncovered: str | None = None


class _Found(NamedTuple):
    """How much of a question's weight each document's words cover so far, by number, and the
    stems that were not looked up, with their weights.
    """

    covered: dict[int, float]
    rest: dict[str, float]


def search(store: Store, text: str, limit: int = 5) -> SearchResult:
    """What the store says to any text; `hits` holds the best candidates whatever the outcome."""
    index = store.index
    query = parse_query(text, index)
    found = _find(query, index)
    scores = _compare(query, found, index)
    if (asked := index.asked_as(query.wording)) is not None:
        scores = {asked: 1.0} | {number: scores[number] for number in scores if number != asked}
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)  # of equals, the first stays so
    known = [number for number in ranked if number not in index.uncovered][:limit]
    hits = [Hit(store.document(number), scores[number]) for number in known]
    hits += _others(store, query, found, scores, limit - len(hits))
    silent = next((number for number in ranked if number in index.uncovered), None)
    if asked is not None:
        return _result(text, "answer" if asked in known else "none", hits, asked, store)
    best = known[0] if known else None
    # in a longer message, one sentence may ask clearly what the whole of it blurs
    sentences = [query, *parse_sentences(text, index)]
    outcomes = [_judge(best, one, scores if one is query else None, index) for one in sentences]
    outcome = min(outcomes, key=OUTCOMES.index)
    return _result(text, outcome, hits, silent if outcomes[0] == "none" else None, store)


def _result(
    text: str, outcome: Outcome, hits: Sequence[Hit], silent: int | None, store: Store
) -> SearchResult:
    is_silent = outcome == "none" and silent in store.index.uncovered
    key = store.document(silent).key if silent is not None and is_silent else None
    return SearchResult(text, outcome, tuple(hits), key)


def _judge(
    best: int | None, query: Query, scores: Mapping[int, float] | None, index: Index
) -> Outcome:
    """What may be made of the best document, by a message or one of its sentences: it must be
    clear, and ahead of what the sources are silent about.
    """
    if scores is None:
        scores = _compare(query, _find(query, index), index)
    clear = scores.get(best, 0.0) if best is not None else 0.0
    beside = max((s for number, s in scores.items() if number in index.uncovered), default=0.0)
    if beside >= max(SUGGEST_SCORE, clear) or clear < SUGGEST_SCORE:
        return "none"
    if clear < max(ANSWER_SCORE, ANSWER_LEAD * beside) or not query.concepts:
        return "suggestions"  # small words alone do not say what they are about
    return "answer"


def _compare(query: Query, found: _Found, index: Index) -> dict[int, float]:
    """The scores of the documents that cover most, each compared word by word, by number."""
    close: Sequence[int] = list(found.covered)
    if len(close) > COMPARED:
        close = nlargest(COMPARED, close, key=found.covered.__getitem__)
    profiles = [index.profile(number) for number in close]
    coverage = map(add, map(found.covered.__getitem__, close), _rest(found.rest, profiles))
    ranked = list(zip(coverage, close, profiles, strict=True))
    least = CLOSE * max([covered for covered, _, _ in ranked], default=0.0)
    ranked = [each for each in ranked if each[0] >= least]
    shares = _shares(query, [profile for _, _, profile in ranked])
    return {
        number: round(covered / query.weight * share**LIKENESS_POWER, 4)
        for (covered, number, _), share in zip(ranked, shares, strict=True)
    }


def _rest(weights: Mapping[str, float], profiles: Sequence[Profile]) -> Iterator[float]:
    """What stems that were not looked up add to the coverage of each document."""
    stems, gains, none = list(weights), list(weights.values()), repeat(0.0)
    for speaks, _ in profiles:
        yield sum(map(mul, gains, map(speaks.get, stems, none)))


def _shares(query: Query, profiles: Sequence[Profile]) -> list[float]:
    """How likely the question is each document's own, among these: they add up to 1."""
    if not profiles:
        return []
    features, length, none = query.features, sqrt(len(query.features)), repeat(0.0)
    likeness = [sum(map(profile.alike.get, features, none)) / length for profile in profiles]
    most = max(likeness)
    shares = [exp(one - most) for one in likeness]
    total = sum(shares)
    return [share / total + LEAST_LIKENESS for share in shares]


def _others(
    store: Store, query: Query, found: _Found, scores: Mapping[int, float], count: int
) -> list[Hit]:
    """So many hits that were not compared, by coverage alone."""
    if count <= 0:
        return []
    uncovered = store.index.uncovered
    left = sorted(n for n in found.covered if n not in scores and n not in uncovered)
    best = nlargest(count, left, key=found.covered.__getitem__)
    least = LEAST_LIKENESS**LIKENESS_POWER / (query.weight or 1.0)
    return [Hit(store.document(number), round(found.covered[number] * least, 4)) for number in best]


def _find(query: Query, index: Index) -> _Found:
    """Add up how much of the question each document's words cover, the rarest words first; common
    ones, and what would be too many postings, are left for the comparison.
    """
    covered: dict[int, float] = {}
    rest: dict[str, float] = {}
    left = MOST_POSTINGS
    common = max(COMMON * index.size, FEW)
    spread = index.spread
    known = [(spread[one], one) for one in (*query.concepts, *query.small) if one in spread]
    for many, one in sorted(known):
        left -= many
        is_small = one in query.small
        weight = query.small[one] if is_small else query.concepts[one]
        if (many > common and (covered or is_small)) or (left < 0 and covered):
            rest[one] = weight
        else:
            _add(covered, weight, index.postings(one))
    return _Found(covered, rest)


def _add(covered: dict[int, float], weight: float, postings: Postings) -> None:
    """Add what a stem gives to each document."""
    read = postings.best or postings
    for number, speaks in zip(read.numbers, read.speaks, strict=True):
        covered[number] = covered.get(number, 0.0) + weight * speaks
