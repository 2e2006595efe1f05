"""The inverted index of a built store, as queries are parsed and matched against it."""

import json
import sqlite3
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import chain, islice, takewhile
from math import log
from sys import byteorder

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.text import stems

SYNONYM_WEIGHT = 0.8  # of a word that means the same, against the word itself
# Below 1, rare words count less than their rarity: a word of chat is rare here and says little.
IDF_POWER = 0.7
CLOSEST = 5  # words that a misspelt one may stand for


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a question asks about: stems that name it, each with a weight up to 1 (the
    most first), and how much it tells documents apart (inverse document frequency).
    """

    stems: dict[str, float]
    idf: float


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents that a stem speaks for: their numbers, ascending, and how far (0 to 1).

    `best` holds the same, of very many only those that it speaks most for.
    """

    numbers: "array[int]"
    speaks: "array[float]"
    best: "Postings | None" = None


@dataclass(frozen=True, slots=True)
class Wordings:
    """The whole wordings of a document: how many stems each has, and in which each stem stands."""

    lengths: tuple[int, ...]
    places: dict[str, list[int]]


class Index:
    """What a built store's words stand in. Everything is read when it is first needed."""

    def __init__(self, connection: sqlite3.Connection, synonyms: str) -> None:
        self._db = connection
        self._synonym_groups: list[list[str]] = json.loads(synonyms)
        self.wordings = lru_cache(maxsize=4096)(self._wordings)
        self.postings = lru_cache(maxsize=4096)(self._postings)
        self.concept = lru_cache(maxsize=4096)(self._concept)
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

    def completions(self, letters: str, limit: int) -> list[str]:
        """The most frequent words that start with some letters."""
        following = islice(self._words_sorted, bisect_left(self._words_sorted, letters), None)
        found = takewhile(lambda word: word.startswith(letters), following)
        return nlargest(limit, found, key=self.words.__getitem__)

    @cached_property
    def mass(self) -> dict[str, float]:
        """How far each stem speaks for all documents together: a frequency that counts a mere
        mention less than what a document is about.
        """
        return dict(self._db.execute("select stem, mass from postings").fetchall())

    @cached_property
    def synonyms(self) -> dict[str, set[str]]:
        """Stems that mean the same as a stem."""
        found: dict[str, set[str]] = {}
        for group in self._synonym_groups:
            alike = {stem for text in group for stem in stems(text)[:1]}
            for stem in alike:
                found.setdefault(stem, set()).update(alike - {stem})
        return found

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

    # `wordings(number)`: the whole wordings of a document. `postings(stem)`.
    # `concept(stem)`: what a stem asks about. `nearest(word, edits)`: the word of the store that
    # is at most so many edits away, the more frequent one of equals. Each is found once, then kept.

    def _wordings(self, number: int) -> Wordings:
        row = self._db.execute("select wordings from profiles where id = ?", (number,)).fetchone()
        wordings = [line.split() for line in row["wordings"].split("\n")]
        places: dict[str, list[int]] = {}
        for place, wording in enumerate(wordings):
            for stem in set(wording):
                places.setdefault(stem, []).append(place)
        return Wordings(tuple(len(set(wording)) for wording in wordings), places)

    def _concept(self, stem: str) -> Concept:
        alike = dict.fromkeys(self.synonyms.get(stem, ()), SYNONYM_WEIGHT)
        known = {s: w for s, w in {stem: 1.0, **alike}.items() if s in self.mass}
        mass = self.mass.get(stem) or max((self.mass[s] for s in known), default=0.0)
        idf = log(1 + (self.size - mass + 0.5) / (mass + 0.5))
        return Concept(known, idf**IDF_POWER)

    def _postings(self, stem: str) -> Postings:
        select = "select numbers, speaks, best_numbers, best_speaks from postings where stem = ?"
        row = self._db.execute(select, (stem,)).fetchone()
        if row is None:
            return _unpacked(b"", b"")
        best = _unpacked(row["best_numbers"], row["best_speaks"]) if row["best_numbers"] else None
        return _unpacked(row["numbers"], row["speaks"], best)


def _unpacked(numbers: bytes, speaks: bytes, best: Postings | None = None) -> Postings:
    postings = Postings(array("I", numbers), array("f", speaks), best)
    if byteorder == "big":  # stores are little-endian, so that a built file may travel
        postings.numbers.byteswap()
        postings.speaks.byteswap()
    return postings
