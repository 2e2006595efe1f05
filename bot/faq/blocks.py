"""An entry as an answer; suggestions; and a plain "I don't know"."""

from collections.abc import Sequence

from bot.slack.blocks import Block, context, escape, header, section
from bot.slack.citations import day, label
from knowledge.store import Document, Store


def build_answer(document: Document) -> list[Block]:
    """One entry with its source; an editor's notes below it are dated and called so."""
    blocks = [header(document.title), section(escape(document.text))]
    blocks += [
        context(f"Editor's note, {day(note.dated)}: {escape(note.text)}") for note in document.notes
    ]
    return [*blocks, context(label(document))]


def build_near_matches() -> Block:
    """The line above the buttons that open near matches of an answer."""
    return context("Close to your question:")


def build_suggestions(count: int) -> list[Block]:
    """Says that nothing fits exactly; buttons for `count` entries follow."""
    closest = "This is closest:" if count == 1 else f"These {count} are closest:"
    return [
        header("Nothing fits exactly"),
        section(f"I have no entry that clearly answers this. {closest}"),
    ]


def build_no_answer(store: Store) -> list[Block]:
    """Says plainly that the store does not know, and what it covers."""
    return [
        header("I don't know"),
        section(
            "My sources say nothing about this, so I won't guess. Your question is noted, "
            "without your name, for the people who keep these answers."
        ),
        section(f"I can tell you about: {escape(covered(store))}."),
    ]


def covered(store: Store) -> str:
    """What the store covers, in words: its roles, and the topics of comparison."""
    roles = _listed([role.name for role in store.roles.values()])
    topics = _listed([dimension.label.lower() for dimension in store.dimensions.values()])
    return f"{roles}; {topics}" if topics else roles


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
