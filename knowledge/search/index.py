"""The inverted index of a built store, as queries are parsed and matched against it."""

import sqlite3
import sys
import weakref
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache, partial
from heapq import nlargest
from itertools import chain
from math import log
from typing import Any

import msgspec

from knowledge.search.parameters import RANKING, Ranking
from knowledge.search.postings import Weights, numbers, unpack
from knowledge.text import stem

LAST = chr(sys.maxunicode)  # of all characters; no word has it
CLOSEST = 5  # words that a misspelt one may stand for
NEWEST = 2_000  # of what was found, which the store that comes next looks up beforehand


class Index:
    """What a built store's words stand in, and by which numbers that is ranked. Everything is read
    when it is first needed.
    """

    def __init__(self, connection: sqlite3.Connection, ranking: Ranking = RANKING) -> None:
        self._db = connection.cursor()
        self._db.row_factory = None  # twice as fast without
        self.ranking = ranking
        self.derived: dict[object, Any] = {}
        self.weakly: Index = weakref.proxy(self)
        self._kept: list[tuple[Callable[..., Weights], deque[tuple[Any, ...]]]] = []
        self.gains = self._keeping(Index._gains, 4096)
        self.best_gains = self._keeping(Index._best_gains, 4096)
        self.alike = self._keeping(Index._alike, 16_384)
        self.idf = lru_cache(maxsize=4096)(partial(Index._idf, self.weakly))
        self.nearest = lru_cache(maxsize=4096)(partial(Index._nearest, self.weakly))
        self.asked_as = lru_cache(maxsize=4096)(partial(Index._asked_as, self.weakly))

    def _keeping(self, find: Callable[..., Weights], most: int) -> Callable[..., Weights]:
        """Finds what is looked up once, then keeps it, and remembers what was found."""
        index, found = self.weakly, deque[tuple[Any, ...]](maxlen=NEWEST)

        @lru_cache(maxsize=most)
        def look_up(*key: Any) -> Weights:
            if weights := find(index, *key):
                found.append(key)
            return weights

        self._kept.append((look_up, found))
        return look_up

    def follow(self, before: "Index") -> Iterator[None]:
        """Look up what was last found in the index before, one thing a step: to those who ask, the
        first questions after a pack has changed are like any.
        """
        for (look_up, _), (_, found) in zip(self._kept, before._kept, strict=True):
            for key in found.copy():
                look_up(*key)
                yield

    @cached_property
    def size(self) -> int:
        """How many documents there are."""
        return int(self._db.execute("select count(*) from documents").fetchone()[0])

    @cached_property
    def words(self) -> dict[str, int]:
        """Every word as written, with how often it stands in the store."""
        return self._all("select word, frequency from words")

    @cached_property
    def words_by_start(self) -> dict[tuple[str, int], list[str]]:
        """The same words by their first letter and length: those that a misspelt word may stand
        for. Typos spare the first letter; "unregistered" isn't meant as "registered".
        """
        found: dict[tuple[str, int], list[str]] = {}
        for word in self.words:
            found.setdefault((word[0], len(word)), []).append(word)
        return found

    @cached_property
    def _words_sorted(self) -> list[str]:
        return sorted(self.words)

    def tells_of(self, word: str) -> bool:
        """Whether a folded word stands in what is covered, not just in what is not."""
        row = self._row("select postings from postings where stem = ?", stem(word))
        return row is not None and not self.uncovered.issuperset(numbers(row[0]))

    def completions(self, letters: str, limit: int) -> list[str]:
        """The most frequent words that start with some letters."""
        listed = self._words_sorted
        first, end = (bisect_left(listed, edge) for edge in (letters, letters + LAST))
        return nlargest(limit, listed[first:end], key=self.words.__getitem__)

    @cached_property
    def spread(self) -> dict[str, int]:
        """In how many documents each stem stands."""
        return self._all("select stem, spread from postings")

    @cached_property
    def uncovered(self) -> frozenset[int]:
        """Numbers of those documents that only say what the sources are silent about."""
        rows = self._db.execute("select id from documents where kind = 'uncovered'")
        return frozenset(number for (number,) in rows)

    @cached_property
    def broad(self) -> frozenset[int]:
        """Numbers of those documents that are about a whole: any question is a little like them."""
        rows = self._db.execute(
            "select id from documents where kind in ('role', 'interview', 'dimension', 'source')"
        )
        return frozenset(number for (number,) in rows)

    def _asked_as(self, wording: str) -> int | None:
        row = self._row("select document from wordings where wording = ?", wording)
        return int(row[0]) if row else None

    def _nearest(self, word: str, edits: int) -> str | None:
        from rapidfuzz import process  # a twentieth of a server's start, and only needed here
        from rapidfuzz.distance import OSA

        lengths = range(len(word) - edits, len(word) + edits + 1)
        near = chain.from_iterable(
            self.words_by_start.get((word[0], length), ()) for length in lengths
        )
        close = process.extract(
            word, [*near], scorer=OSA.distance, score_cutoff=edits, limit=CLOSEST
        )
        best = min(close, key=lambda c: (c[1], -self.words[c[0]], c[0]), default=None)
        return str(best[0]) if best else None

    # `gains(stem, weight)`: how much of a stem's weight in a question each document covers; of very
    # many, `best_gains` are those that it speaks most for. `alike(feature)`: what a stem or pair of
    # neighbours (`a b`) adds to each document's likeness. `idf(stem)`. `nearest(word, edits)`: the
    # word of the store that is at most so many edits away, the more frequent one of equals.
    # `asked_as(wording)`: the number of the document that is asked in just these (normalised)
    # words. Each is found once, then kept.

    def _gains(self, one: str, weight: float) -> Weights:
        row = self._row("select postings from postings where stem = ?", one)
        return unpack(row[0], self.size, weight) if row else self._nothing

    def _best_gains(self, one: str, weight: float) -> Weights:
        row = self._row("select best from postings where stem = ?", one)
        return unpack(row[0], self.size, weight) if row and row[0] else self.gains(one, weight)

    def _alike(self, feature: str) -> Weights:
        row = self._row(
            "select features from likeness where first <= ? order by first desc limit 1", feature
        )
        packed = _FEATURES.decode(row[0]).get(feature) if row else None
        return unpack(packed, self.size) if packed else self._nothing

    @cached_property
    def _nothing(self) -> Weights:
        return unpack(b"", self.size)

    def _all(self, select: str) -> dict[str, int]:
        return dict(self._db.execute(select).fetchall())

    def _row(self, select: str, key: str) -> tuple[Any] | None:
        row: tuple[Any] | None = self._db.execute(select, (key,)).fetchone()
        return row

    def _idf(self, one: str) -> float:
        """How much a stem tells documents apart (BM25's inverse document frequency)."""
        spread = self.spread.get(one, 0)
        return log(1 + (self.size - spread + 0.5) / (spread + 0.5))


_FEATURES = msgspec.msgpack.Decoder(dict[str, bytes])
