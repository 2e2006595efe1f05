"""How long from a click to its painted answer, in a real browser: `python -m tests.bench.page`.

Measured inside the browser: from the pointer event until the frame after the one in which the
answer is drawn. The limit is 150 ms at the median.
"""

import asyncio
import sys
from statistics import median

from playwright.async_api import Locator, Page

from bot.cli.demo import serving_page
from tests.bench.load import percentile
from tests.browser.chromium import NoBrowserError, running_chromium
from tests.browser.client import Client, open_context

CLICKS = 40
LIMIT_MS = 150

WATCH = """() => {
  let began = 0;
  const begin = (event) => { began = event.timeStamp; };
  addEventListener("pointerdown", begin, { once: true, capture: true });
  const isAnswer = (node) =>
    node.matches?.(".block-header") || node.querySelector?.(".block-header");
  window.painted = new Promise((resolve) => {
    const finish = () => resolve(performance.now() - began);
    const observer = new MutationObserver((changes) => {
      if (!changes.some(({ addedNodes }) => [...addedNodes].some(isAnswer))) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(finish));
    });
    observer.observe(document.getElementById("messages"), { childList: true, subtree: true });
  });
}"""


async def measure() -> None:
    """Click, and print what came out."""
    async with serving_page((), "127.0.0.1", 0) as (address, _), running_chromium() as browser:
        client = Client(await (await open_context(browser)).new_page(), address)
        await client.go()
        print(
            f"Chromium {browser.version}, {CLICKS} clicks each; milliseconds to the painted answer"
        )
        _print("a question", [await _ask(client) for _ in range(CLICKS)])
        _print("another topic in place", [await _change(client, n) for n in range(CLICKS)])


async def _ask(client: Client) -> float:
    """Click one of the things to try."""
    await client.page.get_by_role("button", name="Things to try").click()
    return await _timed(client.page, client.page.get_by_role("dialog").locator(".try").first)


async def _change(client: Client, number: int) -> float:
    """Choose another topic of the newest comparison."""
    await client.message.get_by_role("combobox").click()
    options = client.message.get_by_role("option")
    return await _timed(client.page, options.nth(number % 2))


async def _timed(page: Page, target: Locator) -> float:
    await target.hover()
    await page.evaluate(WATCH)
    await target.click()
    return float(await page.evaluate("() => window.painted"))


def _print(name: str, found: list[float]) -> None:
    middle = median(found)
    verdict = "" if middle < LIMIT_MS else f"  over {LIMIT_MS} ms"
    print(
        f"{name:24} median {middle:5.0f}   p95 {percentile(found, 0.95):5.0f}{verdict}", flush=True
    )


if __name__ == "__main__":
    try:
        asyncio.run(measure())
    except NoBrowserError as error:
        sys.exit(f"bench: {error}")
