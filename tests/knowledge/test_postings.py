"""Weights of documents: the same whichever way they are packed and kept."""

import pytest

from knowledge.search.postings import MANY, POSTING, Postings, Weights, add_up, best, read, unpack

SIZE = 4 * MANY
HELD = {number: number % 7 + 0.5 for number in range(3, SIZE, 3)}  # more than a dictionary takes
FEW = {number: HELD[number] for number in (3, 300, 3_999)}


def kept(held: dict[int, float], most: int, times: float = 1.0) -> Weights:
    packed = b"".join(POSTING.pack(number, weight) for number, weight in held.items())
    return unpack(packed, most, SIZE, times)


@pytest.mark.parametrize(
    ("held", "most", "kind"),
    [(FEW, SIZE, "dict"), (FEW, 2, "array"), (HELD, SIZE, "Postings"), (HELD, 2, "Postings")],
)
def test_every_way_holds_the_same(held: dict[int, float], most: int, kind: str) -> None:
    weights = kept(held, most)
    assert type(weights).__name__ == kind
    assert dict(read(weights)) == held
    assert add_up([weights], range(1, SIZE)) == [held.get(n, 0.0) for n in range(1, SIZE)]


@pytest.mark.parametrize("held", [FEW, HELD])
@pytest.mark.parametrize("most", [2, SIZE])
def test_weights_count_so_many_times(held: dict[int, float], most: int) -> None:
    expected = {number: 0.4 * weight for number, weight in held.items()}
    weights = kept(held, most, 0.4)
    assert dict(read(weights)) == expected
    assert add_up([weights], [3, 4, 300]) == [expected[3], 0.0, expected[300]]


def test_the_best_are_those_with_the_greatest_weights() -> None:
    packed = b"".join(POSTING.pack(number, weight) for number, weight in HELD.items())
    assert best(packed, len(HELD)) is None
    found = best(packed, 10)
    assert found
    chosen = dict(read(unpack(found, SIZE, SIZE)))
    assert list(chosen) == sorted(chosen)
    assert [*chosen.values()] == [max(HELD.values())] * 10


def test_all_ways_are_added_up_in_order() -> None:
    weights = [kept(FEW, 2), kept(FEW, SIZE), kept(HELD, SIZE)]
    assert isinstance(weights[2], Postings)
    assert add_up(weights, [300, 4, 9]) == [3 * HELD[300], 0.0, HELD[9]]
    assert add_up(weights, [300]) == [3 * HELD[300]]
    assert add_up(weights, []) == []
    assert add_up([], [4, 9]) == [0.0, 0.0]
