"""A person in front of the page: what they do and see, and what the browser complains of."""

import re
from collections.abc import Sequence
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
)

DESKTOP = (1280, 800)
PHONE = (390, 844)
GRAVE = ("moderate", "serious", "critical")

Scheme = Literal["light", "dark"]


class Client:
    """One tab. Names of methods are what a person would call it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []  # of the browser: errors, refusals of the policy
        self.asked: set[str] = set()  # origins of all requests
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._note)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _note(self, request: Request) -> None:
        self.asked.add("/".join(request.url.split("/")[:3]) + "/")

    async def go(self, **place: str) -> None:
        """Open the page at a place: `as_`, `in_`, as the address has them."""
        query = "&".join(f"{name.rstrip('_')}={value}" for name, value in place.items())
        await self.page.goto(f"{self.address}?{query}")
        await self._arrive()

    async def reload(self) -> None:
        await self.page.reload()
        await self._arrive()

    async def _arrive(self) -> None:
        """The page is there, and takes what one does."""
        await expect(self.page.locator("#frame")).not_to_have_attribute("inert", "")
        await expect(self.page.locator("#place-name")).not_to_be_empty()

    # What they do

    async def say(self, text: str) -> None:
        """Type into the composer and send."""
        await self.composer.fill(text)
        await self.page.keyboard.press("Escape")  # whatever is offered
        await self.page.keyboard.press("Enter")

    async def ask(self, text: str, heading: str | re.Pattern[str]) -> Locator:
        """Send a command and return the answer, whose heading is given."""
        await self.say(f"/rolefit {text}")
        answer = self.message.filter(has=self.page.get_by_role("heading", name=heading))
        await expect(answer).to_be_visible()
        return answer

    async def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button by its exact name."""
        await (within or self.page).get_by_role("button", name=name, exact=True).click()

    async def choose(self, option: str, within: Locator, label: str | None = None) -> None:
        """Choose an option of a menu."""
        await within.get_by_role("combobox", name=label).first.click()
        await self.page.get_by_role("option", name=option, exact=True).click()

    async def view_as(self, name: str) -> None:
        """Become another person."""
        await self.page.get_by_label("View as").select_option(name)
        await expect(self.page).to_have_url(re.compile(f"as={PEOPLE[name]}"))
        await self._arrive()

    # What they see

    @property
    def composer(self) -> Locator:
        return self.page.locator("#composer-text")

    @property
    def messages(self) -> Locator:
        return self.page.locator("#messages article")

    @property
    def message(self) -> Locator:
        """The newest."""
        return self.messages.last

    @property
    def replies(self) -> Locator:
        return self.page.locator("#replies article")

    @property
    def modal(self) -> Locator:
        return self.page.locator("dialog.modal[open]")

    @property
    def home(self) -> Locator:
        return self.page.locator("#home")

    async def widest(self) -> int:
        """By how much anything is wider than the place that shows it."""
        return int(await self.page.evaluate(WIDEST))

    async def violations(self) -> list[str]:
        """What axe-core finds against the page as it is, if grave."""
        if not await self.page.evaluate("() => 'axe' in window"):
            await self.page.evaluate(AXE_SCRIPT)
        found = (await self.page.evaluate(RUN_AXE))["violations"]
        return [_describe(violation) for violation in found if violation["impact"] in GRAVE]


PEOPLE = {"Recruiter": "U0RECRUITER", "Hiring manager": "U0MANAGER", "Engineering lead": "U0LEAD"}

RUN_AXE = "() => axe.run({ resultTypes: ['violations'] })"
WIDEST = """() => Math.max(...[
  document.documentElement,
  ...document.querySelectorAll("#messages, #replies, #home, .modal-body, #exchanges, article"),
].filter((shown) => shown.checkVisibility()).map((shown) => shown.scrollWidth - shown.clientWidth))
"""


def _describe(violation: Any) -> str:
    targets = [node["target"] for node in violation["nodes"]]
    return f"{violation['id']} ({violation['help']}): {targets}"


async def open_context(
    browser: Browser, size: Sequence[int] = DESKTOP, scheme: Scheme = "light"
) -> BrowserContext:
    """A browser as if just installed, with a window of this size."""
    width, height = size
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale="en-GB",
        is_mobile=size == PHONE,
        has_touch=size == PHONE,
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    return context
