"""The Messages tab, signed, through the real app: one welcome, and then never again."""

import asyncio
import json

import pytest

from knowledge.packs.shipped import DEFAULT_PACK
from localslack import faults
from localslack.models import Message, Person
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.packs import PackFolder
from tests.support.slack import (
    button_texts,
    calls,
    elements,
    unanswered,
)
from tests.support.workspace import ENGINEERING, LEAD, RECRUITER

POST = "chat.postMessage"
CLAIMS = "select event from claims order by event"


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


def said(slack: LocalSlack, person: Person = RECRUITER) -> list[Message]:
    place = slack.workspace
    return place.conversation(place.direct_messages(person), person)


async def welcome(slack: LocalSlack, person: Person = RECRUITER) -> Message:
    assert (await slack.open_home(person, "messages")).ok
    await slack.workspace.changed(lambda: said(slack, person))
    return said(slack, person)[0]


async def test_the_first_visit_is_greeted_with_what_can_be_pressed(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    greeted = await welcome(slack)
    assert greeted.channel.is_im
    assert "only you see the answer until you share it" in greeted.text
    assert {"Which role fits us?", "php vs backend", "Ways to hire"} < set(button_texts(greeted))
    assert slack.workspace.views.home(RECRUITER) is None


async def test_each_button_answers_whoever_presses(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    greeted = await welcome(slack)
    *_, tries = (block["elements"] for block in greeted.blocks if block["type"] == "actions")
    for number, element in enumerate(tries, start=2):
        ack = await slack.press(RECRUITER, greeted, element["action_id"], value=element["value"])
        assert ack.ok
        assert len(said(slack)) == number
        assert said(slack)[-1].is_ephemeral
    assert said(slack)[0].edits == 0
    form = elements(greeted)[0]
    await slack.press(RECRUITER, greeted, form["action_id"], value=form["value"])
    assert slack.workspace.views.top(RECRUITER) is not None


async def test_nobody_is_greeted_twice_and_everybody_once(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await welcome(slack)
    await asyncio.gather(*(slack.open_home(RECRUITER, "messages") for _ in range(3)))
    ack = await slack.open_home(RECRUITER, "messages")
    assert (await slack.deliver_again(ack.request)).ok
    await rolefit.restart()
    await slack.open_home(RECRUITER, "messages")
    await welcome(slack, LEAD)
    await rolefit.stop()
    assert [len(said(slack, person)) for person in (RECRUITER, LEAD)] == [1, 1]
    assert len(calls(slack, POST)) == 2


async def test_home_greets_nobody_there(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await slack.open_home(RECRUITER)
    await rolefit.stop()
    assert said(slack) == []
    assert await rolefit.rows(CLAIMS) == []


async def test_that_somebody_was_greeted_is_theirs(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    """It goes with their data alone: what was answered in channels, and others', stays."""
    await slack.mention(RECRUITER, ENGINEERING, "php")
    for person in (RECRUITER, LEAD):
        await welcome(slack, person)
    await slack.open_home(RECRUITER)
    home = slack.workspace.views.home(RECRUITER)
    assert home is not None
    [mentioned, *greeted] = await rolefit.rows(CLAIMS)
    assert greeted == [("welcome:T0LOCAL:U0LEAD",), ("welcome:T0LOCAL:U0RECRUITER",)]
    await slack.press(RECRUITER, home, "home.delete")
    assert await rolefit.rows(CLAIMS) == [mentioned, greeted[0]]
    await slack.open_home(RECRUITER, "messages")
    await slack.workspace.changed(lambda: len(said(slack)) == 2)


@unanswered
async def test_a_welcome_that_cannot_be_kept_is_asked_for_again(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await rolefit.rows("alter table claims rename to hidden")
    ack = await slack.open_home(RECRUITER, "messages")
    assert not ack.ok  # so Slack sends it again
    slack.take_problems()
    await rolefit.rows("alter table hidden rename to claims")
    assert (await slack.deliver_again(ack.request)).ok
    await slack.workspace.changed(lambda: said(slack))


@pytest.mark.parametrize("error", ["messages_tab_disabled", "user_not_found", "is_archived"])
async def test_a_welcome_that_slack_refuses_is_told_nowhere(
    slack: LocalSlack, rolefit: AppUnderTest, error: str
) -> None:
    slack.workspace.faults.plan(POST, faults.refusing(error))
    assert (await slack.open_home(RECRUITER, "messages")).ok
    await rolefit.emptied("outbox")
    await rolefit.stop()
    assert said(slack) == []
    assert len(calls(slack, POST)) == 1


async def test_home_names_what_its_buttons_ask(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await slack.open_home(RECRUITER)
    home = slack.workspace.views.home(RECRUITER)
    assert home is not None
    labels = {
        element.get("value"): element["text"]["text"]
        for block in home.blocks
        for element in block.get("elements", [])
        if element["type"] == "button"
    }
    assert labels["model"] == "Ways to hire"
    assert labels["sources"] == "Where answers come from"
    await slack.press(RECRUITER, home, "ask.open.1", value="model")
    shown = slack.workspace.views.top(RECRUITER)
    assert shown is not None
    assert "Ways to get the work done" in json.dumps(shown.blocks)
