"""Learning from utterances by counting, for packs that nobody has trained.

Multinomial naive Bayes over tf-idf weights at unit length and without a prior: how many utterances
a pack lists says nothing about how often people mean them (after Rennie, Shih, Teevan and Karger:
Tackling the Poor Assumptions of Naive Bayes Text Classifiers, 2003).
"""

from collections import Counter
from math import log, log1p

from knowledge.briefs.features import Groups, features, idf, weigh
from knowledge.briefs.labels import NOTHING, SUBJECTS, Label, Learned, Said, labels_of

SMOOTHING = 0.02  # what a feature counts for a label whose utterances never have it
SILENCE = 1.5  # what a text has to say before it says anything: log-odds against `nothing`


def learn(said: Said, groups: Groups) -> Learned:
    """Learn from texts: each with the labels it has, and the subject of each label."""
    if not said:
        return Learned([], {})
    found = {text: features(text, groups) for text in said}
    spread = Counter(feature for counts in found.values() for feature in counts)
    rarity = {feature: idf(len(found), many) for feature, many in spread.items()}
    known = labels_of(said)
    numbers = {pair: number for number, pair in enumerate(known)}
    totals = [0.0] * len(known)
    sums: dict[str, dict[int, float]] = {feature: {} for feature in sorted(spread)}
    for text, labels in said.items():
        silent = [(subject, NOTHING) for subject in SUBJECTS if subject not in labels.values()]
        counted = [numbers[pair] for pair in [*((s, n) for n, s in labels.items()), *silent]]
        for feature, weight in weigh(found[text], rarity)[0].items():
            row = sums[feature]
            for number in counted:
                row[number] = row.get(number, 0.0) + weight
                totals[number] += weight
    least = log(SMOOTHING)
    return Learned(
        [
            Label(
                name, subject, least - log(totals[number] + SMOOTHING * len(spread)),
                SILENCE if name == NOTHING else 0.0,
            )
            for number, (subject, name) in enumerate(known)
        ],
        {
            feature: (rarity[feature], {n: log1p(total / SMOOTHING) for n, total in row.items()})
            for feature, row in sums.items()
        },
    )  # fmt: skip
