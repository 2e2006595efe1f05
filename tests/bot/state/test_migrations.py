"""Migrations: from every level, half done, by many at once, and under an older process's feet."""

import asyncio
import multiprocessing
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Boolean, Connection, MetaData, Select, insert, inspect, select

from bot.errors import StateError
from bot.state.engine import open_state
from bot.state.schema import HEAD, metadata
from tests.bot.state.test_engine import alembic_config
from tests.support.databases import Database, Server
from tests.support.slack import LONGEST_WAIT
from tests.support.state import LEVELS, leave_behind

PROCESSES = 10
# Once a version no longer uses something, a later migration may take it away: it stands here then,
# by its level, as "table" or "table.column".
TAKEN_AWAY: dict[str, set[str]] = {}

Left = dict[str, list[dict[str, Any]]]


def left_behind(level: str, folder: Path) -> Left:
    """The rows of a version with this level, by table, with the columns that it knew."""
    file = folder / f"left-{level}.db"
    leave_behind(level, file)
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        names = [
            str(name)
            for (name,) in connection.execute("select name from sqlite_master where type = 'table'")
        ]
        return {
            name: [_typed(name, dict(row)) for row in connection.execute(f"select * from {name}")]
            for name in metadata.tables
            if name in names
        }


def _typed(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """PostgreSQL takes no number for a boolean."""
    columns = metadata.tables[table].c
    return {
        name: bool(value) if isinstance(columns[name].type, Boolean) else value
        for name, value in row.items()
    }


def write(connection: Connection, left: Left) -> None:
    """Put rows into a database, through the tables as they are in it."""
    there = MetaData()
    there.reflect(connection)
    for table, rows in left.items():
        assert rows  # something to lose
        connection.execute(insert(there.tables[table]), rows)


def kept(database: Database, left: Left) -> Left:
    """What is there now in those tables and columns."""
    with database.engine().connect() as connection:
        return {
            name: [*map(dict, connection.execute(_columns(name, rows[0])).mappings())]
            for name, rows in left.items()
        }


def _columns(table: str, row: dict[str, Any]) -> Select[Any]:
    return select(*(metadata.tables[table].c[name] for name in row))


def upgrade(database: Database, level: str) -> None:
    """Migrate up to a level, and no further."""
    config = alembic_config()
    with database.engine().begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, level)


def in_order(left: Left) -> Left:
    return {name: sorted(rows, key=str) for name, rows in left.items()}


async def bring_up_to_date(url: str) -> str | None:
    """Open a state and close it: the level that it had before."""
    state = await open_state(url)
    await state.close()
    return state.level_before


@pytest.mark.parametrize("level", LEVELS)
async def test_a_state_of_each_level_is_migrated_with_its_rows(
    empty: Database, tmp_path: Path, level: str
) -> None:
    left = left_behind(level, tmp_path)
    upgrade(empty, level)
    with empty.engine().begin() as connection:
        write(connection, left)
    assert await bring_up_to_date(empty.url) == level
    assert empty.rows("select version_num from alembic_version") == [(HEAD,)]
    assert in_order(kept(empty, left)) == in_order(left)


@pytest.mark.parametrize("level", [*LEVELS[:-1], None])
async def test_a_migration_that_breaks_off_has_done_nothing(
    empty: Database, tmp_path: Path, level: str | None
) -> None:
    left: Left = {}
    if level:
        left = left_behind(level, tmp_path)
        upgrade(empty, level)
        with empty.engine().begin() as connection:
            write(connection, left)
    in_the_way = {None: "create table claims (x int)", "0001": "create table claims (x int)"}
    empty.rows(in_the_way.get(level, "alter table drafts add column earlier text"))
    before = shapes(empty)
    with pytest.raises(StateError, match="the state database cannot be used: "):
        await open_state(empty.url)
    assert shapes(empty) == before
    assert in_order(kept(empty, left)) == in_order(left)
    undone = (
        "drop table claims" if level in in_the_way else "alter table drafts drop column earlier"
    )
    empty.rows(undone)
    assert await bring_up_to_date(empty.url) == level


def _start(url: str, gate: Any, levels: Any) -> None:
    """A process that starts when all others do, and says what it found."""
    gate.wait(LONGEST_WAIT)
    try:
        levels.put(asyncio.run(bring_up_to_date(url)))
    except StateError as error:
        levels.put(str(error))


def test_processes_that_start_at_once_migrate_once(postgresql: Server) -> None:
    database = postgresql.empty()
    clean = multiprocessing.get_context("forkserver")  # each has nothing of this process
    clean.set_forkserver_preload([__name__, "alembic.command", "bot.state.postgresql"])
    gate, levels = clean.Barrier(PROCESSES), clean.Queue()
    started = [
        clean.Process(target=_start, args=(database.url, gate, levels)) for _ in range(PROCESSES)
    ]
    for process in started:
        process.start()
    found = [levels.get(timeout=LONGEST_WAIT) for _ in started]
    for process in started:
        process.join(LONGEST_WAIT)
    assert [process.exitcode for process in started] == [0] * PROCESSES
    assert sorted(found, key=str) == [HEAD] * (PROCESSES - 1) + [None]
    assert database.rows("select version_num from alembic_version") == [(HEAD,)]


# Two versions at once: an older process, which has looked at the level when it started, goes on.


@pytest.mark.parametrize("level", LEVELS)
async def test_what_an_older_process_writes_is_taken(
    empty: Database, tmp_path: Path, level: str
) -> None:
    left = left_behind(level, tmp_path)
    await bring_up_to_date(empty.url)
    with empty.engine().begin() as connection:
        write(connection, left)
    assert in_order(kept(empty, left)) == in_order(left)


def shapes(database: Database) -> dict[str, dict[str, tuple[str, bool, bool]]]:
    """The type of each column, whether it may be null, and whether it has a default; and as
    columns, what must be unique, and what is checked or points elsewhere.
    """
    engine = database.engine()
    found: dict[str, dict[str, tuple[str, bool, bool]]] = {}
    with engine.connect() as connection:
        looked = inspect(connection)
        for table in set(looked.get_table_names()) - {"alembic_version"}:
            found[table] = {
                column["name"]: (
                    str(column["type"]), bool(column["nullable"]), column["default"] is not None
                )
                for column in looked.get_columns(table)
            }  # fmt: skip
            rules = [
                looked.get_pk_constraint(table)["constrained_columns"],
                sorted(str(one["column_names"]) for one in looked.get_unique_constraints(table)),
                sorted(str(one["sqltext"]) for one in looked.get_check_constraints(table)),
                sorted(str(one["referred_table"]) for one in looked.get_foreign_keys(table)),
                sorted(str(one["name"]) for one in looked.get_indexes(table) if one["unique"]),
            ]
            found[table]["(rules)"] = (str(rules), True, False)
    engine.dispose()
    return found


@pytest.mark.parametrize(("older", "newer"), [*pairwise(LEVELS)])
def test_a_migration_only_adds(empty: Database, older: str, newer: str) -> None:
    """And what an older process does not know of needs no value."""
    upgrade(empty, older)
    before = shapes(empty)
    upgrade(empty, newer)
    after = shapes(empty)
    gone = TAKEN_AWAY.get(newer, set())
    for table, columns in before.items():
        if table in gone:
            continue
        now = after[table]
        for name, shape in columns.items():
            if f"{table}.{name}" not in gone:
                assert now[name] in (shape, (shape[0], True, shape[2])), f"{table}.{name}"
        for name in now.keys() - columns.keys():
            _, nullable, has_default = now[name]
            assert nullable or has_default, f"{table}.{name}: an older process gives it no value"
