"""The demo, started anew for each test, and people in front of its page."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from urllib.parse import urlsplit

import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, expect

from bot.cli.demo import serving_page
from localslack.slack import LocalSlack
from tests.browser.chromium import running_chromium
from tests.browser.client import DESKTOP, Client, Scheme, open_context
from tests.support.slack import LONGEST_WAIT

# One loop for all: the browser is started once, and talks to us through it.
fixture = pytest_asyncio.fixture(loop_scope="session")

expect.set_options(timeout=60_000)


class Demo:
    """The real app on the local Slack, with RoleFit's own pack."""

    address = ""
    slack: LocalSlack

    async def start(self) -> None:
        """Start; after a stop at the same address, and anew."""
        port = urlsplit(self.address).port or 0
        self._running = serving_page((), "127.0.0.1", port, LONGEST_WAIT)
        self.address, self.slack = await self._running.__aenter__()

    async def stop(self) -> None:
        await self._running.__aexit__(None, None, None)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with running_chromium() as chromium:
        yield chromium


@fixture
async def demo() -> AsyncIterator[Demo]:
    started = Demo()
    await started.start()
    yield started
    await started.stop()


class Clients:
    """Opens tabs. When a test ends, no browser may have complained, or asked elsewhere."""

    def __init__(self, browser: Browser, demo: Demo, stack: AsyncExitStack) -> None:
        self._browser = browser
        self._demo = demo
        self._stack = stack
        self._opened: list[Client] = []

    async def open(
        self,
        size: tuple[int, int] = DESKTOP,
        scheme: Scheme = "light",
        beside: Client | None = None,
        **place: str,
    ) -> Client:
        """A tab at a place, in a browser of its own or beside another tab."""
        context = beside.page.context if beside else await self._context(size, scheme)
        client = Client(await context.new_page(), self._demo.address)
        self._opened.append(client)
        await client.go(**place)
        return client

    async def _context(self, size: tuple[int, int], scheme: Scheme) -> BrowserContext:
        context = await open_context(self._browser, size, scheme)
        self._stack.push_async_callback(context.close)
        return context

    def check(self) -> None:
        for client in self._opened:
            assert client.complaints == []
            assert client.asked == {self._demo.address}


@fixture
async def clients(browser: Browser, demo: Demo) -> AsyncIterator[Clients]:
    async with AsyncExitStack() as stack:
        opened = Clients(browser, demo, stack)
        yield opened
        opened.check()


@fixture
async def client(clients: Clients) -> Client:
    """The recruiter in #hiring."""
    return await clients.open()
