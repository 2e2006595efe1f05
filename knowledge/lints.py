"""Faults between the entries of a pack: what no single entry can know about itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from knowledge.models import Aspect, Entry, Pack
from knowledge.text import normal

Location = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in an item that stands in a file of its own; `location` leads on from there."""

    item: object
    location: Location
    message: str
    warning: bool = False


def find_faults(pack: Pack) -> Iterator[Fault]:
    """All faults and warnings of a pack whose files are right one by one."""
    yield from _repeated_keys(pack)
    yield from _unknown_sections(pack)
    yield from _repeated_wordings(pack)
    yield from _repeated_aliases(pack)
    yield from _unknown_roles(pack)
    yield from _due_reviews(pack)


def _entries(pack: Pack) -> Iterator[tuple[object, Location, Entry]]:
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
            yield Fault(item, (*location, "id"), f"there is another {entry.key}")
        seen.add(entry.key)
    sources: set[str] = set()
    for source in pack.sources:
        if source.id in sources:
            yield Fault(source, ("id",), f"there is another source {source.id}")
        sources.add(source.id)


def _unknown_sections(pack: Pack) -> Iterator[Fault]:
    known = {section for source in pack.sources for section in source.sections}
    for item, location, entry in _entries(pack):
        for index, section in enumerate(entry.citations):
            if section not in known:
                place = (*location, "citations", index)
                yield Fault(item, place, f"no source has a section {section}")


def _repeated_wordings(pack: Pack) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for item, location, entry in _entries(pack):
        places: list[tuple[Location, str]] = [(("title",), entry.title)]
        places += [(("also_asked", i), asked) for i, asked in enumerate(entry.also_asked)]
        for place, wording in places:
            other = seen.setdefault(normal(wording), entry.key)
            if other != entry.key:
                yield Fault(item, (*location, *place), f"{other} is asked in the same words")


def _repeated_aliases(pack: Pack) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for role in pack.roles:
        for index, alias in enumerate(role.aliases):
            other = seen.setdefault(normal(alias), role.id)
            if other != role.id:
                yield Fault(role, ("aliases", index), f"{other} has this alias already")


def _unknown_roles(pack: Pack) -> Iterator[Fault]:
    known = {role.id for role in pack.roles}
    for role in pack.roles:
        if role.is_a and role.is_a not in known:
            yield Fault(role, ("is_a",), f"there is no role {role.is_a}")
    for dimension in pack.dimensions:
        for index, aspect in enumerate(dimension.aspects):
            for role_id in aspect.roles:
                if role_id not in known:
                    place = ("aspects", index, "roles", role_id)
                    yield Fault(dimension, place, f"there is no role {role_id}")


def _due_reviews(pack: Pack) -> Iterator[Fault]:
    today = datetime.now(UTC).date()
    for item, location, entry in _entries(pack):
        if entry.review_by < today:
            message = f"its review was due on {entry.review_by}"
            yield Fault(item, (*location, "review_by"), message, warning=True)
