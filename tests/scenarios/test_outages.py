"""PostgreSQL that is away, full or locked: what people are told, in time, and that it passes."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import (
    AbstractContextManager,
    ExitStack,
    asynccontextmanager,
    closing,
    contextmanager,
)
from typing import Any

import aiohttp
import psycopg
import pytest

from bot.outbox import drain
from knowledge.packs.shipped import DEFAULT_PACK
from localslack.acknowledgement import Acknowledgement
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.databases import Database, Server, running_server
from tests.support.installations import top
from tests.support.packs import PackFolder
from tests.support.slack import LONGEST_WAIT, ask, posts, told
from tests.support.workspace import ENGINEERING, HIRING, RECRUITER

pytestmark = over_http

NOT_SAVED = "RoleFit cannot save anything just now, so nothing was posted or changed."
SLACK_WAITS = 3.0  # seconds
MANY = 24  # presses at the same moment, six for each connection
MOST_CONNECTIONS = 8  # that the server takes
CLOSE_OURS = (
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rolefit'"
)


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server that a test may stop, and that takes few connections."""
    with running_server(f"max_connections={MOST_CONNECTIONS}") as server:
        yield server


@pytest.fixture
def database(own: Server) -> Database:
    """A database there."""
    return own.migrated()


@pytest.fixture(autouse=True)
def quick_drain(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the database looks again soon."""
    monkeypatch.setattr(drain, "IDLE_SECONDS", 0.1)


@contextmanager
def away(server: Server, _database: Database) -> Iterator[None]:
    """The server is stopped, and started again at the end."""
    server.stop(keep=True)
    try:
        yield
    finally:
        server.start()


@contextmanager
def full(server: Server, _database: Database) -> Iterator[None]:
    """Other programs have all connections that there are; ours were closed."""
    with ExitStack() as others:
        first = others.enter_context(closing(psycopg.connect(server.url("postgres"))))
        first.autocommit = True
        while True:
            ours = len(first.execute(CLOSE_OURS).fetchall())
            try:
                others.enter_context(closing(psycopg.connect(server.url("postgres"))))
            except psycopg.OperationalError:
                if not ours:
                    break
        yield


@contextmanager
def locked(_server: Server, database: Database) -> Iterator[None]:
    """Another program writes: each of our connections waits for it, and the queue for them."""
    with database.write_locked():
        yield


Trouble = Callable[[Server, Database], AbstractContextManager[None]]


@asynccontextmanager
async def during(trouble: AbstractContextManager[None]) -> AsyncIterator[None]:
    """While this goes on; it begins and ends in a thread."""
    await asyncio.to_thread(trouble.__enter__)
    try:
        yield
    finally:
        await asyncio.to_thread(trouble.__exit__, None, None, None)


async def in_time(*doing: Coroutine[Any, Any, Acknowledgement]) -> None:
    """Each is acknowledged before Slack gives up."""
    for ack in await asyncio.gather(*doing):
        assert ack.ok, ack.problems
        assert ack.seconds < SLACK_WAITS


async def figures(app: AppUnderTest) -> tuple[int, str]:
    """What `/readyz` answers, and whether the figures say that the state can be read."""
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{app.address}/readyz") as ready:
            status = ready.status
        async with session.get(f"{app.address}/metrics") as metrics:
            lines = (await metrics.text()).splitlines()
    [up] = [line for line in lines if line.startswith("rolefit_state_up ")]
    return status, up.split()[1]


@pytest.mark.parametrize("trouble", [away, full, locked])
async def test_answers_go_on_what_saves_is_refused_in_time_and_it_passes(
    slack: LocalSlack, rolefit: AppUnderTest, own: Server, trouble: Trouble
) -> None:
    answers = [await ask(slack, "php") for _ in range(MANY)]
    judged, deleting = await ask(slack, "faq/salary"), await ask(slack, "delete my data")
    await slack.command(RECRUITER, HIRING, "")
    assert await figures(rolefit) == (200, "1.0")
    before = len(told(slack))
    async with during(trouble(own, rolefit.database)):
        await in_time(
            *(slack.press(RECRUITER, answer, "ask.share") for answer in answers),
            slack.press(RECRUITER, judged, "faq.not_helpful"),
            slack.press(RECRUITER, deleting, "ask.delete"),
        )
        assert [text.startswith(NOT_SAVED) for text in told(slack)[before:]] == [True] * (MANY + 2)
        await in_time(slack.submit(RECRUITER, top(slack), {"main-work": "web-features"}))
        assert "could not be saved just now" in json.dumps(top(slack).blocks)
        assert (await ask(slack, "php vs backend")).text.startswith("PHP developer")
        ack = await slack.mention(RECRUITER, ENGINEERING, "php")
        assert ack.status == 500  # Slack sends it again
        assert ack.seconds < SLACK_WAITS
        slack.take_problems()
        reads = trouble is locked  # which keeps from writing alone
        assert await figures(rolefit) == (200, "1.0" if reads else "0.0")
    assert posts(slack) == []
    async with asyncio.timeout(LONGEST_WAIT):  # by itself: nothing is restarted but the server
        while True:
            if await figures(rolefit) == (200, "1.0"):
                break
            await asyncio.sleep(0.05)
    await in_time(slack.press(RECRUITER, answers[0], "ask.share"))
    assert (await slack.deliver_again(ack.request)).ok
    await slack.workspace.changed(lambda: posts(slack) and posts(slack, ENGINEERING))
    assert (await slack.press(RECRUITER, top(slack), "advice.now")).ok
    assert len(await rolefit.rows("select * from drafts")) == 1
