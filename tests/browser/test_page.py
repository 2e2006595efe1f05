"""The page as Slack's client: keys, places, tabs, reload, a demo that is started again."""

import asyncio
import re

import pytest
from playwright.async_api import Locator, Route, expect

from tests.browser.client import PHONE, Client
from tests.browser.conftest import Clients, Demo

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCHEMA = "Who owns the database schema?"


async def focused(client: Client) -> str:
    """The accessible name of what has the focus, as far as it has one by itself."""
    return str(
        await client.page.evaluate(
            "() => document.activeElement.ariaLabel || document.activeElement.textContent.trim()"
        )
    )


async def tab_to(client: Client, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the target has the focus, as somebody without a mouse does."""
    for _ in range(60):
        if await target.evaluate("(wanted) => wanted === document.activeElement"):
            return
        await client.page.keyboard.press(key)
    raise AssertionError(f"Tab does not reach {target}")


# Without a mouse


async def test_the_order_of_tab(client: Client) -> None:
    order = []
    for _ in range(17):
        await client.page.keyboard.press("Tab")
        order.append(await focused(client))
    assert order[:8] == [
        "Skip to the message box",
        "View as",
        "#hiring",
        "#engineering",
        "RoleFit",
        "Things to try",
        "Shortcuts",
        "Traffic",
    ]
    assert order[8] == "Messages in # hiring"
    assert [name for name in order if name.startswith("Message to #hiring")]


async def test_the_first_key_skips_to_the_composer(client: Client) -> None:
    await client.page.keyboard.press("Tab")
    await client.page.keyboard.press("Enter")
    await expect(client.composer).to_be_focused()


async def test_everything_by_keys_alone(client: Client) -> None:
    keys = client.page.keyboard
    await client.composer.focus()
    await keys.type("/rolefit php vs backend")
    await keys.press("Enter")
    topic = client.message.get_by_role("combobox")
    await expect(topic).to_have_text("More, by topic")
    await tab_to(client, topic, "Shift+Tab")
    await keys.press("ArrowDown")
    await expect(topic).to_have_attribute("aria-expanded", "true")
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await expect(client.message.get_by_text("(changed)")).to_be_visible()
    await expect(topic).to_be_focused()
    share = client.message.get_by_role("button", name="Share")
    await tab_to(client, share)
    await keys.press("Enter")
    confirm = client.page.get_by_role("alertdialog")
    await expect(confirm.get_by_role("button", name="Share")).to_be_focused()
    await keys.press("Escape")
    await expect(confirm).to_be_hidden()
    await expect(share).to_be_focused()
    await tab_to(client, client.message.get_by_role("button", name="Which fits us?"), "Shift+Tab")
    await keys.press("Enter")
    await expect(client.modal.get_by_role("combobox").first).to_be_focused()
    await keys.type("cut")
    await keys.press("Enter")
    await expect(client.modal.get_by_role("combobox").first).to_have_text(
        "Cut one large application into smaller services"
    )
    await keys.press("Control+Enter")
    await expect(client.modal).to_contain_text("Step 2 of 3")
    await keys.press("Escape")
    await expect(client.modal).to_be_hidden()
    await expect(client.page.get_by_role("button", name="Which fits us?")).to_be_focused()


async def test_the_focus_stays_in_an_open_form(client: Client) -> None:
    await client.say("/rolefit")
    await expect(client.modal).to_be_visible()
    behind = "() => !document.activeElement.matches('body, dialog.modal, dialog.modal *')"
    for _ in range(12):
        await client.page.keyboard.press("Tab")
        assert not await client.page.evaluate(behind)


async def test_escape_closes_a_list_before_its_form(client: Client) -> None:
    await client.say("/rolefit")
    first = client.modal.get_by_role("combobox").first
    await first.click()
    await expect(first).to_have_attribute("aria-expanded", "true")
    await client.page.keyboard.press("Escape")
    await expect(first).to_have_attribute("aria-expanded", "false")
    await expect(client.modal).to_be_visible()
    await client.page.keyboard.press("Escape")
    await expect(client.modal).to_be_hidden()
    await expect(client.composer).to_be_focused()


async def test_a_menu_by_keys(client: Client) -> None:
    shortcuts = client.page.get_by_role("button", name="Shortcuts")
    await shortcuts.focus()
    await client.page.keyboard.press("Enter")
    item = client.page.get_by_role("menuitem", name="Look up a hiring FAQ")
    await expect(item).to_be_focused()
    await client.page.keyboard.press("Escape")
    await expect(item).to_be_hidden()
    await expect(shortcuts).to_be_focused()


async def test_things_to_try_by_keys(client: Client) -> None:
    opener = client.page.get_by_role("button", name="Things to try")
    await opener.focus()
    await client.page.keyboard.press("Enter")
    await expect(client.page.get_by_role("dialog", name="Things to try")).to_be_visible()
    await client.page.keyboard.press("Escape")
    await expect(opener).to_be_focused()


# The composer


async def test_completion_of_the_command(client: Client) -> None:
    await client.composer.press_sequentially("/ro")
    offers = client.page.get_by_role("listbox", name="Commands").get_by_role("option")
    await expect(offers.first).to_contain_text("/rolefit")
    await client.page.keyboard.press("Tab")
    await expect(client.composer).to_have_value("/rolefit ")
    await expect(client.composer).to_be_focused()
    count = await offers.count()
    assert count > 1
    await client.page.keyboard.press("ArrowUp")  # to the last one
    chosen = await offers.last.locator("code").text_content()
    await client.page.keyboard.press("Enter")
    await expect(client.composer).to_have_value(str(chosen))
    await expect(offers).to_have_count(0)


async def test_completion_of_the_mention(client: Client) -> None:
    await client.composer.press_sequentially("@")
    await client.page.keyboard.press("Enter")
    await expect(client.composer).to_have_value("@RoleFit ")


async def test_what_was_said_comes_back_with_arrow_up(client: Client) -> None:
    for number, text in enumerate(("first", "/rolefit sources"), start=2):
        await client.say(text)
        await expect(client.messages).to_have_count(number)
    await client.reload()
    await client.composer.focus()
    for key, text in [
        ("ArrowUp", "/rolefit sources"),
        ("ArrowUp", "first"),
        ("ArrowUp", "first"),
        ("ArrowDown", "/rolefit sources"),
        ("ArrowDown", ""),
    ]:
        await client.page.keyboard.press(key)
        await expect(client.composer).to_have_value(text)


async def test_the_page_waits_for_what_the_server_tells(client: Client) -> None:
    told = asyncio.Event()

    async def tell_late(route: Route) -> None:
        await told.wait()
        await route.continue_()

    await client.page.route("**/stream?*", tell_late)
    await client.page.reload()
    await client.composer.focus()
    await client.page.keyboard.type("too early")
    await expect(client.composer).to_have_value("")
    told.set()
    await client.composer.click()
    await client.page.keyboard.type("in time")
    await expect(client.messages).to_have_count(1)
    await expect(client.composer).to_have_value("in time")


async def test_shift_enter_begins_a_line(client: Client) -> None:
    await client.composer.press_sequentially("one")
    await client.page.keyboard.press("Shift+Enter")
    await client.composer.press_sequentially("two")
    await expect(client.messages).to_have_count(1)
    await client.page.keyboard.press("Enter")
    await expect(client.message).to_contain_text("two")


# Places and people


async def test_reload_keeps_the_place(clients: Clients) -> None:
    client = await clients.open(as_="U0LEAD", in_="C0ENGINEERING", pane="traffic")
    await client.reload()
    await expect(client.page.locator("#place-name")).to_have_text("# engineering")
    await expect(client.page.get_by_label("View as")).to_have_value("U0LEAD")
    await expect(client.page.get_by_role("heading", name="Traffic")).to_be_visible()


async def test_back_leads_to_the_place_before(client: Client) -> None:
    await client.page.get_by_role("link", name="engineering").click()
    await client.view_as("Hiring manager")
    await client.page.go_back()
    await expect(client.page.get_by_label("View as")).to_have_value("U0RECRUITER")
    await expect(client.page.locator("#place-name")).to_have_text("# engineering")
    await client.page.go_back()
    await expect(client.page.locator("#place-name")).to_have_text("# hiring")


async def test_two_tabs_are_two_people(clients: Clients) -> None:
    recruiter = await clients.open(as_="U0RECRUITER")
    manager = await clients.open(beside=recruiter, as_="U0MANAGER")
    await recruiter.ask("who owns the database schema", SCHEMA)
    await recruiter.say("Does this help?")
    await expect(manager.message).to_contain_text("Does this help?")
    await expect(manager.messages).to_have_count(2)
    await expect(recruiter.messages).to_have_count(3)


async def test_news_elsewhere_is_marked(clients: Clients) -> None:
    recruiter = await clients.open()
    lead = await clients.open(as_="U0LEAD", in_="C0ENGINEERING")
    await recruiter.say("hello")
    hiring = lead.page.get_by_role("link", name="hiring")
    await expect(hiring.get_by_label("new messages")).to_be_visible()
    await hiring.click()
    await expect(lead.page.locator(".unread-mark")).to_have_count(0)


async def test_somebody_who_reads_above_is_not_moved(clients: Clients) -> None:
    client = await clients.open()
    await client.ask("sources", "Where the answers come from")
    await client.ask("php vs backend", re.compile("PHP developer or"))
    log = client.page.locator("#messages")
    await log.evaluate("(log) => { log.scrollTop = 0; }")
    lead = await clients.open(as_="U0LEAD")
    await lead.say("hello")
    newer = client.page.get_by_role("button", name="New message below")
    await expect(newer).to_be_visible()
    assert await log.evaluate("(log) => log.scrollTop") == 0
    await newer.click()
    await expect(client.message).to_be_in_viewport()
    await expect(newer).to_be_hidden()


async def test_the_places_of_a_phone(clients: Clients) -> None:
    client = await clients.open(PHONE)
    engineering = client.page.get_by_role("link", name="engineering")
    await expect(engineering).not_to_be_in_viewport()
    await client.press("Channels and apps")
    await engineering.click()
    await expect(client.page.locator("#place-name")).to_have_text("# engineering")
    await expect(engineering).not_to_be_in_viewport()


async def test_traffic(client: Client) -> None:
    await client.ask("who owns the database schema", SCHEMA)
    await client.page.locator("#open-traffic").click()
    exchange = client.page.locator("#exchanges li").first
    await expect(exchange).to_contain_text(re.compile(r"/rolefit who owns.*200.* ms"))
    await exchange.locator("summary").click()
    await expect(exchange.locator("pre").last).to_contain_text('"response_type": "ephemeral"')


async def test_a_demo_that_was_started_again(client: Client, demo: Demo) -> None:
    await client.ask("who owns the database schema", SCHEMA)
    await demo.stop()
    banner = client.page.locator("#banner-text")
    await expect(banner).to_contain_text("The demo does not answer")
    await client.say("still there?")
    await expect(client.page.locator("#composer-text-problem")).to_contain_text("does not answer")
    await demo.start()
    await expect(banner).to_have_text("The demo was started again. What was said before is gone.")
    await expect(client.messages).to_have_count(1)
    await expect(client.composer).to_have_value("still there?")
    await client.press("OK")
    await expect(banner).to_be_hidden()
    await client.ask("who owns the database schema", SCHEMA)
    assert all("Failed to load resource: net::" in said for said in client.complaints)
    client.complaints.clear()


async def test_the_messages_tab_greets_once(client: Client) -> None:
    await client.go(in_="home")
    tabs = client.page.locator("#app-tabs")
    await tabs.get_by_role("link", name="Messages").click()
    await expect(client.message).to_contain_text("only you see the answer until you share it")
    await tabs.get_by_role("link", name="Home").click()
    await tabs.get_by_role("link", name="Messages").click()
    await client.press("Where answers come from", within=client.messages.first)
    await expect(client.message.get_by_role("heading")).to_have_text("Where the answers come from")
    await expect(client.messages).to_have_count(2)
