"""Whose word it is: the line under every answer that names source, date and interest."""

from collections.abc import Sequence
from datetime import date

from bot.slack.blocks import escape
from knowledge.store import Citation, Document, SourceRecord

RULE = "RoleFit's own rule"
EDITOR_NOTE = "Editor's note, not evidence"


def cite(citations: Sequence[Citation]) -> str:
    """`Source: Digiqt, 11 Feb 2026 (sells development services)`, one part for each article."""
    sources = {citation.source.id: citation.source for citation in citations}
    return "Source: " + "; ".join(map(_describe, sources.values()))


def label(document: Document) -> str:
    """The line that says whose statement a document is."""
    if document.basis == "rule":
        return RULE
    if document.basis == "editor_note":
        return EDITOR_NOTE
    return cite(document.citations)


def day(when: date) -> str:
    """`11 Feb 2026`, the same in every locale."""
    return f"{when.day} {when:%b %Y}"


def _describe(source: SourceRecord) -> str:
    who = source.publisher or f"“{source.title}”, publisher unknown"
    when = day(source.published) if source.published else "date unknown"
    interest = source.interest or "interest unknown"
    return escape(f"{who}, {when} ({interest})")
