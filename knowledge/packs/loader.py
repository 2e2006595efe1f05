"""Pack folders → one Pack, with every fault named as `file:line:col: path: message`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.json_schema import models_json_schema

from knowledge.briefs.labels import Learned
from knowledge.briefs.weights import (
    WEIGHTS_ENDING,
    WeightsError,
    learned_from,
    read_weights,
)
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
from knowledge.packs.questionnaire import Question, Questionnaire, Utterances, Words
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

STALE = "the utterances or words have changed since: rolefit packs train"

Problems = dict[Level, list[Problem]]


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
    PackError with every error found: files that are no YAML, wrong or unknown fields, and entries
    that name what is not there.
    """
    return _load(folders, trained=trained)[0]


def check_pack(folders: Sequence[Path]) -> tuple[Pack, Problems]:
    """The pack, with the findings and warnings that don't keep it from being used.

    Raises PackError with every error found.
    """
    pack, problems, weights = _load(folders, trained=True)
    for path, questionnaire, hash_then in weights:
        if hash_then != learned_from(questionnaire, pack.lessons[questionnaire.id]):
            problems["warning"].append(Problem(path, 1, 1, "", STALE))
    return pack, {level: sorted(found) for level, found in problems.items()}


def _load(
    folders: Sequence[Path], *, trained: bool
) -> tuple[Pack, Problems, list[tuple[Path, Questionnaire, str]]]:
    """The pack, what was found besides errors, and each file of weights with its questionnaire and
    the hash of what it was learned from.
    """
    reading = _Reading()
    for folder in folders:
        reading.read_folder(folder)
    if reading.problems:
        raise PackError(reading.problems)
    places = reading.places
    pack = merge(reading.layers, places)
    problems: Problems = {"error": [], "finding": [], "warning": []}
    for fault in find_faults(pack, reading.layers, lambda item: places[id(item)].layer):
        file, location, _ = places[id(fault.item)]
        problem = file.problem((*location, *fault.location), fault.message)
        problems[fault.level].append(problem)
    weights = []
    lessons = dict(pack.lessons)
    for path, questionnaire in _weights(pack, reading.layers) if trained else ():
        try:
            learned, hash_then = _read_weights(path)
        except WeightsError as error:
            problems["error"].append(Problem(path, 1, 1, "", str(error)))
        else:
            mine = lessons[questionnaire.id]
            lessons[questionnaire.id] = mine.model_copy(update={"weights": learned})
            weights.append((path, questionnaire, hash_then))
    if problems["error"]:
        raise PackError(problems["error"])
    return pack.model_copy(update={"lessons": lessons}), problems, weights


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


def _read_weights(file: Path) -> tuple[Learned, str]:
    """What a file of weights holds. Raises WeightsError."""
    try:
        return read_weights(file.read_bytes())
    except OSError as error:
        raise WeightsError(f"cannot be read: {error.strerror}") from error


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
