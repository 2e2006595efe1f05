"""What people say when they mean an answer: learned from a pack's utterances, told of new texts.

Multinomial naive Bayes over words and pairs of words, each with its tf-idf weight at unit length
and without a prior: how many utterances a pack lists says nothing about how often people mean
them. (Weights and length after Rennie, Shih, Teevan and Karger: Tackling the Poor Assumptions of
Naive Bayes Text Classifiers, 2003.)

A label names what an utterance says: `main-work=web-features` an answer, `beside=vague` something
that answers nothing. Labels of one subject (the work, its setting, the seats, the terms) exclude
each other; an utterance that is silent on a subject counts as `nothing` there.
"""

import struct
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, log1p, sqrt

from knowledge.text import stem, words

SMOOTHING = 0.02  # what a feature counts for a label whose utterances never have it
NOTHING = "nothing"
SUBJECTS = ("work", "setting", "seats", "terms")
_SUBJECT_OF_KIND = {
    "setting": "setting", "seats": "seats", "first": "seats",
    "length": "terms", "terms": "terms", "place": "terms",
}  # fmt: skip

WEIGHT = struct.Struct("<Hf")  # a label's number, and what a feature weighs in its utterances

Groups = Mapping[str, Sequence[str]]  # stem → the groups of words that it belongs to


def subject_of(kind: str) -> str:
    """The subject that a question of a kind asks about."""
    return _SUBJECT_OF_KIND.get(kind, "work")


def word_groups(groups: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """The groups of words that each stem belongs to, in order; several words are no member."""
    found: dict[str, list[str]] = {}
    for name, members in groups.items():
        for member in members:
            stems = [stem(word) for word in words(member.replace("-", ""))]
            if len(stems) == 1 and name not in found.setdefault(stems[0], []):
                found[stems[0]].append(name)
    return {one: sorted(names) for one, names in found.items()}


def word_features(word: str, groups: Groups) -> list[str]:
    """What one folded word adds: itself, its stem, and the groups that it belongs to."""
    one = stem(word)
    return ["=" + word, one, *("{" + name for name in groups.get(one, ()))]


def pair_features(word: str, following: str, groups: Groups) -> list[str]:
    """What two neighbours add: their stems, and what stands for each of them in its group."""
    pair = stem(word), stem(following)
    grouped = tuple("{" + groups[one][0] if one in groups else one for one in pair)
    joined = [" ".join(pair)]
    return joined if grouped == pair else [*joined, " ".join(grouped)]


def features(text: str, groups: Groups) -> Counter[str]:
    """How often each feature stands in a text."""
    said = words(text)
    found = Counter(one for word in said for one in word_features(word, groups))
    found.update(one for pair in pairwise(said) for one in pair_features(*pair, groups))
    return found


@dataclass(frozen=True, slots=True)
class Label:
    """What an utterance may say; `base` is its score for a feature that it never has."""

    name: str
    subject: str
    base: float


@dataclass(frozen=True, slots=True)
class Learned:
    """What there is to keep: labels, and for each feature its idf and what it weighs in each
    label's utterances together (by the label's number).
    """

    labels: list[Label]
    features: dict[str, tuple[float, dict[int, float]]]


def learn(utterances: Mapping[str, Mapping[str, str]], groups: Groups) -> Learned:
    """Learn from texts: each with the labels it has, and the subject of each label."""
    if not utterances:
        return Learned([], {})
    found = {text: features(text, groups) for text in utterances}
    spread = Counter(feature for counts in found.values() for feature in counts)
    idf = {feature: _idf(len(found), many) for feature, many in spread.items()}
    names = sorted(
        {(subject, name) for said in utterances.values() for name, subject in said.items()}
    )
    known = names + [(subject, NOTHING) for subject in SUBJECTS]
    numbers = {pair: number for number, pair in enumerate(known)}
    totals = [0.0] * len(known)
    sums: dict[str, dict[int, float]] = {feature: {} for feature in sorted(spread)}
    for text, said in utterances.items():
        silent = [(subject, NOTHING) for subject in SUBJECTS if subject not in said.values()]
        counted = [numbers[pair] for pair in [*((s, n) for n, s in said.items()), *silent]]
        for feature, weight in weigh(found[text], idf).items():
            row = sums[feature]
            for number in counted:
                row[number] = row.get(number, 0.0) + weight
                totals[number] += weight
    least = log(SMOOTHING)
    labels = [
        Label(name, subject, least - log(totals[number] + SMOOTHING * len(spread)))
        for number, (subject, name) in enumerate(known)
    ]
    return Learned(labels, {feature: (idf[feature], row) for feature, row in sums.items()})


def score(total: float) -> float:
    """What a feature adds to a label's `base`, of which it weighs so much in all utterances."""
    return log1p(total / SMOOTHING)


def _idf(many: int, spread: int) -> float:
    return 1 + log((1 + many) / (1 + spread))


def weigh(counts: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    """Tf-idf at unit length, of the features that are known."""
    raw = {one: (1 + log(many)) * idf[one] for one, many in counts.items() if one in idf}
    length = sqrt(sum(weight * weight for weight in raw.values()))
    return {one: weight / length for one, weight in raw.items()}
