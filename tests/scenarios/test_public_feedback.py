"""Feedback below an answer that everyone sees: Slack's own buttons, or plain ones if refused."""

from collections.abc import Iterator

import pytest

from localslack import faults
from localslack.block_kit.interactive import each_element, sides_of
from localslack.models import Json, Message, Person
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.slack import action_ids, button_texts, calls, posts, told
from tests.support.workspace import ENGINEERING, LEAD, MANAGER, RECRUITER

pytestmark = pytest.mark.usefixtures("rolefit")

POST = "chat.postMessage"
QUESTION = "who owns the database schema"
ENTRY = "faq/schema-ownership"
VOTES = "select person, entry, helpful, word from feedback order by person"
NOT_HELPFUL = f"not_helpful {ENTRY}"
# Whatever Slack calls a block that it does not take.
REFUSALS = ("invalid_blocks", "invalid_blocks_format", "invalid_arguments", "unsupported_block")
OTHERS = ("not_in_channel", "is_archived", "msg_blocks_too_long", "token_revoked", "user_not_found")


async def mention(slack: LocalSlack, text: str = QUESTION) -> Message:
    assert (await slack.mention(RECRUITER, ENGINEERING, text)).ok
    await slack.workspace.changed(lambda: posts(slack, ENGINEERING))
    return posts(slack, ENGINEERING)[-1]


async def vote(slack: LocalSlack, answer: Message, person: Person, value: str) -> Message:
    """Press one side; what the person is told below the answer."""
    [(_, element)] = [
        (block, one)
        for block, one in each_element(answer.blocks)
        if value in (one.get("value"), *(side["value"] for side in sides_of(one)))
    ]
    before = (answer.text, answer.edits)
    ack = await slack.press(person, answer, element["action_id"], value=value)
    assert (ack.status, ack.body) == (200, b"")
    assert (answer.text, answer.edits) == before
    return slack.workspace.conversation(ENGINEERING, person)[-1]


def judged(sent: Json) -> Iterator[str]:
    """The types of what a message is judged by."""
    for _, element in each_element(sent["blocks"]):
        if element["action_id"].startswith("faq."):
            yield element["type"]


async def test_each_presser_votes_for_themselves_and_is_told_alone_in_the_thread(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    answer = await mention(slack)
    assert "Choose: Helpful, Not helpful." in answer.text
    for person, value in ((LEAD, f"helpful {ENTRY}"), (MANAGER, NOT_HELPFUL)):
        thanks = await vote(slack, answer, person, value)
        assert thanks.text.startswith("Thanks, noted.")
        assert (thanks.visible_to, thanks.thread_ts) == (person.id, answer.thread_ts)
    assert await rolefit.rows(VOTES) == [
        (LEAD.id, ENTRY, 1, None),
        (MANAGER.id, ENTRY, 0, None),
    ]
    assert told(slack) == []


async def test_a_word_may_follow(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    thanks = await vote(slack, await mention(slack), LEAD, NOT_HELPFUL)
    assert button_texts(thanks) == ["Say what was missing"]
    await slack.press(LEAD, thanks, "faq.say_missing")
    form = slack.workspace.views.top(LEAD)
    assert form is not None
    await slack.submit(LEAD, form, {"faq.missing": "figures"})
    assert await rolefit.rows(VOTES) == [(LEAD.id, ENTRY, 0, "figures")]


@pytest.mark.parametrize("error", REFUSALS)
async def test_where_slack_refuses_the_block_plain_buttons_are_posted_once(
    slack: LocalSlack, rolefit: AppUnderTest, error: str
) -> None:
    slack.workspace.faults.plan(POST, faults.refusing(error))
    answer = await mention(slack)
    refused, posted = calls(slack, POST)
    assert [*judged(refused.request)] == ["feedback_buttons"]
    assert [*judged(posted.request)] == ["button", "button"]
    assert refused.request["text"] == posted.request["text"]
    assert refused.request["thread_ts"] == posted.request["thread_ts"]
    assert {"Helpful", "Not helpful"} < set(button_texts(answer))
    thanks = await vote(slack, answer, LEAD, NOT_HELPFUL)
    assert thanks.text.startswith("Thanks, noted.")
    assert await rolefit.rows(VOTES) == [(LEAD.id, ENTRY, 0, None)]
    await rolefit.stop()
    assert len(posts(slack, ENGINEERING)) == 1


async def test_plain_buttons_that_are_refused_too_are_told(slack: LocalSlack) -> None:
    slack.workspace.faults.plan(POST, faults.refusing("invalid_blocks"), times=2)
    await slack.mention(RECRUITER, ENGINEERING, QUESTION)
    await slack.workspace.changed(lambda: told(slack))
    assert told(slack)[-1].startswith("Your answer was not posted")
    tried = [[*judged(one.request)] for one in calls(slack, POST)[:2]]
    assert tried == [["feedback_buttons"], ["button", "button"]]
    assert posts(slack, ENGINEERING) == []


@pytest.mark.parametrize("error", OTHERS)
async def test_what_other_buttons_cannot_mend_is_not_tried_again(
    slack: LocalSlack, error: str
) -> None:
    slack.workspace.faults.plan(POST, faults.refusing(error))
    await slack.mention(RECRUITER, ENGINEERING, QUESTION)
    await slack.workspace.changed(lambda: told(slack))
    assert len(calls(slack, POST)) == 2  # the answer, and what is told
    assert posts(slack, ENGINEERING) == []


@pytest.mark.parametrize(
    "fault",
    [faults.dropping(done_first=True), faults.Fault(500, {"ok": False, "error": "fatal_error"})],
    ids=["dropped", "unclear"],
)
async def test_what_may_be_posted_is_not_posted_again_with_plain_buttons(
    slack: LocalSlack, fault: faults.Fault
) -> None:
    slack.workspace.faults.plan(POST, fault)
    await slack.mention(RECRUITER, ENGINEERING, QUESTION)
    await slack.workspace.changed(lambda: told(slack))
    assert len([one for one in calls(slack, POST) if "thread_ts" in one.request]) == 1


@pytest.mark.parametrize("text", ["php vs backend", "help", "sources", "model", "zeppelins"])
async def test_what_is_no_entry_is_not_judged(slack: LocalSlack, text: str) -> None:
    answer = await mention(slack, text)
    assert not [one for one in action_ids(answer) if one.startswith("faq.")]


@pytest.mark.parametrize("value", ["", "faq/schema-ownership", "maybe faq/schema-ownership"])
async def test_a_forged_verdict_counts_nothing(
    slack: LocalSlack, rolefit: AppUnderTest, value: str
) -> None:
    answer = await mention(slack)
    for _, element in each_element(answer.blocks):
        for side in sides_of(element):
            side["value"] = value
    assert (await slack.press(LEAD, answer, "faq.judge", value=value)).ok
    assert told(slack, LEAD)
    assert await rolefit.rows(VOTES) == []
