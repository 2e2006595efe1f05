"""What features add to the likeness of entries, against the same counted in the plainest way."""

import random
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log, sqrt

import msgspec
import pytest

from knowledge.search.likeness import SMOOTHING, features, likeness_rows
from knowledge.search.occurrences import Said, read_corpus
from knowledge.search.postings import POSTING

TEXT_WORDINGS = 2.0
Adds = dict[tuple[str, int], float]  # by feature and entry


def learned(entries: Sequence[Sequence[Sequence[str]]], times: float) -> Adds:
    """Multinomial naive Bayes over tf-idf of unit length, step by step."""
    texts = [
        (entry, Counter([*text, *map(" ".join, pairwise(text))]))
        for entry, asked in enumerate(entries, start=1)
        for text in asked
    ]
    spread = Counter(feature for _, counts in texts for feature in counts)
    idf = {one: 1 + log((1 + len(texts)) / (1 + many)) for one, many in spread.items()}
    mean = sum(idf.values()) / len(idf)
    found: Adds = {}
    for entry, counts in texts:
        vector = {one: (1 + log(many)) * idf[one] for one, many in counts.items()}
        length = sqrt(sum(part * part for part in vector.values()))
        for one, part in vector.items():
            found[one, entry] = found.get((one, entry), 0.0) + times * part / length
    return {
        (one, entry): idf[one] / mean * log(1 + weight / SMOOTHING)
        for (one, entry), weight in found.items()
    }


def kept(entries: Sequence[Said]) -> Adds:
    """What the rows of a store hold."""
    found: Adds = {}
    for first, row in likeness_rows(read_corpus(entries), TEXT_WORDINGS):
        held = msgspec.msgpack.decode(row, type=dict[str, bytes])
        assert first == min(held)
        for feature, packed in held.items():
            numbers = [number for number, _ in POSTING.iter_unpack(packed)]
            assert numbers == sorted({*numbers})
            found |= {(feature, number): add for number, add in POSTING.iter_unpack(packed)}
    return found


@pytest.mark.parametrize("seed", range(20))
def test_each_feature_adds_what_naive_bayes_gives_it(seed: int) -> None:
    """Also where it stands in a text more than once, and in wordings and texts alike."""
    chance = random.Random(seed)
    stems = [f"{letter}{letter}" for letter in "bcdfgkmp"[: chance.randint(2, 8)]]

    def text(longest: int) -> list[str]:
        return chance.choices(stems, k=chance.randint(1, longest))

    entries = [
        Said([text(5) for _ in range(chance.randint(1, 4))], text(12))
        for _ in range(chance.randint(1, 9))
    ]
    expected = learned([entry.asked for entry in entries], 1.0)
    for place, add in learned([[entry.besides] for entry in entries], TEXT_WORDINGS).items():
        expected[place] = max(expected.get(place, 0.0), add)
    assert kept(entries) == pytest.approx(expected, rel=1e-5)


def test_features_are_stems_and_neighbours_once() -> None:
    assert features(["a", "b", "a", "b"]) == ("a", "b", "a b", "b a")


def test_rows_are_sorted_so_that_one_is_found_by_its_first_feature() -> None:
    entries = [Said([[f"w{n % 7}x", f"w{n}x"]], [f"w{n}x", "and", "w3x"]) for n in range(60)]
    firsts = [first for first, _ in likeness_rows(read_corpus(entries), TEXT_WORDINGS)]
    assert len(firsts) > 2
    assert firsts == sorted(firsts)


def test_an_entry_that_says_nothing_adds_nothing() -> None:
    assert kept([Said([[]], []), Said([["bb"]], [])]).keys() == {("bb", 2)}
