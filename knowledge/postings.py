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
Packed = tuple[bytes | None, bytes]  # numbers, if not all documents have a place, and weights


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


def pack(weights: Sequence[tuple[int, float]], most: int, size: int) -> Packed:
    """Weights of documents by ascending number, at least one, as a store keeps them: of more than
    `most`, with a place for each of `size` documents.
    """
    numbers, values = zip(*weights, strict=True)
    if len(weights) <= most:
        return struct.pack(f"<{len(numbers)}I", *numbers), struct.pack(f"<{len(values)}f", *values)
    held = dict(weights)
    return None, struct.pack(f"<{size + 1}f", *(held.get(one, 0.0) for one in range(size + 1)))


def unpack(packed: Packed, times: float = 1.0) -> Weights:
    """What was packed, each weight so many times."""
    weights = _portable(array("f", packed[1]))
    if times != 1:
        weights = array("d", map(mul, repeat(times), weights))
    if packed[0] is None:
        return weights
    numbers = _portable(array("I", packed[0]))
    few = len(numbers) < MANY
    return dict(zip(numbers, weights, strict=True)) if few else Postings(numbers, weights)


def _portable(values: "array[Any]") -> "array[Any]":
    """Stores are little-endian, so that a built file may travel."""
    if byteorder == "big":
        values.byteswap()
    return values
