"""What is kept of a person or a workspace: exported is what is deleted, and all of it."""

import json
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import inspect

from bot.state.engine import State
from bot.state.privacy import delete_data, export_data
from bot.state.schema import claims, metadata
from tests.support.app import run_sql
from tests.support.databases import Database, on_sqlite
from tests.support.state import ADDRESS, fill

OWNERS = [("T1", None), ("T1", "U1")]


@pytest.fixture(autouse=True)
def filled(state: State, database: Database) -> None:
    fill(database)


def everything(database: Database) -> Counter[tuple[object, ...]]:
    return Counter(
        (table, *row)
        for table in metadata.tables
        for row in database.rows(f"select * from {table}")
    )


def owned(workspace: str, person: str | None) -> Counter[str]:
    """How many rows `fill` made for them, by table."""
    tables = metadata.sorted_tables
    if person:
        return Counter(table.name for table in tables if "person" in table.c or table is claims)
    return Counter({table.name: 2 for table in tables})


async def test_every_table_of_the_database_is_known_and_names_its_workspace(state: State) -> None:
    made = await state.read(lambda connection: inspect(connection).get_table_names())
    assert {*made} - {"alembic_version"} == metadata.tables.keys()
    assert [t.name for t in metadata.sorted_tables if "workspace" not in t.c] == []


def test_every_column_is_judged() -> None:
    """A new column comes here once somebody has thought of whose it is, and who may see it."""
    nobodys = {
        "unanswered": {"id", "question", "asked_at"},
        "claims": {"event", "claimed_at"},  # but for a welcome, whose event names whom
    }
    persons = {
        "drafts": {"answers", "updated_at", "form", "earlier"},
        "feedback": {"entry", "helpful", "word", "given_at"},
        "outbox": {
            *("id", "channel", "message", "afterwards", "private", "response_url"),
            *("response_url_until", "attempts", "due_at", "leased_until", "created_at", "done_at"),
        },
    }
    judged = {table: {"workspace", *columns} for table, columns in nobodys.items()}
    judged |= {table: {"workspace", "person", *columns} for table, columns in persons.items()}
    assert {name: set(table.c.keys()) for name, table in metadata.tables.items()} == judged


@pytest.mark.parametrize(("workspace", "person"), OWNERS)
async def test_what_is_exported_is_what_is_deleted(
    state: State, database: Database, workspace: str, person: str | None
) -> None:
    before = everything(database)
    exported = await export_data(state, workspace, person)
    deleted = await delete_data(state, workspace, person)
    gone = before - everything(database)
    assert {table: len(rows) for table, rows in exported.items()} == deleted
    assert Counter(str(row[0]) for row in gone) == deleted == owned(workspace, person)
    for table, rows in exported.items():
        assert all(row["workspace"] == workspace for row in rows)
        assert all(row.get("person", person) in {person, "U1", "U2"} for row in rows)
        key = metadata.tables[table].primary_key.columns.keys()
        names = metadata.tables[table].c.keys()
        ids = {tuple(row[name] for name in key) for row in rows}
        assert ids == {
            tuple(row[1 + names.index(name)] for name in key) for row in gone if row[0] == table
        }
    assert all(workspace in row for row in gone)
    assert not any((await delete_data(state, workspace, person)).values())
    again = await export_data(state, workspace, person)
    assert not any(again.values())


@pytest.mark.parametrize(("workspace", "person"), OWNERS)
async def test_others_keep_theirs(state: State, workspace: str, person: str | None) -> None:
    await delete_data(state, workspace, person)
    others = [("T2", None), ("T2", "U1")] if person is None else [("T1", "U2"), ("T2", "U1")]
    for other in others:
        kept = await export_data(state, *other)
        assert Counter({table: len(rows) for table, rows in kept.items()}) == owned(*other)


@pytest.mark.parametrize(("workspace", "person"), OWNERS)
async def test_an_export_shows_times_documents_and_no_address(
    state: State, database: Database, workspace: str, person: str | None
) -> None:
    shown = await export_data(state, workspace, person)
    assert ADDRESS not in json.dumps(shown)
    for row in shown["outbox"]:
        assert row["response_url"] == "(not shown)"
        assert row["created_at"] == "2027-01-15T08:00:00+00:00"
        assert row["message"] == {"text": row["id"]}
        assert row["private"] is False
    database.rows("update outbox set response_url = null, leased_until = 0")
    database.rows("update outbox set message = '{cut'")
    [row, *_] = (await export_data(state, workspace, person))["outbox"]
    assert (row["response_url"], row["leased_until"], row["message"]) == (None, None, "{cut")


async def test_deleting_is_all_or_nothing(state: State, database: Database) -> None:
    before = everything(database)
    database.refuse("delete", "outbox", "stuck")
    with pytest.raises(Exception, match="stuck"):
        await delete_data(state, "T1")
    assert everything(database) == before


@on_sqlite
async def test_what_was_deleted_is_not_in_the_file_either(state: State, tmp_path: Path) -> None:
    run_sql(tmp_path / "state.db", "update feedback set word = 'zanzibar' where person = 'U1'")
    run_sql(tmp_path / "state.db", "PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"zanzibar" in (tmp_path / "state.db").read_bytes()
    await delete_data(state, "T1", "U1")
    await delete_data(state, "T2", "U1")
    run_sql(tmp_path / "state.db", "PRAGMA wal_checkpoint(TRUNCATE)")
    for name in ("state.db", "state.db-wal"):
        assert b"zanzibar" not in (tmp_path / name).read_bytes()
