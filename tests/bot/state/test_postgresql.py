"""What is special to PostgreSQL: its addresses, what it refuses, and that it can be away."""

import asyncio
import logging
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, event, text

from bot.errors import StateError, StateUnavailableError
from bot.state import engine, outbox
from bot.state.drafts import Draft, read_draft, save_draft
from bot.state.engine import State, open_state
from bot.state.feedback import not_helpful_entries, record_vote, record_word
from bot.state.outbox import OutboxMessage
from bot.state.postgresql import parameters_of
from bot.state.unanswered import record_unanswered, unanswered_questions
from tests.support.databases import Database, Server, on_postgresql, running_server
from tests.support.silence import network
from tests.support.slack import LONGEST_WAIT

NOW = 1_800_000_000.0
MESSAGE = OutboxMessage("press", "T1", "C1", "U1", {"text": "", "blocks": []}, None)


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server that a test may stop."""
    with running_server() as server:
        yield server


def write(connection: Connection) -> None:
    connection.execute(
        text("insert into unanswered (workspace, question, asked_at) values ('T', 'q', 1)")
    )


def count(connection: Connection) -> int:
    return len(connection.execute(text("select question from unanswered")).all())


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
@pytest.mark.parametrize("driver", ["", "+psycopg", "+psycopg2", "+asyncpg"])
@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("u@h/d", {"user": "u", "host": "h", "dbname": "d"}),
        ("u:p@h:5433/d?sslmode=verify-full", {"port": "5433", "sslmode": "verify-full"}),
        ("/d?host=/run/postgresql&user=u", {"host": "/run/postgresql", "user": "u"}),
        ("%2Frun%2Fpostgresql/d", {"host": "/run/postgresql"}),
        ("a:1,b:2/d?target_session_attrs=read-write", {"host": "a,b", "port": "1,2"}),
        ("h/d?connect_timeout=9&channel_binding=require", {"connect_timeout": "9"}),
    ],
)
def test_addresses_are_libpqs(scheme: str, driver: str, rest: str, said: dict[str, str]) -> None:
    read = parameters_of(f"{scheme}{driver}://{rest}")
    assert read.items() >= said.items()


@given(password=st.text(min_size=1).filter(lambda text: "\0" not in text and text.isprintable()))
def test_any_password_can_be_written(password: str) -> None:
    read = parameters_of(f"postgresql://u:{quote(password, safe='')}@h/d")
    assert read["password"] == password


@given(password=st.text("@:/?#[]%& ab'\"", min_size=1))
def test_what_cannot_be_read_is_told_without_the_password(password: str) -> None:
    told = ""
    try:
        parameters_of(f"postgresql://user:hunter2{password}@host/d")
    except StateError as error:
        told = str(error)
    assert "hunter2" not in told
    assert "\n" not in told


async def refused(url: str) -> str:
    with pytest.raises(StateError) as caught:
        await open_state(url)
    return str(caught.value)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("postgresql://h/d?ssl=require", "PostgreSQL knows no parameter ssl"),
        ("postgresql://u:hunter2%zz@h/d", "are written as %40"),
        ("postgresql://u:hunter2@127.0.0.1:1/d", "Connection refused"),
        ("postgresql://u:hunter2@/d?host=/no/such/folder", "No such file or directory"),
        ("postgresql://u:hunter2@/nowhere?host={folder}", "role … does not exist"),
        ("postgresql://rolefit@/nowhere?host={folder}", "database … does not exist"),
        ("postgresql://rolefit@/d?host={folder}&sslmode=wrong", "invalid sslmode value: …"),
    ],
)
async def test_why_a_database_cannot_be_used_is_one_line_without_who_and_where(
    postgresql: Server, monkeypatch: pytest.MonkeyPatch, address: str, reason: str
) -> None:
    monkeypatch.setattr("bot.state.postgresql.PostgreSQL.open_seconds", 1.0)
    told = await refused(address.format(folder=postgresql.folder))
    assert reason in told
    assert "\n" not in told
    for secret in ("hunter2", "127.0.0.1", "/no/such", "nowhere", str(postgresql.folder)):
        assert secret not in told


async def test_without_its_driver_it_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "bot.state.postgresql")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "install rolefit[postgres]" in await refused("postgresql://u:hunter2@h/d")


@pytest.mark.parametrize(
    "words", ["\0", "a\0b", "😀 ünï", "'; drop table", "%s %(x)s :x ?", "x" * 9000]
)
async def test_whatever_people_write_is_kept_alike(state: State, words: str) -> None:
    await record_unanswered(state, "T1", f"who {words}", NOW)
    [question] = await unanswered_questions(state, NOW)
    assert question.question.startswith("who")
    await record_vote(state, "T1", "U1", "faq/x", False, NOW)
    assert await record_word(state, "T1", "U1", "faq/x", f"missed {words}")
    [entry] = await not_helpful_entries(state)
    assert entry.words[0].startswith("missed")
    await save_draft(state, "T1", "U1", "V1", Draft("q", {"a": words}), NOW)
    assert (await read_draft(state, "T1", "U1")).answers == {"a": words}
    message = replace(MESSAGE, message={"text": words, "blocks": []})
    await outbox.add(state, message, NOW)
    [claimed] = await outbox.claim(state, NOW)
    assert claimed.message["text"] == words


async def test_long_ids_are_kept(state: State) -> None:
    long = "x" * 300
    await record_vote(state, long, long, f"faq/{long}", False, NOW)
    await save_draft(state, long, long, long, Draft(None, {}), NOW)
    message = OutboxMessage(long, long, long, long, {"text": "", "blocks": []}, None)
    assert await outbox.add_answer(state, long, message, NOW)
    [claimed] = await outbox.claim(state, NOW)
    assert claimed == replace(message, attempts=1, created_at=NOW)


async def test_no_claim_takes_more_than_its_limit_while_others_claim(
    state: State, database: Database
) -> None:
    for number in range(40):
        await outbox.add(state, replace(MESSAGE, id=f"press-{number}"), NOW + number)
    other = await open_state(database.url)
    claims = [outbox.claim(each, NOW + 100, 3) for each in (state, other) * 4]
    taken = [[message.created_at for message in each] for each in await asyncio.gather(*claims)]
    await other.close()
    assert all(len(created) <= 3 for created in taken)
    assert all(created == sorted(created) for created in taken)
    every = [moment for created in taken for moment in created]
    assert len(every) == len(set(every)) >= 3


@on_postgresql
async def test_what_is_due_is_looked_up_once_a_claim(state: State) -> None:
    """As a subquery PostgreSQL may look it up for each row, and each time lock others."""
    plans: list[str] = []

    def explain(connection: Any, _cursor: object, statement: str, values: Any, *_: object) -> None:
        if statement.startswith("WITH due"):
            driver = connection.connection.driver_connection
            plans.extend(line for (line,) in driver.execute(f"explain {statement}", values))

    event.listen(Engine, "before_cursor_execute", explain)
    await outbox.claim(state, NOW)
    event.remove(Engine, "before_cursor_execute", explain)
    assert any("CTE Scan on due" in line for line in plans)
    assert sum("LockRows" in line for line in plans) == 1


class Shifted:
    """The clock of a machine that is so many seconds off."""

    monotonic = staticmethod(time.monotonic)
    sleep = staticmethod(time.sleep)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def time(self) -> float:
        return time.time() + self.seconds


@on_postgresql
@pytest.mark.parametrize("shift", [-3600.0, -60.0, 60.0, 3600.0])
async def test_no_machine_takes_anothers_lease_for_over_whatever_its_clock_says(
    state: State, database: Database, monkeypatch: pytest.MonkeyPatch, shift: float
) -> None:
    await outbox.add(state, MESSAGE, state.time())
    assert await outbox.claim(state, state.time())
    monkeypatch.setattr(engine, "time", Shifted(shift))
    other = await open_state(database.url)
    assert await outbox.claim(other, other.time()) == []
    assert 0 < await outbox.next_due(other, other.time()) <= outbox.LEASE_SECONDS
    monkeypatch.setattr(engine, "time", Shifted(-shift))  # it is set while it runs
    assert await outbox.claim(other, other.time()) == []
    await other.close()


@on_postgresql
async def test_a_column_that_a_newer_version_widens_fails_nowhere(
    state: State, database: Database
) -> None:
    for number in range(12):  # more than after which psycopg would prepare a statement
        await save_draft(state, "T1", "U1", "V1", Draft("q", {"a": str(number)}), NOW)
        await read_draft(state, "T1", "U1")
    database.rows("alter table drafts alter column answers type varchar(500)")
    database.rows("alter table drafts add column more text not null default ''")
    for _ in range(12):
        await save_draft(state, "T1", "U1", "V1", Draft("q", {"a": "x"}), NOW)
        assert (await read_draft(state, "T1", "U1")).answers == {"a": "x"}


@on_postgresql
async def test_what_one_reads_is_of_one_moment(state: State, database: Database) -> None:
    def count_twice(connection: Connection) -> tuple[int, int]:
        before = count(connection)
        database.rows("insert into unanswered (workspace, question, asked_at) values ('T', 'q', 1)")
        return before, count(connection)

    assert await state.read(count_twice) == (0, 0)
    assert await state.read(count) == 1


async def test_a_database_that_goes_away_is_told_and_comes_back_by_itself(
    own: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    state = await open_state(own.empty().url)
    await state.transact(write)
    await asyncio.to_thread(own.stop, keep=True)
    for _ in range(2):
        with pytest.raises(StateUnavailableError):
            await state.transact(write)
        with pytest.raises(StateUnavailableError):
            await state.read(count)
    waiting = asyncio.create_task(state.transact(write, LONGEST_WAIT))
    await asyncio.to_thread(own.start)
    await waiting
    assert await state.read(count) == 2
    await state.close()
    assert caplog.messages[-1] == "the state can be used again"
    assert str(own.folder) not in caplog.text


@pytest.mark.parametrize("single", [False, True])
async def test_a_restart_between_two_requests_is_not_noticed(own: Server, single: bool) -> None:
    state = await open_state(own.empty().url)
    await asyncio.gather(*(state.transact(write, single=single) for _ in range(8)))
    await asyncio.to_thread(own.stop, keep=True)
    await asyncio.to_thread(own.start)
    await asyncio.gather(*(state.transact(write, single=single) for _ in range(8)))
    assert await state.read(count) == 16
    await state.close()


@on_postgresql
async def test_a_single_statement_is_asked_for_once_and_kept(
    state: State, database: Database
) -> None:
    """Whatever its thread did before: nothing is left open, and others can be undone."""

    def fail(connection: Connection) -> None:
        write(connection)
        raise LookupError

    for number in range(6):
        await state.transact(write, single=True)
        assert database.rows("select count(*) from unanswered") == [(number + 1,)]
        assert await state.read(count) == number + 1
        with pytest.raises(LookupError):
            await state.transact(fail)
    idle = "select count(*) from pg_stat_activity where state like 'idle in transaction%'"
    assert database.rows(idle) == [(0,)]


@on_postgresql
async def test_a_network_that_falls_silent_holds_nobody_up_and_nothing_is_kept(
    postgresql: Server, database: Database
) -> None:
    name = database.url.partition("?")[0].rpartition("/")[2]
    async with network(postgresql.folder / ".s.PGSQL.5432") as between:
        address = f"postgresql://rolefit@127.0.0.1:{between.port}/{name}?gssencmode=disable"
        state, stopping = await open_state(address), await open_state(address)
        await asyncio.gather(*(state.transact(write) for _ in range(8)))
        between.open.clear()
        async with asyncio.timeout(LONGEST_WAIT):
            tried = await asyncio.gather(
                *(state.transact(write) for _ in range(12)), return_exceptions=True
            )
            assert {type(error) for error in tried} == {StateUnavailableError}
            with pytest.raises(StateUnavailableError):
                await state.read(count)
            with pytest.raises(StateUnavailableError):
                await stopping.transact(write)
            await stopping.close()
        between.open.set()
        async with asyncio.timeout(LONGEST_WAIT):
            await state.transact(write, LONGEST_WAIT)
            assert await state.read(count) == 9
            await state.close()


@on_postgresql
async def test_what_is_done_too_late_is_not_kept(state: State, database: Database) -> None:
    def dawdle(connection: Connection) -> None:
        write(connection)
        time.sleep(0.4)

    with pytest.raises(StateUnavailableError):
        await state.transact(dawdle, 0.2)
    other = await open_state(database.url)
    await other.transact(write)
    await state.close()  # the thread is through
    assert await other.read(count) == 1
    await other.close()
