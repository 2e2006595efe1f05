"""A brief cut into segments: its sentences and clauses, the things of a list, an ad's lines."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from knowledge.patterns import regex

LONGEST_LIST = 20  # words
FEWEST_WORDS = 4  # of a segment; a shorter one belongs to what stands beside it
FEWEST_LISTED = 2  # the same, in a list

Place = tuple[int, int]  # offsets in the text

# "No. 1" goes on, and so does what begins with its number in a list.
_CUT = regex(r"(?<=[.!?…,;:])(?!(?<=\b[Nn]o\.)\s+\d|(?<=\n\d\.) )[\"'”’)]*\s+|\s[–—-]\s|\s*\n\s*")
_LISTED = regex(rf"{_CUT.pattern}|\s[+&/|]\s|\s(?:and|plus)\s", re.IGNORECASE)
_SENTENCE = regex(r"[.!?…](?:\s|$)")
_ENDS = regex(r"[.!?…][\"'”’)]*$")
_WORD = regex(r"\S+")


def is_list(text: str) -> bool:
    """Whether a text but lists things, of which each stands for itself: few words, no sentence."""
    return _count(text, (0, len(text))) <= LONGEST_LIST and not _SENTENCE.search(text)


def cut(text: str) -> Iterator[Place]:
    """Cut a text into offsets: a list between its things, all else at its punctuation, where
    within a sentence what has few words stays with its neighbour.
    """
    if is_list(text):
        yield from _united(text, _pieces(text, _LISTED), FEWEST_LISTED)
    else:
        yield from _united(text, _pieces(text, _CUT), FEWEST_WORDS)


def _united(text: str, pieces: Iterable[Place], fewest: int) -> Iterator[Place]:
    whole: Place | None = None
    for piece in pieces:
        if whole is None:
            whole = piece
        elif _ends(text, whole, fewest) or min(_count(text, whole), _count(text, piece)) >= fewest:
            yield whole
            whole = piece
        else:
            whole = whole[0], piece[1]
    if whole:
        yield whole


def _ends(text: str, whole: Place, fewest: int) -> bool:
    """Whether a sentence ends here, or what announces the next words and can stand for itself."""
    if text[whole[1] - 1] == ":":
        return _count(text, whole) >= fewest
    return bool(_ENDS.search(text, *whole))


def _pieces(text: str, sign: re.Pattern[str]) -> Iterator[Place]:
    ends = [(found.start(), found.end()) for found in sign.finditer(text)]
    for (_, start), (end, _) in pairwise([(0, 0), *ends, (len(text), len(text))]):
        if found := re.search(r"\S(?:.*\S)?", text[start:end], re.DOTALL):
            yield start + found.start(), start + found.end()


def _count(text: str, place: Place) -> int:
    return len(_WORD.findall(text, *place))
