"""The weights that training writes beside a questionnaire: a JSON file, a feature a line.

    {"learned_from": hash, "labels": [[subject, name, bias], …], "features": {
    "feature": [idf, label's number, what it adds, label's number, what it adds, …],
    …
    }}

All numbers but those of labels are in hundredths.

`learned_from` names the utterances and words that they come from: where those have changed, the
weights go on serving, and `packs check` warns.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from itertools import chain, repeat
from operator import truediv
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from knowledge.briefs.labels import SUBJECTS, Label, Learned
from knowledge.packs.questionnaire import Lessons, Questionnaire

WEIGHTS_ENDING = ".weights.json"
NO_WEIGHTS = "it holds no weights: write it with rolefit packs train"
LARGEST = 100_000  # in hundredths

Number = Annotated[int, Meta(ge=-LARGEST, le=LARGEST)]


class _Held(msgspec.Struct):
    """What the file holds."""

    learned_from: str
    labels: list[tuple[str, str, Number]]
    features: dict[str, Annotated[list[Number], Meta(min_length=1)]]


class WeightsError(Exception):
    """A file that holds no weights."""


def learned_from(questionnaire: Questionnaire, lessons: Lessons) -> str:
    """A hash (hex) of everything that weights are learned from."""
    said = sorted((text, sorted(labels)) for text, labels in lessons.said(questionnaire).items())
    groups = {name: list(members) for name, members in lessons.words.groups.items()}
    return sha256(json.dumps([said, groups], sort_keys=True).encode()).hexdigest()[:16]


def write_weights(
    learned: Learned, questionnaire: Questionnaire, lessons: Lessons, file: Path
) -> None:
    """Write what was learned for a questionnaire; raises OSError."""
    labels = [[label.subject, label.name, round(100 * label.bias)] for label in learned.labels]
    head = json.dumps({"learned_from": learned_from(questionnaire, lessons), "labels": labels})
    lines = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(_row(*row), separators=(',', ':'))}"
        for feature, row in sorted(learned.features.items())
    )
    file.write_text(f'{head[:-1]}, "features": {{\n{lines}\n}}}}\n', encoding="utf-8")


def _row(idf: float, adds: dict[int, float]) -> list[int]:
    said = (value for number, add in sorted(adds.items()) for value in (number, round(100 * add)))
    return [round(100 * idf), *said]


def read_weights(text: bytes) -> tuple[Learned, str]:
    """What was learned, and the hash of what it was learned from: weights are stale where that is
    not the hash of what there is now.

    Raises WeightsError.
    """
    try:
        held = msgspec.json.decode(text, type=_Held)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WeightsError(NO_WEIGHTS) from error
    labels = [Label(name, subject, 0.0, bias / 100) for subject, name, bias in held.labels]
    features = {feature: (row[0] / 100, _adds(row)) for feature, row in held.features.items()}
    if (
        {label.subject for label in labels} != set(SUBJECTS)
        or any(len(row) % 2 == 0 for row in held.features.values())
        or {*chain.from_iterable(adds for _, adds in features.values())} - {*range(len(labels))}
    ):
        raise WeightsError(NO_WEIGHTS)
    return Learned(labels, features), held.learned_from


def _adds(row: Sequence[int]) -> dict[int, float]:
    return dict(zip(row[1::2], map(truediv, row[2::2], repeat(100)), strict=False))
