"""The weights that documents have for a stem or a feature: packed in a store, read, added up.

By their number, three ways serve best: a dictionary of few; of very many arrays that are searched,
at a tenth of its size; where most have one, an array with a place for every document.
"""

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter, mul
from sys import byteorder
from typing import Any, Union

MANY = 1_000  # documents; no dictionary from here on

Weights = Union["array[float]", dict[int, float], "Postings"]
POSTING = struct.Struct("<If")  # a document's number, and its weight
Packed = tuple[bytes | bytearray | None, bytes | None]  # postings; else a weight for each document


@dataclass(frozen=True, slots=True)
class Postings:
    """Very many documents, their numbers ascending, with a weight each."""

    numbers: "array[int]"
    weights: "array[float]"

    def get(self, number: int, default: float) -> float:
        """The weight of a document."""
        place = bisect_left(self.numbers, number)
        is_there = place < len(self.numbers) and self.numbers[place] == number
        return self.weights[place] if is_there else default


def read(weights: Weights) -> Iterable[tuple[int, float]]:
    """Each document that has a weight, with it."""
    if isinstance(weights, dict):
        return weights.items()
    if isinstance(weights, array):
        return ((number, weight) for number, weight in enumerate(weights) if weight)
    return zip(weights.numbers, weights.weights, strict=True)


def add_up(weights: Iterable[Weights], numbers: Sequence[int]) -> list[float]:
    """For each of some documents the sum of all that it has."""
    if not numbers:
        return []
    none, fetch = repeat(0.0), itemgetter(*numbers, 0)  # with one more, it gives a tuple of any
    columns = (
        fetch(one) if isinstance(one, array) else map(one.get, numbers, none) for one in weights
    )
    return list(map(sum, zip(repeat(0.0, len(numbers)), *columns, strict=False)))


def pack(postings: bytes | bytearray, most: int, size: int) -> Packed:
    """Postings (each a POSTING, by ascending number) as a store keeps them: more than `most`, with
    a place for each of `size` documents.
    """
    if len(postings) <= most * POSTING.size:
        return postings, None
    held: dict[int, float] = dict(POSTING.iter_unpack(postings))
    places = (held.get(number, 0.0) for number in range(size + 1))
    return None, struct.pack(f"<{size + 1}f", *places)


def unpack(packed: Packed, times: float = 1.0) -> Weights:
    """What was packed, each weight so many times."""
    postings, places = packed
    if places is not None:
        return array("d", map(mul, repeat(times), _portable(array("f", places))))
    found = POSTING.iter_unpack(postings or b"")
    if len(postings or b"") < MANY * POSTING.size:
        return {number: times * weight for number, weight in found}
    numbers, weights = zip(*found, strict=True)
    return Postings(array("I", numbers), array("d", map(mul, repeat(times), weights)))


def _portable(values: "array[Any]") -> "array[Any]":
    """Stores are little-endian, so that a built file may travel."""
    if byteorder == "big":
        values.byteswap()
    return values
