"""The inverted index of a built store, as queries are parsed and matched against it."""

import sqlite3
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import chain, islice, takewhile
from math import log
from sys import byteorder
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.text import stem

CLOSEST = 5  # words that a misspelt one may stand for


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents that a stem speaks for: their numbers, ascending, and how far (0 to 1).

    `best` holds the same, of very many only those that it speaks most for.
    """

    numbers: "array[int]"
    speaks: "array[float]"
    best: "Postings | None" = None


class Profile(NamedTuple):
    """What a document is matched by: how far each stem speaks for it (0 to 1), and what each stem
    and pair of neighbours (`a b`) adds to its likeness.
    """

    speaks: dict[str, float]
    alike: dict[str, float]


class Index:
    """What a built store's words stand in. Everything is read when it is first needed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.profile = lru_cache(maxsize=4096)(self._profile)
        self.postings = lru_cache(maxsize=4096)(self._postings)
        self.idf = lru_cache(maxsize=4096)(self._idf)
        self.nearest = lru_cache(maxsize=4096)(self._nearest)

    @cached_property
    def size(self) -> int:
        """How many documents there are."""
        return int(self._db.execute("select count(*) from documents").fetchone()[0])

    @cached_property
    def words(self) -> dict[str, int]:
        """Every word as written, with how often it stands in the store."""
        return dict(self._db.execute("select word, frequency from words").fetchall())

    @cached_property
    def words_by_length(self) -> dict[int, list[str]]:
        """The same words by their length: those that a misspelt word may stand for."""
        found: dict[int, list[str]] = {}
        for word in self.words:
            found.setdefault(len(word), []).append(word)
        return found

    @cached_property
    def _words_sorted(self) -> list[str]:
        return sorted(self.words)

    def tells_of(self, word: str) -> bool:
        """Whether a folded word stands in what is covered, not just in what is not."""
        numbers = self.postings(stem(word)).numbers
        return any(number not in self.uncovered for number in numbers)

    def completions(self, letters: str, limit: int) -> list[str]:
        """The most frequent words that start with some letters."""
        following = islice(self._words_sorted, bisect_left(self._words_sorted, letters), None)
        found = takewhile(lambda word: word.startswith(letters), following)
        return nlargest(limit, found, key=self.words.__getitem__)

    @cached_property
    def spread(self) -> dict[str, int]:
        """In how many documents each stem stands."""
        return dict(self._db.execute("select stem, spread from postings").fetchall())

    @cached_property
    def uncovered(self) -> frozenset[int]:
        """Numbers of those documents that only say what the sources are silent about."""
        rows = self._db.execute("select id from documents where kind = 'uncovered'")
        return frozenset(number for (number,) in rows)

    @cached_property
    def _asked(self) -> dict[str, int]:
        return dict(self._db.execute("select wording, document from wordings").fetchall())

    def asked_as(self, wording: str) -> int | None:
        """The number of the document that is asked in just these words (normalised)."""
        return self._asked.get(wording)

    def _nearest(self, word: str, edits: int) -> str | None:
        lengths = range(len(word) - edits, len(word) + edits + 1)
        near = chain.from_iterable(self.words_by_length.get(length, ()) for length in lengths)
        close = process.extract(
            word, [*near], scorer=OSA.distance, score_cutoff=edits, limit=CLOSEST
        )
        best = min(close, key=lambda c: (c[1], -self.words[c[0]], c[0]), default=None)
        return str(best[0]) if best else None

    # `profile(number)`. `postings(stem)`. `idf(stem)`. `nearest(word, edits)`: the word of the
    # store that is at most so many edits away, the more frequent one of equals. Each is found
    # once, then kept.

    def _profile(self, number: int) -> Profile:
        row = self._db.execute(
            "select features, speaks, alike from profiles where id = ?", (number,)
        ).fetchone()
        features = row["features"].split("\n")
        speaks, alike = _floats(row["speaks"]), _floats(row["alike"])
        return Profile(
            dict(zip(features, speaks, strict=False)), dict(zip(features, alike, strict=True))
        )

    def _idf(self, one: str) -> float:
        """How much a stem tells documents apart (BM25's inverse document frequency)."""
        spread = self.spread.get(one, 0)
        return log(1 + (self.size - spread + 0.5) / (spread + 0.5))

    def _postings(self, one: str) -> Postings:
        select = "select numbers, speaks, best_numbers, best_speaks from postings where stem = ?"
        row = self._db.execute(select, (one,)).fetchone()
        if row is None:
            return _unpacked(b"", b"")
        best = _unpacked(row["best_numbers"], row["best_speaks"]) if row["best_numbers"] else None
        return _unpacked(row["numbers"], row["speaks"], best)


def _unpacked(numbers: bytes, speaks: bytes, best: Postings | None = None) -> Postings:
    return Postings(_little_endian(array("I", numbers)), _floats(speaks), best)


def _floats(packed: bytes) -> "array[float]":
    return _little_endian(array("f", packed))


def _little_endian(values: "array[Any]") -> "array[Any]":
    """Stores are little-endian, so that a built file may travel."""
    if byteorder == "big":
        values.byteswap()
    return values
