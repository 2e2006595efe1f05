"""`rolefit state` and `gaps` where the state is in PostgreSQL."""

import json

import pytest

from bot.state.schema import HEAD, claims, metadata
from tests.support.cli import CommandLine
from tests.support.databases import Database, PostgreSQLDatabase, Server
from tests.support.state import fill


@pytest.fixture
def empty(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> PostgreSQLDatabase:
    """Where the setting points: nothing is there yet."""
    database = postgresql.empty()
    monkeypatch.setenv("ROLEFIT_STATE_URL", database.url)
    return database


@pytest.fixture
def filled(empty: PostgreSQLDatabase, run: CommandLine) -> PostgreSQLDatabase:
    """A state with four rows in each table."""
    assert run("state", "migrate").code == 0
    fill(empty)
    return empty


def test_migrating_says_what_it_did(run: CommandLine, empty: Database) -> None:
    done = run("state", "migrate")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"The state was empty: it is made now, at level {HEAD}.\n"
    assert run("state", "migrate").out == f"The state is up to date, at level {HEAD}.\n"
    document = json.loads(run("state", "migrate", "--json").out)
    assert document == {"created": False, "from_level": HEAD, "level": HEAD}


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_backups_are_postgresqls_own(run: CommandLine, filled: Database, command: str) -> None:
    done = run("state", command, "file.db")
    assert (done.code, done.out) == (1, "")
    assert "pg_dump" in done.err
    assert "pg_restore" in done.err
    assert done.err.count("\n") == 1


def test_what_is_kept_of_a_person_is_exported_and_purged(
    run: CommandLine, filled: Database
) -> None:
    who = ("--workspace", "T1", "--person", "U1")
    exported = json.loads(run("state", "export", *who).out)["tables"]
    assert {name: len(rows) for name, rows in exported.items()} == {
        table.name: 1 for table in metadata.sorted_tables if "person" in table.c or table is claims
    }
    purged = json.loads(run("state", "purge", *who, "--yes", "--json").out)
    assert purged["deleted"] == dict.fromkeys(exported, 1)
    assert filled.rows("select * from drafts where workspace = 'T1' and person = 'U1'") == []
    assert len(filled.rows("select * from drafts")) == 3


def test_gaps_are_read(run: CommandLine, filled: Database) -> None:
    filled.rows("update unanswered set asked_at = extract(epoch from now())")
    found = json.loads(run("gaps", "--json").out)
    assert len(found["unanswered"]) == 4
    assert len(found["not_helpful"]) == 4


@pytest.mark.parametrize(
    "command",
    [("export", "--workspace", "T"), ("purge", "--workspace", "T", "--yes"), ("gaps",)],
    ids=lambda command: str(command[0]),
)
def test_without_a_state_there_is_nothing_to_do_and_none_is_made(
    run: CommandLine, empty: Database, command: tuple[str, ...]
) -> None:
    done = run(*(command if command == ("gaps",) else ("state", *command)))
    assert (done.code, done.out) == (1, "")
    assert "there is no state database" in done.err
    assert empty.rows("select 1 from pg_tables where schemaname = 'public'") == []
