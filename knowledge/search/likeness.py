"""How alike a question is to what an entry is asked as, and to its text: by words and pairs.

Multinomial naive Bayes in its shortest form: each entry is a class, its wordings are what there is
of it, and a question likens it by the sum of the logarithms of how often its words and pairs of
neighbours stand there (tf-idf weights at unit length; Rennie, Shih, Teevan and Karger: Tackling
the Poor Assumptions of Naive Bayes Text Classifiers, 2003). Wordings and texts are learned apart,
since what is rare in questions may be common in answers, and a feature counts where it tells more,
not twice. The text counts as so many wordings, however long it is: were its sentences counted one
by one, the longest entries would be like any question. Small words count here: "who", "how often"
and "do we need" tell questions about the same thing apart.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise, repeat
from math import log, log1p, sqrt
from operator import mul
from zlib import crc32

import msgspec

from knowledge.search.indexing import Said
from knowledge.search.postings import ByKey, post
from knowledge.text import stem

IN_A_ROW = 16  # features: a row for each takes longer to write than all of them to find out
SMOOTHING = 0.1  # what a feature counts for an entry that never has it


def features(stems: Sequence[str]) -> tuple[str, ...]:
    """Each stem of a text, and each pair of neighbours (`a b`), once."""
    return tuple(dict.fromkeys([*stems, *_pairs(stems)]))


def _pairs(stems: Sequence[str]) -> Iterator[str]:
    return map(" ".join, pairwise(stems))


def likeness_rows(entries: Sequence[Said], text_wordings: float) -> Iterator[tuple[int, bytes]]:
    """Rows of `likeness`: its number, and packed by feature the entries (numbered from 1) to whose
    likeness each of its features adds something, and what. Wordings and texts are learned apart, a
    text counts as so many wordings, and where a feature stands in both, it counts once.
    """
    asked = _learn([entry.asked for entry in entries], 1.0)
    said = _learn([[entry.besides] for entry in entries], text_wordings)
    postings: ByKey = {}
    for number, (adds, others) in enumerate(zip(asked, said, strict=True), start=1):
        for feature, add in others.items():
            if add > adds.get(feature, 0.0):
                adds[feature] = add
        post(postings, number, adds)
    rows: list[ByKey] = [{} for _ in range(1 + len(postings) // IN_A_ROW)]
    while postings:
        feature, packed = postings.popitem()
        rows[row_of(feature, len(rows))][feature] = packed
    yield from enumerate(map(msgspec.msgpack.encode, rows))


def row_of(feature: str, rows: int) -> int:
    """The number of the row, of so many, that holds a feature."""
    return crc32(feature.encode()) % rows


def _learn(entries: Iterable[Iterable[Sequence[str]]], times: float) -> Iterator[dict[str, float]]:
    """For each entry what its texts of one kind, each counted so many times, add by feature."""
    held = [[*map(_features, dict.fromkeys(map(tuple, texts)))] for texts in entries]
    spread = Counter(chain.from_iterable(chain.from_iterable(held)))
    every = sum(map(len, held))
    idf = {many: 1 + log((1 + every) / (1 + many)) for many in {*spread.values()}}
    mean = sum(map(idf.__getitem__, spread.values())) / (len(spread) or 1) or 1.0
    held.reverse()
    while held:  # each is let go once it is told
        found = _added_up(held.pop(), spread, idf)
        each = [*map(idf.__getitem__, map(spread.__getitem__, found))]
        weights = map(mul, map(mul, each, found.values()), repeat(times / SMOOTHING))
        adds = map(mul, map(mul, each, map(log1p, weights)), repeat(1 / mean))
        yield dict(zip(found, adds, strict=True))


def _features(text: Sequence[str]) -> Collection[str]:
    """All stems of a text and pairs of neighbours; how often, where one stands there twice."""
    stems = [*map(stem, text)]
    found = [*stems, *_pairs(stems)]
    return found if len({*found}) == len(found) else Counter(found)


def _added_up(
    texts: Iterable[Collection[str]], spread: Mapping[str, int], idf: Mapping[int, float]
) -> dict[str, float]:
    """How often each feature stands in all texts together, each text at the same length: that of
    the idf of its features, which is known by their spread.
    """
    found: dict[str, float] = {}
    for text in texts:
        each = [*map(idf.__getitem__, map(spread.__getitem__, text))]
        if isinstance(text, Counter):
            often = [1 + log(many) for many in text.values()]
            length = sqrt(sum((times * one) ** 2 for times, one in zip(often, each, strict=True)))
            for feature, times in zip(text, often, strict=True):
                found[feature] = found.get(feature, 0.0) + times / length
            continue
        length = sqrt(sum(map(mul, each, each)))
        share = 1 / length if length else 0.0
        for feature in text:  # of these there are most, so no call
            if feature in found:
                found[feature] += share
            else:
                found[feature] = share
    return found
