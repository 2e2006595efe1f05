"""The weights that documents have for a stem or a feature: packed in a store, read, added up.

By their number, three ways serve best: a dictionary of few; of very many arrays that are searched,
at a tenth of its size; where most have one, an array with a place for every document.
"""

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import repeat, starmap
from operator import itemgetter, mul
from sys import byteorder
from typing import Union

MANY = 1_000  # documents; no dictionary from here on
POSTING = struct.Struct("<If")  # a document's number, and its weight

Weights = Union["array[float]", dict[int, float], "Postings"]
ByKey = dict[str, bytes | bytearray]  # what each stem or feature weighs for documents, packed


@dataclass(frozen=True, slots=True)
class Postings:
    """Very many documents, their numbers ascending, each with a weight that counts `times`."""

    numbers: "array[int]"
    weights: "array[float]"
    times: float

    def get(self, number: int, default: float) -> float:
        """The weight of a document."""
        place = bisect_left(self.numbers, number)
        is_there = place < len(self.numbers) and self.numbers[place] == number
        return self.weights[place] * self.times if is_there else default

    def read(self) -> Iterable[tuple[int, float]]:
        """Each document with its weight."""
        return zip(self.numbers, map(mul, self.weights, repeat(self.times)), strict=True)


def read(weights: Weights) -> Iterable[tuple[int, float]]:
    """Each document that has a weight, with it."""
    if isinstance(weights, dict):
        return weights.items()
    if isinstance(weights, array):
        return ((number, weight) for number, weight in enumerate(weights) if weight)
    return weights.read()


def add_up(weights: Iterable[Weights], numbers: Sequence[int]) -> list[float]:
    """For each of some documents the sum of all that it has."""
    if not numbers:
        return []
    none, fetch = repeat(0.0), itemgetter(*numbers, 0)  # with one more, it gives a tuple of any
    columns = (
        fetch(one) if isinstance(one, array) else map(one.get, numbers, none) for one in weights
    )
    return list(map(sum, zip(repeat(0.0, len(numbers)), *columns, strict=False)))


def post(postings: ByKey, number: int, weights: Mapping[str, float]) -> None:
    """Add a document with its weights; their numbers ascend."""
    packed = map(POSTING.pack, repeat(number), weights.values())
    for key, posting in zip(weights, packed, strict=True):
        before = postings.setdefault(key, posting)
        if isinstance(before, bytearray):
            before += posting
        elif before is not posting:  # most keys have one document, so only now it is worth that
            postings[key] = bytearray(before + posting)


def best(packed: bytes | bytearray, most: int) -> bytes | None:
    """Of more than `most` documents those with the greatest weights, packed; None of fewer."""
    if len(packed) <= most * POSTING.size:
        return None
    chosen = nlargest(most, POSTING.iter_unpack(packed), key=itemgetter(1))
    return b"".join(starmap(POSTING.pack, sorted(chosen)))


def unpack(packed: bytes, most: int, size: int, times: float = 1.0) -> Weights:
    """What was packed, each weight so many times: with a place for each of `size` documents where
    more than `most` have one.
    """
    both = array("I", packed)
    if byteorder == "big":  # stores are little-endian, so that a built file may travel
        both.byteswap()
    numbers, weights = both[::2], array("f", both[1::2].tobytes())
    if len(numbers) >= MANY:
        return Postings(numbers, weights, times)
    scaled = map(mul, weights, repeat(times))
    if len(numbers) <= most:
        return dict(zip(numbers, scaled, strict=True))
    places = array("d", bytes(8 * (size + 1)))
    for number, weight in zip(numbers, scaled, strict=True):
        places[number] = weight
    return places
