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
HALF_ALIKE = 4.0  # log-odds over the root of the features at which a question is half alike
LEAST_LEVEL = 0.1
COMMON = 1 / 3  # of all documents: a word that stands in more is only compared, never looked up
FEW = 120  # documents: no word of so few is common
COMPARED = 20  # documents that are compared with the question word by word …
CLOSE = 0.45  # … and by likeness, if they cover at least so much of what the best one covers

# Bounds the work for large packs: postings that are read, rarest words first; further words are
# left for the comparison.
MOST_POSTINGS = 8_000

ANSWER_COVERAGE = 0.2
SUGGEST_COVERAGE = 0.1
ANSWER_SCORE = 0.02
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


class _Match(NamedTuple):
    """How well a document fits a question: how much of its weight it covers (0 to 1), and that
    times its likeness, by which documents are ranked.
    """

    score: float
    coverage: float


_NONE = _Match(0.0, 0.0)
_Matches = Mapping[int, _Match]


def search(store: Store, text: str, limit: int = 5) -> SearchResult:
    """What the store says to any text; `hits` holds the best candidates whatever the outcome."""
    index = store.index
    query = parse_query(text, index)
    found = _find(query, index)
    matches = _compare(query, found, index)
    if (asked := index.asked_as(query.wording)) is not None:
        others = {number: match for number, match in matches.items() if number != asked}
        matches = {asked: _Match(1.0, 1.0), **others}
    # of equals, the first stays so
    ranked = sorted(matches, key=lambda number: matches[number].score, reverse=True)
    known = [number for number in ranked if number not in index.uncovered][:limit]
    hits = [Hit(store.document(number), matches[number].score) for number in known]
    hits += _others(store, query, found, matches, limit - len(hits))
    best, silent = known[0] if known else None, _silent(ranked, index)
    outcome = _judge(best, query, matches, index)
    told = store.document(silent).key if outcome == "none" and silent is not None else None
    if asked is None:
        # in a longer message, one sentence may ask clearly what the whole of it blurs
        parts = parse_sentences(text, index)
        said = [_judge(best, one, _compare(one, _find(one, index), index), index) for one in parts]
        outcome = min([outcome, *said], key=OUTCOMES.index)
    return SearchResult(text, outcome, tuple(hits), told if outcome == "none" else None)


def _silent(ranked: Sequence[int], index: Index) -> int | None:
    """The best of what the sources are silent about, if it leads."""
    return ranked[0] if ranked and ranked[0] in index.uncovered else None


def _judge(best: int | None, query: Query, matches: _Matches, index: Index) -> Outcome:
    """What may be made of the best document, by a message or one of its sentences: it must cover
    enough of it, and be ahead of what the sources are silent about.
    """
    match = matches.get(best, _NONE) if best is not None else _NONE
    beside = max((m.score for number, m in matches.items() if number in index.uncovered), default=0)
    if match.coverage < SUGGEST_COVERAGE or beside >= match.score or not query.concepts:
        return "none"
    is_clear = match.coverage >= ANSWER_COVERAGE and match.score >= ANSWER_SCORE
    return "answer" if is_clear and match.score >= ANSWER_LEAD * beside else "suggestions"


def _compare(query: Query, found: _Found, index: Index) -> dict[int, _Match]:
    """The documents that cover most, each compared word by word, by number."""
    close: Sequence[int] = list(found.covered)
    if len(close) > COMPARED:
        close = nlargest(COMPARED, close, key=found.covered.__getitem__)
    profiles = [index.profile(number) for number in close]
    coverage = map(add, map(found.covered.__getitem__, close), _rest(found.rest, profiles))
    ranked = list(zip(coverage, close, profiles, strict=True))
    least = CLOSE * max([covered for covered, _, _ in ranked], default=0.0)
    ranked = [each for each in ranked if each[0] >= least]
    likeness = _likeness(query, [profile for _, _, profile in ranked])
    weight = query.weight
    return {
        number: _Match(round(covered / weight * alike, 4), covered / weight)
        for (covered, number, _), alike in zip(ranked, likeness, strict=True)
    }


def _rest(weights: Mapping[str, float], profiles: Sequence[Profile]) -> Iterator[float]:
    """What stems that were not looked up add to the coverage of each document."""
    stems, gains, none = list(weights), list(weights.values()), repeat(0.0)
    for speaks, _ in profiles:
        yield sum(map(mul, gains, map(speaks.get, stems, none)))


def _likeness(query: Query, profiles: Sequence[Profile]) -> list[float]:
    """How alike the question is to each document, 0 to 1: the root of how likely it is that
    document's own among these (they add up to 1), times how far it is alike to any of them at all.
    """
    if not profiles:
        return []
    features, length, none = query.features, sqrt(len(query.features)), repeat(0.0)
    sums = [sum(map(profile.alike.get, features, none)) / length for profile in profiles]
    most = max(sums)
    level = max(most / (most + HALF_ALIKE), LEAST_LEVEL) if most > 0 else LEAST_LEVEL
    shares = [exp(one - most) for one in sums]
    total = sum(shares)
    return [level * (share / total + LEAST_LIKENESS) ** LIKENESS_POWER for share in shares]


def _others(store: Store, query: Query, found: _Found, matches: _Matches, count: int) -> list[Hit]:
    """So many hits that were not compared, by coverage alone."""
    if count <= 0:
        return []
    uncovered = store.index.uncovered
    left = sorted(n for n in found.covered if n not in matches and n not in uncovered)
    best = nlargest(count, left, key=found.covered.__getitem__)
    least = LEAST_LEVEL * LEAST_LIKENESS**LIKENESS_POWER / (query.weight or 1.0)
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
