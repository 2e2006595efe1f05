"""How alike a question is to what an entry is asked as, and to its sentences: by words and pairs.

Multinomial naive Bayes in its shortest form: each entry is a class, its wordings are what there is
of it, and a question likens it by the sum of the logarithms of how often its words and pairs of
neighbours stand there (tf-idf weights at unit length; Rennie, Shih, Teevan and Karger: Tackling
the Poor Assumptions of Naive Bayes Text Classifiers, 2003). Small words count here: "who", "how
often" and "do we need" tell questions about the same thing apart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log, log1p, sqrt
from operator import mul

from knowledge.text import stem, words

SMOOTHING = 0.1  # what a feature counts for an entry that never has it
SENTENCE_WEIGHT = 0.25  # of a sentence of the text, against a wording

Texts = tuple[Sequence[str], Sequence[str]]  # of an entry: its wordings, its sentences


def features(stems: Sequence[str]) -> tuple[str, ...]:
    """Each stem of a text, and each pair of neighbours (`a b`), once."""
    return tuple(dict.fromkeys([*stems, *_pairs(stems)]))


def _pairs(stems: Sequence[str]) -> Iterator[str]:
    return map(" ".join, pairwise(stems))


def learn_likeness(entries: Sequence[Texts]) -> Iterator[dict[str, float]]:
    """For each entry what each feature adds to its likeness."""
    asked = [[_features(text) for text in dict.fromkeys(wordings)] for wordings, _ in entries]
    told = [[Counter(_stems(text)) for text in sentences] for _, sentences in entries]
    spread = Counter(
        one for found in (asked, told) for texts in found for text in texts for one in text
    )
    texts = sum(
        len(wordings) + len(sentences) for wordings, sentences in zip(asked, told, strict=True)
    )
    idf = {feature: 1 + log((1 + texts) / (1 + many)) for feature, many in spread.items()}
    mean = sum(idf.values()) / (len(idf) or 1)
    asked.reverse()
    told.reverse()
    while asked:  # each is let go once it is told
        wordings, sentences = asked.pop(), told.pop()
        weights = _added_up(wordings, idf, 1.0)
        for feature, weight in _added_up(sentences, idf, SENTENCE_WEIGHT).items():
            weights[feature] = weights.get(feature, 0.0) + weight
        yield {
            feature: idf[feature] * log1p(weight / SMOOTHING) / mean
            for feature, weight in weights.items()
        }


def _stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]


def _features(text: str) -> Counter[str]:
    stems = _stems(text)
    return Counter([*stems, *_pairs(stems)])


def _added_up(
    texts: Iterable[Mapping[str, int]], idf: Mapping[str, float], each: float
) -> dict[str, float]:
    """What each feature weighs in all texts together, each text at the same length."""
    weights: dict[str, float] = {}
    for counts in texts:
        raw = {
            feature: idf[feature] if many == 1 else (1 + log(many)) * idf[feature]
            for feature, many in counts.items()
        }
        length = sqrt(sum(map(mul, raw.values(), raw.values()))) or 1.0
        for feature, weight in raw.items():
            weights[feature] = weights.get(feature, 0.0) + each * weight / length
    return weights
