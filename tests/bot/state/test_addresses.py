"""Addresses of PostgreSQL, tried on a real server: what works, and what is said of the rest."""

from collections.abc import Iterator
from urllib.parse import quote

import psycopg
import pytest

from bot.errors import StateError
from bot.state.engine import open_state
from bot.state.postgresql import PostgreSQL
from bot.state.schema import HEAD, metadata
from tests.support.cli import CommandLine
from tests.support.databases import PostgreSQLDatabase, Server

TABLES = "select schemaname, tablename from pg_tables where schemaname not like '%pg_%'"


@pytest.fixture(scope="module")
def empty(postgresql: Server) -> PostgreSQLDatabase:
    """A database that holds nothing, until the first of the tests here."""
    return postgresql.empty()


@pytest.fixture(scope="module")
def parts(postgresql: Server, empty: PostgreSQLDatabase) -> dict[str, str]:
    """What an address of it is made of."""
    folder = str(postgresql.folder)
    name = empty.url.partition("?")[0].rpartition("/")[2]
    return {"folder": folder, "quoted": quote(folder, safe=""), "name": name}


@pytest.mark.parametrize(
    "address",
    [
        *(f"{scheme}://rolefit@/{{name}}?host={{folder}}" for scheme in (
            "postgres", "postgresql", "postgresql+psycopg", "postgres+psycopg",
            "postgresql+psycopg2", "postgresql+asyncpg",
        )),
        "postgresql://rolefit@{quoted}/{name}",
        "postgresql:///{name}?host={folder}&user=rolefit",
        "postgresql://rolefit:any%40%2F%3A%23@/{name}?host={folder}",
        "postgresql:///?host={folder}&user=rolefit&dbname={name}",
        "postgresql://rolefit@/{name}?host={folder}&sslmode=prefer&gssencmode=disable",
        "postgresql://rolefit@/{name}?host={folder}&connect_timeout=9&application_name=hiring",
        "postgresql://rolefit@/{name}?host=/nowhere,{folder}",
        "postgresql://rolefit@/{name}?host={folder},/nowhere&target_session_attrs=read-write",
        "postgresql://rolefit@/{name}?host={folder}&keepalives=0&tcp_user_timeout=1000",
        "postgresql://rolefit@/{name}?host={folder}&client_encoding=LATIN1",
        "postgresql://rolefit@/{name}?host={folder}&options=-c%20default_transaction_isolation%3Dserializable",
    ],
)  # fmt: skip
async def test_what_libpq_takes_works(
    parts: dict[str, str], empty: PostgreSQLDatabase, address: str
) -> None:
    state = await open_state(address.format(**parts))
    await state.look()
    await state.close()
    assert {name for _, name in empty.rows(TABLES)} >= metadata.tables.keys()


async def test_options_may_name_a_schema(parts: dict[str, str], empty: PostgreSQLDatabase) -> None:
    empty.rows("create schema hiring")
    options = quote("-c search_path=hiring")
    address = "postgresql://rolefit@/{name}?host={folder}&options=".format(**parts) + options
    for level in (None, HEAD):
        state = await open_state(address)
        assert state.level_before == level
        await state.close()
    assert {name for schema, name in empty.rows(TABLES) if schema == "hiring"} > {*metadata.tables}


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql+pg8000://hunter2@h/d", "ROLEFIT_STATE_URL must look like sqlite:///file.db or"
         " postgresql://user@host/database"),
        ("POSTGRESQL://hunter2@h/d", "ROLEFIT_STATE_URL must look like"),
        ("postgresql+asyncpg://hunter2@/d?ssl=require", "PostgreSQL knows no parameter ssl"),
        ("postgresql+psycopg://hunter2@/d?prepare_threshold=0", "knows no parameter prepare_"),
        ("postgresql://hunter2@/d?host={folder}&sslmode=yes", "invalid sslmode value: …"),
        ("postgresql://hunter2@/d?host={folder}&connect_timeout=soon", "bad value for connect_"),
        ("postgresql://hunter2@/d?host={folder}&service=hunter2", "definition of service … not"),
        ("postgresql://u@hunter2:word/d", "failed to resolve host …"),
        ("postgresql://hunter2@/d?host=/a,/b&port=1,2,3", "could not match 3 port numbers to 2"),
        ("postgresql://hunter2@/d?host={folder}&target_session_attrs=any_", "invalid target_"),
        ("postgresql://rolefit@/{name}?host={folder}&target_session_attrs=standby", "standby"),
    ],
)  # fmt: skip
def test_what_it_does_not_take_is_told_in_one_line(
    parts: dict[str, str],
    run: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    told: str,
) -> None:
    monkeypatch.setattr(PostgreSQL, "open_seconds", 0.9)
    monkeypatch.setenv("ROLEFIT_STATE_URL", address.format(**parts))
    for command in (["gaps"], ["state", "migrate"]):
        done = run(*command)
        assert (done.code == 0, done.out) == (False, "")
        assert told in done.err
        assert done.err.count("\n") == 1
        for secret in ("hunter2", parts["folder"], "/nowhere"):
            assert secret not in done.err


@pytest.fixture
def in_latin1(postgresql: Server) -> Iterator[str]:
    """A database that cannot hold all that people write."""
    with psycopg.connect(postgresql.url("postgres"), autocommit=True) as connection:
        connection.execute("create database latin encoding latin1 template template0")
        yield postgresql.url("latin")
        connection.execute("drop database latin")


async def test_a_database_that_cannot_hold_all_letters_is_refused(in_latin1: str) -> None:
    with pytest.raises(StateError, match=r"the database's encoding is LATIN1.*make it with UTF8"):
        await open_state(in_latin1)
