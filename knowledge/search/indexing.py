"""Entries → what the index holds of them: how far each stem speaks for each entry (BM25 without its
idf, over two fields), and in how many entries it stands.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from knowledge.search.parameters import Ranking
from knowledge.search.postings import ByKey, best, post
from knowledge.text import stem


class Said(NamedTuple):
    """The words of an entry: of each text that it is asked as, its title first, and of all that it
    says besides.
    """

    asked: Sequence[Sequence[str]]
    besides: Sequence[str]


PostingRow = tuple[str, int, bytes | bytearray, bytes | None]


def posting_rows(
    entries: Sequence[Said], synonyms: Sequence[list[str]], ranking: Ranking
) -> Iterator[PostingRow]:
    """A row of `postings` for each stem: its spread, and packed the entries (numbered from 1) that
    it speaks for, and how far (0 to 1). `synonyms` are groups of stems that mean the same.
    """
    asked = [Counter(map(stem, chain.from_iterable(entry.asked))) for entry in entries]
    said = [one.copy() for one in asked]
    for counts, entry in zip(said, entries, strict=True):
        counts.update(map(stem, entry.besides))
    fields = zip(
        _saturated(asked, ranking.saturation, ranking.length_asked),
        _saturated(said, ranking.saturation, ranking.length_all),
        strict=True,
    )
    speaks = (
        _with_synonyms(_mixed(*weights, ranking.asked_share), synonyms, ranking.synonym_weight)
        for weights in fields
    )
    postings: ByKey = {}
    for number, weights in enumerate(speaks, start=1):
        post(postings, number, weights)
    spread = _spread(said, synonyms)
    for one, packed in sorted(postings.items()):
        yield one, spread[one], packed, best(packed, ranking.longest_read)


def _saturated(
    documents: Sequence[Counter[str]], saturation: float, length_counts: float
) -> Iterator[dict[str, float]]:
    """For each document how far each stem speaks for it."""
    lengths = [counts.total() for counts in documents]
    mean = sum(lengths) / len(lengths) or 1.0
    for counts, length in zip(documents, lengths, strict=True):
        half = saturation * (1 - length_counts + length_counts * length / mean)
        yield {stem: count / (count + half) for stem, count in counts.items()}


def _mixed(asked: dict[str, float], said: dict[str, float], share: float) -> dict[str, float]:
    return {
        stem: share * asked.get(stem, 0.0) + (1 - share) * weight for stem, weight in said.items()
    }


def _with_synonyms(
    weights: dict[str, float], groups: Sequence[list[str]], share: float
) -> dict[str, float]:
    """What each stem weighs, where a word that means the same may stand for it."""
    found = dict(weights)
    for group in groups:
        said = [(weights.get(one, 0.0), one) for one in group]
        best = max(said)[0] if said else 0.0
        for weight, one in said:
            if best and max(found.get(one, 0.0), weight) < share * best:
                found[one] = share * best
    return found


def _spread(documents: Sequence[Counter[str]], groups: Sequence[list[str]]) -> Counter[str]:
    """In how many documents each stem stands; one that stands in none, as its synonyms do."""
    spread = Counter(chain.from_iterable(documents))
    for group in groups:
        most = max((spread[one] for one in group), default=0)
        spread.update({one: most for one in group if not spread[one]})
    return spread
