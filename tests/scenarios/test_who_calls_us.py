"""Which mentions are answered: those by which a person calls us, each once, however it is told."""

import asyncio
from itertools import count
from typing import Any

import pytest

from localslack import faults
from localslack.models import Json
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.slack import calls, posts
from tests.support.workspace import ENGINEERING, RECRUITER

pytestmark = pytest.mark.usefixtures("rolefit")

US = "U0ROLEFIT"
CALL = f"<@{US}> php vs backend"
NUMBERS = count(1)
PERSONS = (
    "thread_broadcast", "file_share", "me_message", "file_comment", "reply_broadcast", "unheard_of",
)  # fmt: skip
SYSTEMS = (
    "bot_message", "bot_add", "channel_join", "channel_topic", "channel_purpose", "channel_name",
    "channel_archive", "channel_posting_permissions", "group_join", "pinned_item", "reminder_add",
    "slackbot_response", "message_changed", "message_deleted", "ekm_access_denied", "huddle_thread",
    "sh_room_created", "tombstone", "joiner_notification",
)  # fmt: skip


def event(**more: Any) -> Json:
    """What a person has posted in #engineering."""
    ts = f"1700000000.{next(NUMBERS):06}"
    posted = {"type": "app_mention", "user": RECRUITER.id, "channel": ENGINEERING.id, "text": CALL}
    return {**posted, "ts": ts, "event_ts": ts, **more}


async def answers_to(slack: LocalSlack, app: AppUnderTest, *events: Json) -> list[int]:
    """How many answers each of these has in its thread, once nothing is left to do."""
    for one in events:
        assert (await slack.event(one)).status == 200
    await app.restart()  # what is under way gets done
    await app.emptied("outbox where done_at is null")
    threads = [post.thread_ts for post in posts(slack, ENGINEERING)]
    return [threads.count(one.get("thread_ts") or one["ts"]) for one in events]


async def test_whatever_kind_of_message_a_person_sends_is_answered(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    kinds = [event(subtype=subtype) for subtype in PERSONS]
    kinds += [event(files=[{"title": "plan.pdf"}], upload=True), event(edited={"user": "U1"})]
    assert await answers_to(slack, rolefit, *kinds) == [1] * len(kinds)


async def test_what_no_person_has_sent_is_not(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    kinds = [event(subtype=subtype) for subtype in SYSTEMS]
    kinds += [
        event(bot_id="B0OTHER"),
        event(bot_id="B0ROLEFIT", user=US),
        event(app_id="A0OTHER"),
        event(bot_profile={"id": "B0OTHER", "name": "Deploys"}),
        event(user="USLACKBOT"),
        event(user=US),
        event(user=None),
        event(subtype="file_share", bot_id="B0OTHER"),
    ]
    assert await answers_to(slack, rolefit, *kinds) == [0] * len(kinds)
    assert await rolefit.rows("select * from claims") == []


def rich(*paragraphs: Json) -> list[Json]:
    return [{"type": "rich_text", "block_id": "b", "elements": list(paragraphs)}]


def paragraph(kind: str, *elements: Json, **more: object) -> Json:
    return {"type": f"rich_text_{kind}", "elements": list(elements), **more}


MENTION: Json = {"type": "user", "user_id": US}
IN_CODE: Json = {**MENTION, "style": {"code": True}}
WORDS: Json = {"type": "text", "text": " php vs backend"}
QUOTED = (
    f"Type `<@{US}> php`",
    f"```\n<@{US}> php\n```",
    f"So ```one\n<@{US}> php``` and ```<@{US}>``` it is",
    f"&gt; <@{US}> php",
    f"He asked:\n&gt; well,\n&gt; <@{US}> php\nand that was it",
    f"&gt;&gt;&gt; First\n<@{US}> php",
    f"`a` `<@{US}>` `b`",
)
QUOTED_IN_BLOCKS = (
    rich(paragraph("section", WORDS, IN_CODE)),
    rich(paragraph("preformatted", MENTION)),
    rich(paragraph("quote", MENTION, WORDS), paragraph("section", WORDS)),
    rich(paragraph("list", paragraph("section", MENTION), style="bullet", border=1)),
    rich(paragraph("preformatted", MENTION), paragraph("section", IN_CODE)),
)
CALLED = (
    f"`php` <@{US}> `backend`",
    f"&gt; We need somebody\n<@{US}> php",
    f"```code```<@{US}> php```more```",
    f"<@{US}> what is ` and ``` in php",
    f"A &gt; b, <@{US}> php",
    f"`<@{US}> php` said, so <@{US}> php",
)
CALLED_IN_BLOCKS = (
    rich(paragraph("section", MENTION, WORDS)),
    rich(paragraph("quote", MENTION), paragraph("section", MENTION, WORDS)),
    rich(paragraph("list", paragraph("section", WORDS), paragraph("section", MENTION))),
    [{"type": "section", "text": {"type": "mrkdwn", "text": CALL}}],
)


async def test_a_mention_in_code_or_in_a_quotation_calls_nobody(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    quoted = [event(text=text) for text in QUOTED]
    quoted += [event(blocks=blocks) for blocks in QUOTED_IN_BLOCKS]  # whatever the text says
    assert await answers_to(slack, rolefit, *quoted) == [0] * len(quoted)


async def test_code_and_quotations_beside_a_mention_do_no_harm(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    called = [event(text=text) for text in CALLED]
    called += [event(text=f"`{CALL}`", blocks=blocks) for blocks in CALLED_IN_BLOCKS[:-1]]
    called += [event(blocks=CALLED_IN_BLOCKS[-1])]
    assert await answers_to(slack, rolefit, *called) == [1] * len(called)


@pytest.mark.parametrize("text", ["", None])
async def test_a_mention_without_a_text_is_read_from_its_blocks(
    slack: LocalSlack, rolefit: AppUnderTest, text: str | None
) -> None:
    called = event(text=text, blocks=rich(paragraph("section", MENTION, WORDS)))
    assert await answers_to(slack, rolefit, called) == [1]
    assert posts(slack, ENGINEERING)[-1].text.startswith("PHP developer vs Backend developer")


async def test_a_message_is_answered_once_however_often_it_is_edited(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    first = event()
    edits = [{**first, "text": f"{CALL} {n}", "edited": {"ts": str(n)}} for n in range(3)]
    await asyncio.gather(*(slack.event(one) for one in (first, *edits)))
    assert await answers_to(slack, rolefit, edits[0], edits[1]) == [1, 1]
    elsewhere = {**first, "channel": "C0HIRING"}  # a time is a channel's own
    assert (await slack.event(elsewhere)).status == 200
    assert len(await rolefit.rows("select event from claims")) == 2


async def test_an_edit_that_adds_the_mention_is_answered(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    quoted = event(text=f"`{CALL}`")
    added = {**quoted, "text": CALL, "edited": {"user": RECRUITER.id, "ts": "1700000009.000000"}}
    assert await answers_to(slack, rolefit, quoted) == [0]
    assert await answers_to(slack, rolefit, added) == [1]


async def test_an_event_that_an_earlier_version_has_answered_is_not_answered_again(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    ack = await slack.event(event())
    await rolefit.emptied("outbox where done_at is null")
    event_id = ack.request["event_id"]
    await rolefit.rows(f"update claims set event = '{event_id}'")  # as it was named until then
    assert (await slack.deliver_again(ack.request)).status == 200
    await rolefit.restart()
    await rolefit.emptied("outbox where done_at is null")
    assert len(calls(slack, "chat.postMessage")) == 1


OTHERS: list[Json] = [{"user_id": "U0OTHERAPP", "is_bot": True, "team_id": "T0LOCAL"}]


@pytest.mark.parametrize("authorizations", [None, [], OTHERS], ids=["none", "empty", "others"])
@pytest.mark.parametrize("auth_test", ["answered", "refused"])
async def test_who_we_are_is_known_though_an_event_does_not_say_so(
    slack: LocalSlack, rolefit: AppUnderTest, auth_test: str, authorizations: list[Json] | None
) -> None:
    place = slack.workspace
    await rolefit.stop()
    if auth_test == "refused":
        place.faults.plan("auth.test", faults.failing(500))
    await rolefit.start()
    await place.changed(lambda: calls(slack, "auth.test"))
    ack = await slack.event(event(text=f"`{CALL}`"))  # not for us: but for its envelope
    for text in (CALL, f"`x` {CALL}", f"{CALL} <@U0LEAD>"):
        envelope = {**ack.request, "event": event(text=text), "event_id": f"Ev{next(NUMBERS)}"}
        before = len(posts(slack, ENGINEERING))
        assert (await slack.deliver_again({**envelope, "authorizations": authorizations})).ok
        await place.changed(lambda n=before: len(posts(slack, ENGINEERING)) > n)  # type: ignore[misc]
        assert posts(slack, ENGINEERING)[-1].text.startswith("PHP developer vs Backend developer")
