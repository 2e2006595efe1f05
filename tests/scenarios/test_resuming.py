"""Earlier answers in a new form: offered once it is open, filled in, and in nobody's way."""

import asyncio

import pytest

from knowledge.packs.shipped import DEFAULT_PACK
from localslack import faults, interactions, payloads
from localslack.slack import LocalSlack
from tests.hostile.payloads import send
from tests.scenarios.test_questionnaire import (
    choose,
    chosen,
    next_step,
    open_form,
    press,
    shown,
    words,
)
from tests.support.app import AppUnderTest
from tests.support.packs import PackFolder
from tests.support.slack import offered
from tests.support.workspace import HIRING, RECRUITER

pytestmark = pytest.mark.usefixtures("rolefit")


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


async def resume(slack: LocalSlack) -> None:
    await offered(slack, "advice.resume")
    await press(slack, "advice.resume")


async def test_a_closed_form_is_resumed(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await open_form(slack)
    await choose(slack, "main-work", "split-app")
    await slack.close(RECRUITER, shown(slack))
    await rolefit.restart()
    await open_form(slack)
    assert chosen(shown(slack)) == {}
    await resume(slack)
    assert list(chosen(shown(slack)).values()) == ["split-app"]
    assert "Your earlier answers are filled in" in words(shown(slack))


async def test_a_form_begun_anew_loses_nothing_of_the_last_one(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await open_form(slack)
    for question, option in (("main-work", "web-features"), ("estate", "cms")):
        await choose(slack, question, option)
    await slack.close(RECRUITER, shown(slack))
    await open_form(slack)
    await choose(slack, "main-work", "split-app")
    await resume(slack)  # only now they see it
    assert chosen(shown(slack)) == {"main-work": "split-app", "estate": "cms"}
    await slack.close(RECRUITER, shown(slack))
    await rolefit.restart()
    await open_form(slack)
    await resume(slack)
    assert chosen(shown(slack)) == {"main-work": "split-app", "estate": "cms"}


async def test_resumed_answers_count_without_being_chosen_again(slack: LocalSlack) -> None:
    await open_form(slack)
    for question, option in (("main-work", "web-features"), ("estate", "cms")):
        await choose(slack, question, option)
    await slack.close(RECRUITER, shown(slack))
    await open_form(slack)
    await resume(slack)
    await next_step(slack)
    await press(slack, "advice.back")
    assert chosen(shown(slack)) == {"main-work": "web-features", "estate": "cms"}


async def test_what_was_taken_back_is_resumed_again_and_kept(slack: LocalSlack) -> None:
    await open_form(slack)
    await choose(slack, "main-work", "web-features")
    await slack.close(RECRUITER, shown(slack))
    await open_form(slack)
    for _ in range(2):
        await resume(slack)
        assert chosen(shown(slack)) == {"main-work": "web-features"}
        await choose(slack, "main-work", None)
    await resume(slack)
    await slack.close(RECRUITER, shown(slack))
    await open_form(slack)
    await resume(slack)
    assert chosen(shown(slack)) == {"main-work": "web-features"}


async def test_advice_pressed_just_before_resuming_is_offered_is_not_lost(
    slack: LocalSlack,
) -> None:
    """What a person has pressed stands over what RoleFit does to the form on its own meanwhile."""
    await open_form(slack)
    await choose(slack, "main-work", "web-features")
    await slack.close(RECRUITER, shown(slack))
    slack.workspace.faults.plan("views.open", faults.hanging(0.2, done_first=True))
    command = asyncio.create_task(slack.command(RECRUITER, HIRING, ""))
    view = await slack.workspace.changed(lambda: slack.workspace.views.top(RECRUITER))
    assert view is not None
    under_way = payloads.on_surface(slack.workspace, "block_actions", RECRUITER, view)
    under_way["actions"] = [
        interactions.press(*interactions.find_element(view.blocks, "advice.now"), None, None, "1.0")
    ]
    assert (await command).ok
    await offered(slack, "advice.resume")
    assert await send(slack, under_way) == 200
    assert "advice.change" in words(shown(slack))


async def test_a_form_without_answers_leaves_the_last_ones(slack: LocalSlack) -> None:
    await open_form(slack)
    await choose(slack, "main-work", "web-features")
    await slack.close(RECRUITER, shown(slack))
    await open_form(slack)
    await offered(slack, "advice.resume")
    await next_step(slack)
    await press(slack, "advice.back")
    await press(slack, "advice.now")
    await press(slack, "advice.change")
    await press(slack, "advice.resume")
    assert chosen(shown(slack)) == {"main-work": "web-features"}


async def test_nothing_is_resumed_where_there_is_nothing(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await open_form(slack)
    await rolefit.restart()  # what goes on in the background is done
    assert "advice.resume" not in words(shown(slack))


async def test_what_is_deleted_meanwhile_is_not_resumed(slack: LocalSlack) -> None:
    await open_form(slack)
    await choose(slack, "main-work", "split-app")
    await slack.close(RECRUITER, shown(slack))
    await open_form(slack)
    await offered(slack, "advice.resume")
    ack = await slack.command(RECRUITER, HIRING, "delete my data")
    assert ack.message is not None
    await slack.press(RECRUITER, ack.message, "ask.delete")
    await press(slack, "advice.resume")
    assert "There are no earlier answers of yours" in words(shown(slack))
