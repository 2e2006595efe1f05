"""A question → what the store answers: an answer, suggestions, or nothing.

Entries are found through the postings of the question's stems and ranked by how much of its
meaning each covers; the best of them again by how alike it is to their wordings. A question asked
in just the words of an entry is answered by that entry.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter
from typing import Literal

from knowledge.index import Index, Postings, Wordings
from knowledge.query import Query, parse_query, parse_sentences
from knowledge.store import Document, Store

Outcome = Literal["answer", "suggestions", "none"]

WORDING_SHARE = 0.35  # of the score: how alike the question is to the nearest whole wording
OWN_WEIGHT = 0.5  # of a wording's own words, against what it shares with the question
RANKED_AGAIN = 20  # entries whose wordings are compared with the question …
CLOSE = 0.5  # … if they cover at least so much of what the best one covers

# Bounds of the work for large packs: postings that are read, rarest stems first, before further
# stems are only looked up for the best entries found so far.
MOST_POSTINGS = 8_000
MOST_LOOKED_UP = 400

ANSWER_SCORE = 0.22
SUGGEST_SCORE = 0.15
UNCOVERED_LEAD = 1.1  # by which a topic that no source covers must be ahead of any entry


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


def search(store: Store, text: str, limit: int = 5) -> SearchResult:
    """What the store says to any text; `hits` holds the best candidates whatever the outcome."""
    index = store.index
    query = parse_query(text, index)
    covered = _coverage(query, index)
    scores = _compare(query, covered, index)
    if (asked := index.asked_as(query.wording)) is not None:
        scores = {asked: 1.0} | {number: scores[number] for number in scores if number != asked}
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)  # of equals, the first stays so
    known = [number for number in ranked if number not in index.uncovered][:limit]
    hits = [Hit(store.document(number), scores[number]) for number in known]
    hits += _others(store, covered, scores, limit - len(hits))
    silent = next((number for number in ranked if number in index.uncovered), None)
    # in a longer message, one sentence may ask clearly what the whole of it blurs
    sentences = parse_sentences(text, index)
    said = [scores, *(_compare(q, _coverage(q, index), index) for q in sentences)]
    clear = _clearest(known[0], said) if known else 0.0
    if silent is not None and (
        silent == asked or _clearest(silent, said) >= max(SUGGEST_SCORE, UNCOVERED_LEAD * clear)
    ):
        return SearchResult(text, "none", tuple(hits), store.document(silent).key)
    return SearchResult(text, _outcome(clear), tuple(hits))


def _clearest(number: int, said: Sequence[dict[int, float]]) -> float:
    """The best score of a document among the message and its sentences."""
    return max(scores.get(number, 0.0) for scores in said)


def _compare(query: Query, covered: dict[int, float], index: Index) -> dict[int, float]:
    """The scores of the documents that cover most, each compared with its wordings, by number."""
    least = CLOSE * max(covered.values(), default=0.0)
    close = [number for number, coverage in covered.items() if coverage >= least]
    if len(close) > RANKED_AGAIN:
        close = nlargest(RANKED_AGAIN, close, key=covered.__getitem__)
    return {
        number: _score(covered[number], _likeness(query, index.wordings(number)))
        for number in close
    }


def _others(
    store: Store, covered: dict[int, float], scores: dict[int, float], count: int
) -> list[Hit]:
    """So many hits by coverage alone: none of them can be above one that was compared."""
    if count <= 0:
        return []
    left = sorted(n for n in covered if n not in scores and n not in store.index.uncovered)
    best = nlargest(count, left, key=covered.__getitem__)
    return [Hit(store.document(number), _score(covered[number], 0.0)) for number in best]


def _score(coverage: float, likeness: float) -> float:
    return round((1 - WORDING_SHARE) * coverage + WORDING_SHARE * likeness, 4)


def _coverage(query: Query, index: Index) -> dict[int, float]:
    """How much of the question's meaning each document's words cover (0 to 1), by number."""
    covered: dict[int, float] = {}
    best: list[int] = []  # the only documents that count once enough has been read
    left = MOST_POSTINGS
    for length, weighted in sorted(_by_length(query, index), key=itemgetter(0)):
        left -= length
        if left < 0 and covered:
            best = best or nlargest(MOST_LOOKED_UP, covered, key=covered.__getitem__)
            _add(covered, _look_up(weighted, best))
        elif len(weighted) == 1:
            _add_postings(covered, *weighted[0])
        else:
            _add(covered, _read(weighted))
    return {number: covered[number] for number in best} if best else covered


def _by_length(query: Query, index: Index) -> list[tuple[int, list[tuple[float, Postings]]]]:
    """For each concept how many postings it has, and these with what each gives."""
    found = []
    for terms in query.terms:
        weighted = [(gain / query.weight, index.postings(stem)) for stem, gain in terms]
        found.append((sum(len(postings.numbers) for _, postings in weighted), weighted))
    return found


def _add_postings(covered: dict[int, float], gain: float, postings: Postings) -> None:
    """Add what a concept with only one word gives to each document."""
    read = postings.best or postings
    for number, speaks in zip(read.numbers, read.speaks, strict=True):
        covered[number] = covered.get(number, 0.0) + gain * speaks


def _add(covered: dict[int, float], gains: dict[int, float]) -> None:
    """Add what another concept gives to each document."""
    for number, gain in gains.items():
        covered[number] = covered.get(number, 0.0) + gain


def _read(weighted: Sequence[tuple[float, Postings]]) -> dict[int, float]:
    """What a concept gives to each document; of several words for it, the best counts."""
    found: dict[int, float] = {}
    for gain, postings in weighted:
        read = postings.best or postings
        for number, speaks in zip(read.numbers, read.speaks, strict=True):
            if gain * speaks > found.get(number, 0.0):
                found[number] = gain * speaks
    return found


def _look_up(
    weighted: Sequence[tuple[float, Postings]], numbers: Iterable[int]
) -> dict[int, float]:
    """The same for some documents only."""
    best: dict[int, float] = {}
    for gain, postings in weighted:
        for number in numbers:
            place = bisect_left(postings.numbers, number)
            if place < len(postings.numbers) and postings.numbers[place] == number:
                best[number] = max(best.get(number, 0.0), gain * postings.speaks[place])
    return best


def _likeness(query: Query, wordings: Wordings) -> float:
    """Dice's coefficient, by weight, of the question and the nearest of whole wordings.

    Each word of a wording weighs half of the question's average word, and the other half of what
    it shares with the question: what a wording says besides hardly counts against it.
    """
    shared: dict[int, float] = {}  # by the place of the wording
    for terms in query.terms:
        given: set[int] = set()
        for stem, gain in terms:
            for place in wordings.places.get(stem, ()):
                if place not in given:  # of several words for a concept, the best counts
                    shared[place] = shared.get(place, 0.0) + gain
            if len(terms) > 1:
                given.update(wordings.places.get(stem, ()))
    a_word = OWN_WEIGHT * query.weight / (len(query.concepts) or 1)
    lengths, asked = wordings.lengths, query.weight
    best = 0.0
    for place, gain in shared.items():
        likeness = gain / (asked + OWN_WEIGHT * gain + a_word * lengths[place])
        if likeness > best:
            best = likeness
    return 2 * best


def _outcome(score: float) -> Outcome:
    if score >= ANSWER_SCORE:
        return "answer"
    return "suggestions" if score >= SUGGEST_SCORE else "none"
