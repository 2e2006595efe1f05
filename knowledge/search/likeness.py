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

from knowledge.search.indexing import Said
from knowledge.text import stem

SMOOTHING = 0.1  # what a feature counts for an entry that never has it


def features(stems: Sequence[str]) -> tuple[str, ...]:
    """Each stem of a text, and each pair of neighbours (`a b`), once."""
    return tuple(dict.fromkeys([*stems, *_pairs(stems)]))


def _pairs(stems: Sequence[str]) -> Iterator[str]:
    return map(" ".join, pairwise(stems))


def learn_likeness(entries: Sequence[Said], text_wordings: float) -> Iterator[dict[str, float]]:
    """For each entry what each feature adds to its likeness: wordings and texts are learned apart,
    a text counts as so many wordings, and where a feature stands in both, it counts once.
    """
    asked = _learn([entry.asked for entry in entries], 1.0)
    said = _learn([[entry.besides] for entry in entries], text_wordings)
    for adds, others in zip(asked, said, strict=True):
        for feature, add in others.items():
            adds[feature] = max(adds.get(feature, 0.0), add)
        yield adds


def _learn(entries: Iterable[Iterable[Sequence[str]]], times: float) -> Iterator[dict[str, float]]:
    """The same of texts of one kind, each counted so many times."""
    held = [[*map(_features, dict.fromkeys(map(tuple, texts)))] for texts in entries]
    spread: Counter[str] = Counter()
    for texts in held:
        for text in texts:
            spread.update({*text})
    every = sum(map(len, held))
    idf = {feature: 1 + log((1 + every) / (1 + many)) for feature, many in spread.items()}
    mean = sum(idf.values()) / (len(idf) or 1)
    held.reverse()
    while held:  # each is let go once it is told
        yield {
            feature: idf[feature] * log1p(times * weight / SMOOTHING) / mean
            for feature, weight in _added_up(held.pop(), idf).items()
        }


def _features(text: Sequence[str]) -> Sequence[str]:
    """All stems of a text and pairs of neighbours, as often as they stand there."""
    stems = [*map(stem, text)]
    return [*stems, *_pairs(stems)]


def _added_up(texts: Iterable[Sequence[str]], idf: Mapping[str, float]) -> dict[str, float]:
    """What each feature weighs in all texts together, each text at the same length."""
    weights: dict[str, float] = {}
    for features in texts:
        raw = dict(zip(features, map(idf.__getitem__, features), strict=True))
        if len(raw) < len(features):
            raw = {one: (1 + log(n)) * idf[one] for one, n in Counter(features).items()}
        length = sqrt(sum(map(mul, raw.values(), raw.values()))) or 1.0
        for feature, weight in raw.items():
            weights[feature] = weights.get(feature, 0.0) + weight / length
    return weights
