"""Sheets to take away, as text, Markdown or CSV: they need no Slack, no server and no settings."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from bot.cli.knowledge import asking, named_role, read_answers_file, read_situation
from bot.cli.options import packs_option

if TYPE_CHECKING:
    from knowledge.advice.sheets import Section, Sheet

_MARKUP = re.compile(r"([\\`*_\[\]<>|])")  # of Markdown, within a line
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # begins what a spreadsheet would compute

_questionnaire = click.option(
    "--questionnaire", metavar="ID", help="Which one, where packs have several."
)
_OF_ANSWERS = "A JSON file of answers, {question: option}; - reads from stdin."


@click.command()
@click.argument("role", metavar="ROLE")
@click.option("--answers", type=click.File(encoding="utf-8"), help=_OF_ANSWERS)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "md", "csv"]),
    default="text",
    show_default=True,
    help="Plain text, Markdown, or a table for spreadsheets.",
)
@_questionnaire
@packs_option
def interview(
    role: str, answers: TextIO | None, kind: str, questionnaire: str | None, paths: tuple[Path, ...]
) -> None:
    """Print an interview sheet: what to ask for a role, and what strong answers show.

    With --answers, what meets these comes first.
    """
    from bot.kickoff.text import write_text
    from knowledge.advice.rules import read_answers
    from knowledge.advice.sheets import write_interview_sheet
    from knowledge.store import open_store

    store = open_store(paths)
    named = named_role(store, role)
    if named.id not in store.interviews:
        raise click.ClickException(f"the sources have no interview questions for {named.id}")
    given = {}
    if answers:
        chosen = read_answers_file(answers)
        asked = read_answers(asking(store, chosen, questionnaire), chosen)
        given = {name: option.id for name, option in asked.items() if option}
    sheet = write_interview_sheet(store, store.interviews[named.id], given)
    write = {"text": write_text, "md": write_markdown, "csv": write_csv}[kind]
    click.echo(write(sheet), nl=False)


@click.command()
@click.option("--answers", type=click.File(encoding="utf-8"), help=_OF_ANSWERS)
@click.option("--brief", help="The situation in your own words.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "md"]),
    default="text",
    show_default=True,
    help="Plain text or Markdown.",
)
@_questionnaire
@packs_option
def kickoff(
    answers: TextIO | None,
    brief: str | None,
    kind: str,
    questionnaire: str | None,
    paths: tuple[Path, ...],
) -> None:
    """Print a kickoff sheet: the role to open, what to settle, what to ask, what to post.

    From answers to the questionnaire, or from a brief; none of its words stand on the sheet.
    """
    from bot.kickoff.text import write_text
    from knowledge.advice.explanation import advise
    from knowledge.advice.kickoff import write_kickoff
    from knowledge.briefs.elsewhere import whose_work
    from knowledge.store import open_store

    if (answers is None) == (brief is None):
        raise click.UsageError("give one of --answers and --brief")
    store = open_store(paths)
    if answers:
        chosen = read_answers_file(answers)
        asked = asking(store, chosen, questionnaire)
        sheet = write_kickoff(store, advise(store, asked, chosen))
    else:
        asked, given = read_situation(store, brief or "", questionnaire)
        advice = advise(store, asked, {name: one.option for name, one in given.items()})
        sheet = write_kickoff(
            store, advice, looks_like=whose_work(brief or "", given, advice, store)
        )
    click.echo(write_text(sheet) if kind == "text" else write_markdown(sheet), nl=False)


def write_markdown(sheet: "Sheet") -> str:
    """A sheet as Markdown: questions as a table with an empty column."""
    from bot.kickoff.text import SOURCES, headline, marked, named_sources

    parts = [f"# {_plain(sheet.title)}"]
    for section in sheet.sections:
        parts.append(f"## {_plain(headline(section))}")
        if any(line.strong for line in section.lines):
            parts.append("\n".join(_table(sheet, section)))
        else:
            lines = (marked(sheet, section, line) for line in section.lines)
            parts.append("\n".join(f"- {_plain(line)}" for line in lines))
    parts += [f"## {SOURCES}", "\n".join(f"- {_plain(one)}" for one in named_sources(sheet))]
    return "\n\n".join(parts) + "\n"


def _table(sheet: "Sheet", section: "Section") -> Iterator[str]:
    from bot.kickoff.text import HEARD, STRONG, marked

    yield f"| | Question | {STRONG} | {HEARD} |"
    yield "|---|---|---|---|"
    for number, line in enumerate(section.lines, start=1):
        asked, strong = _plain(marked(sheet, section, line)), _plain(line.strong)
        yield f"| {number} | {asked} | {strong} | |"


def _plain(text: str) -> str:
    """Data as one line of Markdown: nothing in it is markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def write_csv(sheet: "Sheet") -> str:
    """The questions of a sheet for a spreadsheet, with an empty column; no cell is a formula."""
    from bot.kickoff.text import HEARD, STRONG, name_source

    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(["Question", STRONG, "Source", HEARD])
    for section in sheet.sections:
        for line in section.lines:
            if line.strong:
                sources = {one.source.id: name_source(one.source) for one in line.citations}
                cells = [line.text, line.strong, "; ".join(sources.values()), ""]
                rows.writerow([_no_formula(cell) for cell in cells])
    return written.getvalue()


def _no_formula(cell: str) -> str:
    """A cell that a spreadsheet shows as it stands: https://owasp.org/www-community/attacks/CSV_Injection"""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
