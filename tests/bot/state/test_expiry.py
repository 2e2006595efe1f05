"""What is too old goes, to the second, and nothing else does."""

import asyncio
import time

import psycopg
import pytest

from bot import app
from bot.state.engine import State, open_state
from bot.state.expiry import DAY, EXPIRING, delete_expired
from tests.support.app import AppUnderTest
from tests.support.databases import Database, on_postgresql

NOW = 1_800_000_000.0
ROWS = {  # a row of each table that was written so long ago
    "drafts": (
        "insert into drafts (workspace, person, answers, updated_at)"
        " values ('T0LOCAL', '{name}', '{{}}', {since})"
    ),
    "unanswered": (
        "insert into unanswered (workspace, question, asked_at)"
        " values ('T0LOCAL', '{name}', {since})"
    ),
    "feedback": (
        "insert into feedback (workspace, person, entry, helpful, given_at)"
        " values ('T0LOCAL', '{name}', 'faq/salary', false, {since})"
    ),
    "claims": "insert into claims values ('{name}', 'T0LOCAL', {since})",
    "outbox": (
        "insert into outbox (id, workspace, channel, person, message, private, attempts, due_at,"
        " leased_until, created_at, done_at)"
        " values ('{name}', 'T0LOCAL', 'C', 'U', '{{}}', false, 1, 0, 0, 0, {since})"
    ),
}
NAMES = {
    "drafts": "person",
    "unanswered": "question",
    "feedback": "person",
    "claims": "event",
    "outbox": "id",
}


def kept(database: Database, table: str) -> list[str]:
    return [name for (name,) in database.rows(f"select {NAMES[table]} from {table}")]


@pytest.mark.parametrize(
    ("table", "seconds"),
    [
        ("drafts", 30 * DAY),
        ("unanswered", 90 * DAY),
        ("feedback", 365 * DAY),
        ("claims", 365 * DAY),
        ("outbox", DAY),
    ],
)
async def test_a_row_is_kept_for_its_time(
    state: State, database: Database, table: str, seconds: int
) -> None:
    for name, age in {"older": seconds + 1, "younger": seconds - 1}.items():
        database.rows(ROWS[table].format(name=name, since=NOW - age))
    await delete_expired(state, NOW)
    assert kept(database, table) == ["younger"]


async def test_a_message_that_waits_to_be_posted_is_not_deleted(
    state: State, database: Database
) -> None:
    database.rows(ROWS["outbox"].format(name="waiting", since="null"))
    await delete_expired(state, NOW)
    assert kept(database, "outbox") == ["waiting"]


@on_postgresql
async def test_of_several_processes_one_deletes_and_the_others_do_not_wait(
    state: State, database: Database
) -> None:
    database.rows("insert into claims select 'e' || n, 'T1', 0 from generate_series(1, 200) n")
    others = [await open_state(database.url) for _ in range(3)]
    with psycopg.connect(database.url) as other:
        other.execute(f"select pg_advisory_xact_lock({EXPIRING})")  # it is about to delete
        await delete_expired(state, NOW)
        assert len(kept(database, "claims")) == 200
    await asyncio.gather(*(delete_expired(each, NOW) for each in (state, *others)))
    assert kept(database, "claims") == []
    for each in others:
        await each.close()


@pytest.mark.parametrize("table", ROWS)
async def test_a_running_app_deletes_again_and_again_though_nobody_comes(
    rolefit: AppUnderTest, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    await rolefit.stop()
    monkeypatch.setattr(app, "EXPIRY_SECONDS", 0.02)
    await rolefit.start()
    for _ in range(2):
        await rolefit.rows(ROWS[table].format(name="older", since=time.time() - 366 * DAY))
        await rolefit.emptied(table)
