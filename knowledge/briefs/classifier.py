"""What a text says, by what a built store has learned from utterances."""

import json
import sqlite3
import struct
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import repeat
from math import exp, sqrt

from knowledge.briefs.features import features, weigh
from knowledge.briefs.labels import NOTHING, SUBJECTS, Label

ADDS = struct.Struct("<Hf")  # a label's number, and what a unit of a feature adds to its score


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
        added: dict[int, float] = dict(ADDS.iter_unpack(self._learned.adds(feature)))
        number, rivals = self._learned.rivals[label]
        mean = sum(map(added.get, rivals, repeat(0.0))) / len(rivals)
        return self.weights[feature] * (added.get(number, 0.0) - mean)


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
        if any(self._bases):
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

    def adds(self, feature: str) -> bytes:
        """What a feature adds to labels, packed."""
        found = self._known(feature)
        return found[1] if found else b""

    def _posterior(self, counts: Mapping[str, int]) -> Posterior:
        known = {one: found for one in counts if (found := self._known(one))}
        weights, length = weigh(counts, {one: idf for one, (idf, _) in known.items()})
        whole = sum(weights.values())
        added = [base * whole for base in self._bases]
        for feature, weight in weights.items():
            for number, adds in ADDS.iter_unpack(known[feature][1]):
                added[number] += weight * adds
        return Posterior(self._likely(added) if weights else {}, weights, added, length, self)

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

    def _look_up(self, feature: str) -> tuple[float, bytes] | None:
        """The idf of a feature, and what it adds to labels, packed."""
        found: tuple[float, bytes] | None = self._db.execute(
            "select idf, adds from features where questionnaire = ? and feature = ?",
            (self._questionnaire, feature),
        ).fetchone()
        return found and (found[0], found[1])

    @cached_property
    def _words(self) -> tuple[str, str]:
        select = "select word_groups, role_words from questionnaires where number = ?"
        groups, role_words = self._db.execute(select, (self._questionnaire,)).fetchone()
        return groups, role_words
