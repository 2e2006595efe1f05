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

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log, log1p, sqrt

import msgspec

from knowledge.search.occurrences import NOTHING, Corpus, Occurrences
from knowledge.search.postings import POSTING, pack

IN_A_ROW = 8  # features: a row for each takes longer to write than all of them to find out
SMOOTHING = 0.1  # what a feature counts for an entry that never has it


def features(stems: Sequence[str]) -> tuple[str, ...]:
    """Each stem of a text, and each pair of neighbours (`a b`), once."""
    return tuple(dict.fromkeys([*stems, *map(" ".join, pairwise(stems))]))


def likeness_rows(corpus: Corpus, text_wordings: float) -> Iterator[tuple[str, bytes]]:
    """Rows of `likeness`: the first of its features, which are sorted, and packed by feature the
    entries to whose likeness each adds something, and what. Wordings and texts are learned apart, a
    text counts as so many wordings, and where a feature stands in both, it counts once.
    """
    asked, besides = _Learned(corpus.asked, 1.0), _Learned(corpus.besides, text_wordings)
    row: dict[str, bytes] = {}
    for number, one in enumerate(corpus.stems):
        adds, others = asked.adds(number), besides.adds(number)
        for following in adds.keys() & others.keys():
            others[following] = _greater(adds[following], others[following])
        adds.update(others)
        for following in sorted(adds):
            if len(row) == IN_A_ROW:
                yield next(iter(row)), msgspec.msgpack.encode(row)
                row = {}
            feature = f"{one} {corpus.stems[following]}" if following else one
            row[feature] = adds[following]
    if row:
        yield next(iter(row)), msgspec.msgpack.encode(row)


def _greater(packed: bytes, other: bytes) -> bytes:
    """The greater of what a feature adds to the likeness of each entry."""
    adds = dict(POSTING.iter_unpack(packed))
    for entry, add in POSTING.iter_unpack(other):
        adds[entry] = max(adds.get(entry, 0.0), add)
    return pack(sorted(adds.items()))


class _Learned:
    """What texts of one kind teach, each counted so many times.

    All the features that start with a stem are looked at together. They are told by the stem that
    follows; NOTHING does for the stem alone, which has a feature wherever it stands.
    """

    def __init__(self, held: Occurrences, times: float) -> None:
        self._held = held
        self._times = times / SMOOTHING
        self._idf = _Idf(len(held.entries))
        squares = array("d", bytes(8 * len(held.entries)))
        count, total = 0, 0.0
        for one in range(len(held.texts)):
            idf = {following: self._idf[many] for following, many in self._spread(one).items()}
            count, total = count + len(idf), total + sum(idf.values())
            self._add_squares(one, idf, squares)
        self._mean = total / count if count else 1.0
        # every text counts the same, whatever the length (of its idf, as a vector)
        self._shares = [1 / sqrt(square) if square else 0.0 for square in squares]
        told = map(self._add, self._shares, [1] * len(squares))
        self._alone = [*map(POSTING.pack, held.entries, told)]  # what stands in just one text adds

    def adds(self, one: int) -> dict[int, bytes]:
        """What features that start with a stem add to the likeness of entries, packed."""
        held = self._held
        entries, shares, alone = held.entries, self._shares, self._alone
        often = Counter(held.following[one])
        sums: dict[int, dict[int, float]] = defaultdict(dict)
        own = sums[NOTHING]
        packed = {}
        for following, text in zip(held.following[one], held.texts[one], strict=True):
            entry, share = entries[text], shares[text]
            own[entry] = own.get(entry, 0.0) + share
            if following:
                if often[following] == 1:  # as most do in a pack of thousands
                    packed[following] = alone[text]
                else:
                    pair = sums[following]
                    pair[entry] = pair.get(entry, 0.0) + share
        for following, text, times in held.repeats.get(one, ()):
            sums[following][entries[text]] += (1 + log(times) - times) * shares[text]
        spread = self._spread(one)
        for following, found in sums.items():
            many = spread.get(following, 0)
            adds = ((entry, self._add(share, many)) for entry, share in found.items())
            packed[following] = pack(adds)
        return packed if own else {}

    def _add(self, often: float, spread: int) -> float:
        """What a feature adds that stands so often in an entry, and in so many texts in all."""
        idf = self._idf[spread]
        return idf / self._mean * log1p(idf * often * self._times)

    def _spread(self, one: int) -> Counter[int]:
        """In how many texts each feature stands that starts with a stem."""
        following = self._held.following[one]
        spread = Counter(following)
        if following:
            spread[NOTHING] = len(following)
        for repeat in self._held.repeats.get(one, ()):
            spread[repeat.following] -= repeat.times - 1
        return spread

    def _add_squares(self, one: int, idf: dict[int, float], squares: "array[float]") -> None:
        """Add to each text the squares of the features that start with a stem; how often one stands
        there counts by its logarithm.
        """
        own = idf.get(NOTHING, 0.0) ** 2
        both = {following: own + pair * pair for following, pair in idf.items()}
        both[NOTHING] = own
        held = self._held
        for text, square in zip(
            held.texts[one], map(both.__getitem__, held.following[one]), strict=True
        ):
            squares[text] += square
        for following, text, times in held.repeats.get(one, ()):
            squares[text] += ((1 + log(times)) ** 2 - times) * idf[following] ** 2


class _Idf(dict[int, float]):
    """How much a feature tells that stands in so many of all texts."""

    def __init__(self, texts: int) -> None:
        self._texts = texts

    def __missing__(self, spread: int) -> float:
        return self.setdefault(spread, 1 + log((1 + self._texts) / (1 + spread)))
