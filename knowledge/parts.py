"""A brief cut into parts, what each part says, and the words of it that can be quoted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from knowledge.listener import Heard, Listener
from knowledge.people import without_traits
from knowledge.text import words
from knowledge.utterances import pair_features, word_features

LONGEST_SPAN = 80  # characters
LONGEST_LIST = 20  # words
FEWEST_WORDS = 4  # of a part; a shorter one belongs to what stands beside it
FEWEST_LISTED = 2  # the same, in a list

_CUT = re.compile(r"(?<=[.!?…,;:])[\"'”’)]*\s+|\s[–—-]\s|\s*\n\s*")
_LISTED = re.compile(rf"{_CUT.pattern}|\s[+&/|]\s|\s(?:and|plus)\s", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…](?:\s|$)")
_ENDS = re.compile(r"[.!?…][\"'”’)]*$")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text, by its offsets, and what it says; `listed` if it is a thing in a list."""

    start: int
    end: int
    heard: Heard
    listed: bool


def listen(text: str, listener: Listener) -> list[Part]:
    """The parts of a text in order, and what each says."""
    places = list(cut(text))
    heard = listener.hear([text[start:end] for start, end in places])
    listed = is_list(text)
    return [Part(*place, one, listed) for place, one in zip(places, heard, strict=True)]


def is_list(text: str) -> bool:
    """Whether a text but lists things, of which each stands for itself: few words, no sentence."""
    return _count(text, (0, len(text))) <= LONGEST_LIST and not _SENTENCE.search(text)


def cut(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text into offsets: a list between its things, all else at its punctuation, where
    within a sentence what has few words stays with its neighbour.
    """
    if is_list(text):
        yield from _united(text, _pieces(text, _LISTED), FEWEST_LISTED)
    else:
        yield from _united(text, _pieces(text, _CUT), FEWEST_WORDS)


def _united(text: str, pieces: Iterable[tuple[int, int]], fewest: int) -> Iterator[tuple[int, int]]:
    whole: tuple[int, int] | None = None
    for piece in pieces:
        if whole is None:
            whole = piece
        elif _ENDS.search(text, *whole) or min(_count(text, whole), _count(text, piece)) >= fewest:
            yield whole
            whole = piece
        else:
            whole = whole[0], piece[1]
    if whole:
        yield whole


def _pieces(text: str, sign: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    ends = [(found.start(), found.end()) for found in sign.finditer(text)]
    for (_, start), (end, _) in pairwise([(0, 0), *ends, (len(text), len(text))]):
        if found := re.search(r"\S(?:.*\S)?", text[start:end], re.DOTALL):
            yield start + found.start(), start + found.end()


def _count(text: str, place: tuple[int, int]) -> int:
    return len(_WORD.findall(text, *place))


def quote(text: str, part: Part, label: str, listener: Listener) -> str:
    """The words of a part that most say what a label means, on one line of at most 80 characters;
    empty where none can be quoted, since they tell who somebody is.
    """
    whole = part.start, part.end
    stretches = [line for rest in without_traits(text, *whole) for line in _lines(text, *rest)]
    if stretches == [whole] and part.end - part.start <= LONGEST_SPAN:
        return _closed(text[part.start : part.end])
    best = 0.0, ""
    for stretch in stretches:
        said = [(found.start(), found.end()) for found in _WORD.finditer(text, *stretch)]
        adds = [0.0, *accumulate(_adds(text, said, part, label, listener))]
        for first, last in _windows(said):
            added = adds[last + 1] - adds[first]
            span = _closed(text[said[first][0] : said[last][1]])
            if span and (added > best[0] or not best[1]):
                best = added, span
    return best[1]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between line breaks and other signs that cannot be shown."""
    for shown, places in groupby(
        range(start, end), lambda place: text[place].isprintable() or text[place] == "\xa0"
    ):
        if shown:
            stretch = list(places)
            yield stretch[0], stretch[-1] + 1


def _closed(span: str) -> str:
    """A span without what joins it to the next words."""
    return span.rstrip(",;: ")


def _windows(said: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """From each word, by its number, the last one that still fits into a quote."""
    last = 0
    for first, (start, end) in enumerate(said):
        last = max(first, last)
        while last + 1 < len(said) and said[last + 1][1] - start <= LONGEST_SPAN:
            last += 1
        if end - start <= LONGEST_SPAN:
            yield first, last


def _adds(
    text: str, said: Sequence[tuple[int, int]], part: Part, label: str, listener: Listener
) -> Iterator[float]:
    """What each word adds to a label, alone and with the word before it."""
    before = ""
    for place in said:
        added = 0.0
        for word in words(text[slice(*place)]):
            found = word_features(word, listener.groups)
            if before:
                found += pair_features(before, word, listener.groups)
            added += sum(part.heard.adds(label, feature) for feature in found)
            before = word
        yield added
