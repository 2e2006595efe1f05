"""A real browser: the machine's Chromium, without a window."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


class NoBrowserError(Exception):
    """There is no browser to test the page with."""


def find_chromium() -> str:
    """The path of the program. Raises NoBrowserError, which says how to install it."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise NoBrowserError(
        f"None of {', '.join(NAMES)} is installed. On Debian: apt-get install chromium"
    )


@asynccontextmanager
async def running_chromium() -> AsyncIterator[Browser]:
    """Chromium, until the end of the block. Raises NoBrowserError."""
    path = find_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path)
        yield browser
        await browser.close()
