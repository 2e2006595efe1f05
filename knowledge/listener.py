"""What a text says, by what a built store has learned from utterances."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp

from knowledge.utterances import NOTHING, SUBJECTS, WEIGHT, Label, features, score, weigh

SILENCE = 1.5  # what a text has to say before it says anything: log-odds against `nothing`


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text says: for each label (by its name) how likely; `nothing` is left out.

    `adds` tells how much each feature speaks for a label, against the subject's others.
    """

    likely: dict[str, float]
    weights: dict[str, float]
    _scores: Mapping[str, Mapping[int, float]]
    _numbers: Mapping[str, int]
    _rivals: Mapping[str, Sequence[int]]

    def adds(self, label: str, feature: str) -> float:
        """What a feature adds to a label's score, above the mean of its rivals."""
        row = self._scores.get(feature, {})
        rivals = self._rivals[label]
        mean = sum(row.get(number, 0.0) for number in rivals) / len(rivals)
        return self.weights.get(feature, 0.0) * (row.get(self._numbers[label], 0.0) - mean)


class Listener:
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
        rows = self._db.execute("select name, subject, base from labels order by number")
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

    def hear(self, texts: Sequence[str]) -> list[Heard]:
        """What each text says."""
        counted = [features(text, self.groups) for text in texts]
        known = self._look_up(sorted({one for counts in counted for one in counts}))
        idf = {feature: found[0] for feature, found in known.items()}
        scores = {feature: found[1] for feature, found in known.items()}
        return [self._hear(weigh(counts, idf), scores) for counts in counted]

    def _hear(self, weights: dict[str, float], scores: Mapping[str, Mapping[int, float]]) -> Heard:
        whole = sum(weights.values())
        totals = [
            label.base * whole + (SILENCE if label.name == NOTHING else 0.0)
            for label in self.labels
        ]
        for feature, weight in weights.items():
            for number, added in scores[feature].items():
                totals[number] += weight * added
        likely: dict[str, float] = {}
        for numbers in self._by_subject.values() if weights else ():
            most = max(totals[number] for number in numbers)
            shares = {number: exp(totals[number] - most) for number in numbers}
            total = sum(shares.values())
            likely |= {
                self.labels[number].name: share / total
                for number, share in shares.items()
                if self.labels[number].name != NOTHING
            }
        return Heard(likely, weights, scores, self._numbers, self._rivals)

    def _look_up(self, wanted: Sequence[str]) -> dict[str, tuple[float, dict[int, float]]]:
        sql = """select feature, idf, weighs from features
                 where feature in (select value from json_each(?))"""
        return {
            feature: (idf, {n: score(one) for n, one in WEIGHT.iter_unpack(weighs)})
            for feature, idf, weighs in self._db.execute(sql, (json.dumps(wanted),))
        }
