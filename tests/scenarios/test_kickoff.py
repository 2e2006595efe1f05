"""Sheets in Slack: from a person's own last answers, or from those that a button carries."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, event

from knowledge.english import day
from knowledge.packs.shipped import DEFAULT_PACK
from localslack.models import Message, View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.packs import PackFolder
from tests.support.slack import (
    action_ids,
    ask,
    button_texts,
    elements,
    opened,
    posts,
    share,
    without_ids,
)
from tests.support.workspace import ENGINEERING, HIRING, LEAD, RECRUITER

pytestmark = pytest.mark.usefixtures("rolefit")

ADVICE = "advice php-or-backend main-work=web-features estate=cms"
NOT_READ = "Your last answers could not be read just now."


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


@pytest.fixture
def slow_drafts() -> Iterator[None]:
    """Whoever reads what is kept of a form waits for longer than an acknowledgement may."""

    def wait(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT") and "drafts" in statement:
            time.sleep(1.0)

    event.listen(Engine, "before_cursor_execute", wait)
    yield
    event.remove(Engine, "before_cursor_execute", wait)


def top(slack: LocalSlack) -> View:
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


async def fill_in(slack: LocalSlack, **chosen: str) -> View:
    """Open the form, choose on its first step, and take the advice."""
    await slack.command(RECRUITER, HIRING, "")
    values = {name.replace("_", "-"): option for name, option in chosen.items()}
    ack = await slack.submit(RECRUITER, top(slack), values)
    assert ack.ok
    ack = await slack.press(RECRUITER, top(slack), "advice.now")
    assert ack.ok
    return top(slack)


def value_of(message: Message | View, text: str) -> str:
    """What a button carries."""
    blocks = message.blocks
    found = [e for b in blocks for e in b.get("elements", []) if e.get("type") == "button"]
    return str(next(e["value"] for e in found if e["text"]["text"] == text))


async def test_the_command_takes_the_answers_of_the_last_form_and_says_of_when(
    slack: LocalSlack,
) -> None:
    await fill_in(slack, main_work="web-features", estate="cms")
    await slack.close(RECRUITER, top(slack), all_views=True)
    sheet = await ask(slack, "kickoff")
    title, named, opening, *_ = sheet.text.split("\n")
    today = day(datetime.now(UTC).date())
    assert title == "Kickoff sheet"
    assert named == f"As answered on {today}: features of sites or web applications; a CMS"
    assert opening == "Opening: PHP developer (CMS) (RF)"
    assert button_texts(sheet) == ["Interview sheet", "Change answers", "Share"]


async def test_somebody_without_answers_gets_the_form(slack: LocalSlack) -> None:
    await fill_in(slack, main_work="web-features")
    ack = await slack.command(LEAD, HIRING, "kickoff")
    assert (ack.status, ack.body) == (200, b"")
    view = slack.workspace.views.top(LEAD)
    assert view is not None
    assert view.callback_id == "advice.step"
    assert "initial_option" not in json.dumps(view.blocks)


@pytest.mark.usefixtures("slow_drafts")
async def test_a_state_that_is_slow_is_told_in_time(slack: LocalSlack) -> None:
    sheet = await ask(slack, "kickoff")
    assert sheet.text.startswith(NOT_READ)
    assert button_texts(sheet) == ["Open the form"]
    kit = await ask(slack, "interview php")
    questions = await opened(slack, kit, "ask.open.0")
    assert "Evidence heard:" in questions.text
    assert "What meets the answers" not in questions.text


async def test_an_advice_carries_its_answers_to_its_kickoff_sheet(slack: LocalSlack) -> None:
    advice = await ask(slack, ADVICE)
    sheet = await opened(slack, advice, "ask.open.0")
    assert "As answered: features of sites or web applications; a CMS" in sheet.text
    questions = await opened(slack, sheet, "ask.open.0")
    assert "What meets the answers comes first." in questions.text
    assert questions.text.count("Evidence heard:") == 8


async def test_so_does_the_card_of_a_form_on_top_of_which_it_opens(slack: LocalSlack) -> None:
    card = await fill_in(slack, main_work="web-features", estate="cms")
    value = value_of(card, "Kickoff sheet")
    assert value == "kickoff php-or-backend main-work=web-features estate=cms"
    ack = await slack.press(RECRUITER, card, "ask.open.0", value=value)
    assert ack.ok
    sheet = top(slack)
    assert sheet.id != card.id
    assert "Not from RoleFit" in json.dumps(sheet.blocks)
    await slack.submit(RECRUITER, sheet, {"share.channel": HIRING.id})
    await slack.workspace.changed(lambda: posts(slack))
    [shared] = posts(slack)
    assert shared.text.startswith("Kickoff sheet\nAs answered: features")


async def test_in_full_that_card_leads_to_the_interview_sheet(slack: LocalSlack) -> None:
    card = await fill_in(slack, main_work="steady-app", estate="cms")
    await slack.press(RECRUITER, card, "advice.side.1", value="more")
    full = top(slack)
    value = value_of(full, "Interview sheet")
    block = next(b for b in full.blocks if value in json.dumps(b))
    [action] = [e["action_id"] for e in block["elements"] if e["value"] == value]
    await slack.press(RECRUITER, full, action, value=value)
    assert "What meets the answers comes first." in json.dumps(top(slack).blocks)


@pytest.mark.parametrize("text", ["kickoff", "sheet interview/php-developer"])
async def test_everyone_gets_exactly_the_sheet_that_the_person_saw(
    slack: LocalSlack, text: str
) -> None:
    await fill_in(slack, main_work="web-features", estate="cms")
    await slack.close(RECRUITER, top(slack), all_views=True)
    private = await ask(slack, text)
    seen = [block for block in without_ids(private.blocks) if block["type"] != "actions"]
    beginning = private.text.split("\n")[:4]
    await share(slack, private)
    await slack.workspace.changed(lambda: posts(slack))
    [public] = posts(slack)
    *content, shared_by, _ = without_ids(public.blocks)
    assert content == seen
    assert shared_by["elements"][0]["text"] == "Shared by <@U0RECRUITER>"
    assert action_ids(public) == ["ask.open.0"]
    again = await slack.press(LEAD, public, "ask.open.0")
    assert again.ok
    copy = slack.workspace.conversation(HIRING, LEAD)[-1]
    assert copy.text.split("\n")[:4] == beginning


async def test_the_kit_leads_to_a_sheet_that_meets_the_last_answers(slack: LocalSlack) -> None:
    kit = await ask(slack, "interview php")
    plain = await opened(slack, kit, "ask.open.0")
    await fill_in(slack, main_work="steady-app")
    await slack.close(RECRUITER, top(slack), all_views=True)
    meeting = await opened(slack, kit, "ask.open.0")
    assert plain.text != meeting.text
    assert f"What meets the answers of {day(datetime.now(UTC).date())} comes first." in meeting.text


async def test_a_mention_does_not_tell_what_somebody_answered(slack: LocalSlack) -> None:
    await fill_in(slack, main_work="web-features", estate="cms")
    await slack.close(RECRUITER, top(slack), all_views=True)
    await slack.mention(RECRUITER, ENGINEERING, "kickoff")
    await slack.workspace.changed(lambda: posts(slack, ENGINEERING))
    [public] = posts(slack, ENGINEERING)
    assert "type /rolefit kickoff after it" in public.text
    assert "CMS" not in public.text
    assert [element["text"]["text"] for element in elements(public)] == ["Open the form"]


async def test_answers_that_the_pack_no_longer_has_are_left_out(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await fill_in(slack, main_work="web-features", estate="cms")
    await slack.close(RECRUITER, top(slack), all_views=True)
    sheet = await ask(slack, "kickoff php-or-backend gone=gone main-work=web-features")
    assert "As answered: features of sites or web applications" in sheet.text
    assert "kickoff gone" not in (await ask(slack, "kickoff gone main-work=web-features")).text
