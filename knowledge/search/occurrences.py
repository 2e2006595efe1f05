"""Where each stem stands in what entries say, and what follows it there: from this alone the index
is counted, stem by stem, so that even a hundred thousand entries need little memory for it.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import NamedTuple

from knowledge.text import stem

NOTHING = 0  # what follows the last stem of a text


class Said(NamedTuple):
    """The words of an entry: of each text that it is asked as, its title first, and of all that it
    says besides.
    """

    asked: Sequence[Sequence[str]]
    besides: Sequence[str]


class Repeat(NamedTuple):
    """A text in which a stem (`following` is NOTHING) or pair of stems stands so many times."""

    following: int
    text: int
    times: int


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Texts of one kind, numbered from 0 in the order of their entries, those from 1.

    `texts` has for each stem, by its number, the text of each place where it stands, ascending, and
    `following` the number of the stem after it there.
    """

    texts: "list[array[int]]"
    following: "list[array[int]]"
    repeats: dict[int, list[Repeat]] = field(default_factory=dict)  # by the (first) stem
    entries: "array[int]" = field(default_factory=lambda: array("I"))  # the entry of each text
    lengths: list[int] = field(default_factory=lambda: [0])  # of each entry's texts, in words

    def counted(self, one: int) -> Counter[int]:
        """How often a stem stands in each entry."""
        return Counter(map(self.entries.__getitem__, self.texts[one]))

    def add(self, texts: Iterable[Sequence[int]]) -> None:
        """The next entry, its texts as the numbers of their stems."""
        length = 0
        for text in texts:
            number = len(self.entries)
            for one, following in zip_longest(text, text[1:], fillvalue=NOTHING):
                self.texts[one].append(number)
                self.following[one].append(following)
            if len({*text}) < len(text):
                for one, repeat in _repeats(text, number):
                    self.repeats.setdefault(one, []).append(repeat)
            self.entries.append(len(self.lengths))
            length += len(text)
        self.lengths.append(length)


class Corpus(NamedTuple):
    """All entries: `stems` are sorted and numbered by their place, of which NOTHING is none."""

    stems: Sequence[str]
    asked: Occurrences
    besides: Occurrences


def read_corpus(entries: Sequence[Said]) -> Corpus:
    """Where the stems of all entries stand; these are numbered from 1."""
    words: set[str] = set()
    for entry in entries:
        words.update(entry.besides, *entry.asked)
    by_word = {word: stem(word) for word in words}
    stems = ["", *sorted({*by_word.values()})]
    numbers = {one: number for number, one in enumerate(stems)}
    known = {word: numbers[one] for word, one in by_word.items()}
    return Corpus(
        stems,
        _occurrences((entry.asked for entry in entries), known, len(stems)),
        _occurrences(([entry.besides] for entry in entries), known, len(stems)),
    )


def _occurrences(
    entries: Iterable[Iterable[Sequence[str]]], known: Mapping[str, int], stems: int
) -> Occurrences:
    texts, following = ([array("I") for _ in range(stems)] for _ in range(2))
    found = Occurrences(texts, following)
    for entry in entries:
        found.add([*map(known.__getitem__, text)] for text in entry)
    return found


def _repeats(text: Sequence[int], number: int) -> Iterator[tuple[int, Repeat]]:
    """What stands in a text more than once."""
    for one, times in Counter(text).items():
        if times > 1:
            yield one, Repeat(NOTHING, number, times)
    for (one, following), times in Counter(pairwise(text)).items():
        if times > 1:
            yield one, Repeat(following, number, times)
