"""Faults between the entries of a pack: what no single entry can know about itself."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from operator import itemgetter

from knowledge.packs.faults import Fault, Location
from knowledge.packs.layers import Layer
from knowledge.packs.models import (
    AnyEntry,
    Aspect,
    Dimension,
    Engagement,
    Entry,
    Faq,
    Interview,
    Pack,
    Role,
    Topic,
)
from knowledge.packs.questionnaire_lints import (
    NOT_SEPARATING,
    questionnaire_faults,
    separating_sections,
    utterance_faults,
    word_faults,
)
from knowledge.text import normal, stems

FEWEST_WORDINGS = 3
LONGEST_CLAUSE = 25  # words
ALIKE = 0.9  # share of words in common from which two answers say the same

_SHARE = re.compile(
    r"\d\s?%|\bper ?cent\b|\b(?:half|thirds?|quarters?|majority) of\b|\bthree-quarters\b|"
    r"[$€£]\s?\d|\b\d[\d,.]* (?:million|billion)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b(?:illustrat|undated)", re.IGNORECASE)


def find_faults(
    pack: Pack, layers: Sequence[Layer], layer_of: Callable[[object], int]
) -> Iterator[Fault]:
    """All faults and warnings of a pack whose files are right one by one.

    What two layers share is told at the later one; `layer_of` tells the number of an item's.
    """
    entries = sorted(_entries(pack), key=lambda found: layer_of(found[0]))
    for shared in (_repeated_keys, _repeated_wordings):
        yield from shared(entries)
    yield from _repeated_names(pack, layer_of)
    for layer in layers:
        yield from _orphans(layer)
    yield from questionnaire_faults(pack, layers)
    yield from _covers(layers)
    yield from utterance_faults(pack, layers)
    yield from word_faults(pack, layers)
    for lint in (
        _repeated_answers,
        _kits,
        _met_answers,
        _clauses,
        _unknown_sections,
        _uncited_sections,
        _unknown_roles,
        _undated_figures,
        _evidence,
        _due_reviews,
    ):
        yield from lint(pack)


Located = tuple[object, Location, AnyEntry]


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


def _repeated_keys(entries: Sequence[Located]) -> Iterator[Fault]:
    seen: set[str] = set()
    for item, location, entry in entries:
        if entry.key in seen:
            yield Fault(item, (*location, "id"), f"there is another {entry.key}: choose another id")
        seen.add(entry.key)


def _repeated_wordings(entries: Sequence[Located]) -> Iterator[Fault]:
    """Wordings that two entries share; but the same topic of other roles is another topic."""
    seen: dict[str, list[tuple[frozenset[str], str]]] = {}
    for item, location, entry in entries:
        places: list[Location] = [("title",)]
        places += [("also_asked", i) for i, _ in enumerate(entry.also_asked)]
        roles = _compared(entry)
        for place, said in zip(places, entry.wordings, strict=True):
            asked_before = seen.setdefault(" ".join(said), [])
            others = [
                key
                for whose, key in asked_before
                if key != entry.key and (not (roles and whose) or roles & whose)
            ]
            if others:
                message = f"{others[0]} is asked in the same words: keep them in one of the two"
                yield Fault(item, (*location, *place), message)
            else:
                asked_before.append((roles, entry.key))


def _compared(entry: AnyEntry) -> frozenset[str]:
    """The roles that a dimension or aspect compares; of others none."""
    if isinstance(entry, Dimension):
        return frozenset(role for aspect in entry.aspects for role in aspect.roles)
    return frozenset(entry.roles) if isinstance(entry, Aspect) else frozenset()


def _repeated_names(pack: Pack, layer_of: Callable[[object], int]) -> Iterator[Fault]:
    """What two roles are called: of one layer, a name counts before an alias."""
    called: list[tuple[int, bool, Role, Location, str]] = []
    for role in pack.roles:
        layer = layer_of(role)
        names = {normal(role.id.replace("-", " ")), normal(role.name)}
        called += [(layer, False, role, ("name",), name) for name in sorted(names)]
        aliases = enumerate(map(normal, role.aliases))
        called += [(layer, True, role, ("aliases", i), alias) for i, alias in aliases]
    seen: dict[str, str] = {}
    for _, is_alias, role, place, name in sorted(called, key=itemgetter(0, 1)):
        other = seen.setdefault(name, role.id)
        if other != role.id:
            message = f"{other} has this {'alias' if is_alias else 'name'} already"
            yield Fault(role, place, message)


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


def _orphans(layer: Layer) -> Iterator[Fault]:
    """Entries that hardly anybody could find."""
    for items in layer.items.values():
        for item in (one for one in items if isinstance(one, Entry)):
            inner = item.aspects if isinstance(item, Dimension) else ()
            places: list[tuple[Location, Entry]] = [((), item)]
            places += [(("aspects", i), aspect) for i, aspect in enumerate(inner)]
            for location, entry in places:
                if len(entry.also_asked) < FEWEST_WORDINGS:
                    message = f"needs at least {FEWEST_WORDINGS} wordings that people really use"
                    yield Fault(item, (*location, "also_asked"), message, "finding")
                elif not any(stems(wording) for wording in (entry.title, *entry.also_asked)):
                    message = "no wording of it says anything that could be searched for"
                    yield Fault(item, (*location, "also_asked"), message, "finding")


def _covers(layers: Sequence[Layer]) -> Iterator[Fault]:
    """Topics that an entry covers, but that no earlier pack lists as uncovered: of a pack alone
    nobody can tell.
    """
    listed: set[str] = set()
    for number, layer in enumerate(layers):
        for item in (one for items in layer.items.values() for one in items) if number else ():
            entries = [item, *(item.aspects if isinstance(item, Dimension) else ())]
            for topic in (t for one in entries if isinstance(one, Entry) for t in one.covers):
                if topic not in listed:
                    message = f"no earlier pack has an uncovered topic {topic}"
                    yield Fault(item, (), message, "finding")
        listed |= {one.id for one in layer.items["uncovered"]}


def _kits(pack: Pack) -> Iterator[Fault]:
    """Interview kits for roles that are not there, or that have one already."""
    roles = {role.id for role in pack.roles}
    seen: set[str] = set()
    for kit in pack.interviews:
        if kit.role not in roles:
            yield Fault(kit, ("role",), f"there is no role {kit.role}")
        elif kit.role in seen:
            yield Fault(kit, ("role",), f"{kit.role} has a kit already: put both into one")
        seen.add(kit.role)


def _met_answers(pack: Pack) -> Iterator[Fault]:
    """Answers that a kit's question goes with, but that no questionnaire has."""
    options: dict[str, set[str]] = {}
    for questionnaire in pack.questionnaires:
        for question in questionnaire.questions:
            options.setdefault(question.id, set()).update(one.id for one in question.options)
    for kit in pack.interviews:
        for i, probe in enumerate(kit.probes):
            for question_id, met in probe.meets.items():
                place = ("probes", i, "meets", question_id)
                if question_id not in options:
                    yield Fault(kit, place, f"no questionnaire asks {question_id}", "finding")
                    continue
                for n, option in enumerate(met):
                    if option not in options[question_id]:
                        message = f"{question_id} has no option {option}"
                        yield Fault(kit, (*place, n), message, "finding")


def _clauses(pack: Pack) -> Iterator[Fault]:
    """What does not end the sentence “Choose a <role> if …” well."""
    for role in (one for one in pack.roles if one.chosen_if):
        text = role.chosen_if.text if role.chosen_if else ""
        if len(text.split()) > LONGEST_CLAUSE:
            message = f"say it in {LONGEST_CLAUSE} words: it is read on a phone"
        elif text[-1] in ".!?;:," or re.search(r"[.!?] ", text):
            message = "it is the end of a sentence, “Choose a <role> if …”: no full stop"
        else:
            continue
        yield Fault(role, ("chosen_if", "text"), message, "finding")


def _citations(entry: AnyEntry) -> Iterator[tuple[Location, str]]:
    """Every section that an entry cites, in whatever part of it."""
    yield from ((("citations", i), section) for i, section in enumerate(entry.citations))
    if isinstance(entry, Role) and entry.chosen_if:
        for n, section in enumerate(entry.chosen_if.citations):
            yield ("chosen_if", "citations", n), section
    if isinstance(entry, Engagement):
        for name in ("gains", "when", "when_not"):
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
    separating = separating_sections(pack)
    for item, location, entry in _entries(pack):
        weighs = isinstance(entry, Aspect)
        for place, section in _citations(entry):
            if (weighs or place[0] == "chosen_if") and section not in separating:
                message = NOT_SEPARATING.format(section)
                yield Fault(item, (*location, *place), message, "finding")


def _due_reviews(pack: Pack) -> Iterator[Fault]:
    today = datetime.now(UTC).date()
    for item, location, entry in _entries(pack):
        if entry.review_by < today:
            message = f"its review was due on {entry.review_by}"
            yield Fault(item, (*location, "review_by"), message, "warning")
