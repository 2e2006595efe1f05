"""The state database: migrated when it is fresh, opened when it is current, else refused."""

import asyncio
import logging
import sqlite3
import subprocess
import sys
from math import inf
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, event, inspect, text

import bot.state
from bot.errors import StateError, StateUnavailableError
from bot.slack.errors import TELL_SECONDS
from bot.state.engine import COMMIT_SECONDS, REQUEST_SECONDS, State, open_state
from bot.state.schema import HEAD, metadata
from tests.support.app import REPOSITORY, run_sql
from tests.support.databases import WORDS_WHEN_LOCKED, Database, on_sqlite
from tests.support.state import LEVELS

QUESTION = text("insert into unanswered (workspace, question, asked_at) values ('T', 'q', 1)")
QUESTIONS = text("select question from unanswered")


def write(connection: Connection) -> None:
    connection.execute(QUESTION)


def count(connection: Connection) -> int:
    return len(connection.execute(QUESTIONS).all())


def alembic_config() -> Config:
    config = Config()
    folder = Path(bot.state.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    return config


async def open_and_close(file: Path) -> None:
    await (await open_state(f"sqlite:///{file}")).close()


async def test_a_fresh_file_is_migrated(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "state.db"
    await open_and_close(file)
    assert run_sql(file, "select version_num from alembic_version") == [(HEAD,)]
    tables = {name for (name,) in run_sql(file, "select name from sqlite_master")}
    assert metadata.tables.keys() <= tables


async def test_what_is_there_stays(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    await open_and_close(file)
    run_sql(file, "insert into unanswered (workspace, question, asked_at) values ('T', 'q', 1)")
    await open_and_close(file)
    assert run_sql(file, "select question from unanswered") == [("q",)]


async def test_many_open_an_empty_database_at_once(empty: Database) -> None:
    states = await asyncio.gather(*(open_state(empty.url) for _ in range(10)))
    await asyncio.gather(*(state.close() for state in states))
    assert empty.rows("select version_num from alembic_version") == [(HEAD,)]
    assert [state.level_before for state in states].count(None) == 1


async def test_a_current_file_needs_no_alembic(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    await open_and_close(file)
    program = (
        "import asyncio, sys\n"
        "from bot.state.engine import open_state\n"
        f"state = asyncio.run(open_state('sqlite:///{file}'))\n"
        "print('alembic' in sys.modules)"
    )
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout == "False\n", done.stderr


def test_the_head_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [HEAD]


async def test_the_migrations_make_the_tables_of_the_schema(empty: Database) -> None:
    await (await open_state(empty.url)).close()
    config = alembic_config()
    engine = empty.engine()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)  # raises if they differ
        for name, table in metadata.tables.items():
            made = {index["name"] for index in inspect(connection).get_indexes(name)}
            assert made == {index.name for index in table.indexes}
    engine.dispose()


@pytest.mark.parametrize("level", ["base", *LEVELS])
async def test_migrations_can_be_undone_and_done_again(empty: Database, level: str) -> None:
    await (await open_state(empty.url)).close()
    config = alembic_config()
    engine = empty.engine()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, level)
        if level == "base":
            assert inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()
    state = await open_state(empty.url)
    assert state.level_before == (None if level == "base" else level)
    await state.close()
    assert empty.rows("select version_num from alembic_version") == [(HEAD,)]


async def refused(url: str) -> str:
    with pytest.raises(StateError) as caught:
        await open_state(url)
    return str(caught.value)


async def test_an_unusable_path_is_a_state_error_in_one_line(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    foreign.write_text("this is no database " * 100)
    for path in (tmp_path, foreign, foreign / "state.db", Path("/proc/none/state.db")):
        reason = await refused(f"sqlite:///{path}")
        assert "\n" not in reason
        assert str(path) not in reason
    assert foreign.read_text().startswith("this is no database")


async def test_the_database_of_a_newer_version_is_a_state_error(empty: Database) -> None:
    await (await open_state(empty.url)).close()
    empty.rows("update alembic_version set version_num = '9999'")
    assert await refused(empty.url) == "the state database is from a newer version of RoleFit"


async def test_what_is_no_address_is_a_state_error() -> None:
    assert await refused("not an address") == "ROLEFIT_STATE_URL is no database address"


async def test_a_transaction_that_fails_leaves_nothing(state: State, database: Database) -> None:
    def fail_halfway(connection: Connection) -> None:
        write(connection)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await state.transact(fail_halfway)
    assert database.rows("select * from unanswered") == []
    await state.transact(write)
    assert await state.read(count) == 1


async def test_a_request_gives_up_while_another_program_writes_and_what_can_wait_waits(
    state: State, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    with database.write_locked():
        waiting = asyncio.create_task(state.transact(write, inf))
        tried = await asyncio.gather(
            *(state.transact(write) for _ in range(20)), return_exceptions=True
        )
        assert {type(error) for error in tried} == {StateUnavailableError}
        assert not waiting.done()
        assert await state.read(count) == 0  # reading waits for no writer
    await waiting
    assert await state.read(count) == 1
    assert [record.getMessage() for record in caplog.records] == [
        f"the state cannot be used, and is tried again: {WORDS_WHEN_LOCKED[database.kind]}",
        "the state can be used again",
    ]


def test_a_request_can_be_told_of_a_locked_state_before_slack_gives_up() -> None:
    assert REQUEST_SECONDS + COMMIT_SECONDS + TELL_SECONDS < 2.5


@pytest.mark.parametrize(
    ("fault", "mend", "reason"),
    [
        ("max_page_count = 1", "max_page_count = 100000", "database or disk is full"),
        ("query_only = on", "query_only = off", "attempt to write a readonly database"),
    ],
    ids=["full", "read-only"],
)
async def test_a_disk_that_takes_nothing_is_told_and_recovered_from(
    tmp_path: Path, fault: str, mend: str, reason: str
) -> None:
    drivers: list[sqlite3.Connection] = []

    def note(connection: sqlite3.Connection, _record: object) -> None:
        drivers.append(connection)

    event.listen(Engine, "connect", note)
    state = await open_state(f"sqlite:///{tmp_path / 'state.db'}")
    event.remove(Engine, "connect", note)

    def write_much(connection: Connection) -> None:
        for _ in range(100):
            connection.execute(
                text(f"insert into unanswered values (null, 'T', '{'x' * 4000}', 1)")
            )

    drivers[-1].execute(f"PRAGMA {fault}")
    with pytest.raises(StateUnavailableError, match=reason):
        await state.transact(write_much)
    assert await state.read(count) == 0
    drivers[-1].execute(f"PRAGMA {mend}")
    await state.transact(write_much)
    assert await state.read(count) == 100
    await state.close()


async def test_a_fault_of_ours_is_no_fault_of_the_disk(state: State) -> None:
    with pytest.raises(Exception, match=r"no such table|does not exist") as caught:
        await state.transact(lambda connection: connection.execute(text("select 1 from nowhere")))
    assert not isinstance(caught.value, StateError)


@on_sqlite
@pytest.mark.parametrize("what", ["deleted", "replaced"])
async def test_a_file_that_is_not_the_one_that_was_opened_is_lost(
    state: State, tmp_path: Path, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    file = tmp_path / "state.db"
    await state.transact(write)
    await state.look()
    assert not state.lost
    if what == "replaced":
        await open_and_close(tmp_path / "other.db")
        (tmp_path / "other.db").replace(file)
    else:
        file.unlink()
    for _ in range(3):
        await state.look()
    assert state.lost
    assert caplog.text.count("the state is lost: its file was deleted or replaced") == 1
    with pytest.raises(StateUnavailableError, match="deleted or replaced"):
        await state.transact(write, inf)
    with pytest.raises(StateUnavailableError):
        await state.read(count)
    assert file.exists() == (what == "replaced")


async def test_what_is_in_memory_cannot_be_lost() -> None:
    state = await open_state("sqlite://")
    await state.look()
    assert not state.lost
    await state.close()
