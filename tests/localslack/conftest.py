"""A local Slack with a tiny app behind it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from localslack.page.server import build_page
from localslack.slack import LocalSlack
from tests.localslack.samples import MANIFEST
from tests.localslack.tiny_app import BOT_TOKEN, SIGNING_SECRET, Caller, HandClock, TinyApp
from tests.localslack.visitor import GUIDE, Visitor
from tests.support.slack import LONGEST_WAIT
from tests.support.workspace import CHANNELS, JOINED, PEOPLE


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def tiny() -> TinyApp:
    return TinyApp()


@pytest.fixture
def patience() -> float:
    """Seconds until an answer is late."""
    return LONGEST_WAIT


@pytest.fixture
async def slack(clock: HandClock, tiny: TinyApp, patience: float) -> AsyncIterator[LocalSlack]:
    app = web.Application()
    app.router.add_post("/slack/events", tiny.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    local = LocalSlack(
        MANIFEST,
        PEOPLE,
        CHANNELS,
        JOINED,
        signing_secret=SIGNING_SECRET,
        bot_token=BOT_TOKEN,
        clock=clock,
        acknowledge_seconds=patience,
    )
    try:
        async with local:
            local.app_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
            yield local
    finally:
        await runner.cleanup()


@pytest.fixture
async def caller(slack: LocalSlack) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        yield Caller(slack.api_url, session)


@pytest.fixture
async def visitor(slack: LocalSlack) -> AsyncIterator[Visitor]:
    page = build_page(slack, GUIDE, "run-1", "demo.example")
    runner = web.AppRunner(page, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}", read_bufsize=2**20) as session:
        yield Visitor(session, slack)
    await runner.cleanup()
