"""Packs laid over each other: what each folder holds → one Pack.

A later layer's entry takes over a wording that an earlier layer lists as uncovered, and with
`covers` a whole topic. What briefs are read by stays with the questionnaires of its own layer, so
that packs never change each other's reading.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from knowledge.packs.models import Dimension, Entry, Pack, Role, Synonyms, Uncovered
from knowledge.packs.questionnaire import (
    Lessons,
    Question,
    Questionnaire,
    Speciality,
    Utterances,
    Words,
)
from knowledge.packs.texts import short_label
from knowledge.packs.yaml_file import YamlFile
from knowledge.text import normal

LONGEST_ID = 45
BEFORE = "questionnaire"  # what the only one was called up to version 0.2


class Place(NamedTuple):
    """Where an item stands: its file, its location there, and the number of its layer."""

    file: YamlFile
    location: tuple[int | str, ...]
    layer: int


@dataclass(slots=True)
class Layer:
    """What one pack folder holds, by part, and the files of its weights by questionnaire."""

    items: dict[str, list[Any]]
    weights: dict[str, Path] = field(default_factory=dict)


def merge(layers: Sequence[Layer], places: dict[int, Place]) -> Pack:
    """One pack of all layers. `places` tells by `id()` where each item stands; what is put together
    here is given the place of what it comes from.
    """
    questionnaires, lessons = _questionnaires(layers, places)

    def every(part: str) -> tuple[Any, ...]:
        return tuple(item for layer in layers for item in layer.items[part])

    return Pack(
        about=every("pack"),
        sources=every("sources"),
        roles=_in_order(layers, "roles"),
        dimensions=_in_order(layers, "comparisons"),
        topics=every("topics"),
        engagement=every("engagement"),
        interviews=every("interview"),
        faqs=every("faqs"),
        uncovered=tuple(_uncovered(layers, places)),
        questionnaires=questionnaires,
        lessons=lessons,
        synonyms=Synonyms(groups=tuple(group for one in every("synonyms") for group in one.groups)),
    )


def _in_order(layers: Sequence[Layer], part: str) -> tuple[Any, ...]:
    return tuple(
        item
        for layer in layers
        for item in sorted(layer.items[part], key=lambda one: (one.position, one.id))
    )


def _uncovered(layers: Sequence[Layer], places: dict[int, Place]) -> Iterator[Uncovered]:
    """What no layer covers: without the wordings and topics that a later layer speaks of. Of a
    topic that two layers list, the later one's entry stands, with the wordings of both.
    """
    found: list[Uncovered] = []
    for layer in layers:
        entries = [*_entries(layer)] if found else []  # there is nothing to take over in the first
        taken = {wording for entry in entries for wording in _wordings(entry)}
        covered = {topic for entry in entries for topic in entry.covers}
        again = {one.id: one for one in layer.items["uncovered"]}
        left: dict[str, list[str]] = {}
        kept = []
        for one in found:
            wordings = [wording for wording in one.also_asked if normal(wording) not in taken]
            if one.id in again:
                left[one.id] = wordings
            elif one.id not in covered and normal(one.title) not in taken and wordings:
                kept.append(_with_wordings(one, wordings, places))
        found = kept + [
            _with_wordings(one, [*one.also_asked, *left.get(one.id, ())], places)
            for one in layer.items["uncovered"]
        ]
    yield from found


def _with_wordings(
    entry: Uncovered, wordings: Sequence[str], places: dict[int, Place]
) -> Uncovered:
    if len(wordings) == len(entry.also_asked):
        return entry
    changed = entry.model_copy(update={"also_asked": tuple(wordings)})
    places[id(changed)] = places[id(entry)]
    return changed


def _entries(layer: Layer) -> Iterator[Entry]:
    for items in layer.items.values():
        for item in items:
            if isinstance(item, Entry):
                yield item
                yield from item.aspects if isinstance(item, Dimension) else ()


def _wordings(entry: Entry) -> Iterator[str]:
    names = (entry.name, *entry.aliases) if isinstance(entry, Role) else ()
    yield from map(normal, (entry.title, *entry.also_asked, *names))


def _questionnaires(
    layers: Sequence[Layer], places: dict[int, Place]
) -> tuple[tuple[Questionnaire, ...], dict[str, Lessons]]:
    """All questionnaires with the questions that they share, and what each learns from."""
    roles = {role.id: role for layer in layers for role in layer.items["roles"]}
    shared: dict[str, Question] = {}
    found: list[Questionnaire] = []
    lessons: dict[str, Lessons] = {}
    for layer in layers:
        shared |= {question.id: question for question in layer.items["questions"]}
        before = _as_before(layer.items[BEFORE], roles, places)
        if before and BEFORE in layer.weights:
            layer.weights[before[0].id] = layer.weights.pop(BEFORE)
        own = [
            _with_shared(one, shared, places) for one in (*layer.items["questionnaires"], *before)
        ]
        found += own
        words = _words(layer.items["words"])
        lessons |= {one.id: Lessons(words=words) for one in own}
        if not own:
            lessons = {name: _with_words(one, words) for name, one in lessons.items()}
        for item in layer.items["utterances"]:
            for one in _meant(item, own) or _meant(item, found):
                lessons[one.id] = _with_utterances(lessons[one.id], item)
    return tuple(found), lessons


def _meant(item: Utterances, among: Sequence[Questionnaire]) -> list[Questionnaire]:
    """The questionnaires for which an utterance says something."""
    if item.questionnaire:
        among = [one for one in among if one.id == item.questionnaire]
    if item.beside:
        return [*among]
    asked = item.question, item.option
    return [
        one for one in among if any((q.id, o.id) == asked for q in one.questions for o in q.options)
    ]


def _with_utterances(lessons: Lessons, item: Utterances) -> Lessons:
    return lessons.model_copy(update={"utterances": (*lessons.utterances, item)})


def _with_words(lessons: Lessons, words: Words) -> Lessons:
    return lessons.model_copy(update={"words": _words([lessons.words, words])})


def _words(parts: Iterable[Words]) -> Words:
    groups: dict[str, tuple[str, ...]] = {}
    speaks_for: dict[str, tuple[str, ...]] = {}
    for part in parts:
        groups |= part.groups
        speaks_for |= part.speaks_for
    return Words(groups=groups, speaks_for=speaks_for)


def _with_shared(
    questionnaire: Questionnaire, shared: Mapping[str, Question], places: dict[int, Place]
) -> Questionnaire:
    """A questionnaire with the questions that it shares, in its last step."""
    more = [shared[name] for name in questionnaire.shared if name in shared]
    if not more:
        return questionnaire
    last = [one.model_copy(update={"step": len(questionnaire.steps)}) for one in more]
    whole = questionnaire.model_copy(update={"questions": (*questionnaire.questions, *last)})
    places |= {id(new): places[id(old)] for new, old in zip(last, more, strict=True)}
    places[id(whole)] = places[id(questionnaire)]
    return whole


def roles_with_points(questions: Iterable[Question], roles: Iterable[str]) -> list[str]:
    """Those of the roles (ids) to which some option gives points, in their order."""
    named = {role for one in questions for option in one.options for role in option.points}
    return [role for role in roles if role in named]


def _as_before(
    questions: Sequence[Question], roles: Mapping[str, Role], places: dict[int, Place]
) -> list[Questionnaire]:
    """A `questionnaire.yaml` as packs had it up to version 0.2: a list of questions, whose pair is
    the two roles in its points, and whose steps are those that it uses. None, if these are not two.
    """
    pair = roles_with_points(questions, roles)
    if len(pair) != 2:
        return []
    if roles[pair[1]].is_a == pair[0]:
        pair.reverse()  # the one that is a kind of the other is first
    first, second = (roles[one].name for one in pair)
    steps = sorted({one.step for one in questions})
    renumbered = [one.model_copy(update={"step": 1 + steps.index(one.step)}) for one in questions]
    places |= {id(new): places[id(old)] for new, old in zip(renumbered, questions, strict=True)}
    found = Questionnaire(
        id="-or-".join(pair)[:LONGEST_ID].rstrip("-"),
        label=short_label(f"{first} or {second}?"),
        roles=(pair[0], pair[1]),
        steps=tuple(f"Step {n}" for n in range(1, len(steps) + 1)),
        speciality=Speciality(
            unsaid=f"If it is work for a {first}",
            denied=f"Post a {second}. Our sources describe this work only for a {first}.",
            setting=2,
        ),
        questions=tuple(renumbered),
    )
    places[id(found)] = places[id(questions[0])]._replace(location=())
    return [found]
