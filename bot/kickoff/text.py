"""A sheet as plain text, in paragraphs: to be copied, printed and written on."""

from collections.abc import Iterator

from bot.slack.citations import describe
from knowledge.advice.sheets import LABELS, Line, Section, Sheet
from knowledge.documents import SourceRecord

STRONG = "A strong answer shows"
HEARD = "Evidence heard"
SOURCES = "Sources"


def write_text(sheet: Sheet) -> str:
    """All of it."""
    return "\n\n".join(paragraphs(sheet)) + "\n"


def paragraphs(sheet: Sheet) -> Iterator[str]:
    """The title, each section, each question with room for what is heard, and the sources."""
    yield sheet.title
    for section in sheet.sections:
        written = [
            _question(number, marked(sheet, section, line), line)
            if line.strong
            else f"- {marked(sheet, section, line)}"
            for number, line in enumerate(section.lines, start=1)
        ]
        if any(line.strong for line in section.lines):
            yield headline(section)
            yield from written
        else:
            yield "\n".join([headline(section), *written])
    yield "\n".join([SOURCES, *named_sources(sheet)])


def headline(section: Section) -> str:
    """A heading, with what all of its lines rest on if no source says any, unless it says that or
    each line has a sign.
    """
    label = LABELS[section.basis] if section.basis and section.basis != "rule" else ""
    is_said = section.heading.lower().startswith(label)
    return section.heading if is_said else f"{section.heading} ({label})"


def marked(sheet: Sheet, section: Section, line: Line) -> str:
    """A line, with whose word it is."""
    return f"{line.text} {sheet.mark(section, line)}".rstrip()


def named_sources(sheet: Sheet) -> list[str]:
    """The articles by their numbers, with what is known of them; then what else lines rest on."""
    sources = enumerate(sheet.sources, start=1)
    return [*(f"[{n}] {name_source(source)}" for n, source in sources), sheet.foot]


def name_source(source: SourceRecord) -> str:
    """`“Title”: publisher, date (interest). Address`; what nobody knows is said."""
    return " ".join(filter(None, [f"“{source.title}”:", describe(source), source.address]))


def _question(number: int, question: str, line: Line) -> str:
    return f"{number}. {question}\n   {STRONG}: {line.strong}\n   {HEARD}:"
