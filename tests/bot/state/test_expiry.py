"""What is too old goes, to the second, and nothing else does."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import app
from bot.state.engine import State, open_state
from bot.state.expiry import DAY, delete_expired
from tests.support.app import AppUnderTest, run_sql

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
        " values ('T0LOCAL', '{name}', 'faq/salary', 0, {since})"
    ),
    "claims": "insert into claims values ('{name}', 'T0LOCAL', {since})",
    "outbox": (
        "insert into outbox (id, workspace, channel, person, message, private, attempts, due_at,"
        " leased_until, created_at, done_at)"
        " values ('{name}', 'T0LOCAL', 'C', 'U', '{{}}', 0, 1, 0, 0, 0, {since})"
    ),
}
NAMES = {
    "drafts": "person",
    "unanswered": "question",
    "feedback": "person",
    "claims": "event",
    "outbox": "id",
}


@pytest.fixture
async def state(tmp_path: Path) -> AsyncIterator[State]:
    opened = await open_state(f"sqlite:///{tmp_path / 'state.db'}")
    yield opened
    await opened.close()


def kept(file: Path, table: str) -> list[str]:
    return [name for (name,) in run_sql(file, f"select {NAMES[table]} from {table}")]


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
    state: State, tmp_path: Path, table: str, seconds: int
) -> None:
    file = tmp_path / "state.db"
    for name, age in {"older": seconds + 1, "younger": seconds - 1}.items():
        run_sql(file, ROWS[table].format(name=name, since=NOW - age))
    await delete_expired(state, NOW)
    assert kept(file, table) == ["younger"]


async def test_a_message_that_waits_to_be_posted_is_not_deleted(
    state: State, tmp_path: Path
) -> None:
    file = tmp_path / "state.db"
    run_sql(file, ROWS["outbox"].format(name="waiting", since="null"))
    await delete_expired(state, NOW)
    assert kept(file, "outbox") == ["waiting"]


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
