"""A question → what the store answers: an answer, suggestions, or nothing.

Entries are found through the postings of the question's stems, and ranked by how much of its
meaning each covers times how alike it is to their wordings. A question asked in just the words of
an entry is answered by that entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import exp, sqrt
from operator import add
from typing import TYPE_CHECKING, Literal, NamedTuple

from knowledge.documents import Document
from knowledge.search.index import Index
from knowledge.search.postings import Weights, add_up, read
from knowledge.search.query import Query, parse_query, parse_sentences
from knowledge.search.wanted import asks_for_more

if TYPE_CHECKING:  # a store holds the index that is searched here
    from knowledge.store import Store

Outcome = Literal["answer", "suggestions", "none"]
OUTCOMES: tuple[Outcome, ...] = ("answer", "suggestions", "none")  # the clearest first

MANY = 1_000  # covered documents, of which to seek the best is faster than to sort them


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
    """How much of a question's weight each document's words cover so far, by number, and what the
    stems that were not looked up give to each document.
    """

    covered: dict[int, float]
    rest: Sequence[Weights]


class _Matches(NamedTuple):
    """How well the documents that were compared fit a question, by number: how much of its weight
    they cover (0 to 1), and that times their likeness, by which documents are ranked.
    """

    scores: dict[int, float]
    coverage: dict[int, float]


def search(store: "Store", text: str, limit: int = 5) -> SearchResult:
    """What the store says to any text; `hits` holds the best candidates whatever the outcome."""
    index = store.index
    query = parse_query(text, index)
    found = _find(query, index)
    matches = _compare(query, found, index)
    if (asked := index.asked_as(query.wording)) is not None:
        matches = _Matches(*({asked: 1.0} | of_all | {asked: 1.0} for of_all in matches))
    scores = matches.scores
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)  # of equals, the first stays so
    known = [number for number in ranked if number not in index.uncovered][:limit]
    hits = [Hit(store.document(number), scores[number]) for number in known]
    hits += _others(store, query, found, matches, limit - len(hits))
    best, silent = known[0] if known else None, _silent(ranked, index)
    outcome = _judge(best, query, matches, index)
    told = store.document(silent).key if outcome == "none" and silent is not None else None
    if asked is None:
        # in a longer message, one sentence may ask clearly what the whole of it blurs
        parts = parse_sentences(text, index)
        said = [_judge(best, one, _compare(one, _find(one, index), index), index) for one in parts]
        outcome = min([outcome, *said], key=OUTCOMES.index)
        if outcome == "answer" and asks_for_more(
            text, hits[0].document, store.aliases, index.tells_of
        ):
            outcome = "suggestions"
    return SearchResult(text, outcome, tuple(hits), told if outcome == "none" else None)


def _silent(ranked: Sequence[int], index: Index) -> int | None:
    """The best of what the sources are silent about, if it leads."""
    return ranked[0] if ranked and ranked[0] in index.uncovered else None


def _judge(best: int | None, query: Query, matches: _Matches, index: Index) -> Outcome:
    """What may be made of the best document, by a message or one of its sentences: it must cover
    enough of it, and be ahead of what the sources are silent about.
    """
    if best not in matches.scores:
        return "none"
    score, coverage = matches.scores[best], matches.coverage[best]
    uncovered = (one for number, one in matches.scores.items() if number in index.uncovered)
    beside = max(uncovered, default=0)
    if coverage < index.ranking.suggest_coverage or beside >= score or not query.concepts:
        return "none"
    is_clear = coverage >= index.ranking.answer_coverage and score >= index.ranking.answer_score
    return "answer" if is_clear else "suggestions"


def _compare(query: Query, found: _Found, index: Index) -> _Matches:
    """The documents that cover most, each compared with all words."""
    close = _best(found.covered, index.ranking.compared)
    rest = add_up(found.rest, close)
    covered = list(map(add, map(found.covered.__getitem__, close), rest))
    least = index.ranking.close * max(covered, default=0.0)
    near = [one for one in zip(close, covered, strict=True) if one[1] >= least]
    likeness = _likeness(query, [number for number, _ in near], index)
    weight = query.weight
    return _Matches(
        {n: round(c / weight * alike, 4) for (n, c), alike in zip(near, likeness, strict=True)},
        {number: coverage / weight for number, coverage in near},
    )


def _best(covered: dict[int, float], count: int) -> Sequence[int]:
    """The documents that cover most, the best first; all as they stand, if they are no more."""
    if len(covered) <= count:
        return list(covered)
    if len(covered) > MANY:
        return nlargest(count, covered, key=covered.__getitem__)
    return sorted(covered, key=covered.__getitem__, reverse=True)[:count]  # faster, of few


def _likeness(query: Query, numbers: Sequence[int], index: Index) -> list[float]:
    """How alike the question is to each document, 0 to 1: the root of how likely it is that
    document's own among these (they add up to 1), times how far it is alike to any of them at all.
    """
    if not numbers:
        return []
    ranking = index.ranking
    alike = (found for one in query.features if (found := index.alike(one)))
    length = sqrt(len(query.features))
    sums = [adds / length for adds in add_up(alike, numbers)]
    most = max(sums)
    level = max(most / (most + ranking.half_alike) if most > 0 else 0.0, ranking.least_level)
    shares = [exp(one - most) for one in sums]
    total = sum(shares)
    least, power = ranking.least_likeness, ranking.likeness_power
    return [level * (share / total + least) ** power for share in shares]


def _others(
    store: "Store", query: Query, found: _Found, matches: _Matches, count: int
) -> list[Hit]:
    """So many hits that were not compared, by coverage alone."""
    if count <= 0:
        return []
    left = sorted(found.covered.keys() - matches.scores.keys() - store.index.uncovered)
    best = nlargest(count, left, key=found.covered.__getitem__)
    ranking = store.index.ranking
    alike = ranking.least_level * ranking.least_likeness**ranking.likeness_power
    least = alike / (query.weight or 1.0)
    return [Hit(store.document(number), round(found.covered[number] * least, 4)) for number in best]


def _find(query: Query, index: Index) -> _Found:
    """Add up how much of the question each document's words cover, the rarest words first; common
    ones, and what would be too many postings, are left for the comparison.
    """
    covered: dict[int, float] = {}
    rest: dict[str, Weights] = {}
    left = index.ranking.most_postings
    common = max(index.ranking.common * index.size, index.ranking.few)
    spread = index.spread
    known = [(spread[one], one) for one in (*query.concepts, *query.small) if one in spread]
    for many, one in sorted(known):
        left -= many
        is_small = one in query.small
        weight = query.small[one] if is_small else query.concepts[one]
        if (many > common and (covered or is_small)) or (left < 0 and covered):
            rest[one] = index.gains(one, weight)
        else:
            _add(covered, index.best_gains(one, weight))
    return _Found(covered, list(rest.values()))


def _add(covered: dict[int, float], gains: Weights) -> None:
    """Add what a stem gives to each document."""
    if not covered:
        covered.update(read(gains))
        return
    before = covered.get
    for number, gain in read(gains):
        covered[number] = before(number, 0.0) + gain
