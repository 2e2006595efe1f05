"""A role's card and its interview kit as blocks."""

from collections.abc import Iterable
from itertools import product

from bot.slack.blocks import Block, bullets, context, escape, header, section
from bot.slack.citations import editor_note, label
from knowledge.documents import Citation
from knowledge.english import a, in_sentence
from knowledge.packs.models import Dimension, Interview, Role
from knowledge.store import Store

NOT_COMPARED = "_Our sources don't compare this role with others._"


def build_role_card(store: Store, role: Role) -> list[Block]:
    """What the role owns, its stack, when to hire it, when not, and interview signals."""
    document = store.get(role.key)
    assert document is not None
    wider = f" It is a kind of {in_sentence(store.roles[role.is_a].name)}." if role.is_a else ""
    blocks = [header(role.name), section(escape(role.text + wider))]
    citations = list(document.citations)
    told = [one for one in store.dimensions.values() if one.card]
    for dimension in sorted(told, key=lambda one: one.card.position if one.card else 0):
        focus = list(_focus(store, role.id, dimension))
        if focus and dimension.card:
            heading = escape(dimension.card.heading)
            blocks.append(section(f"*{heading}*\n{bullets(text for text, _ in focus)}"))
            citations += [citation for _, cited in focus for citation in cited]
    others = store.compared_with.get(role.id, ())
    if not others:
        blocks.append(section(NOT_COMPARED))
    for other, dimension in product(others, store.dimensions.values()):
        focus = list(_focus(store, other, dimension)) if dimension.tells_when else []
        if focus:
            title = f"When {a(in_sentence(store.roles[other].name))} fits better"
            blocks.append(section(f"*{escape(title)}*\n{bullets(text for text, _ in focus)}"))
    return [*blocks, context(label(citations, role.basis))]


def build_interview(store: Store, kit: Interview) -> list[Block]:
    """What to probe, what strong answers show, and what the sources leave unsaid."""
    blocks = [header(kit.title), section(escape(kit.text))]
    blocks += [
        section(
            f"*{escape(probe.topic)}*\nProbe: {escape(probe.probe)}\n"
            f"Strong answers: {escape(probe.strong)}"
        )
        for probe in kit.probes
    ]
    if kit.unsaid:
        blocks.append(section(f"_{escape(' '.join(kit.unsaid))}_"))
    blocks += [editor_note(note) for note in kit.notes]
    cited = {section: None for probe in kit.probes for section in probe.citations}
    return [*blocks, context(label(store.cite(cited), kit.basis))]


def _focus(
    store: Store, role: str, dimension: Dimension
) -> Iterable[tuple[str, tuple[Citation, ...]]]:
    """What a role looks after in each aspect of a dimension, with its citations."""
    for aspect in dimension.aspects:
        if role in aspect.roles:
            yield aspect.roles[role].focus, store.cite(aspect.citations)
