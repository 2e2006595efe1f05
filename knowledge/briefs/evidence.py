"""What a whole brief says for and against work of each role, and which roles have work here.

Each segment's posteriors are counted by what they are for a role: work of its own, of the other,
a setting, something beside it, seats. Of so much said, 1 − ∏(1 − p) over the segments is how
likely it is said at all; its logarithm counts, so that many weak hints never outweigh a clear one
for long. Words that name a role's tools count too. From these, one softmax over four outcomes
(one role, the other, both, neither) tells which roles have work here. The weights are the same for
every pair of roles; fitted to labelled briefs by `python -m tests.bench.briefs`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, log1p

from knowledge.briefs.labels import SUBJECTS

QUIET = 0.25  # what a segment says of a subject counts from here, all its labels together
SURE = 0.999

COUNTED = (
    "own", "other", "own setting", "other setting", "beside own", "beside other", "elsewhere",
    "vague", "person", "other language", "one seat", "several seats",
)  # fmt: skip

# What each evidence adds to the score of one role alone, …
ONE: dict[str, float] = {
    "odds": -0.64,
    "own": 3.78,
    "other": 0.20,
    "own setting": 1.04,
    "other setting": -0.46,
    "beside own": -1.20,
    "beside other": 2.43,
    "elsewhere": -4.26,
    "vague": -2.69,
    "person": -0.72,
    "other language": 5.66,
    "one seat": -0.98,
    "several seats": -0.87,
    "own words": 0.47,
    "own kinds": 0.17,
    "other words": 1.88,
    "other kinds": -3.21,
    "elsewhere words": -0.09,
    "elsewhere kinds": -0.46,
    "several seats, own": -0.01,
    "several seats, other": -2.00,
    "one seat, other": -3.13,
}
# … what both roles' evidence together adds to the score of both, and what the lesser one adds.
BOTH: dict[str, float] = {
    "odds": -2.05,
    "own": 1.52,
    "other": 1.52,
    "own setting": 0.90,
    "other setting": 0.38,
    "beside own": -1.69,
    "beside other": -0.07,
    "elsewhere": -2.17,
    "vague": -2.18,
    "person": -1.59,
    "other language": 0.41,
    "one seat": -0.13,
    "several seats": 0.94,
    "own words": -0.13,
    "own kinds": 0.35,
    "other words": -0.13,
    "other kinds": 0.35,
    "elsewhere words": -0.06,
    "elsewhere kinds": -0.23,
    "several seats, own": -0.07,
    "several seats, other": -0.07,
    "one seat, other": -1.68,
}
LESSER: dict[str, float] = {
    "own": 1.93,
    "own setting": 0.10,
}
# The same in job ads, which tell more of tools than of the work.
ONE_IN_AD: dict[str, float] = {
    "odds": 0.31,
    "own": 0.76,
    "other": -0.14,
    "own setting": 0.83,
    "other setting": -0.32,
    "beside own": -0.17,
    "beside other": 0.20,
    "elsewhere": -1.20,
    "vague": -0.29,
    "person": -0.28,
    "other language": 0.71,
    "one seat": 0.37,
    "several seats": -0.04,
    "own words": 0.35,
    "own kinds": 0.31,
    "other words": -0.16,
    "other kinds": -0.18,
    "elsewhere words": -0.12,
    "elsewhere kinds": 0.00,
    "several seats, own": 0.04,
    "several seats, other": -0.23,
    "one seat, other": 0.13,
}
BOTH_IN_AD: dict[str, float] = {
    "odds": -2.32,
    "own": 0.11,
    "other": 0.11,
    "own setting": 0.03,
    "other setting": 0.03,
    "beside own": -0.02,
    "beside other": -0.00,
    "elsewhere": -0.08,
    "vague": -0.11,
    "person": -0.06,
    "other language": -0.00,
    "one seat": -0.02,
    "several seats": 0.25,
    "own words": 0.15,
    "own kinds": 0.13,
    "other words": 0.15,
    "other kinds": 0.13,
    "elsewhere words": -0.05,
    "elsewhere kinds": -0.05,
    "several seats, own": 0.15,
    "several seats, other": 0.15,
    "one seat, other": -0.01,
}
LESSER_IN_AD: dict[str, float] = {
    "own": 0.51,
    "own setting": 0.12,
}


@dataclass(frozen=True, slots=True)
class Weights:
    """What evidence adds to the scores of outcomes; neither role scores 0."""

    one: Mapping[str, float]
    both: Mapping[str, float]
    lesser: Mapping[str, float]


BRIEF = Weights(ONE, BOTH, LESSER)
AD = Weights(ONE_IN_AD, BOTH_IN_AD, LESSER_IN_AD)


def heard(likely: Mapping[str, float], subjects: Mapping[str, str]) -> dict[str, float]:
    """What a segment says, without the subjects of which it says hardly anything."""
    said = dict.fromkeys(SUBJECTS, 0.0)
    for label, share in likely.items():
        said[subjects[label]] += share
    loud = {subject for subject, shares in said.items() if shares >= QUIET}
    return {label: share for label, share in likely.items() if subjects[label] in loud}


def gather(
    segments: Iterable[Mapping[str, float]],
    counted_as: Mapping[str, Sequence[str]],
    words: Mapping[str, tuple[float, float]],
) -> dict[str, float]:
    """The evidence for and against one role in all segments, by name.

    `words` tells for "own", "other" and "elsewhere" how many words name its tools, and how many
    different ones.
    """
    said = dict.fromkeys(COUNTED, 0.0)
    for likely in segments:
        here: dict[str, float] = {}
        for label, share in likely.items():
            for name in counted_as.get(label, ()):
                here[name] = here.get(name, 0.0) + share
        for name, share in here.items():
            said[name] -= log(1 - min(share, SURE))
    found = {"odds": 1.0} | {name: log1p(value) for name, value in said.items()}
    # that others do the other role's work speaks for this one only if it has some
    found["beside other"] *= min(1.0, found["own"] + found["own setting"])
    for name, (many, kinds) in words.items():
        found[f"{name} words"] = log1p(many)
        found[f"{name} kinds"] = log1p(kinds)
    found["several seats, own"] = found["several seats"] * found["own"]
    found["several seats, other"] = found["several seats"] * found["other"]
    found["one seat, other"] = found["one seat"] * found["other"]
    return found


def outcomes(
    first: Mapping[str, float], second: Mapping[str, float], weights: Weights
) -> tuple[float, float, float, float]:
    """How likely there is work of the first role alone, of the second, of both, of neither."""
    scores = (
        sum(weight * first[name] for name, weight in weights.one.items()),
        sum(weight * second[name] for name, weight in weights.one.items()),
        sum(weight * (first[name] + second[name]) for name, weight in weights.both.items())
        + sum(weight * min(first[name], second[name]) for name, weight in weights.lesser.items()),
        0.0,
    )
    most = max(scores)
    shares = [exp(score - most) for score in scores]
    total = sum(shares)
    one, other, both, neither = (share / total for share in shares)
    return one, other, both, neither
