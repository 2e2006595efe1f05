"""What an utterance may say, as labels: `main-work=web-features` an answer, `beside=vague` nothing
that answers a question.

Labels of one subject (the work, its setting, the seats, the terms) exclude each other; what is
silent on a subject says `nothing` there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

NOTHING = "nothing"
SUBJECTS = ("work", "setting", "seats", "terms")
_SUBJECT_OF_KIND = {
    "setting": "setting", "seats": "seats", "first": "seats",
    "length": "terms", "terms": "terms", "place": "terms",
}  # fmt: skip

Said = dict[str, dict[str, str]]  # an utterance → its labels, each with its subject


@dataclass(frozen=True, slots=True)
class Label:
    """What an utterance may say. A text's score for it is `bias`, and `base` for each unit of
    weight of its features, and what these add.
    """

    name: str
    subject: str
    base: float = 0.0
    bias: float = 0.0


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from utterances: labels, and for each feature its idf and what a unit of
    its weight adds to labels (by their number).
    """

    labels: Sequence[Label]
    features: dict[str, tuple[float, dict[int, float]]]


def subject_of(kind: str) -> str:
    """The subject that a question of a kind asks about."""
    return _SUBJECT_OF_KIND.get(kind, "work")


def labels_of(said: Said) -> list[tuple[str, str]]:
    """All labels in order, each as its subject and its name; `nothing` of each subject last."""
    names = {(subject, name) for labels in said.values() for name, subject in labels.items()}
    return [*sorted(names), *((subject, NOTHING) for subject in SUBJECTS)]
