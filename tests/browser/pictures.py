"""Pictures of the page for README and for the eye: `python -m tests.browser.pictures FOLDER`.

`playground.png` is README's; the others show what is easily overlooked.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from playwright.async_api import Browser, Locator, expect

from bot.cli.demo import serving_page
from tests.browser.chromium import NoBrowserError, running_chromium
from tests.browser.client import DESKTOP, PHONE, Client, Scheme, open_context
from tests.browser.heights import CARDS, answered
from tests.support.workspace import ENGINEERING, LEAD

README = (1280, 970)
SCHEMA = "Who owns the database schema?"
COMPARED = "PHP developer or backend developer?"
LOOKS: tuple[tuple[str, tuple[int, int], Scheme], ...] = (
    ("light", DESKTOP, "light"),
    ("dark", DESKTOP, "dark"),
    ("phone", PHONE, "light"),
)


async def take_pictures(folder: Path) -> None:
    """Take all pictures; the browser makes the folder."""
    async with running_chromium() as browser:
        await _take_one_for_readme(browser, folder / "playground.png")
        for name, size, scheme in LOOKS:
            await _take_the_others(browser, folder, name, size, scheme)
            await _take_cards(browser, folder, name, size, scheme)


async def _take_one_for_readme(browser: Browser, path: Path) -> None:
    """A comparison, and beside it what Slack and RoleFit sent each other for it."""
    async with serving_page((), "127.0.0.1", 0) as (address, slack):
        place = slack.workspace
        await slack.command(LEAD, ENGINEERING, "schema")  # the first one is slower
        place.traffic.clear()
        client = await _client(browser, address, README, "light")
        answer = await client.ask("who owns the database schema", SCHEMA)
        await client.press("Helpful", within=answer)
        await expect(answer).to_contain_text("(changed)")
        await client.press("Share", within=answer)
        await client.press("Share", within=client.page.get_by_role("alertdialog"))
        await expect(client.message).to_contain_text("Shared by @Recruiter")
        await client.page.locator("#open-traffic").click()
        compared = await client.ask("php vs backend", COMPARED)
        await expect(compared.locator(".byline")).to_be_in_viewport(ratio=1)
        await client.page.screenshot(path=path)
        await client.page.context.close()


async def _take_the_others(
    browser: Browser, folder: Path, name: str, size: tuple[int, int], scheme: Scheme
) -> None:
    async with serving_page((), "127.0.0.1", 0) as (address, _):
        client = await _client(browser, address, size, scheme)

        async def take(what: str) -> None:
            await client.page.screenshot(path=folder / f"{name}-{what}.png")

        await take("welcome")
        await client.ask("php vs backend", COMPARED)
        await take("comparison")
        await client.ask("who owns the database schema", SCHEMA)
        await take("answer")
        await client.say("/rolefit")
        await client.modal.get_by_role("combobox").first.click()
        await take("form")
        await client.page.keyboard.press("Enter")
        await client.press("Advice now")
        await expect(client.modal).to_contain_text("Change answers")
        await take("advice")
        await client.page.keyboard.press("Escape")
        await client.go(in_="home")
        await expect(client.home).to_contain_text("Questions that people ask")
        await take("home")
        await client.press("Delete my data")
        await take("confirm")
        await client.page.context.close()


async def _take_cards(
    browser: Browser, folder: Path, name: str, size: tuple[int, int], scheme: Scheme
) -> None:
    """Each card by itself, and once more with what is behind More."""
    async with serving_page((), "127.0.0.1", 0) as (address, _):
        client = await _client(browser, address, size, scheme)
        for card, text in CARDS.items():
            answer = await answered(client, text)
            path = folder / f"{name}-card-{card.replace(', ', '-').replace(' ', '-')}.png"
            await _take_whole(client, answer, size, path)
            more = answer.get_by_role("button", name="More", exact=True)
            if await more.count():
                await more.click()
                await answer.get_by_role("button", name="In short", exact=True).wait_for()
                await _take_whole(client, answer, size, path.with_stem(f"{path.stem}-more"))
        await client.page.context.close()


async def _take_whole(client: Client, card: Locator, size: tuple[int, int], path: Path) -> None:
    """A card, however tall it is: what a window scrolls is no part of a picture."""
    width, height = size
    tall = await card.evaluate("(card) => Math.ceil(card.getBoundingClientRect().height)")
    await client.page.set_viewport_size({"width": width, "height": height + tall})
    await card.screenshot(path=path)
    await client.page.set_viewport_size({"width": width, "height": height})


async def _client(browser: Browser, address: str, size: tuple[int, int], scheme: Scheme) -> Client:
    context = await open_context(browser, size, scheme)
    client = Client(await context.new_page(), address)
    await client.go()
    return client


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.browser.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    try:
        asyncio.run(take_pictures(parser.parse_args().folder))
    except NoBrowserError as error:
        sys.exit(f"pictures: {error}")
