"""Pack folders → one Pack, with every fault named as `file:line:col: path: message`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.json_schema import models_json_schema

from knowledge.briefs.weights import WEIGHTS_ENDING, WeightsError, read_weights
from knowledge.errors import PackError, Problem, explain
from knowledge.packs.faults import Level
from knowledge.packs.files import pack_files
from knowledge.packs.layers import Layer, Place, merge
from knowledge.packs.lints import find_faults
from knowledge.packs.models import (
    About,
    Dimension,
    Engagement,
    Faq,
    Interview,
    Pack,
    Role,
    Source,
    Synonyms,
    Topic,
    Uncovered,
)
from knowledge.packs.questionnaire import Lessons, Question, Questionnaire, Utterances, Words
from knowledge.packs.shipped import DEFAULT_PACK
from knowledge.packs.yaml_file import YamlFile, read_yaml

# What each file or folder of a pack holds: one item a file, or a list of them.
PARTS: dict[str, type[BaseModel]] = {
    "pack": About,
    "sources": Source,
    "roles": Role,
    "comparisons": Dimension,
    "topics": Topic,
    "engagement": Engagement,
    "interview": Interview,
    "faqs": Faq,
    "uncovered": Uncovered,
    "questionnaires": Questionnaire,
    "questions": Question,
    "questionnaire": Question,  # the only one, as packs had it up to version 0.2
    "utterances": Utterances,
    "words": Words,
    "synonyms": Synonyms,
}


@dataclass(slots=True)
class _Reading:
    """What has been read so far, where each item stands, and what was wrong."""

    layers: list[Layer] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read_folder(self, folder: Path) -> None:
        layer = Layer({part: [] for part in PARTS})
        self.layers.append(layer)
        for path in pack_files(folder):
            if path.name.endswith(WEIGHTS_ENDING):
                layer.weights[path.name.removesuffix(WEIGHTS_ENDING)] = path
                continue
            first, *inner = path.relative_to(folder).parts
            part = first if inner else path.stem
            if part not in PARTS:
                message = f"not part of a pack, which has {', '.join(PARTS)}"
                self.problems.append(Problem(path, 1, 1, "", message))
                continue
            try:
                self.read_items(part, read_yaml(path), layer)
            except PackError as error:
                self.problems += error.problems

    def read_items(self, part: str, file: YamlFile, layer: Layer) -> None:
        several = isinstance(file.data, list)
        for index, data in enumerate(file.data if several else [file.data]):
            location = (index,) if several else ()
            try:
                item = _adapter(part).validate_python(data)
            except ValidationError as error:
                self.problems += _problems(file, location, error)
            else:
                layer.items[part].append(item)
                place = Place(file, location, len(self.layers))
                self.places[id(item)] = place
                for number, question in enumerate(getattr(item, "questions", ())):
                    inner = (*location, "questions", number)
                    self.places[id(question)] = place._replace(location=inner)


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
    places = reading.places
    pack = merge(reading.layers, places)
    problems: dict[Level, list[Problem]] = {"error": [], "finding": [], "warning": []}
    for fault in find_faults(pack, reading.layers, lambda item: places[id(item)].layer):
        file, location, _ = places[id(fault.item)]
        problem = file.problem((*location, *fault.location), fault.message)
        problems[fault.level].append(problem)
    if trained:
        lessons = dict(pack.lessons)
        for path, questionnaire in _weights(pack, reading.layers):
            lessons[questionnaire.id], said = _with_weights(lessons, questionnaire, path)
            for level, message in said:
                problems[level].append(Problem(path, 1, 1, "", message))
        pack = pack.model_copy(update={"lessons": lessons})
    if problems["error"]:
        raise PackError(problems["error"])
    return pack, {level: sorted(found) for level, found in problems.items()}


def weights_file(folder: Path, questionnaire: Questionnaire) -> Path:
    """Where a pack folder keeps what was learned for one of its questionnaires."""
    if (folder / "questionnaires").is_dir():
        return folder / "questionnaires" / f"{questionnaire.id}{WEIGHTS_ENDING}"
    return folder / f"questionnaire{WEIGHTS_ENDING}"


def _weights(pack: Pack, layers: Sequence[Layer]) -> Iterator[tuple[Path, Questionnaire]]:
    """Each file of weights with its questionnaire; of several for one, the last."""
    for one in pack.questionnaires:
        files = [file for layer in layers for name, file in layer.weights.items() if name == one.id]
        yield from ((file, one) for file in files[-1:])


def _with_weights(
    lessons: Mapping[str, Lessons], questionnaire: Questionnaire, file: Path
) -> tuple[Lessons, list[tuple[Level, str]]]:
    """The lessons with the weights that were trained on them, and what is to be said of them."""
    mine = lessons[questionnaire.id]
    try:
        learned, is_stale = read_weights(file.read_text(encoding="utf-8"), questionnaire, mine)
    except OSError as error:
        return mine, [("error", f"cannot be read: {error.strerror}")]
    except (WeightsError, UnicodeDecodeError):
        return mine, [("error", "it holds no weights: write it with rolefit packs train")]
    stale = "the utterances or words have changed since: rolefit packs train"
    return mine.model_copy(update={"weights": learned}), [("warning", stale)] if is_stale else []


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
