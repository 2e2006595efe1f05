"""Sheets as blocks: what a phone shows first, and what stands below the buttons."""

from collections.abc import Iterable, Iterator

from bot.kickoff.text import SOURCES, headline, marked, named_sources, paragraphs
from bot.kickoff.texts import ABOUT_KICKOFF, NOT_READ, TO_COPY
from bot.slack import limits
from bot.slack.blocks import Block, code, context, escape, header, section
from knowledge.advice.sheets import Section, Sheet


def build_kickoff(sheet: Sheet) -> list[Block]:
    """What the first screen says."""
    shown = [_section(sheet, one) for one in sheet.sections if one.in_short]
    return [header(sheet.title), *(block for blocks in shown for block in blocks)]


def build_kickoff_details(sheet: Sheet) -> list[Block]:
    """The rest, and the sources of all of it."""
    shown = [_section(sheet, one) for one in sheet.sections if not one.in_short]
    sources = [f"*{SOURCES}*", *named_sources(sheet)]
    return [
        *(block for blocks in shown for block in blocks),
        *(context(escape(text)) for text in _fitting(sources, "\n")),
    ]


def build_about_kickoff() -> list[Block]:
    """Says how a kickoff sheet is made; the button that opens the form follows."""
    return [header("Kickoff sheet"), section(ABOUT_KICKOFF)]


def build_not_read() -> list[Block]:
    """Says that what is kept of a person cannot be read; the button that opens the form follows."""
    return [section(NOT_READ)]


def build_interview_sheet(sheet: Sheet) -> list[Block]:
    """What it is; the sheet itself stands below the buttons."""
    return [header(sheet.title), section(TO_COPY)]


def build_interview_text(sheet: Sheet) -> list[Block]:
    """The sheet as text to copy, in as few parts as Slack takes."""
    return [section(code(text)) for text in _fitting(paragraphs(sheet), "\n\n")]


def _section(sheet: Sheet, told: Section) -> list[Block]:
    """A list under its heading; where one line says it all, behind it."""
    written = [marked(sheet, told, line) for line in told.lines]
    if len(written) == 1 and told.in_short:
        text = escape(f"*{headline(told)}:* {written[0]}")
        return [context(text) if told.basis == "answers" else section(text)]
    lines = [f"• {line}" for line in written]
    return [section(escape(text)) for text in _fitting([f"*{headline(told)}*", *lines], "\n")]


def _fitting(texts: Iterable[str], between: str) -> Iterator[str]:
    """Texts put together as far as Slack takes them at once; lines of one that is longer alone."""
    part = ""
    for text in texts:
        joined = f"{part}{between}{text}" if part else text
        if part and len(code(joined)) > limits.SECTION_TEXT:
            yield part
            joined = text
        if len(code(joined)) > limits.SECTION_TEXT and "\n" in joined:
            *whole, joined = _fitting(joined.split("\n"), "\n")
            yield from whole
        part = joined
    if part:
        yield part
