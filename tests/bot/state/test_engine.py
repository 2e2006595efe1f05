"""The state database: migrated when it is fresh, opened when it is current, else refused."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, pool, text

import bot.state
from bot.errors import StateError
from bot.state.engine import open_state
from bot.state.schema import HEAD, metadata
from tests.support.app import REPOSITORY, run_sql


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


async def test_many_open_a_fresh_file_at_once(tmp_path: Path) -> None:
    await asyncio.gather(*(open_and_close(tmp_path / "state.db") for _ in range(4)))


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
        timeout=20,
    )
    assert done.stdout == "False\n", done.stderr


def test_the_head_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [HEAD]


async def test_the_migrations_make_the_tables_of_the_schema(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    await open_and_close(file)
    config = alembic_config()
    engine = create_engine(f"sqlite:///{file}", poolclass=pool.NullPool)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)  # raises if they differ
        for name, table in metadata.tables.items():
            made = {index["name"] for index in inspect(connection).get_indexes(name)}
            assert made == {index.name for index in table.indexes}
    engine.dispose()


async def test_migrations_can_be_undone(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    await open_and_close(file)
    config = alembic_config()
    engine = create_engine(f"sqlite:///{file}", poolclass=pool.NullPool)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()
    await open_and_close(file)


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


async def test_the_database_of_a_newer_version_is_a_state_error(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    await open_and_close(file)
    run_sql(file, "update alembic_version set version_num = '9999'")
    assert "\n" not in await refused(f"sqlite:///{file}")


async def test_what_is_no_address_is_a_state_error() -> None:
    assert await refused("not an address") == "ROLEFIT_STATE_URL is no database address"


async def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    state = await open_state(f"sqlite:///{tmp_path / 'state.db'}")
    insert = text("insert into unanswered (workspace, question, asked_at) values ('T', 'q', 1)")

    def fail_halfway(connection: Connection) -> None:
        connection.execute(insert)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await state.transact(fail_halfway)
    await state.close()
    assert run_sql(tmp_path / "state.db", "select * from unanswered") == []
