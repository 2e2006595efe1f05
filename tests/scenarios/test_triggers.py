"""Leave to open a form lasts three seconds and serves once: what if it is gone."""

from collections.abc import Awaitable, Callable

import pytest

from knowledge.packs.shipped import DEFAULT_PACK
from localslack import faults
from localslack.acknowledgement import Acknowledgement
from localslack.models import Message
from localslack.slack import LocalSlack
from tests.support.packs import PackFolder
from tests.support.slack import ask, calls
from tests.support.workspace import ENGINEERING, HIRING, LEAD, RECRUITER

pytestmark = pytest.mark.usefixtures("rolefit")

Opener = Callable[[LocalSlack], Awaitable[Acknowledgement]]

OPEN = "views.open"


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own, because it has a questionnaire."""
    return PackFolder(DEFAULT_PACK)


async def command(slack: LocalSlack) -> Acknowledgement:
    return await slack.command(RECRUITER, HIRING, "")


async def button(slack: LocalSlack) -> Acknowledgement:
    message = await ask(slack, "php vs backend")
    return await slack.press(RECRUITER, message, "advice.open")


async def message_shortcut(slack: LocalSlack) -> Acknowledgement:
    place = slack.workspace
    message = place.post(ENGINEERING, "We need somebody", author=LEAD.id)
    return await slack.message_shortcut(RECRUITER, "advice.message", message)


async def global_shortcut(slack: LocalSlack) -> Acknowledgement:
    return await slack.shortcut(RECRUITER, "ask.lookup")


async def word(slack: LocalSlack) -> Acknowledgement:
    message = await ask(slack, "php")
    await slack.press(RECRUITER, message, "faq.not_helpful")
    return await slack.press(RECRUITER, message, "faq.say_missing")


OPENERS: dict[Opener, tuple[str, str]] = {
    command: ("advice.open", "advice.step"),
    button: ("advice.open", "advice.step"),
    message_shortcut: ("advice.open", "advice.step"),
    global_shortcut: ("ask.lookup", "ask.lookup"),
    word: ("faq.say_missing", "faq.missing"),
}


def said(slack: LocalSlack) -> list[Message]:
    """What the recruiter alone was told of a form that did not open."""
    place = slack.workspace
    alone = (RECRUITER.id, None)
    return [
        m
        for m in place.messages
        if m.text.startswith("The form did not open")
        and m.visible_to in alone
        and (m.is_ephemeral or m.channel is place.direct_messages(RECRUITER))
    ]


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id"])
@pytest.mark.parametrize("opener", OPENERS, ids=lambda opener: opener.__name__)
async def test_a_form_that_does_not_open_is_told_with_a_button_that_opens_it(
    slack: LocalSlack, opener: Opener, error: str
) -> None:
    place = slack.workspace
    action_id, form = OPENERS[opener]
    place.faults.plan(OPEN, faults.refusing(error))
    assert (await opener(slack)).ok
    [told] = await place.changed(lambda: said(slack))
    assert (await slack.press(RECRUITER, told, action_id)).ok
    view = place.views.top(RECRUITER)
    assert view is not None
    assert view.callback_id == form
    assert len(calls(slack, OPEN)) == 2


@pytest.mark.parametrize("opener", [button, message_shortcut, global_shortcut])
async def test_that_a_form_did_not_open_is_told_although_slack_is_away(
    slack: LocalSlack, opener: Opener
) -> None:
    place = slack.workspace
    place.faults.plan(OPEN, faults.failing(503))
    place.faults.plan(faults.RESPONSE_URL, faults.rate_limited(1))
    place.faults.plan("chat.postMessage", faults.rate_limited(1))
    assert (await opener(slack)).ok
    assert len(await place.changed(lambda: said(slack))) == 1


async def test_a_slow_slack_is_told_in_time(slack: LocalSlack) -> None:
    place = slack.workspace
    place.faults.plan(OPEN, faults.hanging(20))
    place.faults.plan(faults.RESPONSE_URL, faults.hanging(2, done_first=True))
    assert (await button(slack)).ok  # it waits for neither
    await place.changed(lambda: said(slack))


async def test_a_form_that_opens_slowly_is_no_fault(slack: LocalSlack) -> None:
    slack.workspace.faults.plan(OPEN, faults.hanging(0.5, done_first=True))
    ack = await command(slack)
    assert (ack.ok, ack.body) == (True, b"")
    assert slack.workspace.views.top(RECRUITER) is not None


async def test_two_clicks_on_one_button_open_one_form(slack: LocalSlack) -> None:
    place = slack.workspace
    message = await ask(slack, "php vs backend")
    for _ in range(2):
        assert (await slack.press(RECRUITER, message, "advice.open")).ok
    assert len(place.views.stack(RECRUITER)) == 1
    assert said(slack) == []
