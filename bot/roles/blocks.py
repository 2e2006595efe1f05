"""A role's card and its interview kit as blocks."""

from collections.abc import Iterable

from bot.slack.blocks import Block, bullets, context, escape, header, section
from bot.slack.citations import editor_note, label
from knowledge.documents import Citation
from knowledge.english import in_sentence
from knowledge.packs.models import Interview, Role
from knowledge.store import Store

# What a card tells of a role, and in which dimension of comparison it stands.
CARD = (
    ("What it owns", "responsibilities"),
    ("Stack", "stack"),
    ("When to hire it", "when-to-hire"),
    ("What to look for", "hiring-signals"),
)
NOT_COMPARED = "_Our sources don't compare this role with others._"


def build_role_card(store: Store, role: Role) -> list[Block]:
    """What the role owns, its stack, when to hire it, when not, and interview signals."""
    document = store.get(role.key)
    assert document is not None
    wider = f" It is a kind of {in_sentence(store.roles[role.is_a].name)}." if role.is_a else ""
    blocks = [header(role.name), section(escape(role.text + wider))]
    citations = list(document.citations)
    for title, dimension in CARD:
        focus = list(_focus(store, role.id, dimension))
        if focus:
            blocks.append(section(f"*{title}*\n{bullets(text for text, _ in focus)}"))
            citations += [citation for _, cited in focus for citation in cited]
    others = [other for other in store.compared if other != role.id]
    if role.id not in store.compared:
        blocks.append(section(NOT_COMPARED))
        others = []
    for other in others:
        focus = list(_focus(store, other, "when-to-hire"))
        if not focus:
            continue
        title = f"When a {in_sentence(store.roles[other].name)} fits better"
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


def _focus(store: Store, role: str, dimension: str) -> Iterable[tuple[str, tuple[Citation, ...]]]:
    """What a role looks after in each aspect of a dimension, with its citations."""
    found = store.dimensions.get(dimension)
    for aspect in found.aspects if found else ():
        if role in aspect.roles:
            yield aspect.roles[role].focus, store.cite(aspect.citations)
