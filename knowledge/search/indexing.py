"""Entries → what the index holds of them: how far each stem speaks for each entry (BM25 without its
idf, over two fields), and in how many entries it stands.
"""

from collections.abc import Iterator, Sequence

from knowledge.search.occurrences import Corpus
from knowledge.search.parameters import Ranking
from knowledge.search.postings import best, pack

PostingRow = tuple[str, int, bytes, bytes | None]


def posting_rows(
    corpus: Corpus, synonyms: Sequence[list[str]], ranking: Ranking
) -> Iterator[PostingRow]:
    """A row of `postings` for each stem: its spread, and packed the entries (numbered from 1) that
    it speaks for, and how far (0 to 1). `synonyms` are groups of stems that mean the same.
    """
    fields = _Fields(corpus, ranking)
    numbers = {one: number for number, one in enumerate(corpus.stems) if one}
    alike: dict[str, dict[int, float]] = {
        one: fields.speaks_for(numbers[one]) if one in numbers else {}
        for group in synonyms
        for one in group
    }
    spread = _spread(alike, synonyms)
    for one in sorted(numbers.keys() | alike.keys()):
        if one in alike:
            speaks = _with_synonyms(one, alike, synonyms, ranking.synonym_weight)
        else:
            speaks = fields.speaks_for(numbers[one])
        if speaks:
            packed = pack(sorted(speaks.items()))
            yield one, spread.get(one, len(speaks)), packed, best(packed, ranking.longest_read)


class _Fields:
    """What entries are asked as, and all that they say; each counts for its share."""

    def __init__(self, corpus: Corpus, ranking: Ranking) -> None:
        self._corpus = corpus
        self._share = ranking.asked_share
        asked = corpus.asked.lengths
        said = [sum(both) for both in zip(asked, corpus.besides.lengths, strict=True)]
        self._half_asked = _half(asked, ranking.saturation, ranking.length_asked)
        self._half_said = _half(said, ranking.saturation, ranking.length_all)

    def speaks_for(self, number: int) -> dict[int, float]:
        """How far a stem speaks for each entry that it stands in."""
        asked = self._corpus.asked.counted(number)
        said = asked.copy()
        said.update(self._corpus.besides.counted(number))
        share, half_asked, half_said = self._share, self._half_asked, self._half_said
        speaks = {
            entry: (1 - share) * (count / (count + half_said[entry]))
            for entry, count in said.items()
        }
        for entry, count in asked.items():
            speaks[entry] += share * (count / (count + half_asked[entry]))
        return speaks


def _half(lengths: Sequence[int], saturation: float, length_counts: float) -> list[float]:
    """For each entry, how often a stem must stand there to speak half as far as it ever can."""
    mean = sum(lengths) / (len(lengths) - 1 or 1) or 1.0  # there is no entry 0
    return [saturation * (1 - length_counts + length_counts * one / mean) for one in lengths]


def _with_synonyms(
    one: str, alike: dict[str, dict[int, float]], groups: Sequence[list[str]], share: float
) -> dict[int, float]:
    """How far a stem speaks for entries, where another one that means the same may stand for it."""
    speaks = dict(alike[one])
    for group in groups:
        for other in group if one in group else ():
            for entry, weight in alike[other].items():
                speaks[entry] = max(speaks.get(entry, 0.0), share * weight)
    return speaks


def _spread(alike: dict[str, dict[int, float]], groups: Sequence[list[str]]) -> dict[str, int]:
    """In how many entries each stem of a group stands; one that stands in none, as its synonyms
    do.
    """
    spread = {one: len(entries) for one, entries in alike.items()}
    for group in groups:
        most = max((spread[one] for one in group), default=0)
        spread.update({one: most for one in group if not spread[one]})
    return spread
