"""How tall cards are on a phone: `python -m tests.browser.heights`.

A phone shows some 670 px of a conversation: to the last of a card's own buttons, and to its end.
"""

import asyncio
import sys
from typing import NamedTuple

from playwright.async_api import Locator

from bot.cli.demo import serving_page
from tests.browser.chromium import NoBrowserError, running_chromium
from tests.browser.client import PHONE, Client, open_context

SCREEN = 670
ADVICE = "advice php-or-backend"
CARDS = {
    "comparison": "php vs backend",
    "comparison, a topic": "php vs backend stack",
    "comparison, the longest topic": "php vs backend performance scale security",
    "role": "php",
    "role, backend": "backend",
    "role, not compared": "api developer",
    "kit": "interview php",
    "kit, backend": "interview backend",
    "engagement models": "model",
    "engagement, in-house": "engagement/in-house",
    "engagement, outsourcing": "engagement/outsource",
    "engagement, dedicated": "engagement/dedicated-team",
    "engagement, hourly": "engagement/hourly",
    "engagement, offshore": "engagement/offshore",
    "engagement, remote": "engagement/remote",
    "FAQ": "who owns the database schema",
    "FAQ, salary": "faq salary",
    "unknown": "how long does it take to hire a php developer",
    "unknown, never heard of": "zeppelins",
    "suggestions": "is laravel still worth hiring for in 2026",
    "sources": "sources",
    "advice, a brief": "advise We run a WordPress magazine. The hire builds new pages and forms. "
    "They work with the content team every day. Two weeks of work, then it is done.",
    "advice, nothing understood": "advise senior dev asap",
    "advice, one job": f"{ADVICE} main-work=web-features estate=cms apis=both seats=one "
    "performance=pages length=task",
    "advice, two jobs": f"{ADVICE} main-work=app-and-systems seats=several apis=both "
    "performance=between partners=both-sides covered=inside first=features",
    "advice, a close call": f"{ADVICE} main-work=new-platform estate=cms seats=one data=both "
    "partners=product-and-content performance=both growth=both",
    "advice, another language": f"{ADVICE} estate=other-language apis=both security=application",
    "advice, unclear": f"{ADVICE} main-work=web-features estate=several covered=inside "
    "partners=platform-and-data",
    "advice, an open order": f"{ADVICE} main-work=app-and-systems estate=php-app seats=several",
    "advice, work elsewhere": "advise We need an iPhone and Android app for our gym members, in "
    "Swift and Kotlin, and somebody who puts it into the App Store.",
    "interview sheet": "sheet interview/php-developer main-work=steady-app",
    "kickoff": "kickoff php-or-backend main-work=web-features estate=cms apis=both length=task",
    "kickoff, two jobs, all answered": "kickoff 2026-11-29 php-or-backend "
    "main-work=app-and-systems estate=php-and-services partners=both-sides seats=several "
    "apis=both performance=both growth=both security=both data=both operations=both "
    "covered=inside first=features skills=both length=ongoing must-keep=same-people place=here",
    "kickoff, an open order": "kickoff php-or-backend main-work=app-and-systems estate=php-app "
    "seats=several",
    "kickoff, another language": "kickoff php-or-backend estate=other-language apis=both "
    "security=application data=one-schema",
    "kickoff, not said whether PHP": "kickoff php-or-backend performance=pages data=one-schema",
    "kickoff, no role yet": "kickoff php-or-backend estate=cms",
}

MEASURE = """(card) => {
  const { top, bottom } = card.getBoundingClientRect();
  const buttons = card.querySelector(".block-actions");
  const low = buttons ? buttons.getBoundingClientRect().bottom : bottom;
  return [Math.round(low - top), Math.round(bottom - top)];
}"""

MEASURE_MODAL = """(modal) => {
  const body = modal.querySelector(".modal-body");
  const buttons = [...body.querySelectorAll(".block-actions")].pop().getBoundingClientRect();
  const from = modal.getBoundingClientRect().top - body.scrollTop;
  return [Math.round(buttons.bottom - from), Math.round(body.scrollHeight)];
}"""


class Height(NamedTuple):
    """Of a card, in px: to the bottom of its first row of buttons, and in all."""

    to_buttons: int
    whole: int


async def answered(client: Client, text: str) -> Locator:
    """The card that answers `/rolefit <text>`."""
    before = await client.messages.count()
    await client.say(f"/rolefit {text}")
    card = client.messages.nth(before)
    await card.locator(".block-actions").first.wait_for()
    return card


async def measure(card: Locator) -> Height:
    """How tall a card is as it is now."""
    return Height(*await card.evaluate(MEASURE))


async def measure_modal(client: Client, text: str) -> Height:
    """The card in the modal, for the answers that a message's advice was given on: down to its
    last buttons, above what Share asks.
    """
    card = await answered(client, text)
    await client.press("Open the form", within=card)
    await client.press("Advice now", within=client.modal)
    await client.modal.get_by_role("button", name="Change answers").wait_for()
    height = Height(*await client.modal.evaluate(MEASURE_MODAL))
    await client.press("Close", within=client.modal.locator(".modal-foot"))
    await client.modal.wait_for(state="hidden")
    return height


async def print_heights() -> None:
    """A line for each card."""
    async with serving_page((), "127.0.0.1", 0) as (address, _), running_chromium() as browser:
        client = Client(await (await open_context(browser, PHONE)).new_page(), address)
        await client.go()
        for name, text in CARDS.items():
            height = await measure(await answered(client, text))
            print(f"{name:30} {height.to_buttons:5} {height.whole:5}")
            if text.startswith(ADVICE):
                height = await measure_modal(client, text)
                print(f"{name + ' (modal)':30} {height.to_buttons:5} {height.whole:5}")


if __name__ == "__main__":
    try:
        asyncio.run(print_heights())
    except NoBrowserError as error:
        sys.exit(f"heights: {error}")
