"""Faults between the entries of a pack: what no single entry can know about itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from knowledge.packs.models import (
    BESIDE,
    AnyEntry,
    Aspect,
    Engagement,
    Faq,
    Interview,
    Option,
    Pack,
    Question,
    Topic,
)
from knowledge.text import normal, stems

Location = tuple[int | str, ...]
Level = Literal["error", "finding", "warning"]

FEWEST_WORDINGS = 3
ALIKE = 0.9  # share of words in common from which two answers say the same

_SHARE = re.compile(
    r"\d\s?%|\bper ?cent\b|\b(?:half|thirds?|quarters?|majority) of\b|\bthree-quarters\b|"
    r"[$€£]\s?\d|\b\d[\d,.]* (?:million|billion)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b(?:illustrat|undated)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in an item that stands in a file of its own; `location` leads on from there.

    A pack with an `error` cannot be used. A `finding` keeps it from passing its check, a
    `warning` only wants attention.
    """

    item: object
    location: Location
    message: str
    level: Level = "error"


def find_faults(pack: Pack) -> Iterator[Fault]:
    """All faults and warnings of a pack whose files are right one by one."""
    for lint in (
        _repeated_keys,
        _repeated_wordings,
        _repeated_aliases,
        _repeated_answers,
        _orphans,
        _unknown_sections,
        _uncited_sections,
        _unknown_roles,
        _undated_figures,
        _evidence,
        _questionnaire,
        _united_options,
        _utterances,
        _due_reviews,
    ):
        yield from lint(pack)


def _entries(pack: Pack) -> Iterator[tuple[object, Location, AnyEntry]]:
    """Every entry with the item whose file it stands in, and its location there."""
    top: object = None
    index = 0
    for entry in pack.entries:
        if isinstance(entry, Aspect):
            yield top, ("aspects", index), entry
            index += 1
        else:
            top, index = entry, 0
            yield top, (), entry


def _repeated_keys(pack: Pack) -> Iterator[Fault]:
    seen: set[str] = set()
    for item, location, entry in _entries(pack):
        if entry.key in seen:
            yield Fault(item, (*location, "id"), f"there is another {entry.key}: choose another id")
        seen.add(entry.key)


def _repeated_wordings(pack: Pack) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for item, location, entry in _entries(pack):
        places: list[tuple[Location, str]] = [(("title",), entry.title)]
        places += [(("also_asked", i), asked) for i, asked in enumerate(entry.also_asked)]
        for place, wording in places:
            other = seen.setdefault(normal(wording), entry.key)
            if other != entry.key:
                message = f"{other} is asked in the same words: keep them in one of the two"
                yield Fault(item, (*location, *place), message)


def _repeated_aliases(pack: Pack) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for role in pack.roles:
        for name in (role.id, role.name):
            seen.setdefault(normal(name.replace("-", " ")), role.id)
    for role in pack.roles:
        for index, alias in enumerate(role.aliases):
            other = seen.setdefault(normal(alias), role.id)
            if other != role.id:
                yield Fault(role, ("aliases", index), f"{other} has this alias already")


def _repeated_answers(pack: Pack) -> Iterator[Fault]:
    """Texts of entries that share nearly all of their words."""
    seen: list[tuple[frozenset[str], str]] = []
    entries: list[Topic | Faq | Engagement] = [*pack.topics, *pack.faqs, *pack.engagement]
    for entry in entries:
        said = frozenset(stems(entry.text))
        for other, key in seen:
            if len(said & other) >= ALIKE * len(said | other):
                message = f"this repeats the answer of {key}: merge the two"
                yield Fault(entry, ("text",), message, "finding")
        seen.append((said, entry.key))


def _orphans(pack: Pack) -> Iterator[Fault]:
    """Entries that hardly anybody could find, and kits for roles that are not there."""
    roles = {role.id for role in pack.roles}
    for item, location, entry in _entries(pack):
        if len(entry.also_asked) < FEWEST_WORDINGS:
            message = f"needs at least {FEWEST_WORDINGS} wordings that people really use"
            yield Fault(item, (*location, "also_asked"), message, "finding")
        if isinstance(entry, Interview) and entry.role not in roles:
            yield Fault(item, (*location, "role"), f"there is no role {entry.role}")


def _citations(entry: AnyEntry) -> Iterator[tuple[Location, str]]:
    """Every section that an entry cites, in whatever part of it."""
    yield from ((("citations", i), section) for i, section in enumerate(entry.citations))
    if isinstance(entry, Engagement):
        for name in ("when", "when_not"):
            for i, statement in enumerate(getattr(entry, name)):
                for n, section in enumerate(statement.citations):
                    yield (name, i, "citations", n), section
    if isinstance(entry, Interview):
        for i, probe in enumerate(entry.probes):
            for n, section in enumerate(probe.citations):
                yield ("probes", i, "citations", n), section


def _unknown_sections(pack: Pack) -> Iterator[Fault]:
    known = {section for source in pack.sources for section in source.sections}
    for item, location, entry in _entries(pack):
        for place, section in _citations(entry):
            if section not in known:
                yield Fault(item, (*location, *place), f"no source has a section {section}")


def _uncited_sections(pack: Pack) -> Iterator[Fault]:
    cited = {section for *_, entry in _entries(pack) for _, section in _citations(entry)}
    for source in pack.sources:
        for index, section in enumerate(source.sections):
            if section not in cited and section not in source.uncited:
                message = f"no entry cites {section}: write one, or list it under `uncited`"
                yield Fault(source, ("sections", index), message, "finding")
        for section in source.uncited:
            if section in cited:
                message = "it is cited: take it out of `uncited`"
                yield Fault(source, ("uncited", section), message, "finding")


def _unknown_roles(pack: Pack) -> Iterator[Fault]:
    known = {role.id for role in pack.roles}
    for role in pack.roles:
        if role.is_a and role.is_a not in known - {role.id}:
            yield Fault(role, ("is_a",), f"there is no other role {role.is_a}")
    for item, location, entry in _entries(pack):
        for role_id in entry.roles if isinstance(entry, Aspect) else ():
            if role_id not in known:
                place = (*location, "roles", role_id)
                yield Fault(item, place, f"there is no role {role_id}")


def _undated_figures(pack: Pack) -> Iterator[Fault]:
    for item, location, entry in _entries(pack):
        text = "" if isinstance(entry, Aspect) else entry.text
        if _SHARE.search(text) and not _YEAR.search(text):
            message = "a figure needs its year, or the word that it only illustrates"
            yield Fault(item, (*location, "text"), message, "finding")


def _evidence(pack: Pack) -> Iterator[Fault]:
    """Only sections that tell the roles apart may weigh between them."""
    separating = {section for source in pack.sources for section in source.separates_roles}
    message = "{} calls all server-side work backend: it cannot tell the roles apart"
    for item, location, entry in _entries(pack):
        for place, section in _citations(entry) if isinstance(entry, Aspect) else ():
            if section not in separating:
                yield Fault(item, (*location, *place), message.format(section), "finding")
    for question, location, option in _options(pack):
        for index, section in enumerate(option.citations if option.points else ()):
            if section not in separating:
                place = (*location, "citations", index)
                yield Fault(question, place, message.format(section), "finding")


def _options(pack: Pack) -> Iterator[tuple[Question, Location, Option]]:
    for question in pack.questionnaire.questions:
        for index, option in enumerate(question.options):
            yield question, ("options", index), option


def _questionnaire(pack: Pack) -> Iterator[Fault]:
    """Options that name what is not there, and questions that lean to one role."""
    roles = {role.id for role in pack.roles}
    models = {model.id for model in pack.engagement}
    known = {section for source in pack.sources for section in source.sections}
    for question, location, option in _options(pack):
        for role in {*option.points, *filter(None, [option.first])} - roles:
            yield Fault(question, location, f"there is no role {role}")
        for section in option.citations:
            if section not in known:
                yield Fault(question, location, f"no source has a section {section}")
        if option.engagement and option.engagement not in models:
            message = f"there is no engagement model {option.engagement}"
            yield Fault(question, (*location, "engagement"), message)
    seen: set[str] = set()
    for question in pack.questionnaire.questions:
        if question.id in seen:
            yield Fault(question, ("id",), f"there is another question {question.id}")
        seen.add(question.id)
        largest = {
            role: max(option.points.get(role, 0) for option in question.options)
            for role in {role for option in question.options for role in option.points}
        }
        if question.weighs and (len(largest) < 2 or len(set(largest.values())) > 1):
            message = "the most points that each role can get here must be equal"
            yield Fault(question, (), message, "finding")


def _united_options(pack: Pack) -> Iterator[Fault]:
    for question, location, option in _options(pack):
        names = {other.id for other in question.options}
        for name in {name for side in option.unites for name in side} - names:
            yield Fault(question, (*location, "unites"), f"there is no option {name}", "finding")


def _utterances(pack: Pack) -> Iterator[Fault]:
    """Utterances of what is not asked, or beside what there is not."""
    asked = {(q.id, option.id) for q, _, option in _options(pack)}
    beside = {*BESIDE, *(role.id for role in pack.roles)}
    for item in pack.utterances:
        if item.beside and item.beside not in beside:
            message = f"beside needs one of {', '.join(sorted(beside))}"
            yield Fault(item, ("beside",), message, "finding")
        elif not item.beside and (item.question, item.option) not in asked:
            message = f"{item.question} has no option {item.option}"
            yield Fault(item, ("option",), message, "finding")


def _due_reviews(pack: Pack) -> Iterator[Fault]:
    today = datetime.now(UTC).date()
    for item, location, entry in _entries(pack):
        if entry.review_by < today:
            message = f"its review was due on {entry.review_by}"
            yield Fault(item, (*location, "review_by"), message, "warning")
