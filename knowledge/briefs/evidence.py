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
# What an answer or a label counts for, seen from each role: role → label → some of `COUNTED`.
CountedAs = Mapping[str, Mapping[str, Sequence[str]]]

# What each evidence adds to the score of one role alone, …
ONE: dict[str, float] = {
    "odds": -0.82,
    "own": 3.93,
    "other": 0.19,
    "own setting": 1.05,
    "other setting": -0.73,
    "beside own": -1.33,
    "beside other": 1.30,
    "elsewhere": -4.27,
    "vague": -2.58,
    "person": -0.75,
    "other language": 5.39,
    "one seat": -0.98,
    "several seats": -0.84,
    "own words": 0.35,
    "own kinds": 0.50,
    "other words": 1.29,
    "other kinds": -2.05,
    "elsewhere words": -0.43,
    "elsewhere kinds": -0.12,
    "several seats, own": 0.03,
    "several seats, other": -1.97,
    "one seat, other": -3.26,
}
# … what both roles' evidence together adds to the score of both, and what the lesser one adds.
BOTH: dict[str, float] = {
    "odds": -2.11,
    "own": 1.57,
    "other": 1.57,
    "own setting": 0.88,
    "other setting": 0.33,
    "beside own": -1.11,
    "beside other": -1.11,
    "elsewhere": -2.15,
    "vague": -2.20,
    "person": -1.52,
    "other language": 0.25,
    "one seat": -0.15,
    "several seats": 0.93,
    "own words": 0.21,
    "own kinds": 0.16,
    "other words": 0.21,
    "other kinds": 0.16,
    "elsewhere words": -0.31,
    "elsewhere kinds": -0.16,
    "several seats, own": -0.07,
    "several seats, other": -0.07,
    "one seat, other": -1.71,
}
LESSER: dict[str, float] = {
    "own": 1.77,
    "own setting": 0.09,
}
# The same in job ads, which tell more of tools than of the work.
ONE_IN_AD: dict[str, float] = {
    "odds": 0.23,
    "own": 0.74,
    "other": -0.15,
    "own setting": 0.83,
    "other setting": -0.34,
    "beside own": -0.20,
    "beside other": -0.07,
    "elsewhere": -1.22,
    "vague": -0.35,
    "person": -0.29,
    "other language": 0.73,
    "one seat": 0.35,
    "several seats": -0.05,
    "own words": 0.41,
    "own kinds": 0.31,
    "other words": -0.15,
    "other kinds": -0.11,
    "elsewhere words": -0.09,
    "elsewhere kinds": 0.16,
    "several seats, own": 0.03,
    "several seats, other": -0.22,
    "one seat, other": 0.11,
}
BOTH_IN_AD: dict[str, float] = {
    "odds": -2.19,
    "own": 0.11,
    "other": 0.11,
    "own setting": 0.03,
    "other setting": 0.04,
    "beside own": -0.01,
    "beside other": -0.01,
    "elsewhere": -0.08,
    "vague": -0.11,
    "person": -0.06,
    "other language": -0.00,
    "one seat": -0.02,
    "several seats": 0.25,
    "own words": 0.13,
    "own kinds": 0.10,
    "other words": 0.13,
    "other kinds": 0.10,
    "elsewhere words": -0.06,
    "elsewhere kinds": -0.07,
    "several seats, own": 0.15,
    "several seats, other": 0.15,
    "one seat, other": -0.01,
}
LESSER_IN_AD: dict[str, float] = {
    "own": 0.50,
    "own setting": 0.15,
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
