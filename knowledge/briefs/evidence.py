"""What a whole brief says for and against work of each role, and which roles have work here.

Posteriors are counted by what they are for a role: work of its own, of the other, a setting,
something beside it, seats. They are counted twice. Once segment by segment: of so much said,
1 − ∏(1 − p) over the segments is how likely it is said at all; its logarithm counts, so that many
weak hints never outweigh a clear one for long. And once of all segments read as one text, where
what each of them leaves open adds up. Words that name tools count where hardly any work is said;
and in ads, which tell more of tools than of the work, instead of most of that. From these, one
softmax over four outcomes (one role, the other, both, neither) tells which roles have work here.
The weights are the same for every pair of roles; fitted to labelled briefs by
`python -m tests.bench.briefs`.
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
WORK = "own", "other", "beside own", "beside other", "elsewhere"

# What each evidence adds to the score of one role alone, …
ONE: dict[str, float] = {
    "odds": -1.0,
    "own": 2.40,
    "other": -0.38,
    "own setting": 0.89,
    "beside own": -1.61,
    "beside other": 1.94,
    "elsewhere": -3.42,
    "vague": -1.51,
    "person": -0.25,
    "other language": 3.24,
    "own in all": 3.49,
    "other in all": 0.88,
    "own setting in all": 1.06,
    "beside own in all": 0.73,
    "beside other in all": 0.32,
    "elsewhere in all": -10.96,
    "vague in all": -6.62,
    "person in all": -5.02,
    "other language in all": 7.10,
    "several seats, other": -1.51,
    "one seat, other": -2.88,
    "own words alone": 2.23,
}
# … what both roles' evidence together adds to the score of both, and what the lesser one adds.
BOTH: dict[str, float] = {
    "odds": -2.60,
    "own": 1.32,
    "other": 1.32,
    "own setting": 1.43,
    "beside own": -1.17,
    "beside other": -0.20,
    "elsewhere": -2.09,
    "vague": -1.99,
    "person": -0.87,
    "other language": 1.59,
    "several seats": 1.07,
    "own in all": 1.16,
    "other in all": 1.16,
    "own setting in all": 0.87,
    "beside own in all": 0.05,
    "beside other in all": 0.05,
    "elsewhere in all": -0.83,
    "vague in all": -3.33,
    "person in all": -0.44,
    "other language in all": -1.86,
    "several seats in all": 0.07,
    "several seats, other": -0.11,
    "one seat, other": -1.68,
    "own words alone": 2.37,
}
LESSER: dict[str, float] = {
    "own": 1.15,
    "own in all": 3.08,
}
# The same in job ads; fitted to real ones above all.
ONE_IN_AD: dict[str, float] = {
    "odds": -1.02,
    "own": 0.71,
    "other": -0.15,
    "own words": 2.31,
    "other words": -0.28,
    "several seats": -1.27,
    "elsewhere words": -1.94,
}
BOTH_IN_AD: dict[str, float] = {
    "odds": -3.81,
    "own": 0.17,
    "other": 0.17,
    "own words": 0.13,
    "other words": 0.13,
    "several seats": 1.32,
    "elsewhere words": -0.07,
}
LESSER_IN_AD: dict[str, float] = {
    "own words": 0.83,
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
    whole: Mapping[str, float],
    counted_as: Mapping[str, Sequence[str]],
    words: Mapping[str, int],
) -> dict[str, float]:
    """The evidence for and against one role, by name: in each segment, in the whole text (its
    names with "in all"), and how many words name its tools ("own words"), those of the other role
    and those of no covered role.
    """
    said = dict.fromkeys(COUNTED, 0.0)
    for likely in segments:
        for name, share in _counted(likely, counted_as).items():
            said[name] -= log(1 - min(share, SURE))
    found = {"odds": 1.0} | {name: log1p(value) for name, value in said.items()}
    # that others do the other role's work speaks for this one only if it has some
    found["beside other"] *= min(1.0, found["own"] + found["own setting"])
    in_all = _counted(whole, counted_as)
    found |= {f"{name} in all": in_all.get(name, 0.0) for name in COUNTED}
    found |= {f"{name} words": log1p(many) for name, many in words.items()}
    # a tool that is named tells of work where hardly any is said, of anybody
    silent = exp(-sum(said[name] for name in WORK))
    found["own words alone"] = silent if words["own"] else 0.0
    found["several seats, other"] = found["several seats"] * found["other"]
    found["one seat, other"] = found["one seat"] * found["other"]
    return found


def _counted(
    likely: Mapping[str, float], counted_as: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """How likely each thing that is counted is said."""
    counted: dict[str, float] = {}
    for label, share in likely.items():
        for name in counted_as.get(label, ()):
            counted[name] = counted.get(name, 0.0) + share
    return counted


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
