"""Forms in the page: the questionnaire, errors at fields, shortcuts, Home."""

import pytest
from playwright.async_api import Locator, expect

from bot.faq.texts import NO_VOTE
from bot.slack.ids import DELETE_DATA, SWITCH
from tests.browser.client import Client
from tests.browser.conftest import Clients, Demo
from tests.support.workspace import ENGINEERING, HIRING, RECRUITER

pytestmark = pytest.mark.asyncio(loop_scope="session")

HINT = "The people who keep these answers read it, without your name."
GOAL = "What should this hire change in the next six months?"
WORK = "What will they work on?"
FEATURES = "Add features, content types or plug-ins to one site or web app"
SCHEMA = "Who owns the database schema?"


def field(client: Client, label: str) -> Locator:
    return client.modal.get_by_role("combobox", name=label)


async def answer(client: Client, label: str, option: str) -> None:
    await field(client, label).click()
    async with client.page.expect_response("**/do"):  # what the app has not heard is in no draft
        await client.page.get_by_role("option", name=option, exact=True).click()
    await expect(field(client, label)).to_have_text(option)


async def test_the_questionnaire_to_its_advice_and_its_share(client: Client) -> None:
    await client.say("/rolefit")
    await answer(client, GOAL, FEATURES)
    await client.press("Next")
    await expect(client.modal).to_contain_text("Step 2 of 3")
    await client.press("Back")
    await expect(field(client, GOAL)).to_have_text(FEATURES)
    await client.press("Advice now")
    await expect(client.modal).to_contain_text("PHP developer")
    await expect(field(client, "Share what is above the line in")).to_have_text("#hiring")
    await client.press("Share", within=client.modal)
    await expect(client.modal).to_contain_text("On its way to the channel that you chose.")
    await client.press("Close", within=client.modal.locator(".modal-foot"))
    await expect(client.modal).to_be_hidden()
    await client.view_as("Engineering lead")
    await expect(client.message).to_contain_text("Shared by @Recruiter")
    await client.press("Try it yourself", within=client.message)
    await expect(client.modal).to_contain_text("Step 1 of 3")
    await expect(field(client, GOAL)).to_have_text("Choose")  # a colleague's answers stay theirs


async def test_a_draft_survives_closing(client: Client) -> None:
    await client.say("/rolefit")
    await answer(client, GOAL, FEATURES)
    await answer(client, GOAL, "Cut one large application into smaller services")
    await client.page.keyboard.press("Escape")
    await expect(client.modal).to_be_hidden()
    await client.say("/rolefit")
    await expect(field(client, GOAL)).to_have_text("Choose")
    await client.press("Resume my last answers")
    await expect(field(client, GOAL)).to_have_text(
        "Cut one large application into smaller services"
    )
    await expect(client.modal).to_contain_text("Your earlier answers are filled in")


async def test_the_focus_returns_to_a_button_that_was_drawn_anew(
    client: Client, demo: Demo
) -> None:
    compared = await client.ask("php vs backend", "PHP developer or backend developer?")
    await client.press("Which fits us?", within=compared)
    await expect(client.modal).to_be_visible()
    place = demo.slack.workspace
    message = place.conversation(HIRING, RECRUITER)[-1]
    topic = "php-developer vs backend-developer stack"
    await demo.slack.press(RECRUITER, message, SWITCH, option=topic)
    await expect(client.message).to_contain_text("Tech stack")
    await client.page.keyboard.press("Escape")
    await expect(client.modal).to_be_hidden()
    await expect(client.page.get_by_role("button", name="Which fits us?")).to_be_focused()


async def test_a_required_field_left_empty(clients: Clients) -> None:
    client = await clients.open(in_="home")  # where no channel can be preset
    await client.press("Which role fits us?")
    await answer(client, GOAL, FEATURES)
    await client.press("Advice now")
    channel = field(client, "Share what is above the line in")
    await client.press("Share", within=client.modal)
    await expect(channel).to_have_accessible_description("Please complete this required field.")
    await expect(channel).to_have_attribute("aria-invalid", "true")
    await expect(channel).to_be_focused()
    await channel.press("ArrowDown")
    options = client.modal.get_by_role("listbox").get_by_role("option")
    await expect(options).to_have_text(["#hiring", "#engineering"])
    await channel.press("Enter")
    await client.press("Share", within=client.modal)
    await expect(client.modal).to_contain_text("On its way")


async def test_an_error_of_the_app_stands_at_its_field(
    clients: Clients, client: Client, demo: Demo
) -> None:
    answered = await client.ask("who owns the database schema", SCHEMA)
    await client.press("Not helpful", within=answered)
    await client.press("Say what was missing")
    word = client.modal.get_by_label("What did you hope to find?")
    await word.fill("who decides")
    # Elsewhere the person takes the vote back, to which the word belongs.
    place = demo.slack.workspace
    await demo.slack.command(RECRUITER, ENGINEERING, "delete my data")
    asked = place.conversation(ENGINEERING, RECRUITER)[-1]
    await demo.slack.press(RECRUITER, asked, DELETE_DATA)
    await client.press("Send", within=client.modal)
    await expect(word).to_have_accessible_description(f"{HINT} {NO_VOTE}")
    await expect(word).to_be_focused()
    await expect(word).to_have_value("who decides")


async def test_looking_up_while_typing(client: Client) -> None:
    await client.press("Shortcuts")
    await client.page.get_by_role("menuitem", name="Look up a hiring FAQ").click()
    question = field(client, "What do you want to know?")
    await expect(question).to_be_focused()
    await client.press("Show answer")
    await expect(question).to_have_accessible_description("Please complete this required field.")
    await question.fill("schem")
    found = client.page.get_by_role("option", name=SCHEMA)
    await expect(found).to_be_visible()
    await expect(client.modal.get_by_role("status")).to_contain_text("result")
    await found.click()
    await expect(question).to_have_value(SCHEMA)
    await client.press("Show answer")
    await expect(client.modal.get_by_role("heading", name=SCHEMA)).to_be_visible()
    await client.choose("#engineering", within=client.modal)
    await client.press("Share", within=client.modal)
    await expect(client.modal).to_contain_text("On its way")
    await client.page.keyboard.press("Escape")
    await client.page.get_by_role("link", name="engineering").click()
    await expect(client.message).to_contain_text("Shared by @Recruiter")


async def test_nothing_found_while_typing(client: Client) -> None:
    await client.press("Shortcuts")
    await client.page.get_by_role("menuitem", name="Look up a hiring FAQ").click()
    await field(client, "What do you want to know?").fill("qqqqqqqq")
    await expect(client.modal.get_by_role("status")).to_have_text("Nothing found.")


async def test_options_that_cannot_be_asked_for(client: Client, demo: Demo) -> None:
    await client.press("Shortcuts")
    await client.page.get_by_role("menuitem", name="Look up a hiring FAQ").click()
    await expect(client.modal).to_be_visible()
    await demo.stop()
    await field(client, "What do you want to know?").fill("schem")
    await expect(client.modal.get_by_role("status")).to_contain_text("does not answer")
    await demo.start()
    assert all("Failed to load resource: net::" in said for said in client.complaints)
    client.complaints.clear()


async def test_the_shortcut_of_a_message(client: Client) -> None:
    await client.message.hover()
    await client.press("More actions on the message of Hiring manager")
    await client.page.get_by_role("menuitem", name="Get hiring advice").click()
    await expect(client.modal).to_contain_text("Step 1 of 3")


async def test_home_shows_the_last_advice_until_the_data_is_deleted(clients: Clients) -> None:
    client = await clients.open(in_="home")
    await client.press("Which role fits us?")
    await answer(client, GOAL, FEATURES)
    await client.press("Advice now")
    await expect(client.modal).to_contain_text("Change answers")
    await client.page.keyboard.press("Escape")
    await expect(client.modal).to_be_hidden()
    await client.reload()
    await expect(client.home).to_contain_text("PHP developer.")
    await client.press("Delete my data")
    confirm = client.page.get_by_role("alertdialog", name="Delete your data?")
    await expect(confirm.get_by_role("button", name="Keep it")).to_be_focused()
    yes = confirm.get_by_role("button", name="Delete", exact=True)
    await expect(yes).to_have_css("background-color", await danger(client))
    await client.page.keyboard.press("Escape")
    await expect(confirm).to_be_hidden()
    await expect(client.home).to_contain_text("PHP developer.")
    await client.press("Delete my data")
    await yes.click()
    await expect(client.home).to_contain_text("Which role to open, and why")


async def danger(client: Client) -> str:
    """The colour of what takes something away."""
    button = client.home.get_by_role("button", name="Delete my data")
    return str(await button.evaluate("(shown) => getComputedStyle(shown).color"))


async def test_a_question_pressed_in_home_is_answered_in_a_form(clients: Clients) -> None:
    client = await clients.open(in_="home")
    await client.press("Where answers come from")
    heading = client.modal.get_by_role("heading", name="Where the answers come from")
    await expect(heading).to_be_visible()
