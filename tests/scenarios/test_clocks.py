"""Two processes on one database whose clocks differ by a minute: neither harms the other.

Slack and the database have clocks of their own, which are right here.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar

import aiohttp
import pytest

from bot.outbox import drain
from bot.state.expiry import KEEP_DRAFT_SECONDS, KEEP_UNANSWERED_SECONDS
from knowledge.packs.shipped import DEFAULT_PACK
from localslack.faults import RESPONSE_URL, hanging
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.databases import Database, on_postgresql
from tests.support.installations import top
from tests.support.packs import PackFolder
from tests.support.slack import LONGEST_WAIT, ask, posts, share
from tests.support.workspace import HIRING, RECRUITER

MINUTE = 60.0
AHEAD: ContextVar[float] = ContextVar("AHEAD", default=0.0)  # whoever is started under it has it

pytestmark = [on_postgresql, over_http, pytest.mark.parametrize("ahead", [-MINUTE, MINUTE])]


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


@pytest.fixture(autouse=True)
def clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine's clock may be off."""
    right = time.time
    monkeypatch.setattr(time, "time", lambda: right() + AHEAD.get())
    monkeypatch.setattr(drain, "IDLE_SECONDS", 0.1)


@asynccontextmanager
async def running_off(app: AppUnderTest, ahead: float) -> AsyncIterator[AppUnderTest]:
    """A process on a machine whose clock is off."""
    async with AsyncExitStack() as stack:
        was = AHEAD.set(ahead)
        try:
            await app.start()
        finally:
            AHEAD.reset(was)
        stack.push_async_callback(app.stop)
        yield app


@pytest.fixture
async def off(
    slack: LocalSlack, pack: PackFolder, database: Database, transport: str, ahead: float
) -> AsyncIterator[AppUnderTest]:
    """A process with a wrong clock, to which Slack turns."""
    app = AppUnderTest(slack, database, [pack.path], transport)
    async with running_off(app, ahead):
        yield app


async def answers_of(app: AppUnderTest) -> dict[str, str]:
    [(answers,)] = await app.rows("select answers from drafts")
    return dict(json.loads(answers))


async def test_what_is_chosen_after_a_step_is_kept(slack: LocalSlack, off: AppUnderTest) -> None:
    """Slack tells when something was pressed, and not when a step was sent off."""
    await slack.command(RECRUITER, HIRING, "")
    await slack.press(RECRUITER, top(slack), "advice.answer", option="several", block_id="estate")
    await slack.submit(RECRUITER, top(slack), {"estate": "cms"})
    assert (await answers_of(off))["estate"] == "cms"
    block = next(block for block in top(slack).blocks if block["type"] == "input")
    option = block["element"]["options"][0]["value"]
    await slack.press(
        RECRUITER, top(slack), "advice.answer", option=option, block_id=block["block_id"]
    )
    assert (await answers_of(off))[block["block_id"]] == option


async def test_what_one_posts_the_other_does_not(
    slack: LocalSlack, off: AppUnderTest, rolefit: AppUnderTest
) -> None:
    place = slack.workspace
    for app in (off, rolefit):
        slack.app_url = f"{app.address}/slack/events"
        before = len(posts(slack, HIRING))
        place.faults.plan(RESPONSE_URL, hanging(0.5, done_first=True))
        await share(slack, await ask(slack, "php"))
        await off.emptied("outbox where done_at is null")
        assert len(posts(slack, HIRING)) == before + 1
    for app in (off, rolefit):
        assert await waits(app) < MINUTE / 2


async def waits(app: AppUnderTest) -> float:
    """How long the oldest message has waited, as the figures tell, of one that came just now."""
    await app.rows(
        "insert into outbox (id, workspace, channel, person, message, private, attempts, due_at,"
        " leased_until, created_at) values ('waits', 'T', 'C', 'U', '{}', true, 1, 1e15, 0,"
        " extract(epoch from now())) on conflict do nothing"
    )
    await app.rows("update outbox set due_at = extract(epoch from now()) + 999 where id = 'waits'")
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{app.address}/metrics") as answer,
    ):
        lines = (await answer.text()).splitlines()
    await app.rows("delete from outbox where id = 'waits'")
    [line] = [line for line in lines if line.startswith("rolefit_outbox_oldest_seconds ")]
    return float(line.split()[1])


async def test_what_is_kept_for_its_time_goes_by_the_databases_clock(
    slack: LocalSlack, off: AppUnderTest, ahead: float
) -> None:
    """Half a minute before its time is over it is there, half a minute after it is gone."""
    for name, left in (("kept", MINUTE / 2), ("gone", -MINUTE / 2)):
        age = f"extract(epoch from now()) + {left}"
        await off.rows(
            "insert into drafts (workspace, person, answers, updated_at) values"
            f" ('T', '{name}', '{{}}', {age} - {KEEP_DRAFT_SECONDS})"
        )
        await off.rows(
            "insert into unanswered (workspace, question, asked_at) values"
            f" ('T', '{name}', {age} - {KEEP_UNANSWERED_SECONDS})"
        )
    await off.stop()
    async with running_off(off, ahead):
        async with asyncio.timeout(LONGEST_WAIT):
            while True:
                if not await off.rows("select 1 from drafts where person = 'gone'"):
                    break
                await asyncio.sleep(0.02)
        assert await off.rows("select person from drafts") == [("kept",)]
        await ask(slack, "what about zeppelins")
    asked = await off.rows("select question, asked_at - extract(epoch from now()) from unanswered")
    assert {question for question, _ in asked} == {"kept", "what about zeppelins"}
    assert min(abs(float(when)) for _, when in asked) < MINUTE / 2
