"""Response URLs: how long, how often, what they may change."""

from localslack.models import Channel, Message, Person
from localslack.slack import LocalSlack
from tests.localslack.samples import actions, button
from tests.localslack.tiny_app import Caller, HandClock, TinyApp
from tests.support.workspace import ENGINEERING, HIRING, MANAGER, RECRUITER


async def command_url(slack: LocalSlack, tiny: TinyApp) -> str:
    await slack.command(RECRUITER, HIRING, "php")
    return str(tiny.last["response_url"])


async def press_url(slack: LocalSlack, tiny: TinyApp, message: Message) -> str:
    person = RECRUITER
    await slack.press(person, message, "answer.share")
    return str(tiny.last["response_url"])


def with_button(slack: LocalSlack, channel: Channel, reader: Person | None) -> Message:
    visible_to = reader.id if reader else None
    return slack.workspace.post(channel, "x", [actions(button())], visible_to=visible_to)


async def test_five_uses(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    url = await command_url(slack, tiny)
    for _ in range(5):
        assert await caller.respond(url, text="x") == (200, "ok")
    assert await caller.respond(url, text="x") == (404, {"ok": False, "error": "used_url"})
    assert len(slack.workspace.messages) == 5


async def test_thirty_minutes(
    slack: LocalSlack, tiny: TinyApp, caller: Caller, clock: HandClock
) -> None:
    url = await command_url(slack, tiny)
    clock.seconds += 30 * 60
    assert await caller.respond(url, text="x") == (200, "ok")
    clock.seconds += 1
    assert await caller.respond(url, text="x") == (404, {"ok": False, "error": "expired_url"})
    unknown = f"{slack.url}/response/other"
    assert await caller.respond(unknown, text="x") == (404, {"ok": False, "error": "expired_url"})


async def test_ephemeral_by_default_public_on_request(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    place, url = slack.workspace, await command_url(slack, tiny)
    await caller.respond(url, text="private")
    await caller.respond(url, text="public", response_type="in_channel")
    seen = [message.text for message in place.conversation(HIRING, MANAGER)]
    assert seen == ["public"]


async def test_refused_bodies_count_no_use_and_give_no_details(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    url = await command_url(slack, tiny)
    for _ in range(6):
        answer = await caller.respond(url, text="x", blocks=[{"type": "section"}])
        assert answer == (200, {"ok": False, "error": "invalid_blocks"})
    assert await caller.respond(url) == (200, {"ok": False, "error": "no_text"})
    assert await caller.respond(url, text="x") == (200, "ok")
    assert len(slack.take_problems()) == 7


async def test_an_ephemeral_original_is_replaced_and_stays_ephemeral(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    place = slack.workspace
    message = with_button(slack, HIRING, RECRUITER)
    url = await press_url(slack, tiny, message)
    await caller.respond(url, text="new", replace_original=True, response_type="in_channel")
    assert (message.text, message.visible_to) == ("new", RECRUITER.id)
    assert place.conversation(HIRING, MANAGER) == []
    assert "stays ephemeral" in slack.take_problems()[0]


async def test_originals_are_deleted_once(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    for reader in (RECRUITER, None):
        message = with_button(slack, HIRING, reader)
        url = await press_url(slack, tiny, message)
        assert await caller.respond(url, delete_original=True) == (200, "ok")
        assert message.deleted
        assert (await caller.respond(url, delete_original=True))[0] == 404


async def test_a_commands_url_has_no_original(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    tiny.answer = "first"
    url = await command_url(slack, tiny)
    assert await caller.respond(url, text="second", replace_original=True) == (200, "ok")
    assert [message.text for message in slack.workspace.messages] == ["first", "second"]


async def test_an_answer_is_in_the_thread_that_it_names(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    place = slack.workspace
    root = place.post(ENGINEERING, "x", [actions(button())])
    url = await press_url(slack, tiny, root)
    await caller.respond(url, text="a", thread_ts=root.ts, response_type="in_channel")
    await caller.respond(url, text="b", thread_ts=root.ts)
    await caller.respond(url, text="c")
    threads = {message.text: message.thread_ts for message in place.messages[1:]}
    assert threads == {"a": root.ts, "b": root.ts, "c": None}
