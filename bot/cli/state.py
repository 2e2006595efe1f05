"""`rolefit state`: what a running RoleFit remembers, looked after by hand."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from bot.state.backup import Contents
    from bot.state.engine import State

Result = TypeVar("Result")

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
workspace_option = click.option(
    "--workspace", required=True, metavar="ID", help="Slack's id of the workspace, such as T012AB."
)
person_option = click.option(
    "--person", metavar="ID", help="Slack's id of one person there, such as U034CD."
)


@click.group()
def state() -> None:
    """Look after what RoleFit remembers: the database that ROLEFIT_STATE_URL names."""


@state.command()
@as_json_option
def migrate(as_json: bool) -> None:
    """Bring the database up to date, or make it. `serve` does so when it starts."""
    from bot.state.engine import is_postgresql
    from bot.state.schema import HEAD

    url = state_url()
    is_file = not is_postgresql(url)
    is_new = is_file and not _file(url).exists()
    before = asyncio.run(_migrate(url))
    if as_json:
        created = is_new if is_file else before is None
        _print_json({"created": created, "from_level": before, "level": HEAD})
    elif before is None:
        there = "There was no state" if is_new else "The state was empty"
        click.echo(f"{there}: it is made now, at level {HEAD}.")
    elif before == HEAD:
        click.echo(f"The state is up to date, at level {HEAD}.")
    else:
        click.echo(f"The state is migrated from level {before} to level {HEAD}.")


@state.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json_option
def backup(file: Path, as_json: bool) -> None:
    """Copy the state, if it is a file, to FILE as it is at this moment; servers may go on.

    FILE must not be there yet; only you can read it. It holds people's ids, votes and answers.
    """
    from bot.state.backup import back_up

    state_file = _file(state_url())
    existing_state_url()
    contents = back_up(state_file, file)
    if as_json:
        _print_json({"file": str(file), **asdict(contents)})
    else:
        click.echo(f"Backed up to {file}.")
        _print_contents(contents)


@state.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json_option
def restore(file: Path, as_json: bool) -> None:
    """Put the backup FILE in the place of the state, if that is a file; no server may run on it.

    FILE is checked first, and brought up to date if it is older. The state that it replaces stays
    beside it under a dated name.
    """
    from bot.state.restore import restore as restore_backup

    done = restore_backup(file, _file(state_url()))
    replaced = str(done.replaced) if done.replaced else None
    if as_json:
        _print_json(
            {
                **asdict(done.contents),
                "from_level": done.from_level,
                "replaced": replaced,
                "posted_since": done.posted_since,
            }
        )
        return
    click.echo(f"Restored {file}.")
    if done.from_level != done.contents.level:
        click.echo(f"It was at level {done.from_level} and is migrated.")
    _print_contents(done.contents)
    if done.posted_since:
        click.echo(f"{done.posted_since} waiting messages were posted since: not again.")
    click.echo(f"What it replaced is kept as {replaced}." if replaced else "It replaced nothing.")


@state.command()
@workspace_option
@person_option
def export(workspace: str, person: str | None) -> None:
    """Print as JSON what is kept of a workspace, or of a person there: what `purge` deletes.

    Times are UTC. An address that Slack gave us to answer at is not shown.
    """
    from bot.state.engine import BACKGROUND_SECONDS
    from bot.state.privacy import export_data

    tables = _run(lambda opened: export_data(opened, workspace, person, BACKGROUND_SECONDS))
    _print_json({"workspace": workspace, "person": person, "tables": tables})


@state.command()
@workspace_option
@person_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json_option
def purge(workspace: str, person: str | None, yes: bool, as_json: bool) -> None:
    """Delete what is kept of a workspace, or of a person there; servers may go on.

    For a person it is what *Delete my data* deletes. What waits to be posted is then not posted.
    """
    from bot.state.engine import BACKGROUND_SECONDS
    from bot.state.privacy import delete_data

    existing_state_url()
    who = f"person {person} in workspace {workspace}" if person else f"workspace {workspace}"
    if not yes:
        click.confirm(f"Delete all that is kept of {who}?", abort=True, err=True)
    rows = _run(lambda opened: delete_data(opened, workspace, person, BACKGROUND_SECONDS))
    if as_json:
        _print_json({"workspace": workspace, "person": person, "deleted": rows})
    elif any(rows.values()):
        click.echo(f"Deleted of {who}:")
        _print_rows(rows)
    else:
        click.echo(f"Nothing is kept of {who}.")


def state_url() -> str:
    """The setting; nothing here talks to Slack, so what Slack needs may be unset."""
    from bot.settings import read_settings

    unused = dict.fromkeys(("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"), "-")
    return read_settings(**unused, ROLEFIT_TRANSPORT="http").state_url


def existing_state_url() -> str:
    """The setting, if it leads to a state: opening what is not there would make an empty one."""
    from bot.errors import StateError
    from bot.state.engine import is_postgresql
    from bot.state.inspection import inspect_postgresql
    from bot.state.sqlite import state_file

    url = state_url()
    if is_postgresql(url):
        is_there = inspect_postgresql(url).revision is not None
    else:
        file = state_file(url)
        is_there = file is not None and file.is_file()
    if not is_there:
        raise StateError("there is no state database where ROLEFIT_STATE_URL points")
    return url


def _file(url: str) -> Path:
    from bot.errors import StateError
    from bot.state.engine import is_postgresql
    from bot.state.sqlite import state_file

    if is_postgresql(url):
        raise StateError(
            "this is for a state in a file; what is in PostgreSQL, pg_dump backs up and "
            "pg_restore restores"
        )
    file = state_file(url)
    if file is None:
        raise StateError("ROLEFIT_STATE_URL names no file: such a state ends with its process")
    return file


async def _migrate(url: str) -> str | None:
    from bot.state.engine import open_state

    opened = await open_state(url)
    await opened.close()
    return opened.level_before


def _run(work: "Callable[[State], Awaitable[Result]]") -> Result:
    """Do work on the open state that is there."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.errors import StateError
    from bot.state.engine import open_state, words_of

    async def run() -> Result:
        opened = await open_state(existing_state_url())
        try:
            return await work(opened)
        except SQLAlchemyError as error:
            raise StateError(f"the state database cannot be used: {words_of(error)}") from error
        finally:
            await opened.close()

    return asyncio.run(run())


def _print_contents(contents: "Contents") -> None:
    click.echo(f"Level {contents.level}, {contents.size:,} bytes, rows:")
    _print_rows(contents.rows)


def _print_rows(rows: dict[str, int]) -> None:
    for table, number in sorted(rows.items()):
        click.echo(f"{number:8}  {table}")


def _print_json(document: dict[str, Any]) -> None:
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))
