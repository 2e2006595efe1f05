"""Planned faults, and waiting for what the app does."""

import asyncio

import aiohttp
import pytest

from localslack import faults
from localslack.slack import LocalSlack
from tests.localslack.tiny_app import BOT_TOKEN, Caller, TinyApp
from tests.support.workspace import ENGINEERING, HIRING, LEAD

POST = {"channel": "C0ENGINEERING", "text": "x"}
HEADERS = {"Authorization": f"Bearer {BOT_TOKEN}"}


async def test_too_many_requests_then_fine(slack: LocalSlack, caller: Caller) -> None:
    place = slack.workspace
    place.faults.plan("chat.postMessage", faults.rate_limited(7), times=2)
    for _ in range(2):
        url = f"{slack.api_url}chat.postMessage"
        async with caller.session.post(url, json=POST, headers=HEADERS) as response:
            assert response.status == 429
            assert response.headers["Retry-After"] == "7"
            assert (await response.json())["error"] == "ratelimited"
    assert (await caller.api("chat.postMessage", **POST))["ok"]
    assert len(place.messages) == 1


async def test_other_methods_are_not_touched(slack: LocalSlack, caller: Caller) -> None:
    slack.workspace.faults.plan("chat.postMessage", faults.refusing("channel_not_found"))
    assert (await caller.api("auth.test"))["ok"]
    assert (await caller.api("chat.postMessage", **POST))["error"] == "channel_not_found"
    slack.workspace.faults.plan("auth.test", faults.failing())
    slack.workspace.faults.clear()
    assert (await caller.api("auth.test"))["ok"]


@pytest.mark.parametrize("done_first", [True, False])
async def test_a_failing_answer_says_nothing_about_the_work(
    slack: LocalSlack, caller: Caller, done_first: bool
) -> None:
    place = slack.workspace
    place.faults.plan("chat.postMessage", faults.failing(503, done_first=done_first))
    assert not (await caller.api("chat.postMessage", **POST))["ok"]
    assert len(place.messages) == done_first


async def test_a_page_in_place_of_an_answer(slack: LocalSlack, caller: Caller) -> None:
    slack.workspace.faults.plan("auth.test", faults.showing_page())
    async with caller.session.post(f"{slack.api_url}auth.test", headers=HEADERS) as response:
        assert (response.status, response.content_type) == (503, "text/html")


@pytest.mark.parametrize("done_first", [True, False])
async def test_dropped_connections(slack: LocalSlack, caller: Caller, done_first: bool) -> None:
    place = slack.workspace
    place.faults.plan("chat.postMessage", faults.dropping(done_first=done_first))
    with pytest.raises(aiohttp.ClientError):
        await caller.api("chat.postMessage", **POST)
    assert len(place.messages) == done_first
    assert place.traffic[-1].status == 503


@pytest.mark.parametrize("done_first", [True, False])
async def test_hanging(slack: LocalSlack, caller: Caller, done_first: bool) -> None:
    place = slack.workspace
    place.faults.plan("chat.postMessage", faults.hanging(0.05, done_first=done_first))
    assert (await caller.api("chat.postMessage", **POST))["ok"] == done_first
    assert len(place.messages) == done_first
    place.faults.plan("chat.postMessage", faults.hanging(60, done_first=done_first))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(caller.api("chat.postMessage", **POST), 0.05)


async def test_response_urls_fail_too(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    place = slack.workspace
    await slack.command(LEAD, HIRING)
    place.faults.plan(faults.RESPONSE_URL, faults.rate_limited())
    assert (await caller.respond(tiny.last["response_url"], text="x"))[0] == 429
    assert (await caller.respond(tiny.last["response_url"], text="x"))[0] == 200


async def test_waiting_wakes_at_a_change(slack: LocalSlack, caller: Caller) -> None:
    place = slack.workspace
    waiting = asyncio.create_task(place.changed(lambda: place.conversation(ENGINEERING, LEAD)))
    await caller.api("auth.test")
    assert not waiting.done()
    await caller.api("chat.postMessage", **POST)
    assert [message.text for message in await waiting] == ["x"]
    await place.changed(lambda: len(slack.traffic) == 2)


async def test_waiting_ends(slack: LocalSlack) -> None:
    with pytest.raises(TimeoutError):
        await slack.workspace.changed(lambda: False, 0.01)
