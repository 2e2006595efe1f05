"""Socket Mode, Slack's side: who may connect, what is delivered, what counts as an answer."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from localslack.models import Json
from localslack.slack import LocalSlack
from tests.localslack.samples import MANIFEST
from tests.localslack.tiny_app import BOT_TOKEN, SIGNING_SECRET, Caller, HandClock
from tests.support.workspace import CHANNELS, ENGINEERING, HIRING, JOINED, PEOPLE, RECRUITER

APP_TOKEN = "xapp-local-slack"
OPEN = "apps.connections.open"


@pytest.fixture
async def slack(clock: HandClock, patience: float) -> AsyncIterator[LocalSlack]:
    local = LocalSlack(
        MANIFEST,
        PEOPLE,
        CHANNELS,
        JOINED,
        signing_secret=SIGNING_SECRET,
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        clock=clock,
        acknowledge_seconds=patience,
    )
    async with local:
        yield local


@pytest.fixture
async def ws(caller: Caller) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A connection that has been greeted."""
    url = (await caller.api(OPEN, APP_TOKEN))["url"]
    async with caller.session.ws_connect(url) as connection:
        assert (await connection.receive_json())["type"] == "hello"
        yield connection


async def answered(ws: aiohttp.ClientWebSocketResponse, payload: Json | None = None) -> Json:
    """Acknowledge the next envelope, and return it."""
    envelope: Json = await ws.receive_json()
    more = {} if payload is None else {"payload": payload}
    await ws.send_json({"envelope_id": envelope["envelope_id"], **more})
    return envelope


async def test_only_the_app_token_opens_a_connection(slack: LocalSlack, caller: Caller) -> None:
    assert (await caller.api(OPEN, token=None))["error"] == "not_authed"
    assert (await caller.api(OPEN, "xapp-other"))["error"] == "invalid_auth"
    assert (await caller.api(OPEN, BOT_TOKEN))["error"] == "not_allowed_token_type"
    assert (await caller.api("auth.test", APP_TOKEN))["error"] == "invalid_auth"
    assert len(slack.take_problems()) == 4
    assert (await caller.api(OPEN, APP_TOKEN))["url"].startswith("ws://127.0.0.1:")


async def test_an_address_opens_one_connection(slack: LocalSlack, caller: Caller) -> None:
    url = (await caller.api(OPEN, APP_TOKEN))["url"]
    async with caller.session.ws_connect(url):
        for used in (url, url.partition("?")[0]):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await caller.session.ws_connect(used)
        assert len(slack.sockets.connections) == 1
    await slack.workspace.changed(lambda: not slack.sockets.connections)


async def test_a_command_is_answered_by_the_acknowledgement(
    slack: LocalSlack, ws: aiohttp.ClientWebSocketResponse
) -> None:
    answering = asyncio.create_task(answered(ws, {"text": "Hire a PHP developer."}))
    ack = await slack.command(RECRUITER, HIRING, "php & go")
    envelope = await answering
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert (envelope["payload"]["command"], envelope["payload"]["text"]) == (
        "/tally",
        "php &amp; go",
    )
    assert ack.ok
    assert ack.message is not None
    assert ack.message.text == "Hire a PHP developer."


@pytest.mark.parametrize("patience", [3.0])  # what is sent again must be answered in that time
async def test_events_say_when_they_are_sent_again(
    slack: LocalSlack, ws: aiohttp.ClientWebSocketResponse
) -> None:
    late = await slack.mention(RECRUITER, ENGINEERING, "php")
    assert (late.status, late.error) == (0, "operation_timeout")
    assert len(slack.take_problems()) == 1
    first = await ws.receive_json()
    answering = asyncio.create_task(answered(ws))
    assert (await slack.deliver_again(late.request)).ok
    second = await answering
    assert first["type"] == second["type"] == "events_api"
    assert first["payload"] == second["payload"]
    assert first["envelope_id"] != second["envelope_id"]
    assert (first["retry_attempt"], first["retry_reason"]) == (0, "")
    assert (second["retry_attempt"], second["retry_reason"]) == (1, "timeout")


async def test_an_event_takes_no_payload(
    slack: LocalSlack, ws: aiohttp.ClientWebSocketResponse
) -> None:
    answering = asyncio.create_task(answered(ws, {"text": "x"}))
    assert not (await slack.open_home(RECRUITER)).ok
    await answering
    assert "without a payload" in slack.take_problems()[0]


async def test_a_shortcut_is_interactive(
    slack: LocalSlack, ws: aiohttp.ClientWebSocketResponse
) -> None:
    answering = asyncio.create_task(answered(ws))
    assert (await slack.shortcut(RECRUITER, "x")).ok
    assert (await answering)["type"] == "interactive"


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", "1"])
async def test_what_is_no_acknowledgement_is_a_problem(
    slack: LocalSlack, ws: aiohttp.ClientWebSocketResponse, text: str
) -> None:
    await ws.send_str(text)
    await slack.workspace.changed(lambda: slack.workspace.problems)
    assert slack.take_problems() == ["[ERROR] socket: the app sent no acknowledgement"]


async def test_nothing_is_delivered_after_a_disconnect(
    slack: LocalSlack, ws: aiohttp.ClientWebSocketResponse
) -> None:
    await slack.sockets.disconnect()
    told = await ws.receive_json()
    assert (told["type"], told["reason"]) == ("disconnect", "refresh_requested")
    ack = await slack.open_home(RECRUITER)
    assert ack.error == "dispatch_failed"
    assert slack.take_problems() == ["[ERROR] event app_home_opened: no socket is connected"]
