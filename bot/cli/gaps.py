"""`rolefit gaps`: what people asked in vain, and what did not help them."""

import asyncio
import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from bot.cli.state import existing_state_url

if TYPE_CHECKING:
    from bot.state.feedback import NotHelpfulEntry
    from bot.state.unanswered import UnansweredQuestion

    Gaps = tuple[list[UnansweredQuestion], list[NotHelpfulEntry]]


@click.command()
@click.option("--workspace", metavar="ID", help="Of this workspace alone: Slack's id of it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def gaps(workspace: str | None, as_json: bool) -> None:
    """Show what nothing answered in 90 days, and which entries did not help, most first.

    Reads the database that ROLEFIT_STATE_URL names; who asked or voted is not shown.
    """
    url = existing_state_url()
    unanswered, not_helpful = asyncio.run(_read_gaps(url, workspace))
    if as_json:
        click.echo(json.dumps(_document(unanswered, not_helpful), indent=2))
    else:
        _print(unanswered, not_helpful)


async def _read_gaps(url: str, workspace: str | None) -> "Gaps":
    from sqlalchemy.exc import SQLAlchemyError

    from bot.errors import StateError
    from bot.state.engine import open_state, words_of
    from bot.state.feedback import not_helpful_entries
    from bot.state.unanswered import unanswered_questions

    state = await open_state(url)
    try:
        asked = await unanswered_questions(state, time.time(), workspace)
        return asked, await not_helpful_entries(state, workspace)
    except SQLAlchemyError as error:
        raise StateError(f"the state database cannot be read: {words_of(error)}") from error
    finally:
        await state.close()


def _document(
    unanswered: list["UnansweredQuestion"], not_helpful: list["NotHelpfulEntry"]
) -> dict[str, Any]:
    return {
        "unanswered": [
            {"question": q.question, "count": q.count, "last_asked": _when(q).isoformat()}
            for q in unanswered
        ],
        "not_helpful": [
            {"entry": e.entry, "count": e.count, "words": list(e.words)} for e in not_helpful
        ],
    }


def _print(unanswered: list["UnansweredQuestion"], not_helpful: list["NotHelpfulEntry"]) -> None:
    click.echo("Unanswered" if unanswered else "Nothing is unanswered.")
    for question in unanswered:
        last = f"{_when(question):%Y-%m-%d}"
        click.echo(f"{question.count:6}  {last}  {_printable(question.question)}")
    click.echo("Not helpful" if not_helpful else "Nothing was called not helpful.")
    for entry in not_helpful:
        click.echo(f"{entry.count:6}  {_printable(entry.entry)}")
        for word in entry.words:
            click.echo(f"{'':8}“{_printable(word)}”")


def _when(question: "UnansweredQuestion") -> datetime:
    return datetime.fromtimestamp(int(question.last_asked), UTC)


def _printable(text: str) -> str:
    """People's words without what would command a terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)
