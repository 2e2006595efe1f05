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
from hashlib import sha256
from pathlib import Path

from knowledge.briefs.labels import Label, Learned, said_of
from knowledge.models import Pack

WEIGHTS_FILE = "questionnaire.weights.json"


class WeightsError(Exception):
    """A file that holds no weights."""


def learned_from(pack: Pack) -> str:
    """A hash (hex) of everything in a pack that weights are learned from."""
    said = sorted((text, sorted(labels)) for text, labels in said_of(pack).items())
    groups = {name: list(members) for name, members in pack.words.groups.items()}
    return sha256(json.dumps([said, groups], sort_keys=True).encode()).hexdigest()[:16]


def write_weights(learned: Learned, pack: Pack, file: Path) -> None:
    """Write what was learned from a pack; raises OSError."""
    labels = [[label.subject, label.name, round(100 * label.bias)] for label in learned.labels]
    head = json.dumps({"learned_from": learned_from(pack), "labels": labels})
    lines = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(_row(*row), separators=(',', ':'))}"
        for feature, row in sorted(learned.features.items())
    )
    file.write_text(f'{head[:-1]}, "features": {{\n{lines}\n}}}}\n', encoding="utf-8")


def _row(idf: float, adds: dict[int, float]) -> list[int]:
    said = (value for number, add in sorted(adds.items()) for value in (number, round(100 * add)))
    return [round(100 * idf), *said]


def read_weights(text: str, pack: Pack) -> tuple[Learned, bool]:
    """What was learned, and whether it is stale: learned from other utterances than the pack has.

    Raises WeightsError.
    """
    try:
        held = json.loads(text)
        labels = [Label(name, subject, 0.0, bias / 100) for subject, name, bias in held["labels"]]
        features = {
            feature: (
                row[0] / 100,
                {n: add / 100 for n, add in zip(row[1::2], row[2::2], strict=True)},
            )
            for feature, row in held["features"].items()
        }
        is_stale = held["learned_from"] != learned_from(pack)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise WeightsError("it holds no weights: write it with rolefit packs train") from error
    return Learned(labels, features), is_stale
