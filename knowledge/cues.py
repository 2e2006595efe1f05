"""Cues: the words in which people say an option, and where they stand in a sentence.

A cue is a few words, each with alternatives behind `/`: `slow/sluggish page/{site}`, where
`{site}` stands for a group of words that several cues share. The words of a cue
match in any order, with at most two others between neighbours. A word matches its plural and its
verb forms too, a plural only the plural. `#` is any number from two on. A word with a hyphen
(`front-end`) also matches written as two words, or as one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from knowledge.text import stem, words

Place = tuple[int, int]  # the first and the last word (by number) of a match

NUMBER = "#"
NOTHING = "{}"  # a word that stands nowhere
MOST_BETWEEN = 2  # other words between each two of a cue
MOST_PLACES = 6  # of a word in one sentence: more is a text made to take long
LONG_ENOUGH = 5  # letters, from which an "e" at the end may go: "theme" is not "them"
TITLE_LENGTH = 5  # words before "developer" that may belong to the title

_WORD = re.compile(r"c\+\+|c#|\.net\b|[^\W_]+(?:['’][^\W_]+)*", re.IGNORECASE)
_GROUP = re.compile(r"\{([^}]*)\}")
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty"
    " hundred dozen dozens few couple several many multiple various".split()
)
_COUNTS = frozenset({NUMBER, "one", "singl"})
_TITLES = frozenset(
    "developer developers dev devs engineer engineers programmer programmers coder coders expert"
    " experts specialist specialists person".split()
)
_NO_TITLE = frozenset(
    """a an the our your their this that for as with of and to in on at by from we i need want
    wants hire find get is are be no two three four both some more another good one who every
    external outside remote offshore own same many other permanent dedicated""".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of a question's option (by their numbers); `slots` hold the stems of each word."""

    question: int
    option: int
    slots: tuple[frozenset[str], ...]
    hint: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in a text: the offsets of the words it took, and how far they reach."""

    cue: Cue
    words: frozenset[int]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    plain: str
    start: int
    end: int
    is_number: bool


def fill_in(cue: str, groups: Mapping[str, Sequence[str]]) -> str:
    """A cue with each `{group}` replaced by its words; an unknown one stands for nothing."""
    return _GROUP.sub(lambda found: "/".join(groups.get(found[1], ())) or NOTHING, cue)


def cue_groups(cue: str) -> list[str]:
    """The groups of words that a cue names."""
    return _GROUP.findall(cue)


def cue_readings(cue: str) -> set[str]:
    """Every way to read a cue, one alternative for each word: equal for cues that are alike."""
    return {" ".join(sorted(reading)) for reading in product(*cue_slots(cue))}


def cue_slots(cue: str) -> list[frozenset[str]]:
    """The stems that each word of a cue may match; hyphens are closed up."""
    return [
        frozenset(
            alternative if alternative == NUMBER else _cue_form(alternative)
            for alternative in word.split("/")
        )
        for word in cue.split()
    ]


def _cue_form(word: str) -> str:
    plain = _plain(word.replace("-", ""))
    return plain if _singular(plain) != plain else light_stem(plain)


def _plain(word: str) -> str:
    return "".join(words(word))


@lru_cache(maxsize=16_384)
def light_stem(word: str) -> str:
    """A folded word without the endings of plurals and verbs. Unlike the index's stemmer it
    keeps "designer" apart from "design", and "weekly" from "week".
    """
    if len(word) < 4:
        return word
    word = _singular(word)
    if word.endswith(("ing", "ed")):
        word = stem(word)
    if len(word) > LONG_ENOUGH:
        word = word.removesuffix("e")
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "js", "os")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1]


class CueIndex:
    """Cues ready to be found by the stems of a clause."""

    def __init__(self, cues: Sequence[tuple[int, int, str, bool]]) -> None:
        self._by_stem: dict[str, list[Cue]] = {}
        self._beginnings: set[str] = set()  # of words whose stem may be a cue's
        self._first_parts: set[str] = set()  # of words written together or apart
        for question, option, text, hint in cues:
            cue = Cue(question, option, tuple(cue_slots(text)), hint)
            for one in min(cue.slots, key=len):  # the word that rules most clauses out
                self._by_stem.setdefault(one, []).append(cue)
            self._beginnings.update(one[:2] for slot in cue.slots for one in slot)
            self._first_parts.update(
                part.partition("-")[0] for part in re.split(r"[ /]", text) if "-" in part
            )

    def find(self, text: str, start: int, end: int) -> Iterator[Found]:
        """Where cues stand between two offsets, each at most once, at its closest."""
        said = [
            _Word(_plain(found[0]), found.start(), found.end(), _is_number(found))
            for found in _WORD.finditer(text, start, end)
        ]
        places = self._places(said)
        title = _title_words(said)
        for one in places:
            for cue in self._by_stem.get(one, ()):
                taken = _closest(cue, places)
                if taken and not _is_title(taken, title, said):
                    first, last = said[min(taken)].start, said[max(taken)].end
                    yield Found(cue, frozenset(said[n].start for n in taken), first, last)

    def _places(self, said: Sequence[_Word]) -> dict[str, list[Place]]:
        """The first and last word (by number) of each stem, compounds and numbers included."""
        places: dict[str, list[Place]] = {}
        for number, word in enumerate(said):
            if word.plain[:2] in self._beginnings:
                for form in {light_stem(word.plain), word.plain}:
                    places.setdefault(form, []).append((number, number))
            if word.is_number:
                places.setdefault(NUMBER, []).append((number, number))
        for number, (word, following) in enumerate(pairwise(said)):
            if word.plain in self._first_parts:
                whole = word.plain + following.plain
                for form in {light_stem(whole), whole}:
                    places.setdefault(form, []).append((number, number + 1))
        return places


def _is_number(found: re.Match[str]) -> bool:
    """Whether a word is a number from two on; `2)` only counts the lines of a list."""
    word = found[0].lower()
    if not word.isdecimal():
        return word in _NUMBERS
    return word not in {"0", "1"} and found.string[found.end() : found.end() + 1] != ")"


def _closest(cue: Cue, places: Mapping[str, Sequence[Place]]) -> set[int] | None:
    """The words (by number) that a cue takes where they stand closest; None if too far apart."""
    found = [
        [place for one in slot for place in places.get(one, ())][:MOST_PLACES] for slot in cue.slots
    ]
    if not all(found):
        return None
    counts = not cue.slots[0].isdisjoint(_COUNTS)  # a number stands before what it counts
    readings = [_around(anchor, found[1:], counts) for anchor in found[0]]
    best = min((taken for taken in readings if taken), key=_length, default=None)
    most = MOST_BETWEEN * (len(cue.slots) - 1)
    return best if best and _length(best) - len(best) <= most else None


def _around(anchor: Place, found: Sequence[Sequence[Place]], counts: bool) -> set[int]:
    """The words nearest to one that a cue begins with; none if some are missing."""
    taken = set(anchor)
    for places in found:
        free = [p for p in places if taken.isdisjoint(p) and not (counts and p < anchor)]
        if not free:
            return set()
        nearest = min(free, key=lambda place: abs(place[0] - anchor[0]))
        taken.update(nearest)
    return taken


def _length(taken: set[int]) -> int:
    return max(taken) - min(taken) + 1


def _title_words(said: Sequence[_Word]) -> frozenset[int]:
    """The words that only belong to a job title: those before "developer"."""
    found = set()
    for number, word in enumerate(said):
        if word.plain in _TITLES:
            for before in range(number - 1, max(-1, number - 1 - TITLE_LENGTH), -1):
                if said[before].plain in _NO_TITLE:
                    break
                found.add(before)
    return frozenset(found)


def _is_title(taken: set[int], title: frozenset[int], said: Sequence[_Word]) -> bool:
    """Whether a cue took words of a title without naming whose title it is."""
    return bool(taken & title) and not any(said[number].plain in _TITLES for number in taken)
