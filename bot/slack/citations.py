"""Whose word it is: the line under every answer that names source, date and interest."""

from collections.abc import Sequence

from bot.slack.blocks import Block, context, escape
from knowledge.documents import Citation, SourceRecord
from knowledge.english import day
from knowledge.packs.models import BASIS_LABELS, Basis, Note


def cite(citations: Sequence[Citation]) -> str:
    """`Source: Digiqt, 11 Feb 2026 (sells development services)`, one part for each article."""
    sources = {citation.source.id: citation.source for citation in citations}
    named = (
        f"{source.publisher or f'“{source.title}”'}{_details(source)}"
        for source in sources.values()
    )
    return "Source: " + escape("; ".join(named))


def describe(source: SourceRecord) -> str:
    """Publisher, date and interest of an article, not escaped, as a sentence."""
    if source.publisher:
        return f"{source.publisher}{_details(source)}."
    known = _details(source).strip(" ,()")
    return f"{known[:1].upper()}{known[1:]}."


def unknown(source: SourceRecord) -> str:
    """`we don't know who published it, when, or what they sell`; empty if all is known. That there
    is just no date is said in the fewest words: it stands on most cards.
    """
    if source.publisher and source.interest and not source.published:
        return "no date"
    facts = [
        ("who published it", source.publisher),
        ("when it was published" if source.publisher else "when", source.published),
        ("what they sell", source.interest),
    ]
    *others, last = [words for words, fact in facts if not fact] or [""]
    last = f"or {last}" if others else last
    return f"we don't know {', '.join([*others, last])}" if last else ""


def label(citations: Sequence[Citation], *bases: Basis) -> str:
    """The line that says whose statements an answer makes: its sources', RoleFit's, or both."""
    own = [text for basis, text in BASIS_LABELS.items() if basis in bases]
    return "; ".join([*([cite(citations)] if citations else []), *own])


def editor_note(note: Note) -> Block:
    """An editor's remark, dated and called so."""
    return context(f"Editor's note, {day(note.dated)}: {escape(note.text)}")


def _details(source: SourceRecord) -> str:
    """`, 11 Feb 2026 (sells development services)`; what nobody knows is said at the end."""
    remarks = filter(None, [source.interest, unknown(source)])
    when = f", {day(source.published)}" if source.published else ""
    said = "; ".join(remarks)
    return f"{when} ({said})" if said else when
