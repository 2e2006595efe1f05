"""Share: what everyone in the channel gets, and what stays with the person."""

import asyncio

import pytest

from localslack.faults import RESPONSE_URL, hanging, rate_limited
from localslack.models import Message, NotPossibleError
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.databases import on_both
from tests.support.packs import PackFolder
from tests.support.slack import (
    action_ids,
    ask,
    button_texts,
    elements,
    posts,
    responses,
    share,
    told,
    without_ids,
)
from tests.support.workspace import ENGINEERING, HIRING, LEAD, MANAGER, RECRUITER

pytestmark = pytest.mark.usefixtures("rolefit")

SHAREABLE = ["php vs backend stack", "who owns the database schema", "php", "who runs migrations"]


async def posted(slack: LocalSlack, count: int = 1) -> list[Message]:
    await slack.workspace.changed(lambda: len(posts(slack)) >= count)
    return posts(slack)


@pytest.mark.parametrize("text", SHAREABLE)
async def test_everyone_gets_exactly_what_the_person_saw(slack: LocalSlack, text: str) -> None:
    private = await ask(slack, text)
    seen = [block for block in without_ids(private.blocks) if block["type"] != "actions"]
    seen = [block for block in seen if "Close to your question" not in str(block)]
    await share(slack, private)
    [public] = await posted(slack)
    *content, shared_by, buttons = without_ids(public.blocks)
    assert content == seen
    assert shared_by["elements"][0]["text"] == "Shared by <@U0RECRUITER>"
    assert [button["text"]["text"] for button in buttons["elements"]] == ["See it privately"]


async def test_share_asks_first(slack: LocalSlack) -> None:
    message = await ask(slack, "php vs backend")
    [button] = [e for e in elements(message) if e["action_id"] == "ask.share"]
    assert button["confirm"]["title"]["text"] == "Share with this channel?"
    assert "Everyone here will see" in button["confirm"]["text"]["text"]
    assert button["confirm"]["deny"]["text"] == "Keep private"


async def test_the_private_copy_says_that_it_is_shared(slack: LocalSlack) -> None:
    private = await ask(slack, "php vs backend")
    await share(slack, private)
    await slack.workspace.changed(lambda: private.edits)
    assert "Shared in this channel." in private.text
    assert action_ids(private) == ["ask.switch"]
    assert private.is_ephemeral


async def test_what_the_menu_shows_is_what_is_shared(slack: LocalSlack) -> None:
    private = await ask(slack, "php vs backend")
    option = "php-developer vs backend-developer stack"
    await slack.press(RECRUITER, private, "ask.switch", option=option)
    await share(slack, private)
    [public] = await posted(slack)
    assert public.text.startswith("PHP developer vs Backend developer: Stack")


@on_both
async def test_pressing_twice_posts_once(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    private = await ask(slack, "php vs backend")
    await asyncio.gather(*(share(slack, private) for _ in range(3)))
    await slack.workspace.changed(lambda: private.edits)
    await rolefit.stop()
    assert len(posts(slack)) == 1
    assert any("You have shared this there already." in text for text in told(slack))


async def test_asking_again_allows_sharing_again(slack: LocalSlack) -> None:
    await share(slack, await ask(slack, "php"))
    await posted(slack)
    await share(slack, await ask(slack, "php"))
    assert len(await posted(slack, 2)) == 2


async def test_two_people_share_the_same_answer(slack: LocalSlack) -> None:
    for person in (RECRUITER, LEAD):
        await share(slack, await ask(slack, "php", person), person)
    shared = await posted(slack, 2)
    assert {message.text.splitlines()[-2] for message in shared} == {
        "Shared by <@U0RECRUITER>",
        "Shared by <@U0LEAD>",
    }


async def test_somebody_else_sees_it_privately(slack: LocalSlack) -> None:
    place = slack.workspace
    private = await ask(slack, "who owns the database schema")
    await share(slack, private)
    [public] = await posted(slack)
    before = public.text
    ack = await slack.press(LEAD, public, "ask.open.0")
    assert ack.ok
    [copy] = [m for m in place.conversation(HIRING, LEAD) if m.is_ephemeral]
    assert copy.text.startswith("Who owns the database schema?\nInside one application")
    assert "ask.share" in action_ids(copy)
    assert (public.text, public.edits) == (before, 0)
    with pytest.raises(NotPossibleError):
        await slack.press(RECRUITER, copy, "ask.share")
    await share(slack, copy, LEAD)
    await posted(slack, 2)


async def test_two_people_and_two_clicks_on_one_message_each_see_their_own(
    slack: LocalSlack,
) -> None:
    await share(slack, await ask(slack, "php"))
    [public] = await posted(slack)
    people = (MANAGER, LEAD, LEAD)
    acks = await asyncio.gather(*(slack.press(one, public, "ask.open.0") for one in people))
    assert all(ack.ok for ack in acks)
    assert len(told(slack, MANAGER)) == 1
    assert {text.splitlines()[0] for text in told(slack, LEAD)} == {"PHP developer"}
    assert (len(posts(slack)), public.edits) == (1, 0)


async def test_an_answer_that_changed_meanwhile_is_shown_anew_and_not_posted(
    slack: LocalSlack, rolefit: AppUnderTest, pack: PackFolder
) -> None:
    private = await ask(slack, "who owns the database schema")
    pack.edit_faq("schema-ownership", text="Nobody does.")
    await rolefit.restart()
    await share(slack, private)
    assert posts(slack) == []
    assert "This has changed since you saw it." in private.text
    assert "Nobody does." in private.text
    await share(slack, private)
    [public] = await posted(slack)
    assert "Nobody does." in public.text
    assert "This answer has changed" not in public.text


async def test_an_answer_that_is_gone_is_not_posted(
    slack: LocalSlack, rolefit: AppUnderTest, pack: PackFolder
) -> None:
    private = await ask(slack, "do we offer a trial week")
    pack.write("faqs/all", [])
    await rolefit.restart()
    await share(slack, private)
    await rolefit.stop()
    assert posts(slack) == []
    assert "I don't know" in private.text
    assert "Share" not in button_texts(private)


async def test_a_share_reaches_the_channel_where_it_was_pressed(slack: LocalSlack) -> None:
    place = slack.workspace
    await share(slack, await ask(slack, "php", channel=ENGINEERING))
    await place.changed(lambda: posts(slack, ENGINEERING))
    assert posts(slack) == []


@on_both
async def test_a_share_under_way_is_finished_before_a_stop(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    slack.workspace.faults.plan(RESPONSE_URL, hanging(0.5, done_first=True))
    await share(slack, await ask(slack, "php"))
    await posted(slack)
    await rolefit.stop()
    assert await rolefit.rows("select id from outbox where done_at is null") == []


@on_both
async def test_nothing_of_a_share_is_kept_once_it_is_posted(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    private = await ask(slack, "php")
    await share(slack, private)
    await slack.workspace.changed(lambda: private.edits)
    await rolefit.stop()
    assert await rolefit.rows("select message, afterwards, response_url from outbox") == [
        ("{}", None, None)
    ]


@on_both
async def test_a_share_that_waits_outlives_a_restart(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    slack.workspace.faults.plan(RESPONSE_URL, rate_limited(1))
    await share(slack, await ask(slack, "php"))
    await slack.workspace.changed(lambda: responses(slack))
    await rolefit.restart()
    await posted(slack)
    await rolefit.stop()
    assert len(posts(slack)) == 1
