"""What the page shows: to everybody, of hostile texts, of blocks that it does not know."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.ask.lookup import MOST_OPTIONS
from bot.slack.blocks import escape
from localslack.models import Json, Message
from tests.browser.client import DESKTOP, PHONE, Client, Scheme
from tests.browser.conftest import Clients, Demo
from tests.browser.heights import CARDS, answered
from tests.support.workspace import HIRING, RECRUITER

pytestmark = pytest.mark.asyncio(loop_scope="session")

SNAPSHOTS = Path(__file__).parents[1] / "bot" / "__snapshots__"
SCHEMA = "Who owns the database schema?"
HOSTILE = (
    "<script>document.title = 'gone'</script> <img src=x onerror=alert(1)> "
    "<!channel> <@U0LEAD> &amp; &lt; <javascript:alert(1)|here> *bold*"
)


# Accessibility


async def screens(client: Client) -> AsyncIterator[str]:
    """Lead through the main screens; the name of each, once it is there."""
    page = client.page
    yield "the welcome"
    await client.ask("who owns the database schema", SCHEMA)
    await client.ask("php vs backend", "PHP developer or backend developer?")
    yield "answers"
    await client.message.get_by_role("combobox").click()
    await expect(page.get_by_role("option", name="Tech stack")).to_be_visible()
    yield "a list of options"
    await page.keyboard.press("Escape")
    await page.locator("#open-traffic").click()
    await page.locator("#exchanges summary").first.click()
    await expect(page.locator("#exchanges pre").last).to_be_visible()
    yield "the traffic"
    await client.press("Close the traffic")
    await client.press("Reply to Hiring manager in a thread", within=client.messages.first)
    await expect(client.replies).to_have_count(1)
    yield "a thread"
    await client.press("Close the thread")
    await page.get_by_role("button", name="Things to try").click()
    await expect(page.get_by_role("dialog", name="Things to try")).to_be_visible()
    yield "things to try"
    await page.keyboard.press("Escape")
    await client.say("/rolefit")
    await expect(client.modal).to_contain_text("Step 1 of 3")
    yield "a form"
    await client.press("Advice now")
    await expect(client.modal).to_contain_text("Change answers")
    yield "advice"
    await page.keyboard.press("Escape")
    await expect(client.modal).to_be_hidden()
    await page.get_by_role("button", name="Shortcuts").click()
    await expect(page.get_by_role("menuitem")).to_be_visible()
    yield "a menu"
    await page.get_by_role("menuitem").first.click()
    await client.press("Show answer")
    await expect(client.modal.get_by_text("Please complete this required field.")).to_be_visible()
    yield "an error at a field"
    await client.modal.get_by_role("combobox").click()
    await expect(client.modal.get_by_role("option")).to_have_count(MOST_OPTIONS)
    yield "a list that scrolls"
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await expect(client.modal).to_be_hidden()
    await answered(client, CARDS["kickoff"])
    await answered(client, CARDS["interview sheet"])
    yield "sheets"
    await client.go(in_="home")
    await expect(client.home).to_contain_text("Questions that people ask")
    yield "Home"
    await client.press("Delete my data")
    await expect(page.get_by_role("alertdialog")).to_be_visible()
    yield "a question before it counts"


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")],
    ids=["light", "dark", "phone"],
)
async def test_everybody_can_use_it(
    clients: Clients, size: tuple[int, int], scheme: Scheme
) -> None:
    client = await clients.open(size, scheme)
    seen, found = [], []
    async for name in screens(client):
        seen.append(name)
        found += [f"{name}: {violation}" for violation in await client.violations()]
        if wider := await client.widest():
            found.append(f"{name}: {wider} pixels wider than what shows it")
    assert "\n".join(found) == ""
    assert len(seen) == 14


# Texts


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_hostile_texts_are_shown_as_texts(
    clients: Clients, demo: Demo, size: tuple[int, int]
) -> None:
    client = await clients.open(size)
    title = await client.page.title()
    await client.say(HOSTILE)
    await expect(client.message.locator(".content")).to_have_text(HOSTILE.replace("*", ""))
    post(demo, section(escape(HOSTILE)), text="")
    await expect(client.message.locator(".content")).to_have_text(HOSTILE.replace("*", ""))
    post(demo, section("&amp;lt; &lt;b&gt; <!channel> <@U0LEAD> <javascript:alert(1)|here>"))
    await expect(client.message.locator(".content")).to_contain_text("&lt; <b> @channel")
    await expect(client.message.locator(".content")).to_contain_text("@Engineering lead")
    hrefs = await client.message.locator("a").evaluate_all("(all) => all.map((a) => a.href)")
    assert [href for href in hrefs if href.startswith("javascript")] == []
    for markup in ("script", "img", "b"):
        await expect(client.page.locator(f"#messages {markup}")).to_have_count(0)
    assert await client.page.title() == title


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_long_texts_fit(clients: Clients, demo: Demo, size: tuple[int, int]) -> None:
    client = await clients.open(size)
    long = "unbroken" * 375
    assert len(long) == 3_000
    await client.say(long)
    await expect(client.message).to_contain_text(long)
    field = {"type": "mrkdwn", "text": long[:2_000]}
    code = f"```{long[:2_900]}```"
    post(demo, {"type": "header", "text": plain(long[:150])}, section(long), section(code))
    post(demo, {"type": "section", "fields": [field, field]})
    post(demo, {"type": "actions", "elements": [button(long[:75])]})
    await expect(client.messages).to_have_count(5)
    assert await client.widest() == 0


# Blocks


async def test_what_the_page_does_not_know_is_said(client: Client, demo: Demo) -> None:
    post(demo, section("known"))
    place = demo.slack.workspace
    strange: Json = {"type": "video", "block_id": "v", "alt_text": "a film"}
    picker: Json = {"type": "timepicker", "action_id": "t"}
    message = place.messages[-1]
    place.update(message, "", [strange, {"type": "actions", "block_id": "a", "elements": [picker]}])
    unknown = client.message.locator(".unknown-block")
    await expect(unknown).to_have_text(
        ["Not shown here: video (a film)", "Not shown here: timepicker"]
    )


async def test_whatever_the_app_sends_is_shown(client: Client, demo: Demo) -> None:
    place = demo.slack.workspace
    sent = list(blocks_of_snapshots())
    kinds = {element["type"] for block in sent for element in (block, *block.get("elements", []))}
    assert {"header", "section", "context", "actions", "divider", "button"} <= kinds
    views = [view for view in snapshots() if view.get("type") == "modal"]
    assert {block["type"] for view in views for block in view["blocks"]} >= {"input", "actions"}
    for blocks in (sent[start : start + 50] for start in range(0, len(sent), 50)):
        place.post(HIRING, "", blocks)
    await expect(client.messages).to_have_count(1 + (len(sent) + 49) // 50)
    for view in views:
        place.views.close_all(RECRUITER)
        place.views.push(RECRUITER, view, HIRING)
        await expect(client.modal.locator(".modal-title")).to_have_text(view["title"]["text"])
        await expect(client.page.locator(".unknown-block")).to_have_count(0)


def snapshots() -> list[Json]:
    """What the app sent in the tests of its cards: messages and views."""
    found = [json.loads(path.read_text()) for path in sorted(SNAPSHOTS.rglob("*.json"))]
    assert len(found) > 25
    return found


def blocks_of_snapshots() -> list[Json]:
    return [
        {key: value for key, value in block.items() if key != "block_id"}
        for sent in snapshots()
        if sent.get("type") != "modal"
        for block in sent.get("blocks", [])
    ]


def post(demo: Demo, *blocks: Json, text: str = "an answer") -> Message:
    place = demo.slack.workspace
    return place.post(HIRING, text, list(blocks))


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(text: str) -> Json:
    return {"type": "button", "action_id": "b", "text": plain(text), "value": "1"}
