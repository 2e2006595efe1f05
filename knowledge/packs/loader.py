"""Pack folders → one Pack, with every fault named as `file:line:col: path: message`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.json_schema import models_json_schema

from knowledge.briefs.weights import WEIGHTS_FILE, WeightsError, read_weights
from knowledge.errors import PackError, Problem, explain
from knowledge.packs.files import pack_files
from knowledge.packs.lints import Level, find_faults
from knowledge.packs.models import (
    Dimension,
    Engagement,
    Faq,
    Interview,
    Pack,
    Question,
    Questionnaire,
    Role,
    Source,
    Synonyms,
    Topic,
    Uncovered,
    Utterances,
    Words,
)
from knowledge.packs.yaml_file import YamlFile, read_yaml

DEFAULT_PACK = Path(__file__).parents[1] / "content"

# What each file or folder of a pack holds: one item a file, or a list of them.
PARTS: dict[str, type[BaseModel]] = {
    "sources": Source,
    "roles": Role,
    "comparisons": Dimension,
    "topics": Topic,
    "engagement": Engagement,
    "interview": Interview,
    "faqs": Faq,
    "uncovered": Uncovered,
    "questionnaire": Question,
    "utterances": Utterances,
    "words": Words,
    "synonyms": Synonyms,
}


@dataclass(slots=True)
class _Reading:
    """What has been read so far, where each item stands, and what was wrong."""

    items: dict[str, list[Any]] = field(default_factory=lambda: {part: [] for part in PARTS})
    places: dict[int, tuple[YamlFile, tuple[int, ...]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    weights: Path | None = None  # the file of them, of the last folder that has one

    def read_folder(self, folder: Path) -> None:
        for path in pack_files(folder):
            if path.name == WEIGHTS_FILE:
                self.weights = path
                continue
            first, *inner = path.relative_to(folder).parts
            part = first if inner else path.stem
            if part not in PARTS:
                message = f"not part of a pack, which has {', '.join(PARTS)}"
                self.problems.append(Problem(path, 1, 1, "", message))
                continue
            try:
                self.read_items(part, read_yaml(path))
            except PackError as error:
                self.problems += error.problems

    def read_items(self, part: str, file: YamlFile) -> None:
        several = isinstance(file.data, list)
        for index, data in enumerate(file.data if several else [file.data]):
            location = (index,) if several else ()
            try:
                item = _adapter(part).validate_python(data)
            except ValidationError as error:
                self.problems += _problems(file, location, error)
            else:
                self.items[part].append(item)
                self.places[id(item)] = (file, location)

    def pack(self) -> Pack:
        items = self.items
        words = Words(
            groups={name: group for part in items["words"] for name, group in part.groups.items()},
            speaks_for={
                role: held for part in items["words"] for role, held in part.speaks_for.items()
            },
        )
        groups = tuple(group for part in items["synonyms"] for group in part.groups)
        return Pack(
            sources=tuple(items["sources"]),
            roles=tuple(sorted(items["roles"], key=lambda role: (role.position, role.id))),
            dimensions=tuple(sorted(items["comparisons"], key=lambda d: (d.position, d.id))),
            topics=tuple(items["topics"]),
            engagement=tuple(items["engagement"]),
            interviews=tuple(items["interview"]),
            faqs=tuple(items["faqs"]),
            uncovered=tuple(items["uncovered"]),
            questionnaire=Questionnaire(questions=tuple(items["questionnaire"])),
            utterances=tuple(items["utterances"]),
            words=words,
            synonyms=Synonyms(groups=groups),
        )


def load_pack(folders: Sequence[Path] = (DEFAULT_PACK,), *, trained: bool = True) -> Pack:
    """Read pack folders as one pack, its weights too unless they are to be made anew. Raises
    PackError with every error found.
    """
    return check_pack(folders, trained=trained)[0]


def check_pack(
    folders: Sequence[Path], *, trained: bool = True
) -> tuple[Pack, dict[Level, list[Problem]]]:
    """The pack, with the findings and warnings that don't keep it from being used.

    Raises PackError with every error found: files that are no YAML, wrong or unknown fields,
    and entries that name what is not there.
    """
    reading = _Reading()
    for folder in folders:
        reading.read_folder(folder)
    if reading.problems:
        raise PackError(reading.problems)
    pack = reading.pack()
    problems: dict[Level, list[Problem]] = {"error": [], "finding": [], "warning": []}
    for fault in find_faults(pack):
        file, location = reading.places[id(fault.item)]
        problem = file.problem((*location, *fault.location), fault.message)
        problems[fault.level].append(problem)
    if trained and reading.weights is not None:
        pack, said = _with_weights(pack, reading.weights)
        for level, message in said:
            problems[level].append(Problem(reading.weights, 1, 1, "", message))
    if problems["error"]:
        raise PackError(problems["error"])
    return pack, {level: sorted(found) for level, found in problems.items()}


def _with_weights(pack: Pack, file: Path) -> tuple[Pack, list[tuple[Level, str]]]:
    """The pack with the weights that were trained on it, and what is to be said of them."""
    try:
        learned, is_stale = read_weights(file.read_text(encoding="utf-8"), pack)
    except OSError as error:
        return pack, [("error", f"cannot be read: {error.strerror}")]
    except (WeightsError, UnicodeDecodeError):
        return pack, [("error", "it holds no weights: write it with rolefit packs train")]
    stale = "the utterances or words have changed since: rolefit packs train"
    return pack.model_copy(update={"weights": learned}), [("warning", stale)] if is_stale else []


def _problems(
    file: YamlFile, location: tuple[int, ...], error: ValidationError
) -> Iterator[Problem]:
    details = error.errors(include_url=False, include_input=False)
    for detail in details:
        loc = detail["loc"]
        inner = any(len(d["loc"]) > len(loc) and d["loc"][: len(loc)] == loc for d in details)
        if detail["type"] == "too_short" and inner:  # only because of the faulty items in it
            continue
        at_key = detail["type"] == "extra_forbidden"
        yield file.problem((*location, *loc), explain(detail), at_key=at_key)


@cache
def _adapter(part: str) -> TypeAdapter[Any]:
    return TypeAdapter(PARTS[part])


def pack_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of any file of a pack: an item of a part, or a list of them."""
    kinds = [*PARTS.values()]
    references, shared = models_json_schema(
        [(kind, "validation") for kind in kinds], ref_template="#/$defs/{model}"
    )
    items = [references[kind, "validation"] for kind in kinds]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "anyOf": [*items, *({"type": "array", "items": item} for item in items)],
        **shared,
    }
