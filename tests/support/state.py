"""State databases that are locked, filled, or left behind by earlier versions."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path

from sqlalchemy import Boolean, Column, Float, Integer, insert

from bot.state import outbox
from bot.state.engine import open_state
from bot.state.outbox import OutboxMessage, StoredMessage, welcomed
from bot.state.schema import claims, metadata
from tests.support.app import REPOSITORY
from tests.support.databases import Database

EARLIER = REPOSITORY / "tests" / "bot" / "state" / "earlier"
LEVELS = [file.stem.removeprefix("state-") for file in sorted(EARLIER.glob("*.sql"))]

ADDRESS = "https://hooks.slack.example/response/secret"
MINUTE = 60.0


@contextmanager
def write_locked(file: Path) -> Iterator[sqlite3.Connection]:
    """Hold the write lock of a state, as another program that writes to it; what is written
    through the connection is there when the lock goes.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("begin immediate")
        yield connection
        connection.execute("commit")


async def promise(database: Database, channel: str, text: str) -> None:
    """Add a post to the outbox and do nothing more, as a process that dies after its commit."""
    said = {"type": "section", "text": {"type": "plain_text", "text": text}}
    message: StoredMessage = {"text": text, "blocks": [said]}
    state = await open_state(database.url)
    promised = OutboxMessage(text, "T0LOCAL", channel, "U0RECRUITER", message, None)
    assert await outbox.add(state, promised, state.time())
    await state.close()


def fill(database: Database, workspaces: str = "T1 T2", persons: str = "U1 U2") -> None:
    """Put a row of every person in every workspace into every table of a state."""
    engine = database.engine()
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            for workspace, person in product(workspaces.split(), persons.split()):
                owner = {"workspace": workspace, "person": person}
                unique = f"{workspace}-{person}"
                row = {
                    column.name: owner.get(column.name, _value(column, unique))
                    for column in table.columns
                    if column.name != "id" or not isinstance(column.type, Integer)
                }
                if table is claims:  # of which the others are nobody's
                    row["event"] = welcomed(workspace, person)
                connection.execute(insert(table).values(row))
    engine.dispose()


def _value(column: Column[object], unique: str) -> object:
    if column.info.get("secret"):
        return ADDRESS
    if column.info.get("json"):
        return json.dumps({"text": unique})
    if isinstance(column.type, Boolean):
        return False
    if isinstance(column.type, Float):
        return 1_800_000_000.0
    return 1 if isinstance(column.type, Integer) else unique


def damage(file: Path) -> None:
    """Overwrite the middle of a file."""
    content = bytearray(file.read_bytes())
    content[4096 * 2 : 4096 * 6] = b"\xa5" * 4096 * 4
    file.write_bytes(content)


def leave_behind(level: str, file: Path, age: float = 50 * MINUTE) -> None:
    """Make the state that a version with this level left behind, as if `age` seconds ago."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript((EARLIER / f"state-{level}.sql").read_text())
        [made] = connection.execute("select asked_at from unanswered").fetchone()
        names = {row[0] for row in connection.execute("select name from sqlite_master")}
        for table in metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, Float) and table.name in names:
                    connection.execute(
                        f"update {table.name} set {column.name} = {column.name} + ?"
                        f" where {column.name} > 0",
                        (time.time() - age - made,),
                    )
