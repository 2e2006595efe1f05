"""Slack busy, slow, away or refusing: a share is never lost, never doubled, never silent."""

import asyncio

import pytest

from localslack import faults
from localslack.faults import RESPONSE_URL, Fault
from localslack.models import Message
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.slack import Clock, ask, calls, posts, responses, share, told
from tests.support.workspace import ENGINEERING, HIRING, LEAD, RECRUITER

pytestmark = pytest.mark.usefixtures("rolefit")

USED = Fault(404, {"ok": False, "error": "used_url"})
POST = "chat.postMessage"


async def told_that(slack: LocalSlack, words: str, times: int = 1) -> None:
    """Wait until the recruiter has been told something."""
    await slack.workspace.changed(lambda: sum(words in text for text in told(slack)) >= times)


def statuses(slack: LocalSlack) -> list[int]:
    return [exchange.status for exchange in responses(slack)]


@over_http  # once acknowledged, the outbox knows no transport
async def test_a_busy_slack_is_asked_again_after_the_time_it_names(slack: LocalSlack) -> None:
    private = await ask(slack, "php")
    for seconds in (1, 2):
        slack.workspace.faults.plan(RESPONSE_URL, faults.rate_limited(seconds))
    await share(slack, private)
    await slack.workspace.changed(lambda: private.edits)
    assert statuses(slack) == [429, 429, 200, 200]
    first, second, posted, _ = responses(slack)
    assert second.at - first.at >= 1
    assert posted.at - second.at >= 2
    assert len(posts(slack)) == 1


async def test_a_slack_that_says_it_is_away_gets_it_later(slack: LocalSlack) -> None:
    private = await ask(slack, "php")
    away = Fault(503, {"ok": False, "error": "service_unavailable"})
    slack.workspace.faults.plan(RESPONSE_URL, away)
    await share(slack, private)
    await slack.workspace.changed(lambda: private.edits)
    assert len(posts(slack)) == 1


@pytest.mark.parametrize("done_first", [True, False])
@pytest.mark.parametrize(
    "fault",
    [faults.failing(500), faults.failing(503), faults.dropping()],
    ids=["500", "503", "dropped"],
)
async def test_what_slack_leaves_unclear_is_told_and_never_repeated(
    slack: LocalSlack, fault: Fault, done_first: bool
) -> None:
    unclear = Fault(fault.status, fault.body, drop=fault.drop, done_first=done_first)
    slack.workspace.faults.plan(RESPONSE_URL, unclear)
    await share(slack, await ask(slack, "php"))
    await told_that(slack, "Slack did not confirm that your answer was posted.")
    assert len(posts(slack)) == (1 if done_first else 0)
    assert len([e for e in responses(slack) if e.request["response_type"] == "in_channel"]) == 1


@over_http  # once acknowledged, the outbox knows no transport
async def test_a_slack_that_hangs_is_given_up_and_told(slack: LocalSlack) -> None:
    slack.workspace.faults.plan(RESPONSE_URL, faults.hanging(20, done_first=True))
    await share(slack, await ask(slack, "php"))
    await told_that(slack, "Slack did not confirm")
    assert len(posts(slack)) == 1


async def test_a_share_that_hangs_does_not_hold_up_another(slack: LocalSlack) -> None:
    place = slack.workspace
    place.faults.plan(RESPONSE_URL, faults.hanging(20, done_first=True))
    await share(slack, await ask(slack, "php"))
    await place.changed(lambda: posts(slack))
    await share(slack, await ask(slack, "backend", LEAD), LEAD)
    await place.changed(lambda: len(posts(slack)) == 2)
    assert "did not confirm" not in " ".join(told(slack))  # the first is not given up yet


async def test_what_is_unclear_can_be_shared_again(slack: LocalSlack) -> None:
    private = await ask(slack, "php")
    slack.workspace.faults.plan(RESPONSE_URL, faults.failing(500))
    await share(slack, private)
    await told_that(slack, "Slack did not confirm")
    await share(slack, private)
    await slack.workspace.changed(lambda: posts(slack))


async def test_a_used_up_response_url_gives_way_to_a_post(slack: LocalSlack) -> None:
    place = slack.workspace
    place.faults.plan(RESPONSE_URL, USED)
    await share(slack, await ask(slack, "php", channel=ENGINEERING))
    [post] = await place.changed(lambda: calls(slack, POST))
    assert post.response["ok"]
    assert len(posts(slack, ENGINEERING)) == 1


async def test_an_expired_response_url_gives_way_to_a_post(slack: LocalSlack, clock: Clock) -> None:
    place = slack.workspace
    private = await ask(slack, "php", channel=ENGINEERING)
    place.faults.plan(RESPONSE_URL, faults.rate_limited(1))
    await share(slack, private)
    await place.changed(lambda: responses(slack))
    clock.ahead = 31 * 60
    await place.changed(lambda: posts(slack, ENGINEERING))
    assert statuses(slack) == [429, 404]
    assert len(calls(slack, POST)) == 1


async def test_where_rolefit_is_not_a_member_the_person_learns_how_to_invite_it(
    slack: LocalSlack,
) -> None:
    slack.workspace.faults.plan(RESPONSE_URL, USED)
    await share(slack, await ask(slack, "php"))
    await told_that(slack, "Type /invite @RoleFit there")
    assert posts(slack) == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("channel_not_found", "Type /invite @RoleFit there"),
        ("is_archived", "that channel is archived"),
        ("restricted_action", "RoleFit may not post in that channel."),
        ("invalid_auth", "installation in this workspace no longer works."),
    ],
)
async def test_a_refused_post_is_told(slack: LocalSlack, error: str, words: str) -> None:
    place = slack.workspace
    place.faults.plan(RESPONSE_URL, USED)
    place.faults.plan(POST, faults.refusing(error))
    await share(slack, await ask(slack, "php", channel=ENGINEERING))
    await told_that(slack, words)
    assert posts(slack, ENGINEERING) == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("channel_not_found", "Type /invite @RoleFit there"),
        ("is_archived", "that channel is archived"),
    ],
)
async def test_where_nothing_can_be_said_any_more_it_is_told_in_the_persons_own_conversation(
    slack: LocalSlack, error: str, words: str
) -> None:
    place = slack.workspace
    gone = Fault(404, {"ok": False, "error": error})
    place.faults.plan(RESPONSE_URL, gone, times=2)  # for the post, and for the notice
    await share(slack, await ask(slack, "php"))
    await told_that(slack, words)
    [notice] = [m for m in place.messages if words in m.text]
    assert notice.channel is place.direct_messages(RECRUITER)
    assert posts(slack) == []


@pytest.mark.parametrize("error", ["user_not_found", "account_inactive", "user_disabled"])
async def test_somebody_who_has_left_is_given_up(
    slack: LocalSlack, rolefit: AppUnderTest, error: str
) -> None:
    place = slack.workspace
    place.faults.plan(RESPONSE_URL, USED)
    place.faults.plan(POST, faults.refusing("is_archived"))
    place.faults.plan(POST, faults.refusing(error))
    await share(slack, await ask(slack, "php", channel=ENGINEERING))
    await place.changed(lambda: len(calls(slack, POST)) == 2)
    await rolefit.restart()
    await rolefit.stop()
    assert await rolefit.rows("select id from outbox") == []
    assert len(calls(slack, POST)) == 2


@pytest.mark.parametrize("done_first", [True, False])
async def test_an_answer_to_a_mention_that_slack_leaves_unclear_is_told_and_never_repeated(
    slack: LocalSlack, done_first: bool
) -> None:
    place = slack.workspace
    place.faults.plan(POST, faults.failing(500, done_first=done_first))
    assert (await slack.mention(RECRUITER, ENGINEERING, "php")).ok
    await told_that(slack, "Slack did not confirm that your answer was posted.")
    assert "mention RoleFit again" in told(slack)[-1]
    assert len(posts(slack, ENGINEERING)) == (1 if done_first else 0)


async def test_a_busy_web_api_gets_the_post_later(slack: LocalSlack) -> None:
    place = slack.workspace
    place.faults.plan(RESPONSE_URL, USED)
    place.faults.plan(POST, faults.rate_limited(1))
    await share(slack, await ask(slack, "php", channel=ENGINEERING))
    await place.changed(lambda: posts(slack, ENGINEERING))
    assert [exchange.status for exchange in calls(slack, POST)] == [429, 200]
    assert len(posts(slack, ENGINEERING)) == 1


async def test_a_refused_share_can_be_pressed_again(slack: LocalSlack) -> None:
    private = await ask(slack, "php")
    slack.workspace.faults.plan(RESPONSE_URL, USED)
    await share(slack, private)
    await told_that(slack, "/invite")
    slack.workspace.invite_app(HIRING)
    await share(slack, private)
    await slack.workspace.changed(lambda: posts(slack))


async def test_a_share_that_is_refused_again_is_told_again(slack: LocalSlack) -> None:
    private = await ask(slack, "php")
    for notices in (1, 2):
        slack.workspace.faults.plan(RESPONSE_URL, USED)
        await share(slack, private)
        await told_that(slack, "Type /invite @RoleFit there", times=notices)


async def test_a_private_copy_that_cannot_be_updated_does_not_post_again(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    place = slack.workspace
    private = await ask(slack, "php")
    place.faults.plan(RESPONSE_URL, Fault(None, done_first=True))  # the post itself goes well
    place.faults.plan(RESPONSE_URL, faults.failing(500))
    await share(slack, private)
    await place.changed(lambda: len(responses(slack)) == 2)
    await rolefit.restart()
    await share(slack, private)
    await rolefit.stop()
    assert len(posts(slack)) == 1


async def test_a_switch_of_the_menu_waits_for_a_slow_slack(slack: LocalSlack) -> None:
    private = await ask(slack, "php vs backend")
    slack.workspace.faults.plan(RESPONSE_URL, faults.hanging(0.5, done_first=True))
    assert await switch(slack, private, "stack") >= 0.5
    assert private.text.startswith("PHP developer vs Backend developer: Stack")


async def test_a_switch_that_slack_does_not_take_in_time_is_tried_again(
    slack: LocalSlack,
) -> None:
    private = await ask(slack, "php vs backend")
    slack.workspace.faults.plan(RESPONSE_URL, faults.hanging(20))
    await switch(slack, private, "stack")
    await slack.workspace.changed(lambda: private.edits)
    assert private.text.startswith("PHP developer vs Backend developer: Stack")


async def test_the_newest_choice_wins(slack: LocalSlack) -> None:
    private = await ask(slack, "php vs backend")
    slack.workspace.faults.plan(RESPONSE_URL, faults.rate_limited(1))
    await switch(slack, private, "stack")
    await switch(slack, private, "responsibilities")
    assert private.text.startswith("PHP developer vs Backend developer: Responsibilities")
    await asyncio.gather(switch(slack, private, "stack"), switch(slack, private, "stack"))
    assert private.text.startswith("PHP developer vs Backend developer: Stack")


async def test_an_older_choice_that_waits_does_not_come_back(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    private = await ask(slack, "php vs backend")
    slack.workspace.faults.plan(RESPONSE_URL, faults.rate_limited(1))
    await switch(slack, private, "stack")
    await switch(slack, private, "responsibilities")
    await rolefit.stop()  # what waits gets done
    assert private.text.startswith("PHP developer vs Backend developer: Responsibilities")
    assert private.edits == 1


async def switch(slack: LocalSlack, private: Message, dimension: str) -> float:
    """Choose a dimension; how long the acknowledgement took."""
    ack = await slack.press(
        RECRUITER,
        private,
        "ask.switch",
        option=f"php-developer vs backend-developer {dimension}",
    )
    assert ack.ok, ack.problems
    return ack.seconds
