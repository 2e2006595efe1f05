"""The weights that documents have for a stem or a feature: packed in a store, read, added up.

Those of a pack of usual size are one number each, with a lane of 32 bits for every document: adding
up a question's words for all documents is then an addition of a few numbers. With more documents
that costs more than it saves: a dictionary of few, or arrays that are searched, at a tenth of its
size.
"""

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import compress, count, islice, repeat, starmap
from operator import itemgetter, mul
from sys import byteorder
from typing import Union

MANY = 1_000  # documents; no lanes, and no dictionary, from here on
POSTING = struct.Struct("<If")  # a document's number, and its weight
SOME = 500  # documents, from which is seen what weighs too little to be among the best of all
LANE = 4  # bytes, of an unsigned number in an array
UNIT = 1 << 20  # that a weight of 1 is in its lane: that holds 4,096, and no question comes near

Weights = Union[int, dict[int, float], "Postings"]


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
    if isinstance(weights, int):
        lanes = _lanes(weights)
        return [(number, lanes[number] / UNIT) for number in compress(count(), lanes)]
    return weights.read()


def total(weights: Sequence[Weights]) -> Weights:
    """For each document that has any, the sum of its weights."""
    all_lanes = [one for one in weights if isinstance(one, int)]
    if len(all_lanes) == len(weights):
        return sum(all_lanes)
    *others, last = weights  # the last are the most, as a rule
    sums = dict(read(last))
    for held in map(dict, map(read, others)):
        both = {number: sums[number] + held[number] for number in sums.keys() & held.keys()}
        sums |= held
        sums |= both
    return sums


def add_up(weights: Sequence[Weights], numbers: Sequence[int]) -> list[float]:
    """For each of some documents the sum of all that it has."""
    if all_lanes := [one for one in weights if isinstance(one, int)]:
        lanes = _lanes(sum(all_lanes), max(numbers, default=0))
        return [lanes[number] / UNIT for number in numbers]
    none = repeat(0.0)
    columns = (map(one.get, numbers, none) for one in weights if not isinstance(one, int))
    return list(map(sum, zip(repeat(0.0, len(numbers)), *columns, strict=False)))


def largest(weights: Weights, most: int) -> list[int]:
    """The documents with the greatest weights, at most so many, best first; of equals, the first
    stays so.
    """
    if isinstance(weights, int):
        return _sorted(weights)[:most]
    held = weights if isinstance(weights, dict) else dict(read(weights))
    some = nlargest(most, islice(held.values(), most + SOME))
    least = some[-1] if some else 0.0  # so many have that, or more
    found = [number for number, weight in held.items() if weight >= least]
    return nlargest(most, sorted(found), key=held.__getitem__)


@lru_cache(maxsize=2)  # who wants the nearest soon wants some others
def _sorted(weights: int) -> list[int]:
    lanes = _lanes(weights).tolist()
    return sorted(compress(count(), lanes), key=lanes.__getitem__, reverse=True)


def nearest(weights: Weights, rest: Sequence[Weights], most: int, share: float) -> dict[int, float]:
    """The documents with the greatest weights, at most so many, each with the sum of its weight and
    of what the `rest` gives to it; none with less than a `share` of the greatest sum.
    """
    first = largest(weights, most) if weights else []
    sums = add_up([weights, *rest], first) if first else []
    least = share * max(sums, default=0.0)
    return {number: one for number, one in zip(first, sums, strict=True) if one >= least}


def _lanes(weights: int, last: int = 0) -> "array[int]":
    """The lane of each document, by its number, up to the `last` at least."""
    length = max(-(-weights.bit_length() // (8 * LANE)), last + 1)
    return array("I", weights.to_bytes(length * LANE, byteorder))


def pack(weights: Iterable[tuple[int, float]]) -> bytes:
    """Documents, their numbers ascending, with their weights, as a store keeps them."""
    return b"".join(starmap(POSTING.pack, weights))


def best(packed: bytes, most: int) -> bytes | None:
    """Of more than `most` documents those with the greatest weights, packed; None of fewer."""
    if len(packed) <= most * POSTING.size:
        return None
    chosen = nlargest(most, POSTING.iter_unpack(packed), key=itemgetter(1))
    return pack(sorted(chosen))


def numbers(packed: bytes) -> "array[int]":
    """The numbers of the documents that were packed in a store."""
    return _whole(packed)[::2]


def unpack(packed: bytes, size: int, times: float = 1.0) -> Weights:
    """What was packed in a store of `size` documents, each weight so many times."""
    both = _whole(packed)
    documents, weights = both[::2], array("f", both[1::2].tobytes())
    if size < MANY:
        lanes = array("I", bytes(LANE * (size + 1)))
        parts = map(int, map(mul, weights, repeat(times * UNIT)))
        for number, part in zip(documents, parts, strict=True):
            lanes[number] = part
        return int.from_bytes(lanes.tobytes(), byteorder)
    if len(documents) >= MANY:
        return Postings(documents, weights, times)
    return dict(zip(documents, map(mul, weights, repeat(times)), strict=True))


def _whole(packed: bytes) -> "array[int]":
    both = array("I", packed)
    if byteorder == "big":  # stores are little-endian, so that a built file may travel
        both.byteswap()
    return both
