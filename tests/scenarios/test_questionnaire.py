"""The questionnaire in a modal: signed requests through the real app, on RoleFit's own pack."""

import asyncio
import json
from functools import partial

import pytest

from knowledge.packs.shipped import DEFAULT_PACK
from localslack import faults
from localslack.models import Message, View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.packs import PackFolder
from tests.support.slack import offered, told
from tests.support.workspace import HIRING, RECRUITER

pytestmark = pytest.mark.usefixtures("rolefit")


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


def shown(slack: LocalSlack) -> View:
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


def words(view: View) -> str:
    return json.dumps(view.blocks, ensure_ascii=False)


def chosen(view: View) -> dict[str, str]:
    """What each question of a step shows as chosen."""
    return {
        block["block_id"].partition("/")[0]: block["element"]["initial_option"]["value"]
        for block in view.blocks
        if block["type"] == "input" and "initial_option" in block["element"]
    }


async def open_form(slack: LocalSlack) -> View:
    ack = await slack.command(RECRUITER, HIRING, "")
    assert (ack.status, ack.body) == (200, b"")
    return shown(slack)


async def choose(slack: LocalSlack, question: str, option: str | None) -> None:
    """Choose an option, or take the choice back."""
    view = shown(slack)
    [block_id] = [block["block_id"] for block in view.blocks
                  if block["block_id"].partition("/")[0] == question]  # fmt: skip
    ack = await slack.press(RECRUITER, view, "advice.answer", option=option, block_id=block_id)
    assert ack.ok


async def press(
    slack: LocalSlack, action_id: str, option: str | None = None, block_id: str | None = None
) -> None:
    ack = await slack.press(RECRUITER, shown(slack), action_id, option=option, block_id=block_id)
    assert ack.ok


async def next_step(slack: LocalSlack, values: dict[str, str] | None = None) -> None:
    ack = await slack.submit(RECRUITER, shown(slack), values)
    assert ack.ok


async def advised(slack: LocalSlack) -> View:
    """A card: a CMS with content people."""
    await open_form(slack)
    for question, option in (("main-work", "web-features"), ("estate", "cms"),
                             ("partners", "product-and-content")):  # fmt: skip
        await choose(slack, question, option)
    await press(slack, "advice.now")
    return shown(slack)


def posted(slack: LocalSlack) -> list[Message]:
    return [m for m in slack.workspace.messages if m.author == "app" and not m.is_ephemeral]


async def test_the_command_alone_opens_the_first_step(slack: LocalSlack) -> None:
    view = await open_form(slack)
    assert "Step 1 of 3" in words(view)
    inputs = [block for block in view.blocks if block["type"] == "input"]
    assert 1 <= len(inputs) <= 6
    assert all(block["optional"] and block["hint"]["text"] for block in inputs)
    for block in inputs:
        assert block["element"]["options"][-1]["text"]["text"] == "Don't know, or not my call"


async def test_a_comparison_offers_the_form(slack: LocalSlack) -> None:
    ack = await slack.command(RECRUITER, HIRING, "php vs backend")
    assert ack.message is not None
    await slack.press(RECRUITER, ack.message, "advice.open")
    assert "Step 1 of 3" in words(shown(slack))


async def test_steps_forward_and_back_keep_all_answers(slack: LocalSlack) -> None:
    await open_form(slack)
    await next_step(slack, {"main-work": "web-features", "estate": "cms"})
    assert "Step 2 of 3" in words(shown(slack))
    await choose(slack, "apis", "endpoints")
    await press(slack, "advice.back")
    assert chosen(shown(slack)) == {"main-work": "web-features", "estate": "cms"}
    await next_step(slack)
    assert chosen(shown(slack)) == {"apis": "endpoints"}
    await next_step(slack)
    assert "Step 3 of 3" in words(shown(slack))
    await next_step(slack, {"length": "task"})
    card = words(shown(slack))
    assert "Take on a PHP developer for this task" in card
    await press(slack, "advice.side.1")
    assert "How to engage: Hourly" in words(shown(slack))


async def test_the_card_names_reasons_doubts_and_sources(slack: LocalSlack) -> None:
    card = words(await advised(slack))
    for part in ("Post a PHP developer.", "Moderate: three answers point there",
                 "You said: a CMS → a PHP developer who knows the CMS", "What would change it",
                 "If there were also a new shared platform",
                 "Digiqt, 11 Feb 2026 (sells development services)", "Next:"):  # fmt: skip
        assert part in card, part


def _spoken(view: View) -> list[str]:
    return [block["text"]["text"] for block in view.blocks if "text" in block]


async def test_each_side_of_the_card_leads_to_the_others(slack: LocalSlack) -> None:
    await open_form(slack)
    await choose(slack, "main-work", "web-features")
    await next_step(slack, {"estate": "cms"})
    await choose(slack, "apis", "endpoints")
    await press(slack, "advice.now")
    short = _spoken(shown(slack))
    await press(slack, "advice.side.1")
    assert "What else would change it" in words(shown(slack))
    await press(slack, "advice.side.2")
    assert "PHP developer (CMS)" in words(shown(slack))
    await press(slack, "advice.side.0")
    assert _spoken(shown(slack)) == short


@pytest.mark.parametrize(
    ("button", "title"),
    [
        ("ask.open.0", "PHP developer or backend developer?"),
        ("ask.open.1", "Evidence heard"),
    ],
)
async def test_the_card_leads_on_and_back(slack: LocalSlack, button: str, title: str) -> None:
    card = await advised(slack)
    await press(slack, "advice.side.1")
    await press(slack, button)
    on_top = shown(slack)
    assert on_top.previous_id == card.id
    assert title in words(on_top)
    await slack.close(RECRUITER, on_top)
    assert shown(slack).id == card.id


async def test_the_card_for_two_jobs_offers_a_kit_for_each(slack: LocalSlack) -> None:
    await open_form(slack)
    await choose(slack, "main-work", "app-and-systems")
    await press(slack, "advice.now")
    await press(slack, "advice.side.1")
    card = words(shown(slack))
    assert "Slight: one answer points there" in card
    assert "Interview: PHP developer" in card
    assert "Interview: backend developer" in card


async def test_one_choice_on_the_card_answers_the_next_question(slack: LocalSlack) -> None:
    card = await advised(slack)
    [block] = [b for b in card.blocks if b["type"] == "actions" and b["block_id"] == "apis"]
    option = block["elements"][0]["options"][1]["value"]
    await press(slack, "advice.next", option, "apis")
    assert "Two jobs: PHP developer and backend developer" in words(shown(slack))
    await press(slack, "advice.change")
    assert chosen(shown(slack))["main-work"] == "web-features"


async def test_advice_without_answers_is_unclear_and_asks_for_the_main_work(
    slack: LocalSlack,
) -> None:
    await open_form(slack)
    await press(slack, "advice.now")
    view = shown(slack)
    assert "don't point to a role yet" in words(view)
    assert "Next:* What should this hire change" in words(view)
    assert "submit" not in view.given  # there is nothing to share


async def test_the_last_step_has_one_way_to_the_advice(slack: LocalSlack) -> None:
    await open_form(slack)
    offered = []
    for _ in range(3):
        view = shown(slack)
        buttons = [one["text"]["text"] for block in view.blocks for one in block.get("elements", ())
                   if one["type"] == "button"]  # fmt: skip
        offered.append([*buttons, view.given["submit"]["text"]])
        await next_step(slack)
    assert offered == [["Advice now", "Next"], ["Back", "Advice now", "Next"], ["Back", "Advice"]]


@over_http  # test_open_forms.py tries both
@pytest.mark.parametrize("action_id", ["advice.now", "advice.resume"])
async def test_a_form_that_slack_does_not_change_is_told(slack: LocalSlack, action_id: str) -> None:
    await open_form(slack)
    await choose(slack, "main-work", "split-app")
    await slack.close(RECRUITER, shown(slack))
    await open_form(slack)
    await offered(slack, "advice.resume")
    place = slack.workspace
    trouble = (faults.failing(500), faults.dropping(), faults.rate_limited())
    for notices, fault in enumerate(trouble, 1):
        place.faults.plan("views.update", fault)
        ack = await slack.press(RECRUITER, shown(slack), action_id)
        assert (ack.status, ack.body) == (200, b"")
        await place.changed(partial(has_been_told, slack, notices))
        assert told(slack)[-1] == (
            "RoleFit could not show what you asked for: Slack has trouble just now. "
            "Try again in a minute."
        )


def has_been_told(slack: LocalSlack, times: int) -> bool:
    return len(told(slack)) == times


async def test_two_clicks_at_once_change_the_form_once(slack: LocalSlack) -> None:
    await open_form(slack)
    view = shown(slack)
    clicks = (slack.press(RECRUITER, view, "advice.now") for _ in range(2))
    assert [ack.status for ack in await asyncio.gather(*clicks)] == [200, 200]


async def test_of_two_quick_choices_on_the_card_the_one_shown_is_kept(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    card = await advised(slack)
    [block] = [b for b in card.blocks if b["type"] == "actions" and b["block_id"] == "apis"]
    first, second = (option["value"] for option in block["elements"][0]["options"][:2])
    person = RECRUITER
    choices = [
        slack.press(person, card, "advice.next", option=option, block_id="apis")
        for option in (first, second)
    ]
    assert all(ack.ok for ack in await asyncio.gather(*choices))
    [(draft,)] = await rolefit.rows("select answers from drafts")
    held = json.loads(shown(slack).private_metadata)
    assert json.loads(draft) == {"": held["questionnaire"], **held["answers"]}


@pytest.mark.parametrize("side", [0, 1, 2])
async def test_what_is_shared_stood_above_the_line_and_is_posted_once(
    slack: LocalSlack, side: int
) -> None:
    card = await advised(slack)
    if side:
        await press(slack, f"advice.side.{side}")
        card = shown(slack)
    place = slack.workspace
    line = [block["type"] for block in card.blocks].index("divider")
    above = [block["text"]["text"] for block in card.blocks[:line] if "text" in block]
    for _ in range(2):
        await slack.submit(RECRUITER, shown(slack), {"share.channel": HIRING.id})
    [message] = await place.changed(lambda: posted(slack))
    assert message.channel is HIRING
    assert [block["text"]["text"] for block in message.blocks if "text" in block] == above
    assert f"Shared by <@{RECRUITER.id}>" in json.dumps(message.blocks)
    assert ("Text for the post" in json.dumps(message.blocks)) == (side == 2)
    assert "You have shared this there already" in words(shown(slack))


async def test_a_form_that_slack_does_not_open_offers_a_button(slack: LocalSlack) -> None:
    place = slack.workspace
    place.faults.plan("views.open", faults.hanging(20))
    ack = await slack.command(RECRUITER, HIRING, "")
    assert ack.message is not None
    assert "The form did not open" in ack.message.text
    await slack.press(RECRUITER, ack.message, "advice.open")
    assert "Step 1 of 3" in words(shown(slack))


async def test_forged_answers_change_nothing(slack: LocalSlack) -> None:
    await open_form(slack)
    view = shown(slack)
    view.given["private_metadata"] = '{"step": 9, "answers": {"main-work": "<x>", "y": 1}}'
    await press(slack, "advice.now")
    assert "don't point to a role yet" in words(shown(slack))
    view = shown(slack)
    view.given["private_metadata"] = "no json"
    await press(slack, "advice.change")
    assert chosen(shown(slack)) == {}
