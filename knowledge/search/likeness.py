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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log, log1p, sqrt
from operator import mul

from knowledge.text import stem, words

SMOOTHING = 0.1  # what a feature counts for an entry that never has it


def features(stems: Sequence[str]) -> tuple[str, ...]:
    """Each stem of a text, and each pair of neighbours (`a b`), once."""
    return tuple(dict.fromkeys([*stems, *_pairs(stems)]))


def _pairs(stems: Sequence[str]) -> Iterator[str]:
    return map(" ".join, pairwise(stems))


def learn_likeness(
    entries: Iterable[Sequence[str]], text_wordings: float
) -> Iterator[dict[str, float]]:
    """For each entry, told by its wordings and last by its text, which counts as so many of them,
    what each feature adds to its likeness.
    """
    told = [(texts[:-1], texts[-1:]) for texts in entries]
    asked = _learn([wordings for wordings, _ in told], 1.0)
    said = _learn([text for _, text in told], text_wordings)
    for adds, others in zip(asked, said, strict=True):
        for feature, add in others.items():
            adds[feature] = max(adds.get(feature, 0.0), add)
        yield adds


def _learn(entries: Iterable[Sequence[str]], times: float) -> Iterator[dict[str, float]]:
    """The same of texts of one kind, each counted so many times."""
    held = [[_features(text) for text in dict.fromkeys(texts)] for texts in entries]
    spread = Counter(feature for texts in held for counts in texts for feature in counts)
    every = sum(map(len, held))
    idf = {feature: 1 + log((1 + every) / (1 + many)) for feature, many in spread.items()}
    mean = sum(idf.values()) / (len(idf) or 1)
    held.reverse()
    while held:  # each is let go once it is told
        yield {
            feature: idf[feature] * log1p(times * weight / SMOOTHING) / mean
            for feature, weight in _added_up(held.pop(), idf).items()
        }


def _features(text: str) -> Counter[str]:
    stems = [stem(word) for word in words(text)]
    return Counter([*stems, *_pairs(stems)])


def _added_up(texts: Iterable[Mapping[str, int]], idf: Mapping[str, float]) -> dict[str, float]:
    """What each feature weighs in all texts together, each text at the same length."""
    weights: dict[str, float] = {}
    for counts in texts:
        raw = {
            feature: idf[feature] if many == 1 else (1 + log(many)) * idf[feature]
            for feature, many in counts.items()
        }
        length = sqrt(sum(map(mul, raw.values(), raw.values()))) or 1.0
        for feature, weight in raw.items():
            weights[feature] = weights.get(feature, 0.0) + weight / length
    return weights
