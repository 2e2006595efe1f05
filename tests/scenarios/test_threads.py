"""What is done on a message in a thread stays there: private answers, Share, what goes wrong."""

import pytest

from knowledge.packs.shipped import DEFAULT_PACK
from localslack import faults
from localslack.block_kit.interactive import sides_of
from localslack.models import Message
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.packs import PackFolder
from tests.support.slack import elements, posts, responses, share
from tests.support.workspace import ENGINEERING, LEAD, RECRUITER

POST = "chat.postMessage"


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


async def answer_in_thread(slack: LocalSlack, text: str) -> Message:
    """RoleFit's public answer to a mention in a thread that began with somebody else."""
    place = slack.workspace
    root = place.post(ENGINEERING, "We need someone", author=LEAD.id)
    before = len(posts(slack, ENGINEERING))
    await slack.mention(RECRUITER, ENGINEERING, text, root.ts)
    await place.changed(lambda: len(posts(slack, ENGINEERING)) > before)
    return posts(slack, ENGINEERING)[-1]


async def private_in_thread(slack: LocalSlack, text: str) -> Message:
    """What its last "open" button shows to the recruiter alone: mostly the same answer."""
    answer = await answer_in_thread(slack, text)
    opens = [e for e in elements(answer) if e["action_id"].startswith("ask.open")][-1]
    await slack.press(RECRUITER, answer, opens["action_id"], value=opens["value"])
    shown = slack.workspace.messages[-1]
    assert (shown.visible_to, shown.thread_ts) == (RECRUITER.id, answer.thread_ts)
    return shown


def said_since(slack: LocalSlack, start: int) -> list[Message]:
    return [m for m in slack.workspace.messages[start:] if m.author == "app"]


@pytest.mark.parametrize("text", ["php vs backend", "php", "salary", "help", "delete my data"])
async def test_whatever_is_pressed_in_a_thread_is_answered_there(
    slack: LocalSlack, rolefit: AppUnderTest, text: str
) -> None:
    """Each control of the public answer, and of the private one, on a fresh copy of it."""
    place = slack.workspace
    for show in (answer_in_thread, private_in_thread):
        for number, _ in enumerate(elements(await show(slack, text))):
            shown = await show(slack, text)
            element = elements(shown)[number]
            start = len(place.messages)
            chosen = element.get("options", [{}])[-1].get("value")
            value = [*(side["value"] for side in sides_of(element)), element.get("value")][0]
            pressed = element["action_id"]
            await slack.press(RECRUITER, shown, pressed, value=value, option=chosen)
            await rolefit.emptied("outbox where done_at is null")
            said = said_since(slack, start)
            assert {message.thread_ts for message in said} <= {shown.thread_ts}, element
            assert shown.thread_ts
            if view := place.views.top(RECRUITER):
                await slack.close(RECRUITER, view, all_views=True)
    sent = [exchange.request for exchange in responses(slack)]
    assert sent
    assert [reply for reply in sent if "thread_ts" not in reply] == []  # replaced ones too


async def test_share_stays_in_the_thread_by_either_way(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    place = slack.workspace
    for refused in (False, True):
        private = await private_in_thread(slack, "php vs backend")
        if refused:
            place.faults.plan(faults.RESPONSE_URL, faults.Fault(404, {"error": "used_url"}))
        start = len(place.messages)
        await share(slack, private)
        [shared] = await place.changed(lambda n=start: said_since(slack, n))  # type: ignore[misc]
        assert (shared.thread_ts, shared.visible_to) == (private.thread_ts, None)
        await rolefit.emptied("outbox where done_at is null")


async def test_what_could_not_be_shared_is_told_in_the_thread_or_in_our_own_conversation(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    place = slack.workspace
    private = await private_in_thread(slack, "php vs backend")
    for url_serves in (True, False):
        gone = faults.Fault(404, {"error": "used_url"})
        place.faults.plan(faults.RESPONSE_URL, gone, times=1 if url_serves else 2)
        place.faults.plan(POST, faults.refusing("is_archived"))
        start = len(place.messages)
        await share(slack, private)
        [told] = await place.changed(lambda n=start: said_since(slack, n))  # type: ignore[misc]
        assert "not posted" in told.text
        if told.channel is ENGINEERING:
            assert (told.thread_ts, told.visible_to) == (private.thread_ts, RECRUITER.id)
        else:
            assert (told.channel, told.thread_ts) == (place.direct_messages(RECRUITER), None)
        await rolefit.emptied("outbox where done_at is null")


@pytest.mark.parametrize("where", ["button", "shortcut"])
async def test_a_form_that_does_not_open_in_a_thread_is_told_there(
    slack: LocalSlack, rolefit: AppUnderTest, where: str
) -> None:
    place = slack.workspace
    answer = await answer_in_thread(slack, "php vs backend")
    place.faults.plan("views.open", faults.refusing("expired_trigger_id"))
    start = len(place.messages)
    if where == "button":
        await slack.press(RECRUITER, answer, "advice.open")
    else:
        await slack.message_shortcut(RECRUITER, "advice.message", answer)
    [told] = await place.changed(lambda: said_since(slack, start))
    assert (told.thread_ts, told.visible_to) == (answer.thread_ts, RECRUITER.id)


async def test_a_fault_of_ours_is_told_in_the_thread(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    private = await private_in_thread(slack, "php vs backend")
    await rolefit.emptied("outbox where done_at is null")
    await rolefit.rows("drop table outbox")
    start = len(slack.workspace.messages)
    await slack.press(RECRUITER, private, "ask.share")
    [told] = said_since(slack, start)
    assert (told.thread_ts, told.visible_to) == (private.thread_ts, RECRUITER.id)


async def test_what_a_thread_began_with_is_answered_in_the_channel(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    """Slack gives such a message, too, a `thread_ts`: its own."""
    place = slack.workspace
    answer = await answer_in_thread(slack, "php")
    root = place.post(ENGINEERING, answer.text, answer.blocks)
    root.thread_ts = root.ts
    element = elements(root)[0]
    await slack.press(RECRUITER, root, element["action_id"], value=element["value"])
    assert place.messages[-1].visible_to == RECRUITER.id
    assert place.messages[-1].thread_ts is None
