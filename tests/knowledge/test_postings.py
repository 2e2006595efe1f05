"""Weights of documents: the same whichever way they are packed and kept."""

import random
from collections import Counter
from itertools import permutations

import msgspec
import pytest

from knowledge.search.likeness import likeness_rows
from knowledge.search.occurrences import Said, read_corpus
from knowledge.search.postings import (
    MANY,
    POSTING,
    UNIT,
    Postings,
    Weights,
    add_up,
    best,
    largest,
    nearest,
    read,
    total,
    unpack,
)

SIZE = 4 * MANY
SMALL = MANY - 1  # of which weights are one number
HELD = {number: number % 7 + 0.5 for number in range(3, SIZE, 3)}  # more than a dictionary takes
FEW = {number: HELD[number] for number in (3, 300, 999)}


def kept(held: dict[int, float], size: int = SIZE, times: float = 1.0) -> Weights:
    packed = b"".join(POSTING.pack(number, weight) for number, weight in held.items())
    return unpack(packed, size, times)


@pytest.mark.parametrize(
    ("held", "size", "kind"),
    [(FEW, SMALL, "int"), (FEW, SIZE, "dict"), (HELD, SIZE, "Postings"), ({}, SMALL, "int")],
)
def test_every_way_holds_the_same(held: dict[int, float], size: int, kind: str) -> None:
    weights = kept(held, size)
    assert type(weights).__name__ == kind
    assert dict(read(weights)) == held
    assert add_up([weights], range(1, SIZE)) == [held.get(n, 0.0) for n in range(1, SIZE)]


@pytest.mark.parametrize(("held", "size"), [(FEW, SMALL), (FEW, SIZE), (HELD, SIZE)])
def test_weights_count_so_many_times(held: dict[int, float], size: int) -> None:
    expected = {
        number: pytest.approx(0.4 * weight, abs=1 / UNIT) for number, weight in held.items()
    }
    weights = kept(held, size, 0.4)
    assert dict(read(weights)) == expected
    assert add_up([weights], [3, 4, 300]) == [expected[3], 0.0, expected[300]]


def test_the_best_are_those_with_the_greatest_weights() -> None:
    packed = b"".join(POSTING.pack(number, weight) for number, weight in HELD.items())
    assert best(packed, len(HELD)) is None
    found = best(packed, 10)
    assert found
    chosen = dict(read(unpack(found, SIZE)))
    assert list(chosen) == sorted(chosen)
    assert [*chosen.values()] == [max(HELD.values())] * 10


def test_all_ways_are_added_up_in_order() -> None:
    weights = [kept(FEW), kept(HELD)]
    assert isinstance(weights[1], Postings)
    assert add_up(weights, [300, 4, 9]) == [2 * HELD[300], 0.0, HELD[9]]
    assert add_up(weights, [300]) == [2 * HELD[300]]
    for few in (weights, [kept(FEW, SMALL)] * 2):
        assert add_up(few, []) == []
    assert add_up([], [4, 9]) == [0.0, 0.0]


@pytest.mark.parametrize("size", [SMALL, SIZE])
@pytest.mark.parametrize("most", [0, 1, 20, 700, SIZE])
def test_the_largest_come_first_and_of_equals_the_first(size: int, most: int) -> None:
    chance = random.Random(most)
    some = chance.sample(range(1, size), size // 2)
    held = {number: chance.choice((0.25, 0.5, 1.0, chance.random())) for number in sorted(some)}
    weights = kept(held, size)
    in_order = dict(read(weights))
    plain = sorted(sorted(in_order), key=in_order.__getitem__, reverse=True)
    assert largest(weights, most) == plain[:most]
    assert largest(total([weights] * 3), most) == plain[:most]


@pytest.mark.parametrize("size", [SMALL, SIZE])
def test_the_total_has_every_document_with_all_its_weights(size: int) -> None:
    weights = [kept(FEW, size), kept({300: 2.0, 998: 0.25}, size), kept({998: 0.5}, size)]
    for some in permutations(weights):
        assert dict(read(total(some))) == FEW | {300: FEW[300] + 2.0, 998: 0.75}
        assert weights[0] == kept(FEW, size)
    assert dict(read(total([]))) == {}
    longest = [kept({1: 5.0, SMALL: 7.5}, size)] * 200  # of a pasted page: no lane reaches the next
    assert dict(read(total(longest))) == {1: 1000.0, SMALL: 1500.0}


@pytest.mark.parametrize("size", [SMALL, SIZE])
def test_the_nearest_have_the_greatest_weights_and_a_share_of_the_greatest_sum(size: int) -> None:
    weights = kept({2: 4.0, 5: 3.0, 7: 2.0, 8: 1.0}, size)
    assert nearest(weights, [], 3, 0.0) == {2: 4.0, 5: 3.0, 7: 2.0}
    assert nearest(weights, [], 3, 0.75) == {2: 4.0, 5: 3.0}
    rest = [kept({5: 0.5, 7: 4.0, 8: 9.0, 9: 20.0}, size), kept({5: 1.0}, size)]
    assert nearest(weights, rest, 3, 0.0) == {2: 4.0, 5: 4.5, 7: 6.0}  # what is found, not the rest
    assert nearest(weights, rest, 3, 0.75) == {5: 4.5, 7: 6.0}
    equal = kept(dict.fromkeys(range(1, 10), 1.0), size)
    assert nearest(equal, [], 4, 0.5) == dict.fromkeys(range(1, 5), 1.0)
    assert nearest(total([]), rest, 3, 0.5) == {}


def test_no_question_is_too_much_for_a_lane() -> None:
    """Not even one in the words of an entry that says them in each of a hundred wordings, where all
    others say the same.
    """
    rare, common = ([f"{kind}{number}" for number in range(60)] for kind in ("rare", "common"))
    entries = [Said([rare] * 100, rare), *(Said([common * 5], common) for _ in range(900))]
    adds = Counter[int]()
    for _, row in likeness_rows(read_corpus(entries), 2.0):
        for packed in msgspec.msgpack.decode(row, type=dict[str, bytes]).values():
            adds.update(dict(POSTING.iter_unpack(packed)))
    assert max(adds.values()) < 2**32 / UNIT
