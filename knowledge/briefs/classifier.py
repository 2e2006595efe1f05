"""What a text says, by what a built store has learned from utterances."""

import json
import sqlite3
import struct
import weakref
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from math import exp, sqrt
from operator import mul
from sys import byteorder
from typing import NamedTuple

from knowledge.briefs.features import features, weigh
from knowledge.briefs.labels import NOTHING, SUBJECTS, Label

ADDS = struct.Struct("<Hf")  # a label's number, and what a unit of a feature adds to its score

# What a feature adds to all labels is one number with a lane for each, so that a segment's features
# are weighed and added up for all of them at once.
LANE = 8  # bytes, of an unsigned number in an array
ZERO = 1_024  # that stands in a lane for nothing: a feature adds and takes 1,000 at most
UNIT = 1_000_000  # that 1 is in a lane; what was learned is in hundredths (weights.py)
SHARE = 1 << 22  # that a weight of 1 is; so a lane holds what 4,000,000 features add in a segment


@dataclass(frozen=True, slots=True)
class Posterior:
    """What a text says: for each label (by its name) how likely; `nothing` is left out.

    `adds` tells how much each feature speaks for a label, against the subject's others; `added`
    what all of them add to each label, by its number, and `length` how much they tell in all.
    """

    likely: dict[str, float]
    weights: dict[str, float]
    added: list[float]
    length: float
    _learned: "Classifier"

    def adds(self, label: str, feature: str) -> float:
        """What a feature adds to a label's score, above the mean of its rivals."""
        if feature not in self.weights:
            return 0.0
        added = self._learned.adds(feature)
        number, rivals = self._learned.rivals[label]
        mean = sum(map(added.__getitem__, rivals)) / len(rivals)
        return self.weights[feature] * (added[number] - mean)


class _Feature(NamedTuple):
    """How much a feature tells texts apart, and the lanes of what it adds."""

    idf: float
    lanes: int


class Classifier:
    """What a built store has learned for one of its questionnaires, told by its number there.
    Everything is read when it is first needed.
    """

    def __init__(self, connection: sqlite3.Connection, questionnaire: int) -> None:
        self._db = connection
        self._questionnaire = questionnaire
        look_up = partial(Classifier._look_up, weakref.proxy(self))
        self._known = lru_cache(maxsize=8192)(look_up)

    @cached_property
    def groups(self) -> dict[str, list[str]]:
        """The groups of words, by stem."""
        groups: dict[str, list[str]] = json.loads(self._words[0])
        return groups

    @cached_property
    def role_words(self) -> dict[str, frozenset[str]]:
        """Words that name a role's tools (`singular`), by its id; `elsewhere` those of none."""
        held = json.loads(self._words[1])
        return {role: frozenset(words) for role, words in held.items()}

    @cached_property
    def labels(self) -> list[Label]:
        """What utterances may say, in the order of their numbers."""
        rows = self._db.execute(
            "select name, subject, base, bias from labels where questionnaire = ? order by number",
            (self._questionnaire,),
        )
        return [Label(*row) for row in rows]

    @property
    def can_read(self) -> bool:
        """Whether anything was learned: with no utterances, texts say nothing."""
        return any(label.name != NOTHING for label in self.labels)

    @cached_property
    def _biases(self) -> list[float]:
        return [label.bias for label in self.labels]

    @cached_property
    def _bases(self) -> list[float]:
        return [label.base for label in self.labels]

    @cached_property
    def _is_counted(self) -> bool:
        """Whether it was learned by counting a few utterances, and has no weights."""
        return any(self._bases)

    @cached_property
    def _by_subject(self) -> list[tuple[list[int], list[str]]]:
        """The numbers of each subject's labels, and their names."""
        found: dict[str, list[int]] = {subject: [] for subject in SUBJECTS}
        for number, label in enumerate(self.labels):
            found[label.subject].append(number)
        return [
            (numbers, [self.labels[number].name for number in numbers])
            for numbers in found.values()
        ]

    @cached_property
    def rivals(self) -> dict[str, tuple[int, list[int]]]:
        """The number of each label, and those of all labels of its subject."""
        return {
            name: (number, numbers)
            for numbers, names in self._by_subject
            for number, name in zip(numbers, names, strict=True)
            if name != NOTHING
        }

    def classify(self, texts: Sequence[str]) -> list[Posterior]:
        """What each text says."""
        return [self._posterior(features(text, self.groups)) for text in texts]

    def together(self, posteriors: Sequence[Posterior]) -> dict[str, float]:
        """What texts say as one: for each label how likely. Each counts by how much it tells.

        What was learned by counting a few utterances tells little of longer texts: there it is the
        mean of what each says.
        """
        if len(posteriors) == 1:
            return posteriors[0].likely
        if self._is_counted:
            every, many = {label for one in posteriors for label in one.likely}, len(posteriors)
            return {
                label: sum(one.likely.get(label, 0.0) for one in posteriors) / many
                for label in every
            }
        told = [(one.length, one.added) for one in posteriors if one.weights]
        length = sqrt(sum(each * each for each, _ in told))
        added = [0.0] * len(self.labels)
        for each, adds in told:
            share = each / length
            added = [one + share * more for one, more in zip(added, adds, strict=True)]
        return self._likely(added) if told else {}

    def adds(self, feature: str) -> list[float]:
        """What a feature adds to each label, by its number."""
        found = self._known(feature)
        return self._read(found.lanes * SHARE, SHARE) if found else [0.0] * len(self.labels)

    def _posterior(self, counts: Mapping[str, int]) -> Posterior:
        known = {one: found for one in counts if (found := self._known(one))}
        weights, length = weigh(counts, {one: idf for one, (idf, _) in known.items()})
        shares = [round(weight * SHARE) for weight in weights.values()]
        lanes = sum(map(mul, shares, [known[one].lanes for one in weights]))
        added = self._read(lanes, sum(shares))
        if self._is_counted:
            whole = sum(weights.values())
            added = [base * whole + one for base, one in zip(self._bases, added, strict=True)]
        return Posterior(self._likely(added) if weights else {}, weights, added, length, self)

    def _read(self, lanes: int, shares: int) -> list[float]:
        """What lanes add to each label, by its number, if they are the sum of so many shares."""
        zero, unit = shares * ZERO * UNIT, SHARE * UNIT
        held = array("Q", lanes.to_bytes(LANE * len(self.labels), byteorder))
        return [(lane - zero) / unit for lane in held]

    def _likely(self, added: Sequence[float]) -> dict[str, float]:
        """How likely each label is, by what features add to it."""
        likely: dict[str, float] = {}
        for numbers, names in self._by_subject:
            said = [self._biases[number] + added[number] for number in numbers]
            most = max(said)
            shares = [exp(score - most) for score in said]
            total = sum(shares)
            likely.update(zip(names, [share / total for share in shares], strict=True))
        likely.pop(NOTHING, None)
        return likely

    def _look_up(self, feature: str) -> _Feature | None:
        found = self._db.execute(
            "select idf, adds from features where questionnaire = ? and feature = ?",
            (self._questionnaire, feature),
        ).fetchone()
        if found is None:
            return None
        lanes = array("Q", [ZERO * UNIT]) * len(self.labels)
        for number, adds in ADDS.iter_unpack(found[1]):
            lanes[number] += round(adds * UNIT)
        return _Feature(found[0], int.from_bytes(lanes.tobytes(), byteorder))

    @cached_property
    def _words(self) -> tuple[str, str]:
        select = "select word_groups, role_words from questionnaires where number = ?"
        groups, role_words = self._db.execute(select, (self._questionnaire,)).fetchone()
        return groups, role_words
