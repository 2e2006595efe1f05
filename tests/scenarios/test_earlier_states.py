"""A state that an earlier version left behind: opened, delivered, nothing lost."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.state.schema import HEAD, metadata
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.databases import SQLiteFile
from tests.support.packs import PackFolder
from tests.support.slack import posts, told
from tests.support.state import LEVELS, leave_behind
from tests.support.workspace import ENGINEERING, HIRING


def kept(file: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table, without what delivering changes."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        names = {row["name"] for row in connection.execute("select name from sqlite_master")}
        return {
            table: [dict(row) for row in connection.execute(f"select * from {table}")]
            for table in metadata.tables
            if table in names
        }


def test_there_is_a_state_of_every_level() -> None:
    assert [f"{number:04}" for number in range(1, int(HEAD) + 1)] == LEVELS


@over_http  # once in the outbox, a message knows no transport
@pytest.mark.parametrize("level", LEVELS)
async def test_what_waits_is_delivered_and_the_rest_is_kept(
    slack: LocalSlack, pack: PackFolder, tmp_path: Path, transport: str, level: str
) -> None:
    file = tmp_path / "state.db"
    leave_behind(level, file)
    before = kept(file)
    waiting = [row for row in before["outbox"] if row["done_at"] is None]
    assert len(waiting) >= 2
    slack.workspace.invite_app(HIRING)  # the response_urls are spent
    app = AppUnderTest(slack, SQLiteFile(file), [pack.path], transport)
    await app.start()
    try:
        await slack.workspace.changed(lambda: len(public(slack)) == len(waiting))
    finally:
        await app.stop()
    after = kept(file)
    assert sorted(public(slack)) == sorted(first_line(row["message"]) for row in waiting)
    assert told(slack) == []
    assert all(row["done_at"] for row in after["outbox"])
    assert {row["id"] for row in after["outbox"]} == {row["id"] for row in before["outbox"]}
    for table in before.keys() - {"outbox"}:
        assert before[table]  # something to lose
        assert [{**row, **old} for row, old in zip(after[table], before[table], strict=True)] == (
            after[table]
        )


def public(slack: LocalSlack) -> list[str]:
    found = posts(slack, HIRING) + posts(slack, ENGINEERING)
    return [message.text.partition("\n")[0] for message in found]


def first_line(message: str) -> str:
    return str(json.loads(message)["text"]).partition("\n")[0]
