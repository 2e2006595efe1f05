"""What people do reaches the app as from Slack, and the answer does what it does in Slack."""

import asyncio

import pytest
from aiohttp import web

from localslack.models import Json, NotPossibleError
from localslack.slack import LocalSlack
from tests.localslack.samples import MANIFEST, actions, button, feedback, menu, section
from tests.localslack.tiny_app import Caller, HandClock, TinyApp
from tests.support.workspace import (
    CHANNELS,
    ENGINEERING,
    HIRING,
    JOINED,
    LEAD,
    MANAGER,
    PEOPLE,
    RECRUITER,
)


async def test_a_command_carries_what_slack_sends(slack: LocalSlack, tiny: TinyApp) -> None:
    place = slack.workspace
    await slack.command(MANAGER, HIRING, " php <or> R&D ")
    assert tiny.headers[0]["Content-Type"] == "application/x-www-form-urlencoded"
    response_url, trigger_id = tiny.last.pop("response_url"), tiny.last.pop("trigger_id")
    assert response_url.startswith(f"{slack.url}/response/")
    assert place.check_trigger(trigger_id).person is MANAGER
    assert tiny.last == {
        "token": "local-slack-verification",
        "team_id": "T0LOCAL",
        "team_domain": "local-slack",
        "channel_id": "C0HIRING",
        "channel_name": "hiring",
        "user_id": "U0MANAGER",
        "user_name": "hiring.manager",
        "command": "/tally",
        "text": "php &lt;or&gt; R&amp;D",
        "api_app_id": "A0TALLY",
        "is_enterprise_install": "false",
    }


async def test_plain_text_becomes_an_ephemeral_message(slack: LocalSlack, tiny: TinyApp) -> None:
    place, tiny.answer = slack.workspace, "Hire a PHP developer."
    ack = await slack.command(RECRUITER, HIRING, "php")
    assert ack.ok
    assert ack.message is not None
    assert place.conversation(HIRING, RECRUITER) == [ack.message]
    assert place.conversation(HIRING, MANAGER) == []


async def test_json_can_answer_in_channel(slack: LocalSlack, tiny: TinyApp) -> None:
    place = slack.workspace
    tiny.answer = {"text": "hello", "blocks": [section()], "response_type": "in_channel"}
    ack = await slack.command(RECRUITER, HIRING)
    assert ack.json == tiny.answer
    assert place.conversation(HIRING, MANAGER) == [ack.message]


async def test_an_empty_answer_shows_nothing(slack: LocalSlack) -> None:
    ack = await slack.command(RECRUITER, HIRING)
    assert ack.ok
    assert ack.message is None


@pytest.mark.parametrize(
    "answer",
    [
        {"text": "x", "blocks": [{"type": "alert", "text": {"type": "plain_text", "text": "x"}}]},
        {"text": "x", "response_type": "public"},
        {"blocks": []},
    ],
)
async def test_a_refused_answer_shows_slacks_error(
    slack: LocalSlack, tiny: TinyApp, answer: Json
) -> None:
    tiny.answer = answer
    ack = await slack.command(RECRUITER, HIRING)
    assert ack.message is not None
    assert ack.message.author == "slackbot"
    assert ack.message.text == '/tally failed with the error "dispatch_failed"'
    assert slack.take_problems() == ack.problems != []


@pytest.mark.parametrize("patience", [0.05])
async def test_a_late_answer(slack: LocalSlack, tiny: TinyApp) -> None:
    async def sleep(_: Json) -> web.Response:
        await asyncio.sleep(60)
        return web.Response(text="too late")

    tiny.answer = sleep
    await the_error_is_shown(slack, "operation_timeout")


async def test_a_failed_answer(slack: LocalSlack, tiny: TinyApp) -> None:
    async def fail(_: Json) -> web.Response:
        return web.Response(status=500)

    tiny.answer = fail
    await the_error_is_shown(slack, "dispatch_failed")


async def test_an_app_that_is_not_there(slack: LocalSlack) -> None:
    slack.app_url = slack.url.replace("127.0.0.1", "127.0.0.2")
    await the_error_is_shown(slack, "dispatch_failed")


async def the_error_is_shown(slack: LocalSlack, error: str) -> None:
    ack = await slack.command(RECRUITER, HIRING)
    assert ack.error == error
    assert ack.message is not None
    assert ack.message.text == f'/tally failed with the error "{error}"'
    assert ack.message.visible_to == RECRUITER.id
    assert len(slack.take_problems()) == 1


async def test_strict_mode_fails_on_what_was_not_looked_at(clock: HandClock) -> None:
    async def command_without_an_app(strict: bool) -> None:
        slack = LocalSlack(
            MANIFEST,
            PEOPLE,
            CHANNELS,
            JOINED,
            signing_secret="s",
            bot_token="b",
            clock=clock,
            strict=strict,
        )
        async with slack:
            slack.app_url = "http://127.0.0.1:9/"
            await slack.command(LEAD, HIRING)

    with pytest.raises(AssertionError, match="no answer"):
        await command_without_an_app(strict=True)
    await command_without_an_app(strict=False)


async def test_silent_mistakes_in_an_answer_are_problems(slack: LocalSlack, tiny: TinyApp) -> None:
    tiny.answer = {"blocks": [section()], "reponse_type": "in_channel"}
    ack = await slack.command(RECRUITER, HIRING)
    assert ack.message is not None
    assert ack.message.is_ephemeral
    unknown, no_text = slack.take_problems()
    assert "reponse_type" in unknown
    assert "top-level text" in no_text


async def test_a_press_on_an_ephemeral_message(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    tiny.answer = {"text": "x", "blocks": [actions(button(), menu())]}
    message = (await slack.command(RECRUITER, HIRING)).message
    assert message is not None
    tiny.answer = "ignored"
    await slack.press(RECRUITER, message, "answer.share")
    payload = tiny.last
    assert payload["type"] == "block_actions"
    assert payload["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": "C0HIRING",
        "is_ephemeral": True,
    }
    assert "message" not in payload
    [action] = payload["actions"]
    assert (action["type"], action["value"]) == ("button", "v1")
    assert action["block_id"] == message.blocks[0]["block_id"]
    assert payload["state"]["values"][action["block_id"]]["compare.topic"] == {
        "type": "static_select",
        "selected_option": None,
    }
    assert await caller.respond(payload["response_url"], text="new", replace_original=True) == (
        200,
        "ok",
    )
    assert (message.text, message.edits) == ("new", 1)
    assert message.is_ephemeral


async def test_a_choice_in_a_public_message(slack: LocalSlack, tiny: TinyApp) -> None:
    place = slack.workspace
    message = place.post(ENGINEERING, "x", [section(accessory=menu())])
    await slack.press(LEAD, message, "compare.topic", option="stack")
    assert tiny.last["message"]["blocks"] == message.blocks
    [action] = tiny.last["actions"]
    assert action["selected_option"]["text"]["text"] == "Stack"
    values = tiny.last["state"]["values"][action["block_id"]]
    assert values["compare.topic"]["selected_option"]["value"] == "stack"


async def test_buttons_with_one_action_id_are_told_apart_by_value(
    slack: LocalSlack, tiny: TinyApp
) -> None:
    place = slack.workspace
    blocks = [section(accessory=button(value=value)) for value in ("one", "two")]
    message = place.post(ENGINEERING, "x", blocks)
    with pytest.raises(NotPossibleError, match="several"):
        await slack.press(LEAD, message, "answer.share")
    await slack.press(LEAD, message, "answer.share", value="two")
    assert tiny.last["actions"][0]["value"] == "two"


async def test_what_people_cannot_press(slack: LocalSlack) -> None:
    place = slack.workspace
    message = place.post(HIRING, "x", [actions(button(), menu())], visible_to="U0LEAD")
    with pytest.raises(NotPossibleError, match="does not see"):
        await slack.press(RECRUITER, message, "answer.share")
    with pytest.raises(NotPossibleError, match="no element"):
        await slack.press(LEAD, message, "answer.other")
    with pytest.raises(NotPossibleError, match="value"):
        await slack.press(LEAD, message, "answer.share", value="v2")
    with pytest.raises(NotPossibleError, match="no option"):
        await slack.press(LEAD, message, "compare.topic", option="none")
    place.delete(message)
    with pytest.raises(NotPossibleError, match="does not see"):
        await slack.press(LEAD, message, "answer.share")


async def test_feedback_carries_the_side_that_was_pressed(slack: LocalSlack, tiny: TinyApp) -> None:
    shown = slack.workspace.post(HIRING, "x", [feedback("up", "down")])
    await slack.press(LEAD, shown, "answer.judge", value="down")
    [action] = tiny.last["actions"]
    block_id = shown.blocks[0]["block_id"]
    assert action.pop("action_ts")
    assert action == {
        "type": "feedback_buttons",
        "action_id": "answer.judge",
        "block_id": block_id,
        "text": {"type": "plain_text", "text": "Not helpful"},
        "value": "down",
    }
    for value in (None, "sideways"):
        with pytest.raises(NotPossibleError, match="no side"):
            await slack.press(LEAD, shown, "answer.judge", value=value)


async def test_a_failed_press_is_a_problem(slack: LocalSlack, tiny: TinyApp) -> None:
    async def fail(_: Json) -> web.Response:
        return web.Response(status=404)

    place, tiny.answer = slack.workspace, fail
    message = place.post(ENGINEERING, "x", [actions(button())])
    ack = await slack.press(LEAD, message, "answer.share")
    assert slack.take_problems() == ack.problems
    assert "404" in ack.problems[0]


async def test_shortcuts(slack: LocalSlack, tiny: TinyApp) -> None:
    place = slack.workspace
    await slack.shortcut(LEAD, "faq.lookup")
    assert (tiny.last["type"], tiny.last["callback_id"]) == ("shortcut", "faq.lookup")
    assert "response_url" not in tiny.last
    message = place.post(HIRING, "we need PHP", author=MANAGER.id)
    await slack.message_shortcut(LEAD, "advice.from_message", message)
    assert tiny.last["type"] == "message_action"
    assert tiny.last["message"]["text"] == "we need PHP"
    assert tiny.last["message"]["user"] == "U0MANAGER"
    private = place.post(HIRING, "x", visible_to=LEAD.id)
    with pytest.raises(NotPossibleError, match="no shortcuts"):
        await slack.message_shortcut(LEAD, "advice.from_message", private)


async def test_a_mention_and_its_redelivery(slack: LocalSlack, tiny: TinyApp) -> None:
    ack = await slack.mention(LEAD, ENGINEERING, "php & co", thread_ts="1.2")
    assert tiny.last["type"] == "event_callback"
    event = tiny.last["event"]
    assert event["text"] == "<@U0TALLY> php &amp; co"
    assert (event["type"], event["thread_ts"], event["channel"]) == (
        "app_mention",
        "1.2",
        "C0ENGINEERING",
    )
    await slack.deliver_again(ack.request)
    assert tiny.received[0] == tiny.received[1]
    assert tiny.headers[1]["X-Slack-Retry-Num"] == "1"
    assert tiny.headers[1]["X-Slack-Retry-Reason"] == "http_timeout"
    assert (await slack.mention(LEAD, HIRING, "php")).status == 0
    assert len(tiny.received) == 2


async def test_unsigned_and_old_requests(slack: LocalSlack, tiny: TinyApp) -> None:
    body = b"command=%2Ftally&text=php"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await slack.send_raw(body, form)).status == 401
    assert (await slack.send_raw(body, form | slack.sign(body, 1_000))).status == 401
    assert (await slack.send_raw(body, form | slack.sign(b"other"))).status == 401
    assert (await slack.send_raw(body, form | slack.sign(body))).status == 200


async def test_traffic_is_kept(slack: LocalSlack, caller: Caller) -> None:
    await slack.command(LEAD, HIRING, "php")
    await caller.api("auth.test")
    command, call = slack.traffic
    assert (command.sender, command.name, command.status) == ("slack", "/tally php", 200)
    assert (call.sender, call.name, call.response["team_id"]) == ("app", "auth.test", "T0LOCAL")
