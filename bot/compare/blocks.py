"""A comparison as blocks: what each role looks after and how it works, aspect by aspect."""

from collections.abc import Sequence

from bot.slack.blocks import Block, Element, context, escape, header, menu, section
from bot.slack.citations import editor_note, label
from bot.slack.ids import SWITCH_DIMENSION
from knowledge.packs.models import Aspect, Dimension, Role
from knowledge.store import Store

NO_SOURCE = "_Our sources don't say._"


def build_comparison(store: Store, roles: Sequence[Role], dimension: Dimension) -> list[Block]:
    """Two roles under one dimension; a cell without a source says so."""
    first, second = roles
    blocks = [
        header(f"{first.name} vs {second.name}: {dimension.label}"),
        section(escape(dimension.text)),
    ]
    blocks += [_aspect(roles, aspect) for aspect in dimension.aspects]
    told = (dimension, *dimension.aspects)
    cited = store.cite(section for entry in told for section in entry.citations)
    return [*blocks, context(label(cited, *(entry.basis for entry in told)))]


def build_aspect(store: Store, aspect: Aspect) -> list[Block]:
    """One aspect as an answer: all roles that it tells of, side by side, and why it matters."""
    roles = [store.roles[role] for role in aspect.roles]
    cells = [f"*{escape(role.name)}*\n{_cell(role, aspect)}" for role in roles]
    return [
        header(aspect.title),
        section(escape(aspect.why), fields=cells),
        *(editor_note(note) for note in aspect.notes),
        context(label(store.cite(aspect.citations), aspect.basis)),
    ]


def build_dimension_menu(options: Sequence[tuple[str, str]], chosen: str) -> Element:
    """The menu that switches the dimension in place; options are (label, question's text)."""
    return menu("Another topic", SWITCH_DIMENSION, options, chosen)


def _aspect(roles: Sequence[Role], aspect: Aspect) -> Block:
    return section(
        f"*{escape(aspect.title)}*\n{escape(aspect.why)}",
        fields=[f"*{escape(role.name)}*\n{_cell(role, aspect)}" for role in roles],
    )


def _cell(role: Role, aspect: Aspect) -> str:
    contrast = aspect.roles.get(role.id)
    return escape(f"{contrast.focus} {contrast.practice}") if contrast else NO_SOURCE
