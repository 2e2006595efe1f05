"""What an entry says and what it is asked as, as plain texts."""

from knowledge.packs.models import AnyEntry, Aspect, Engagement, Interview, Role, Uncovered
from knowledge.text import words

LABEL_LENGTH = 30


def entry_text(entry: AnyEntry, names: dict[str, str]) -> str:
    """What an entry says, as one text: an aspect's is put together from its roles, and lists
    follow the text that they belong to.
    """
    match entry:
        case Aspect():
            parts = [f"{names[role]}: {c.focus} {c.practice}" for role, c in entry.roles.items()]
            return " ".join([*parts, entry.why])
        case Engagement():
            said = [statement.text for statement in entry.statements]
            return " ".join([entry.text, *said])
        case Interview():
            probes = [f"{p.topic}: {p.asks or p.probe} {p.strong}" for p in entry.probes]
            return " ".join([entry.text, *probes])
        case _:
            return entry.text


def short_label(title: str) -> str:
    """A title cut at a word to what a button shows on a phone."""
    if len(title) <= LABEL_LENGTH:
        return title
    return title[: LABEL_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:?") + "…"


def asked_as(entry: AnyEntry) -> list[list[str]]:
    """The words of all that an entry is asked as: its title, wordings and names."""
    names = entry.aliases if isinstance(entry, Role) else ()
    return [*entry.wordings, *map(words, names)]


def said_besides(entry: AnyEntry, names: dict[str, str]) -> list[str]:
    """What it says besides: its keywords and its text."""
    text = "" if isinstance(entry, Uncovered) else entry_text(entry, names)
    return [*entry.keywords, text]
