"""A real browser: the machine's Chromium, without a window."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


class NoBrowserError(Exception):
    """There is no browser to test the page with."""


def find_chromium(own: str) -> str:
    """The path of the machine's program, else of Playwright's own, if it is there. Raises
    NoBrowserError, which says how to install one.
    """
    for name in (*NAMES, own):
        if path := shutil.which(name):
            return path
    raise NoBrowserError("There is no Chromium: `make test` installs one")


@asynccontextmanager
async def running_chromium() -> AsyncIterator[Browser]:
    """Chromium, until the end of the block. Raises NoBrowserError."""
    async with async_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        browser = await playwright.chromium.launch(executable_path=path)
        yield browser
        await browser.close()
