"""A question → what the store answers: an answer, suggestions, or nothing.

Entries are found through the postings of the question's stems, and ranked by how much of its
meaning each covers times how alike it is to their wordings. A question asked in just the words of
an entry is answered by that entry.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import islice
from math import exp, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

from knowledge.derived import kept
from knowledge.documents import Document
from knowledge.search.index import Index
from knowledge.search.postings import Weights, add_up, largest, nearest, total
from knowledge.search.query import Query, parse_query, parse_sentences
from knowledge.search.wanted import asks_for_more

if TYPE_CHECKING:  # a store holds the index that is searched here
    from knowledge.store import Store

Outcome = Literal["answer", "suggestions", "none"]
OUTCOMES: tuple[Outcome, ...] = ("answer", "suggestions", "none")  # the clearest first

USUAL = 5  # hits that are sought
STEPS = 10_000  # scores have four decimals


class Hit(NamedTuple):
    """A document with its score, 0 to 1."""

    document: Document
    score: float


class SearchResult(NamedTuple):
    """The best candidates, best first, and what may be made of them.

    `uncovered` is the key of what the sources are known to be silent about, where that was asked.
    """

    query: str
    outcome: Outcome
    hits: tuple[Hit, ...]
    uncovered: str | None = None


class _Found(NamedTuple):
    """How much of a question's weight each document's words cover so far, and what the stems that
    were not looked up give to each document.
    """

    covered: Weights
    rest: Sequence[Weights]


class _Matches(NamedTuple):
    """How well the documents that were compared fit a question, by number: the share of its weight
    that they cover times their likeness (0 to 1), by which they are ranked, and what they cover.
    """

    scores: dict[int, float]
    covered: dict[int, float]


def search(store: "Store", text: str, limit: int = USUAL) -> SearchResult:
    """What the store says to any text; `hits` holds the best candidates whatever the outcome."""
    found = _memo(store)(text, max(limit, USUAL))
    return found if len(found.hits) <= limit else found._replace(hits=found.hits[:limit])


@kept
def _memo(store: "Store") -> Callable[[str, int], SearchResult]:
    """Who looks what a text asks for searches for it, and again to answer."""
    return lru_cache(maxsize=4)(partial(_search, store))


def _search(store: "Store", text: str, limit: int) -> SearchResult:
    index = store.index
    query = parse_query(text, index)
    found = _find(query, index)
    matches = _match(query, found, index)
    ranked = _ranked(matches)
    known = [number for number in ranked if number not in index.uncovered]
    hits = _hits(store, query, found, matches, known[:limit], limit)
    best, silent = known[0] if known else None, _silent(ranked, index)
    outcome = _judge(best, query, matches, index)
    told = store.document(silent).key if outcome == "none" and silent is not None else None
    if index.asked_as(query.wording) is None:
        # in a longer message, one sentence may ask clearly what the whole of it blurs
        if parts := parse_sentences(text, index):
            said = (
                _judge(best, one, _compare(one, _find(one, index), index), index) for one in parts
            )
            outcome = min([outcome, *said], key=OUTCOMES.index)
        if outcome == "answer" and asks_for_more(
            text, hits[0].document, store.aliases, index.tells_of
        ):
            outcome = "suggestions"
    return SearchResult(text, outcome, hits, told if outcome == "none" else None)


def closest(store: "Store", text: str, limit: int) -> tuple[Hit, ...]:
    """The best candidates alone, for who chooses among them: nothing is made of the first."""
    index = store.index
    query = parse_query(text, index)
    found = _find(query, index)
    matches = _match(query, found, index)
    known = [number for number in _ranked(matches) if number not in index.uncovered]
    return _hits(store, query, found, matches, known[:limit], limit)


def _ranked(matches: _Matches) -> list[int]:
    """The documents that were compared, the best first; of equals, the first stays so."""
    scores = matches.scores
    return sorted(scores, key=scores.__getitem__, reverse=True)


def _silent(ranked: Sequence[int], index: Index) -> int | None:
    """The best of what the sources are silent about, if it leads."""
    return ranked[0] if ranked and ranked[0] in index.uncovered else None


def _judge(best: int | None, query: Query, matches: _Matches, index: Index) -> Outcome:
    """What may be made of the best document, by a message or one of its sentences: it must cover
    enough of it, and be ahead of what the sources are silent about.
    """
    scores, ranking = matches.scores, index.ranking
    if best not in scores or not query.concepts:
        return "none"
    score, coverage = scores[best], matches.covered[best] / query.weight
    uncovered = index.uncovered
    beside = max([one for number, one in scores.items() if number in uncovered], default=0)
    if coverage < ranking.suggest_coverage or beside >= score:
        return "none"
    least = ranking.broad_score if best in index.broad else ranking.answer_score
    is_clear = coverage >= ranking.answer_coverage and score >= least
    return "answer" if is_clear else "suggestions"


def _match(query: Query, found: _Found, index: Index) -> _Matches:
    """What was found compared with a whole message; what is asked in just its words comes first."""
    matches = _compare(query, found, index)
    if (asked := index.asked_as(query.wording)) is None:
        return matches
    scores, covered = matches
    return _Matches({asked: 1.0} | scores | {asked: 1.0}, covered | {asked: query.weight})


def _compare(query: Query, found: _Found, index: Index) -> _Matches:
    """The documents that cover most, each compared with all words."""
    ranking = index.ranking
    near = nearest(found.covered, found.rest, ranking.compared, ranking.close)
    likeness = _likeness(query, [*near], index)
    times = STEPS / query.weight if near else 0.0
    scores = [
        round(times * c * alike) / STEPS for c, alike in zip(near.values(), likeness, strict=True)
    ]
    return _Matches(dict(zip(near, scores, strict=True)), near)


def _likeness(query: Query, numbers: Sequence[int], index: Index) -> list[float]:
    """How alike the question is to each document, 0 to 1: the root of how likely it is that
    document's own among these (they add up to 1), times how far it is alike to any of them at all.
    """
    if not numbers:
        return []
    ranking = index.ranking
    length = sqrt(len(query.features))
    alike = [found for one in query.features if (found := index.alike(one))]
    sums = [adds / length for adds in add_up(alike, numbers)]
    most = max(sums)
    level = max(most / (most + ranking.half_alike) if most > 0 else 0.0, ranking.least_level)
    shares = [exp(one - most) for one in sums]
    total = sum(shares)
    least, power = ranking.least_likeness, ranking.likeness_power
    return [level * (share / total + least) ** power for share in shares]


def _hits(
    store: "Store",
    query: Query,
    found: _Found,
    matches: _Matches,
    known: Sequence[int],
    limit: int,
) -> tuple[Hit, ...]:
    """Hits of those that were compared; where these are less than the limit, others by coverage
    alone.
    """
    hits = [Hit(store.document(number), matches.scores[number]) for number in known]
    if len(hits) < limit:
        hits += _others(store, query, found, matches, limit - len(hits))
    return tuple(hits)


def _others(
    store: "Store", query: Query, found: _Found, matches: _Matches, count: int
) -> list[Hit]:
    """So many hits that were not compared, by coverage alone."""
    compared, uncovered = matches.scores, store.index.uncovered
    most = largest(found.covered, count + len(compared) + len(uncovered))
    best = [*islice((n for n in most if n not in compared and n not in uncovered), count)]
    ranking = store.index.ranking
    alike = ranking.least_level * ranking.least_likeness**ranking.likeness_power
    least = alike / (query.weight or 1.0)
    covered = add_up([found.covered], best)
    return [
        Hit(store.document(number), round(many * least, 4))
        for number, many in zip(best, covered, strict=True)
    ]


def _find(query: Query, index: Index) -> _Found:
    """Add up how much of the question each document's words cover, the rarest words first; common
    ones, and what would be too many postings, are left for the comparison.
    """
    looked_up: list[Weights] = []
    rest: dict[str, Weights] = {}
    left = index.ranking.most_postings
    common = max(index.ranking.common * index.size, index.ranking.few)
    spread = index.spread
    known = [(spread[one], one) for one in (*query.concepts, *query.small) if one in spread]
    for many, one in sorted(known):
        left -= many
        is_small = one in query.small
        weight = query.small[one] if is_small else query.concepts[one]
        if (many > common and (looked_up or is_small)) or (left < 0 and looked_up):
            rest[one] = index.gains(one, weight)
        else:
            looked_up.append(index.best_gains(one, weight))
    return _Found(total(looked_up), [*rest.values()])
