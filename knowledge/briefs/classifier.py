"""What a text says, by what a built store has learned from utterances."""

import json
import sqlite3
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp

from knowledge.briefs.features import features, weigh
from knowledge.briefs.labels import NOTHING, SUBJECTS, Label

ADDS = struct.Struct("<Hf")  # a label's number, and what a unit of a feature adds to its score


@dataclass(frozen=True, slots=True)
class Posterior:
    """What a text says: for each label (by its name) how likely; `nothing` is left out.

    `adds` tells how much each feature speaks for a label, against the subject's others.
    """

    likely: dict[str, float]
    weights: dict[str, float]
    _added: Mapping[str, Mapping[int, float]]
    _numbers: Mapping[str, int]
    _rivals: Mapping[str, Sequence[int]]

    def adds(self, label: str, feature: str) -> float:
        """What a feature adds to a label's score, above the mean of its rivals."""
        row = self._added.get(feature, {})
        rivals = self._rivals[label]
        mean = sum(row.get(number, 0.0) for number in rivals) / len(rivals)
        return self.weights.get(feature, 0.0) * (row.get(self._numbers[label], 0.0) - mean)


class Classifier:
    """What a built store has learned. Everything is read when it is first needed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @cached_property
    def groups(self) -> dict[str, list[str]]:
        """The groups of words, by stem."""
        row = self._db.execute("select value from meta where key = 'word_groups'").fetchone()
        groups: dict[str, list[str]] = json.loads(row[0])
        return groups

    @cached_property
    def labels(self) -> list[Label]:
        """What utterances may say, in the order of their numbers."""
        rows = self._db.execute("select name, subject, base, bias from labels order by number")
        return [Label(*row) for row in rows]

    @cached_property
    def _by_subject(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {subject: [] for subject in SUBJECTS}
        for number, label in enumerate(self.labels):
            found[label.subject].append(number)
        return found

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {label.name: n for n, label in enumerate(self.labels) if label.name != NOTHING}

    @cached_property
    def _rivals(self) -> dict[str, list[int]]:
        return {name: self._by_subject[self.labels[n].subject] for name, n in self._numbers.items()}

    def classify(self, texts: Sequence[str]) -> list[Posterior]:
        """What each text says."""
        counted = [features(text, self.groups) for text in texts]
        known = self._look_up(sorted({one for counts in counted for one in counts}))
        rarity = {feature: found[0] for feature, found in known.items()}
        added = {feature: found[1] for feature, found in known.items()}
        return [self._posterior(weigh(counts, rarity), added) for counts in counted]

    def _posterior(
        self, weights: dict[str, float], added: Mapping[str, Mapping[int, float]]
    ) -> Posterior:
        whole = sum(weights.values())
        scores = [label.bias + label.base * whole for label in self.labels]
        for feature, weight in weights.items():
            for number, adds in added[feature].items():
                scores[number] += weight * adds
        likely: dict[str, float] = {}
        for numbers in self._by_subject.values() if weights else ():
            most = max(scores[number] for number in numbers)
            shares = {number: exp(scores[number] - most) for number in numbers}
            total = sum(shares.values())
            likely |= {
                self.labels[number].name: share / total
                for number, share in shares.items()
                if self.labels[number].name != NOTHING
            }
        return Posterior(likely, weights, added, self._numbers, self._rivals)

    def _look_up(self, wanted: Sequence[str]) -> dict[str, tuple[float, dict[int, float]]]:
        sql = """select feature, idf, adds from features
                 where feature in (select value from json_each(?))"""
        return {
            feature: (idf, dict(ADDS.iter_unpack(adds)))
            for feature, idf, adds in self._db.execute(sql, (json.dumps(wanted),))
        }
