"""A comparison as blocks: what each role looks after and how it works, aspect by aspect."""

from collections.abc import Sequence

from bot.slack.blocks import Block, Element, context, escape, header, menu, section
from bot.slack.citations import editor_note, label
from bot.slack.ids import SWITCH
from knowledge.english import a, in_sentence
from knowledge.packs.models import Aspect, Dimension, Role
from knowledge.store import Store

NO_SOURCE = "_Our sources don't say._"


def build_choice(store: Store, roles: Sequence[Role]) -> list[Block]:
    """When to choose which of two roles, a line each."""
    first, second = (in_sentence(role.name) for role in roles)
    lines = [
        f"*Choose {escape(a(in_sentence(role.name)))} if* {_chosen_if(role)}" for role in roles
    ]
    cited = [c for role in roles if role.chosen_if for c in role.chosen_if.citations]
    return [
        header(f"{first[:1].upper()}{first[1:]} or {second}?"),
        *(section(line) for line in lines),
        context(label(store.cite(dict.fromkeys(cited)))),
    ]


def build_comparison(store: Store, roles: Sequence[Role], dimension: Dimension) -> list[Block]:
    """How two roles differ under one dimension, with the sources of its rows as well."""
    first, second = roles
    told = (dimension, *dimension.aspects)
    cited = store.cite(dict.fromkeys(section for entry in told for section in entry.citations))
    return [
        header(f"{first.name} vs {second.name}: {dimension.label}"),
        section(escape(dimension.text)),
        context(label(cited, *(entry.basis for entry in told))),
    ]


def build_dimension_rows(roles: Sequence[Role], dimension: Dimension) -> list[Block]:
    """The aspects of a dimension, the two roles side by side; a cell without a source says so."""
    return [_aspect(roles, aspect) for aspect in dimension.aspects]


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
    return menu("More, by topic", SWITCH, options, chosen)


def _chosen_if(role: Role) -> str:
    return f"{escape(role.chosen_if.text)}." if role.chosen_if else NO_SOURCE


def _aspect(roles: Sequence[Role], aspect: Aspect) -> Block:
    return section(
        f"*{escape(aspect.title)}*\n{escape(aspect.why)}",
        fields=[f"*{escape(role.name)}*\n{_cell(role, aspect)}" for role in roles],
    )


def _cell(role: Role, aspect: Aspect) -> str:
    contrast = aspect.roles.get(role.id)
    return escape(f"{contrast.focus} {contrast.practice}") if contrast else NO_SOURCE
