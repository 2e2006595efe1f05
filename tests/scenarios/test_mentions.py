"""`@RoleFit …` in a channel: answered in the thread, once, for everyone there."""

import asyncio
from itertools import count

import pytest

from bot.ask.answers import answer_text
from bot.ask.mentions import public_message
from knowledge.store import Store
from localslack import faults
from localslack.acknowledgement import Acknowledgement
from localslack.block_kit.interactive import each_element
from localslack.block_kit.validation import check_message, warn_message
from localslack.models import Json, Message
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.databases import on_both
from tests.support.slack import (
    action_ids,
    as_sent,
    button_texts,
    calls,
    elements,
    posts,
    told,
    unanswered,
)
from tests.support.workspace import ENGINEERING, LEAD, MANAGER, RECRUITER

pytestmark = pytest.mark.usefixtures("rolefit")

POST = "chat.postMessage"
NUMBERS = count(100)


async def mention(
    slack: LocalSlack, text: str, thread_ts: str | None = None
) -> tuple[Acknowledgement, Message]:
    """Mention RoleFit in #engineering; the acknowledgement and the answer."""
    place = slack.workspace
    before = len(posts(slack, ENGINEERING))
    ack = await slack.mention(RECRUITER, ENGINEERING, text, thread_ts)
    assert (ack.status, ack.body) == (200, b"")
    await place.changed(lambda: len(posts(slack, ENGINEERING)) > before)
    return ack, posts(slack, ENGINEERING)[-1]


async def said(slack: LocalSlack, text: str, **more: object) -> Acknowledgement:
    """Deliver a mention whose text is just as Slack would have it."""
    return await slack.event(happened(slack, text, **more))


def happened(slack: LocalSlack, text: str, **more: object) -> Json:
    ts = f"1700000000.{next(NUMBERS):06}"  # no two messages have the same
    return {
        "type": "app_mention",
        "user": RECRUITER.id,
        "text": text,
        "ts": ts,
        "channel": ENGINEERING.id,
        "event_ts": ts,
        **more,
    }


async def answer_to(slack: LocalSlack, text: str) -> Message:
    """The answer to a mention whose text is just as Slack would have it."""
    place = slack.workspace
    before = len(posts(slack, ENGINEERING))
    assert (await said(slack, text)).ok
    await place.changed(lambda: len(posts(slack, ENGINEERING)) > before)
    return posts(slack, ENGINEERING)[-1]


async def test_a_mention_is_answered_in_its_thread_for_everyone(slack: LocalSlack) -> None:
    ack, answer = await mention(slack, "who owns the database schema")
    assert ack.message is not None
    assert answer.thread_ts == ack.message.ts
    assert not answer.is_ephemeral
    assert answer.text.startswith("Who owns the database schema?\nInside one application")
    assert "Source: Acme Research, 11 Feb 2026 (sells training)" in answer.text
    assert "Everyone here sees this answer" in answer.text
    assert "type /rolefit …" in answer.text


async def test_a_mention_in_a_thread_is_answered_there(slack: LocalSlack) -> None:
    place = slack.workspace
    start = place.post(ENGINEERING, "We need someone", author=LEAD.id)
    _, answer = await mention(slack, "php vs backend stack", start.ts)
    assert answer.thread_ts == start.ts
    assert answer.text.startswith("PHP developer vs Backend developer: Stack")


async def test_an_answer_offers_only_what_answers_whoever_presses(slack: LocalSlack) -> None:
    _, comparison = await mention(slack, "php vs backend")
    assert "ask.switch" not in action_ids(comparison)
    assert "See it privately" in button_texts(comparison)
    _, role = await mention(slack, "php")
    assert button_texts(role)[0] == "Interview kit"
    assert button_texts(role)[-1] == "See it privately"
    _, found = await mention(slack, "who owns the database schema")
    assert "Schema migrations" in button_texts(found)
    for message in (comparison, role, found):
        assert not {"ask.share", "faq.helpful", "faq.not_helpful"} & set(action_ids(message))


def test_slack_takes_every_public_answer(default_store: Store) -> None:
    texts = [
        default_store.document(number).key for number in range(1, default_store.index.size + 1)
    ]
    texts += ["php vs backend", "php vs php", "php vs frontend", "sources", "model", "zeppelins"]
    for text in [*texts, "help", "delete my data", "should we hire this candidate", "developer"]:
        message = as_sent(public_message(answer_text(text, default_store)))
        assert check_message(message) + warn_message(message) == [], text
        assert "buttons answer only you" in message["text"]
        assert list(each_element(message["blocks"])), text


async def test_my_data_can_be_deleted_by_nobody_in_public(slack: LocalSlack) -> None:
    _, answer = await mention(slack, "delete my data")
    assert button_texts(answer) == ["See it privately"]


@pytest.mark.parametrize(
    "text", ["php vs backend", "php", "help", "model", "wordpress paints mars zeppelins"]
)
async def test_presses_answer_privately_and_leave_the_answer_as_it_is(
    slack: LocalSlack, text: str
) -> None:
    _, answer = await mention(slack, text)
    before = answer.text
    pressed = [e for e in elements(answer) if e["action_id"].startswith("ask.open")]
    assert pressed
    for number, element in enumerate(pressed, start=1):
        ack = await slack.press(LEAD, answer, element["action_id"], value=element.get("value"))
        assert ack.ok
        assert len(told(slack, LEAD)) == number
    assert (answer.text, answer.edits) == (before, 0)
    assert len(posts(slack, ENGINEERING)) == 1


async def test_an_empty_mention_gets_help(slack: LocalSlack) -> None:
    _, answer = await mention(slack, "")
    assert answer.text.startswith("Ask RoleFit")
    assert "php vs backend" in button_texts(answer)


async def test_what_nothing_answers_is_said_and_recorded_once(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    ack, answer = await mention(slack, "what does a visa cost")
    assert answer.text.startswith("I don't know")
    await slack.deliver_again(ack.request)
    await rolefit.stop()
    assert await rolefit.rows("select workspace, question from unanswered") == [
        ("T0LOCAL", "what does a visa cost")
    ]


async def test_people_are_not_judged(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    answer = await answer_to(slack, "<@U0ROLEFIT> should we hire <@U0LEAD>?")
    assert answer.text.startswith("I advise on roles, not people")
    assert "U0LEAD" not in answer.text
    await rolefit.stop()
    assert await rolefit.rows("select * from unanswered") == []


@pytest.mark.parametrize(
    "text",
    [
        "<@U0ROLEFIT> php vs backend stack",
        "<@U0ROLEFIT|rolefit>  php vs backend stack ",
        "php vs backend stack <@U0ROLEFIT>",
        "<@U0ROLEFIT> <@U0ROLEFIT> php vs backend stack",
    ],
)
async def test_the_mention_is_no_part_of_the_question(slack: LocalSlack, text: str) -> None:
    assert (await answer_to(slack, text)).text.startswith("PHP developer vs Backend developer")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<@U0ROLEFIT> php vs R&amp;D", "“R&amp;D”"),
        ("<@U0ROLEFIT> php vs <http://asp.net|asp.net>", "“asp.net”"),
    ],
)
async def test_what_slack_escapes_is_read_as_the_person_wrote_it(
    slack: LocalSlack, text: str, name: str
) -> None:
    assert name in (await answer_to(slack, text)).text


@pytest.mark.parametrize(
    "hostile",
    ["<!channel>", "<!here|now>", "<@U0LEAD>", "<http://x.example/a|b>", "<", "&lt;!channel&gt;"],
)
async def test_markup_in_a_mention_never_reaches_slack(slack: LocalSlack, hostile: str) -> None:
    for text in (hostile, f"php vs {hostile}", f"compare {hostile} php", f"schema {hostile}"):
        answer = await answer_to(slack, f"<@U0ROLEFIT> {text}")
        assert "<" not in answer.text, text
        assert "<!" not in str(answer.blocks), text


@pytest.mark.parametrize("text", ["payload", "\0", "😀" * 4000, "php vs " * 6000, "*", "NOT ("])
async def test_every_mention_gets_an_answer(slack: LocalSlack, text: str) -> None:
    assert (await answer_to(slack, f"<@U0ROLEFIT> {text}")).blocks


async def test_a_mention_that_slack_sends_three_times_is_answered_once(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    ack, _ = await mention(slack, "php")
    for number in (1, 2):
        assert (await slack.deliver_again(ack.request, number)).status == 200
    await rolefit.stop()
    assert len(posts(slack, ENGINEERING)) == 1
    assert ack.message is not None
    assert await rolefit.rows("select event, workspace from claims") == [
        (f"T0LOCAL:C0ENGINEERING:{ack.message.ts}", "T0LOCAL")
    ]


@on_both
async def test_a_mention_that_slack_sends_thrice_at_once_is_answered_once(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    ack = await slack.mention(MANAGER, ENGINEERING, "backend")
    other = ack.request["event"] | {"ts": "1700000000.000001"}
    event = {**ack.request, "event_id": "Ev0OTHER", "event": other}
    await asyncio.gather(*(slack.deliver_again(event, number) for number in (1, 2, 3)))
    await rolefit.restart()
    await slack.deliver_again(event, 3)
    # what was added just before the restart may wait until after it
    await slack.workspace.changed(lambda: len(posts(slack, ENGINEERING)) > 1)
    await rolefit.stop()
    assert len(posts(slack, ENGINEERING)) == len(calls(slack, POST)) == 2


async def test_two_mentions_of_the_same_words_are_two_answers(slack: LocalSlack) -> None:
    await mention(slack, "php")
    await mention(slack, "php")
    assert len(posts(slack, ENGINEERING)) == 2


@on_both
@pytest.mark.parametrize("table", ["claims", "outbox"])
@unanswered
async def test_what_the_database_does_not_take_is_answered_when_slack_sends_it_again(
    slack: LocalSlack, rolefit: AppUnderTest, table: str
) -> None:
    await rolefit.rows(f"alter table {table} rename to hidden")
    ack = await said(slack, "<@U0ROLEFIT> php")
    assert (ack.ok, ack.body) == (False, b"")  # so Slack sends it again
    slack.take_problems()
    await rolefit.rows(f"alter table hidden rename to {table}")
    assert (await slack.deliver_again(ack.request, reason="http_error")).status == 200
    place = slack.workspace
    await place.changed(lambda: posts(slack, ENGINEERING))
    assert len(posts(slack, ENGINEERING)) == 1


async def test_an_answer_that_slack_cannot_take_now_comes_later(slack: LocalSlack) -> None:
    place = slack.workspace
    place.faults.plan(POST, faults.rate_limited(1))
    assert (await slack.mention(RECRUITER, ENGINEERING, "php")).ok
    await place.changed(lambda: posts(slack, ENGINEERING))
    assert [exchange.status for exchange in calls(slack, POST)] == [429, 200]


async def test_an_answer_under_way_outlives_a_restart(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    place = slack.workspace
    place.faults.plan(POST, faults.rate_limited(1))
    await slack.mention(RECRUITER, ENGINEERING, "php")
    await place.changed(lambda: calls(slack, POST))
    await rolefit.restart()
    await place.changed(lambda: posts(slack, ENGINEERING))
    await rolefit.stop()
    assert len(posts(slack, ENGINEERING)) == 1


@on_both
async def test_nothing_that_was_asked_stays_in_the_outbox(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await mention(slack, "php vs zanzibar")
    await rolefit.stop()
    assert await rolefit.rows("select message from outbox") == [("{}",)]
