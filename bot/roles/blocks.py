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
MOST_OTHERS = 2  # that a role's card names
MOST_QUESTIONS = 6  # that a kit's card asks


def build_role_card(store: Store, role: Role) -> list[Block]:
    """What the role does, when to choose it, and when another."""
    document = store.get(role.key)
    assert document is not None
    wider = f" It is a kind of {in_sentence(store.roles[role.is_a].name)}." if role.is_a else ""
    blocks = [header(role.name), section(escape(role.text + wider))]
    others = store.compared_with.get(role.id, ())
    lines = [("Choose one if", role)]
    for other in others[:MOST_OTHERS]:
        name = a(in_sentence(store.roles[other].name))
        lines.append((f"{name[:1].upper()}{name[1:]} fits better if", store.roles[other]))
    told = [(words, one.chosen_if) for words, one in lines if one.chosen_if]
    blocks += [section(f"*{escape(words)}* {escape(when.text)}.") for words, when in told]
    if not others:
        blocks.append(section(NOT_COMPARED))
    cited = dict.fromkeys(section for _, when in told for section in when.citations)
    return [*blocks, context(label([*document.citations, *store.cite(cited)], role.basis))]


def build_role_details(store: Store, role: Role) -> list[Block]:
    """What they own, their stack, when to hire one, when not, and interview signals."""
    blocks = []
    citations: list[Citation] = []
    told = [one for one in store.dimensions.values() if one.card]
    for dimension in sorted(told, key=lambda one: one.card.position if one.card else 0):
        focus = list(_focus(store, role.id, dimension))
        if focus and dimension.card:
            heading = escape(dimension.card.heading)
            blocks.append(section(f"*{heading}*\n{bullets(text for text, _ in focus)}"))
            citations += [citation for _, cited in focus for citation in cited]
    others = store.compared_with.get(role.id, ())
    for other, dimension in product(others, store.dimensions.values()):
        focus = list(_focus(store, other, dimension)) if dimension.tells_when else []
        if focus:
            title = f"When {a(in_sentence(store.roles[other].name))} fits better"
            blocks.append(section(f"*{escape(title)}*\n{bullets(text for text, _ in focus)}"))
            citations += [citation for _, cited in focus for citation in cited]
    blocks += [editor_note(note) for note in role.notes]
    return [*blocks, *([context(label(citations))] if citations else [])]


def build_interview(store: Store, kit: Interview) -> list[Block]:
    """What to ask; what else there is stands in the details."""
    asked = [
        f"{number}. {escape(probe.asks or probe.probe)}"
        for number, probe in enumerate(kit.probes[:MOST_QUESTIONS], start=1)
    ]
    cited = dict.fromkeys(section for probe in kit.probes for section in probe.citations)
    return [
        header(kit.title),
        section(escape(kit.text)),
        section("\n".join(asked)),
        context(label(store.cite(cited), kit.basis)),
    ]


def build_interview_details(kit: Interview) -> list[Block]:
    """Each question with what a strong answer shows, and what the sources leave unsaid."""
    blocks = [
        section(
            f"*{number}. {escape(probe.topic)}*\n{escape(probe.asks or probe.probe)}\n"
            f"_Strong answers:_ {escape(probe.strong)}"
        )
        for number, probe in enumerate(kit.probes, start=1)
    ]
    if kit.unsaid:
        blocks.append(section(f"_{escape(' '.join(kit.unsaid))}_"))
    return [*blocks, *(editor_note(note) for note in kit.notes)]


def _focus(
    store: Store, role: str, dimension: Dimension
) -> Iterable[tuple[str, tuple[Citation, ...]]]:
    """What a role looks after in each aspect of a dimension, with its citations."""
    for aspect in dimension.aspects:
        if role in aspect.roles:
            yield aspect.roles[role].focus, store.cite(aspect.citations)
