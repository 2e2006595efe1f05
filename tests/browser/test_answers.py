"""Asking in the page: commands, answers, sharing, feedback, threads."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.client import PHONE, Client
from tests.browser.conftest import Clients, Demo

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCHEMA = "Who owns the database schema?"
COMPARED = "PHP developer or backend developer?"


async def test_a_question(client: Client) -> None:
    answer = await client.ask("who owns the database schema", SCHEMA)
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer).to_contain_text("Source: Digiqt")
    await expect(client.composer).to_have_value("")
    await expect(client.composer).to_be_focused()


async def test_one_click_is_a_try(client: Client) -> None:
    await client.page.get_by_role("button", name="Compare two roles").click()
    await expect(client.message).to_contain_text(COMPARED)


async def test_a_comparison_changes_its_topic_in_place(client: Client) -> None:
    answer = await client.ask("php vs backend", COMPARED)
    await client.choose("Tech stack", within=answer)
    await expect(client.message.get_by_role("heading")).to_have_text(
        "PHP developer vs Backend developer: Tech stack"
    )
    await expect(client.message.get_by_role("combobox")).to_have_text("Tech stack")
    await expect(client.message.get_by_role("combobox")).to_be_focused()
    await expect(client.message.get_by_text("(changed)")).to_be_visible()
    await expect(client.messages).to_have_count(2)  # the manager's, and this one


@pytest.mark.parametrize("size", [(1280, 800), (1280, 1200), PHONE], ids=str)
async def test_the_beginning_of_ones_own_answer_is_in_sight(
    clients: Clients, size: tuple[int, int]
) -> None:
    client = await clients.open(size)
    for text, heading in [("sources", "Where the answers come from"), ("php vs backend", COMPARED)]:
        answer = await client.ask(text, heading)
        await expect(answer.locator(".byline")).to_be_in_viewport(ratio=1)
        await expect(answer.get_by_role("heading", name=heading)).to_be_in_viewport(ratio=1)


async def test_what_is_shared_is_what_others_see(client: Client) -> None:
    answer = await client.ask("who owns the database schema", SCHEMA)
    await client.press("Share", within=answer)
    confirm = client.page.get_by_role("alertdialog", name="Share with this channel?")
    await client.press("Keep private", within=confirm)
    await expect(confirm).to_be_hidden()
    await client.press("Share", within=answer)
    await client.press("Share", within=confirm)
    shared = client.message.filter(has_text="Shared by @Recruiter")
    await expect(shared).to_be_in_viewport()
    await client.view_as("Hiring manager")
    await expect(client.message).to_contain_text("Shared by @Recruiter")
    await expect(client.message.get_by_role("heading")).to_have_text(SCHEMA)
    await expect(client.page.get_by_text("Only visible to you")).to_have_count(0)
    await expect(client.message.get_by_role("button", name="Helpful")).to_have_count(0)


async def test_feedback_with_a_word(client: Client, demo: Demo) -> None:
    answer = await client.ask("who owns the database schema", SCHEMA)
    await client.press("Not helpful", within=answer)
    await client.press("Say what was missing")
    await client.modal.get_by_label("What did you hope to find?").fill("who decides <later>")
    await client.press("Send", within=client.modal)
    await expect(client.modal.get_by_role("heading", name="Thank you")).to_be_visible()
    sent = demo.slack.workspace.traffic[-1]
    assert sent.name == "submit faq.missing"
    assert "who decides <later>" in str(sent.request)


async def test_a_person_has_one_form_in_all_tabs(clients: Clients, client: Client) -> None:
    await client.say("/rolefit")
    await expect(client.modal).to_be_visible()
    other = await clients.open(beside=client, in_="C0ENGINEERING")
    await other.page.keyboard.press("Escape")
    await expect(other.modal).to_be_hidden()
    await expect(client.modal).to_be_hidden()


async def test_a_mention_is_answered_in_its_thread(clients: Clients) -> None:
    client = await clients.open(in_="C0ENGINEERING")
    await client.say("@RoleFit who owns the database schema")
    await expect(client.message).to_contain_text("@RoleFit who owns the database schema")
    await client.press("1 reply", within=client.message)
    await expect(client.replies.last.get_by_role("heading")).to_have_text(SCHEMA)
    thread = client.page.get_by_label("Reply in the thread")
    await expect(thread).to_be_focused()
    await thread.fill("@RoleFit php vs backend")
    await thread.press("Enter")
    await expect(client.replies).to_have_count(4)
    await expect(client.replies.last.get_by_role("heading")).to_have_text(COMPARED)
    await expect(client.message.locator(".replies")).to_have_text("3 replies")
    await thread.press("Escape")
    await expect(client.page.get_by_role("heading", name="Thread")).to_be_hidden()
    await expect(client.composer).to_be_focused()


async def test_a_public_answer_is_judged_by_whoever_presses(clients: Clients) -> None:
    client = await clients.open(in_="C0ENGINEERING")
    await client.say("@RoleFit who owns the database schema")
    await client.press("1 reply", within=client.message)
    feedback = client.page.get_by_role("group", name="Feedback")
    await expect(feedback.get_by_role("button")).to_have_text(["Helpful", "Not helpful"])
    assert await client.violations() == []
    await client.press("Not helpful", within=feedback)
    await expect(client.replies.last).to_contain_text("Thanks, noted.")
    await expect(client.replies.last).to_contain_text("Only visible to you")
    await expect(feedback).to_have_count(1)


async def test_a_mention_where_the_app_is_not(client: Client) -> None:
    await client.say("@RoleFit php")
    await expect(client.message).to_contain_text("RoleFit is not in #hiring")
    await client.say("/invite @RoleFit")
    await expect(client.page.locator("#place-note")).to_have_text("3 people and RoleFit")
    await client.say("@RoleFit php")
    await expect(client.page.get_by_role("button", name=re.compile("1 reply"))).to_be_visible()


async def test_what_is_no_command_is_said_at_the_composer(client: Client) -> None:
    await client.say("/rolefi php")
    await expect(client.page.locator("#composer-text-problem")).to_contain_text("is not a command")
    await expect(client.composer).to_have_value("/rolefi php")
    await client.composer.press("Backspace")
    await expect(client.page.locator("#composer-text-problem")).to_be_empty()
