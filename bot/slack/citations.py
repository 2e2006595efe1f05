"""Whose word it is: the line under every answer that names source, date and interest."""

from collections.abc import Sequence
from datetime import date

from bot.slack.blocks import Block, context, escape
from knowledge.models import Note
from knowledge.store import Citation, Document, SourceRecord

RULE = "RoleFit's own rule"
EDITOR_NOTE = "Editor's note, not evidence"


def cite(citations: Sequence[Citation]) -> str:
    """`Source: Digiqt, 11 Feb 2026 (sells development services)`, one part for each article."""
    sources = {citation.source.id: citation.source for citation in citations}
    named = (
        describe(source, source.publisher or f"“{source.title}”, publisher unknown")
        for source in sources.values()
    )
    return "Source: " + escape("; ".join(named))


def label(document: Document) -> str:
    """The line that says whose statement a document is."""
    if document.basis == "rule":
        return RULE
    if document.basis == "editor_note":
        return EDITOR_NOTE
    return cite(document.citations)


def editor_note(note: Note) -> Block:
    """An editor's remark, dated and called so."""
    return context(f"Editor's note, {day(note.dated)}: {escape(note.text)}")


def day(when: date) -> str:
    """`11 Feb 2026`, the same in every locale."""
    return f"{when.day} {when:%b %Y}"


def describe(source: SourceRecord, name: str) -> str:
    """A name, date and interest, not escaped: `Digiqt, 11 Feb 2026 (sells services)`."""
    when = day(source.published) if source.published else "date unknown"
    interest = source.interest or "interest unknown"
    return f"{name}, {when} ({interest})"
