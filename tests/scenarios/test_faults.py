"""When something goes wrong on our side: the person is told, the log tells no words of theirs."""

import logging
import re

import pytest

from localslack.faults import RESPONSE_URL, rate_limited, refusing
from localslack.models import Json
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.slack import (
    ask,
    share,
    told,
    unanswered,
)
from tests.support.workspace import HIRING, RECRUITER


def with_button(slack: LocalSlack, **button: str) -> Json:
    shown: Json = {"type": "button", "text": {"type": "plain_text", "text": "Old"}, **button}
    return {"type": "actions", "elements": [shown]}


async def test_a_button_that_nobody_answers_is_told(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    place = slack.workspace
    old = place.post(HIRING, "old", [with_button(slack, action_id="advice.gone", value="x")])
    ack = await slack.press(RECRUITER, old, "advice.gone")
    assert ack.ok
    [words] = told(slack)
    assert "from another version of RoleFit" in words
    assert "BoltUnhandledRequestError" not in words
    assert (old.text, old.edits) == ("old", 0)


@pytest.mark.parametrize("action_id", ["ask.open.0", "ask.share", "ask.switch"])
async def test_a_button_without_a_value_is_told_to_be_outdated(
    slack: LocalSlack, rolefit: AppUnderTest, action_id: str
) -> None:
    place = slack.workspace
    old = place.post(HIRING, "old", [with_button(slack, action_id=action_id)])
    assert (await slack.press(RECRUITER, old, action_id)).ok
    assert told(slack) == [
        "This button is from another version of RoleFit. Nothing was changed. "
        "Ask again with /rolefit."
    ]


@pytest.mark.parametrize("value", ["x", "\0", "0123456789ab ", " ", "help", "faq/none", "x" * 2000])
async def test_a_button_of_another_version_never_fails(
    slack: LocalSlack, rolefit: AppUnderTest, value: str
) -> None:
    place = slack.workspace
    for action_id in ("ask.open.0", "ask.switch", "ask.share"):
        block = with_button(slack, action_id=action_id, value=value)
        old = place.post(HIRING, "old", [block], visible_to=RECRUITER.id)
        assert (await slack.press(RECRUITER, old, action_id)).ok
        newest = place.conversation(HIRING, RECRUITER)[-1]
        assert "went wrong" not in newest.text
        assert newest.edits == 1 or newest is not old
    assert [m for m in place.messages if m.author == "app" and not m.is_ephemeral] == []


async def test_an_unexpected_fault_is_told_with_a_reference_and_logged_without_words(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    private = await ask(slack, "php vs backend")
    await rolefit.rows("drop table outbox")
    await share(slack, private)
    [_, words] = told(slack)
    assert words.startswith("Something went wrong on our side, so there is no answer.")
    assert "Nothing was changed. Try again in a minute" in words
    for secret in ("outbox", "sqlite", "OperationalError", "Traceback", "SELECT", "INSERT"):
        assert secret.lower() not in words.lower()
    [reference] = re.findall(r"\b[0-9a-f]{8}\b", words)
    ours = [r.getMessage() for r in caplog.records if r.name.startswith("bot.")]
    [logged] = [line for line in ours if reference in line]
    assert "OperationalError" in logged
    for private_words in ("php", "One application", "U0RECRUITER", "/response/"):
        assert private_words not in "".join(ours)


@unanswered
async def test_a_fault_that_cannot_be_told_is_told_by_slack(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    private = await ask(slack, "php vs backend")
    await rolefit.rows("drop table outbox")
    slack.workspace.faults.plan(RESPONSE_URL, rate_limited(30))
    ack = await slack.press(RECRUITER, private, "ask.share")
    assert not ack.ok  # Slack shows a warning beside the button
    slack.take_problems()


async def test_a_question_is_answered_although_the_state_is_gone(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    await rolefit.rows("drop table unanswered")
    message = await ask(slack, "zeppelin zanzibar")
    assert message.text.startswith("I don't know")
    await rolefit.stop()
    assert "background work failed: OperationalError" in caplog.text
    assert "zanzibar" not in caplog.text


async def test_a_token_that_slack_refuses_is_logged_and_questions_are_answered(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    await rolefit.stop()
    slack.workspace.faults.plan("auth.test", refusing("account_inactive"))
    await rolefit.start()
    await ask(slack, "php")
    await slack.workspace.changed(
        lambda: any(e.response == {"ok": False, "error": "account_inactive"} for e in slack.traffic)
    )
    await rolefit.stop()
    assert "Slack refuses SLACK_BOT_TOKEN: account_inactive" in caplog.text
    assert "xoxb" not in caplog.text
