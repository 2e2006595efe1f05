"""Workspaces and organisations on one RoleFit, whose Slacks give everything the same ids."""

import json
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import inspect

from bot.settings import Settings
from bot.slack.manifest import build_manifest
from localslack.faults import failing
from localslack.models import Json
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.databases import Database
from tests.support.installations import (
    Place,
    fill_form,
    in_organisation,
    in_team,
    mention,
    move,
    top,
    use_answers,
)
from tests.support.slack import BOT_TOKEN, LONGEST_WAIT, SIGNING_SECRET, ask, told
from tests.support.workspace import CHANNELS, HIRING, JOINED, PEOPLE, RECRUITER

BEGAN = float(int(time.time()))  # when all of their clocks begin, which only they move on
ESTATES = ("cms", "content-site", "php-app", "php-and-services")
Rows = Counter[tuple[object, ...]]


class OwnClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = BEGAN

    def __call__(self) -> float:
        return self.now


@dataclass(eq=False)
class Neighbour:
    """One of them: where it is, its Slack, and what only its people say."""

    place: Place
    slack: LocalSlack
    clock: OwnClock
    estate: str
    word: str
    hesitates: float  # for how many seconds, before a choice

    @property
    def id(self) -> str:
        """The id of the installation."""
        return self.place.installation


class Neighbourhood:
    """They on one app. While one of them does something, Slack's Web API is its own."""

    def __init__(self, app: AppUnderTest, everybody: list[Neighbour]) -> None:
        self.app = app
        self.everybody = everybody
        self.acting = everybody[0]

    async def do(self, one: Neighbour, visit: "Visit") -> None:
        """Let one of them do something, up to the end of what follows from it."""
        self.acting = one
        one.clock.now += 10
        one.slack.app_url = f"{self.app.address}/slack/events"
        await visit(one)
        await self.app.emptied("outbox where done_at is null")

    @cached_property
    def tables(self) -> list[str]:
        """What the database has, whether or not the app knows of it."""
        engine = self.app.database.engine()
        found = inspect(engine).get_table_names()
        engine.dispose()
        return sorted({*found} - {"alembic_version"})

    async def kept(self) -> dict[tuple[str, str], Rows]:
        """All rows, by the id of whose they are and table."""
        kept: dict[tuple[str, str], Rows] = defaultdict(Counter)
        for table in self.tables:
            for owner, *row in await self.app.rows(f"select workspace, {table}.* from {table}"):
                kept[owner, table][tuple(row)] += 1
        return kept


Visit = Callable[[Neighbour], Awaitable[None]]


async def advised(one: Neighbour) -> None:
    """A choice in a form, closed, kept as a draft; then another form filled in, and shared."""
    await one.slack.command(RECRUITER, HIRING, "")
    one.clock.now += one.hesitates
    await one.slack.press(
        RECRUITER, top(one.slack), "advice.answer", option="several", block_id="estate"
    )
    one.clock.now -= one.hesitates
    await one.slack.close(RECRUITER, top(one.slack), all_views=True)
    assert "estate=several" in json.dumps((await ask(one.slack, "kickoff")).blocks)
    await fill_form(one.slack, one.estate)


async def looked_up(one: Neighbour) -> None:
    """An answer looked up, and shared from its modal."""
    await one.slack.shortcut(RECRUITER, "ask.lookup")
    option = {"text": {"type": "plain_text", "text": "x"}, "value": "faq/schema-ownership"}
    await one.slack.submit(RECRUITER, top(one.slack), {"ask.entry": option})
    await one.slack.submit(RECRUITER, top(one.slack), {"share.channel": HIRING.id})
    await one.slack.close(RECRUITER, top(one.slack), all_views=True)


async def answered(one: Neighbour) -> None:
    """An answer judged and shared, a question that nothing answers."""
    await use_answers(one.slack, f"figures on {one.word}", f"what about {one.word}")


async def mentioned(one: Neighbour) -> None:
    """A mention, answered for everyone."""
    await mention(one.slack)


async def welcomed(one: Neighbour) -> None:
    """The Messages tab opened for the first time, and again."""
    for _ in range(2):
        await one.slack.open_home(RECRUITER, "messages")
    await one.slack.workspace.changed(lambda: told(one.slack))


async def shared_twice(one: Neighbour) -> None:
    """A share, pressed twice: in the end it is there once."""
    private = await ask(one.slack, "backend")
    for _ in range(2):
        await one.slack.press(RECRUITER, private, "ask.share")


async def told_later(one: Neighbour) -> None:
    """A shortcut whose form Slack did not open, which is told in a message."""
    before = len(told(one.slack))
    one.slack.workspace.faults.plan("views.open", failing(500))
    await one.slack.shortcut(RECRUITER, "ask.lookup")
    await one.slack.workspace.changed(lambda: len(told(one.slack)) > before)


VISITS: tuple[Visit, ...] = (
    advised, looked_up, answered, mentioned, welcomed, shared_twice, told_later,
)  # fmt: skip


@asynccontextmanager
async def neighbourhood(
    database: Database, packs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Neighbourhood]:
    """Two workspaces, two organisations, one app on one database."""
    places = [
        in_team("T0FIRST"),
        in_team("T0SECOND"),
        in_organisation("E0FIRST", "T0INSIDE"),
        in_organisation("E0SECOND", "T0INSIDE"),
    ]
    words = ("zeppelins", "trampolines", "lighthouses", "marmalade")
    async with AsyncExitStack() as stack:
        everybody = []
        for n, (place, estate, word) in enumerate(zip(places, ESTATES, words, strict=True)):
            clock = OwnClock()
            slack = await stack.enter_async_context(_slack(clock))
            everybody.append(Neighbour(place, slack, clock, estate, word, 5.0 - n))
        places_by_workspace = {id(one.slack.workspace): one.place for one in everybody}
        move(monkeypatch, lambda workspace: places_by_workspace[id(workspace)])
        app = _AppOfMany(everybody[0].slack, database, packs)
        they = Neighbourhood(app, everybody)
        app.api_url = await stack.enter_async_context(_one_door(lambda: they.acting.slack.api_url))
        await app.start()
        try:
            yield they
        finally:
            await app.stop()


class _AppOfMany(AppUnderTest):
    """The real app, whose Web API is that of whoever acts."""

    api_url = ""

    def settings(self) -> Settings:
        return super().settings().model_copy(update={"slack_api_url": self.api_url})


def _slack(clock: OwnClock) -> LocalSlack:
    return LocalSlack(
        build_manifest(("help",)),
        PEOPLE,
        CHANNELS,
        JOINED,
        signing_secret=SIGNING_SECRET,
        bot_token=BOT_TOKEN,
        clock=clock,
        acknowledge_seconds=LONGEST_WAIT,
    )


@asynccontextmanager
async def _one_door(api_url: Callable[[], str]) -> AsyncIterator[str]:
    """A Web API that hands each call on to another one; its base."""
    async with aiohttp.ClientSession() as session:

        async def hand_on(request: web.Request) -> web.Response:
            address = api_url() + request.match_info["method"]
            headers = {
                name: request.headers[name]
                for name in ("Authorization", "Content-Type")
                if name in request.headers
            }
            async with session.post(address, data=await request.read(), headers=headers) as said:
                answer: Json = await said.json()
                return web.json_response(answer, status=said.status)

        server = web.Application()
        server.router.add_post("/api/{method}", hand_on)
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
        finally:
            await runner.cleanup()
