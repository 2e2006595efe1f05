"""Whatever Slack answers to a call: at most one post, a person who is told, a line in the log."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.slack import replies
from knowledge.packs.shipped import DEFAULT_PACK
from localslack import faults
from localslack.acknowledgement import Acknowledgement
from localslack.faults import RESPONSE_URL, Fault
from localslack.models import Message, View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.packs import PackFolder
from tests.support.slack import action_ids, ask, calls, posts, share, told
from tests.support.workspace import ENGINEERING, HIRING, LEAD, RECRUITER

POST = "chat.postMessage"
PAGE = b"<!DOCTYPE html><title>It works</title>"
DEAD = "installation in this workspace no longer works. Tell whoever runs RoleFit."

# What may come back, and the name under which the log has it
REFUSED = {
    name: faults.refusing(name)
    for name in ("token_revoked", "invalid_blocks", "ekm_access_denied", "user_not_found")
}
PASSING = {
    "ratelimited": Fault(429, PAGE, {"Retry-After": "soon"}, faults.HTML),
    "service_unavailable": Fault(503, {"ok": False, "error": "service_unavailable"}),
}
UNCLEAR = {
    "internal_error": faults.failing(500),
    "no_answer": faults.showing_page(200),
    "http_503": faults.showing_page(503),
    "ServerDisconnectedError": faults.dropping(),
}
ALL = {**REFUSED, **PASSING, **UNCLEAR, "http_403": faults.showing_page(403)}

over_all = pytest.mark.parametrize("name", ALL)


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own, because it has a questionnaire."""
    return PackFolder(DEFAULT_PACK)


def logged(caplog: pytest.LogCaptureFixture, method: str, name: str) -> bool:
    """Whether a warning names the method and what Slack said; no traceback is ever written."""
    assert not any(record.exc_info for record in caplog.records)
    assert "Traceback" not in caplog.text
    assert not any(r.levelno > logging.WARNING for r in caplog.records)
    return f"Slack did not do {method}: {name}" in caplog.text


async def told_times(slack: LocalSlack, times: int) -> list[str]:
    """Wait until the recruiter has been told so many things; these."""
    await slack.workspace.changed(lambda: len(told(slack)) == times)
    return told(slack)


# Posts


@over_http  # once acknowledged, the outbox knows no transport
@over_all
@pytest.mark.parametrize("joined", [True, False], ids=["joined", "not-joined"])
async def test_a_share_is_posted_once_or_told(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    caplog: pytest.LogCaptureFixture,
    name: str,
    joined: bool,
) -> None:
    place, where = slack.workspace, ENGINEERING if joined else HIRING
    place.faults.plan(RESPONSE_URL, ALL[name])
    await share(slack, await ask(slack, "php", channel=where))
    await place.changed(lambda: posts(slack, where) or told(slack)[1:])
    await rolefit.stop()
    has_other_way = joined and name in ("invalid_blocks", "http_403", "user_not_found")
    assert len(posts(slack, where)) == (1 if name in PASSING or has_other_way else 0)
    assert logged(caplog, "response_url", name)


@over_http
@over_all
async def test_the_answer_to_a_mention_is_posted_once_or_told(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    place = slack.workspace
    place.faults.plan(POST, ALL[name])
    assert (await slack.mention(RECRUITER, ENGINEERING, "php")).ok
    await place.changed(lambda: posts(slack, ENGINEERING) or told(slack))
    await rolefit.stop()
    goes_plainly = name == "invalid_blocks"
    assert len(posts(slack, ENGINEERING)) == (1 if name in PASSING or goes_plainly else 0)
    assert "Share" not in "".join(told(slack))
    assert logged(caplog, POST, name)


@over_http
async def test_what_was_posted_although_slack_did_not_say_so_is_never_posted_again(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    place = slack.workspace
    done_first = [replace(fault, done_first=True) for fault in UNCLEAR.values()]
    for count, fault in enumerate(done_first, 1):
        place.faults.plan(POST, fault)
        await slack.mention(RECRUITER, ENGINEERING, "php")
        await told_times(slack, count)
    await rolefit.restart()
    await rolefit.stop()
    assert len(posts(slack, ENGINEERING)) == len(done_first)
    assert all(text.startswith("Slack did not confirm") for text in told(slack))


async def test_a_form_that_brings_no_response_url_is_shared_by_a_post(
    slack: LocalSlack, rolefit: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack, "_response_urls", lambda person, view: [])
    card = await advised(slack)
    assert (await slack.submit(RECRUITER, card, {"share.channel": ENGINEERING.id})).ok
    await slack.workspace.changed(lambda: posts(slack, ENGINEERING))


# Presses on messages


@over_http
@pytest.mark.parametrize("name", [*REFUSED, *UNCLEAR])
async def test_what_cannot_be_shown_where_it_was_pressed_is_told_elsewhere(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.setattr(replies, "MOST_TRIES", 1)
    place = slack.workspace
    private = await ask(slack, "php vs backend")
    place.faults.plan(RESPONSE_URL, ALL[name])
    option = "php-developer vs backend-developer stack"
    ack = await slack.press(RECRUITER, private, "ask.switch", option=option)
    assert (ack.status, ack.ok) == (200, True)
    [_, elsewhere] = await told_times(slack, 2)
    assert elsewhere.startswith(replies.ELSEWHERE)
    assert "PHP developer vs Backend developer: Tech stack" in elsewhere
    assert "Choose" not in elsewhere
    assert place.messages[-1].channel is place.direct_messages(RECRUITER)
    assert action_ids(place.messages[-1]) == []
    assert logged(caplog, "response_url", name)


async def test_a_slack_that_asks_for_a_long_pause_is_not_waited_for(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    private = await ask(slack, "php vs backend")
    slack.workspace.faults.plan(RESPONSE_URL, faults.rate_limited(99999))
    option = "php-developer vs backend-developer stack"
    assert (await slack.press(RECRUITER, private, "ask.switch", option=option)).ok
    await slack.workspace.changed(lambda: replies.ELSEWHERE in told(slack)[-1])


# Views

Opener = Callable[[LocalSlack], Awaitable[Acknowledgement]]


def shown(slack: LocalSlack) -> View:
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


async def home(slack: LocalSlack) -> View:
    assert (await slack.open_home(RECRUITER)).ok
    view = slack.workspace.views.home(RECRUITER)
    assert view is not None
    return view


async def advised(slack: LocalSlack) -> View:
    await slack.press(RECRUITER, await home(slack), "advice.open")
    await slack.press(
        RECRUITER, shown(slack), "advice.answer", option="split-app", block_id="main-work"
    )
    await slack.press(RECRUITER, shown(slack), "advice.now")
    return shown(slack)


async def button(slack: LocalSlack) -> Acknowledgement:
    return await slack.press(RECRUITER, await ask(slack, "php vs backend"), "advice.open")


async def global_shortcut(slack: LocalSlack) -> Acknowledgement:
    return await slack.shortcut(RECRUITER, "ask.lookup")


async def message_shortcut(slack: LocalSlack) -> Acknowledgement:
    message = slack.workspace.post(ENGINEERING, "We need somebody", author=LEAD.id)
    return await slack.message_shortcut(RECRUITER, "advice.message", message)


async def open_in_home(slack: LocalSlack) -> Acknowledgement:
    return await slack.press(RECRUITER, await home(slack), "advice.open")


async def look_up_in_home(slack: LocalSlack) -> Acknowledgement:
    return await slack.press(RECRUITER, await home(slack), "ask.open.0", value="privacy")


async def resume_in_home(slack: LocalSlack) -> Acknowledgement:
    await slack.close(RECRUITER, await advised(slack))
    return await slack.press(RECRUITER, await home(slack), "home.resume")


async def delete_in_home(slack: LocalSlack) -> Acknowledgement:
    view = await home(slack)
    return await slack.press(RECRUITER, view, "home.delete")


async def look_up_in_form(slack: LocalSlack) -> Acknowledgement:
    card = await advised(slack)
    await slack.press(RECRUITER, card, "advice.side.1")  # the rest of it, with what leads on
    return await slack.press(RECRUITER, card, "ask.open.0")


async def change_form(slack: LocalSlack) -> Acknowledgement:
    return await slack.press(RECRUITER, await advised(slack), "advice.change")


async def word(slack: LocalSlack) -> Acknowledgement:
    message: Message = await ask(slack, "php")
    await slack.press(RECRUITER, message, "faq.not_helpful")
    return await slack.press(RECRUITER, message, "faq.say_missing")


PRESSES: dict[Opener, tuple[str, int, str]] = {  # the method, how often before, what is told
    button: ("views.open", 0, "The form did not open: "),
    global_shortcut: ("views.open", 0, "The form did not open: "),
    message_shortcut: ("views.open", 0, "The form did not open: "),
    word: ("views.open", 0, "The form did not open: "),
    open_in_home: ("views.open", 0, "The form did not open: "),
    resume_in_home: ("views.open", 1, "The form did not open: "),
    look_up_in_home: ("views.open", 0, "RoleFit could not show what you asked for: "),
    look_up_in_form: ("views.push", 0, "RoleFit could not show what you asked for: "),
    change_form: ("views.update", 1, "RoleFit could not show what you asked for: "),
    delete_in_home: ("views.publish", 1, "Your data is deleted."),
}
AS_USUAL = Fault(None, done_first=True)


@over_http  # what is told goes the same way for both
@pytest.mark.parametrize("name", ["token_revoked", "invalid_blocks", *PASSING, *UNCLEAR])
@pytest.mark.parametrize("press", PRESSES, ids=lambda press: press.__name__)
async def test_a_view_that_slack_does_not_take_is_told(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    caplog: pytest.LogCaptureFixture,
    press: Opener,
    name: str,
) -> None:
    method, before, words = PRESSES[press]
    place = slack.workspace
    place.faults.plan(method, AS_USUAL, times=before)
    place.faults.plan(method, ALL[name])
    ack = await press(slack)
    assert (ack.status, ack.ok) == (200, True)
    await place.changed(lambda: any(text.startswith(words) for text in told(slack)))
    assert len(calls(slack, method)) == before + 1
    assert logged(caplog, method, name)
    notice = place.messages[-1]
    if words.startswith("Your data"):
        return
    assert (DEAD in notice.text) is (name == "token_revoked")
    assert ("Slack has trouble just now. Try again" in notice.text) is (name not in REFUSED)
    assert not (name in REFUSED and action_ids(notice))


@pytest.mark.parametrize("name", ["not_enabled", "user_not_found", "token_revoked"])
async def test_a_home_that_slack_refuses_is_not_asked_for_again(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    slack.workspace.faults.plan("views.publish", faults.refusing(name))
    assert (await slack.open_home(RECRUITER)).ok
    assert logged(caplog, "views.publish", name)


@over_http
@pytest.mark.parametrize("name", [*PASSING, *UNCLEAR])
async def test_a_home_that_slack_may_take_later_is_asked_for_again(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    slack.workspace.faults.plan("views.publish", ALL[name])
    ack = await slack.open_home(RECRUITER)
    assert ack.status == 500
    slack.take_problems()
    assert (await slack.deliver_again(ack.request)).ok
    assert logged(caplog, "views.publish", name)


# At the start


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
@pytest.mark.parametrize("name", [*PASSING, *UNCLEAR, "http_403"])
async def test_a_start_goes_on_trying(
    slack: LocalSlack, rolefit: AppUnderTest, method: str, name: str
) -> None:
    if method == "apps.connections.open" and rolefit.transport == "http":
        method = "auth.test"
    await rolefit.stop()
    before = len(calls(slack, method))
    slack.workspace.faults.plan(method, ALL[name])
    await rolefit.start()
    await slack.workspace.changed(lambda: len(calls(slack, method)) > before + 1)
    if rolefit.transport == "socket":
        await slack.workspace.changed(lambda: slack.sockets.connections)
    assert (await ask(slack, "php")).text.startswith("PHP developer")
