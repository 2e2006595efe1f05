"""Planned faults, and waiting for what the app does."""

import asyncio
import random
from collections.abc import Callable, Iterator

import aiohttp
import pytest

from localslack import faults
from localslack.faults import RESPONSE_URL, Fault
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


@pytest.mark.parametrize(
    "fault",
    [
        Fault(200, b'{"ok":true}', content_type="text/plain", done_first=True),
        faults.failing(done_first=True),
        faults.dropping(done_first=True),
    ],
)
async def test_no_fault_confirms_what_is_refused(
    slack: LocalSlack, caller: Caller, fault: Fault
) -> None:
    place = slack.workspace
    place.archived.add(ENGINEERING)
    place.faults.plan("chat.postMessage", fault)
    assert (await caller.api("chat.postMessage", **POST))["error"] == "is_archived"


async def test_a_page_in_place_of_an_answer(slack: LocalSlack, caller: Caller) -> None:
    slack.workspace.faults.plan("auth.test", faults.showing_page())
    async with caller.session.post(f"{slack.api_url}auth.test", headers=HEADERS) as response:
        assert (response.status, response.content_type) == (503, "text/html")


STATUSES = (200, 204, 302, 400, 404, 429, 500, 503, 504, 599)
TYPES = ("application/json", "text/plain", "text/html; charset=latin-1", "x/y; charset=no-such")
BODIES = (b"", b"{", b'{"ok":true}', b"[]", b"null", b"\xff\xfe", b"<html>", b"x" * 70_000)


def answers_by_chance(number: int) -> Iterator[Fault]:
    chance = random.Random(number)
    for _ in range(number):
        status, kind = chance.choice(STATUSES), chance.choice(TYPES)
        headers = {"Retry-After": chance.choice(("", "-1", "1e9", "soon", "2.5"))}
        yield Fault(status, b"" if status == 204 else chance.choice(BODIES), headers, kind)


@pytest.mark.parametrize("where", ["chat.postMessage", "apps.connections.open", RESPONSE_URL])
async def test_any_answer_can_be_given_anywhere(
    slack: LocalSlack, tiny: TinyApp, caller: Caller, where: str
) -> None:
    await slack.command(LEAD, HIRING)
    url = tiny.last["response_url"] if where == RESPONSE_URL else f"{slack.api_url}{where}"
    planned = list(answers_by_chance(50))
    slack.workspace.faults.follow(where, planned)
    for fault in planned:
        async with caller.session.post(url, json=POST, allow_redirects=False) as response:
            kind = response.headers.get("Content-Type")
            assert (response.status, await response.read()) == (fault.status, fault.body)
            assert kind == fault.content_type
            assert response.headers["Retry-After"] == fault.headers["Retry-After"]
        assert slack.traffic[-1].status == fault.status


async def test_a_redirect_is_followed(slack: LocalSlack, caller: Caller) -> None:
    slack.workspace.faults.plan("chat.postMessage", faults.redirecting(f"{slack.api_url}api.test"))
    async with caller.session.post(f"{slack.api_url}chat.postMessage", json=POST) as response:
        assert [one.status for one in response.history] == [302]


@pytest.mark.parametrize("done_first", [True, False])
@pytest.mark.parametrize(
    ("drop", "seen"),
    [
        (faults.dropping, aiohttp.ServerDisconnectedError),
        (faults.resetting, aiohttp.ClientOSError),
        (faults.cutting, aiohttp.ClientPayloadError),
    ],
)
async def test_dropped_connections(
    slack: LocalSlack,
    caller: Caller,
    drop: Callable[..., Fault],
    seen: type[Exception],
    done_first: bool,
) -> None:
    place = slack.workspace
    place.faults.plan("chat.postMessage", drop(done_first=done_first))
    with pytest.raises(seen):
        await caller.api("chat.postMessage", **POST)
    assert len(place.messages) == done_first
    assert (await caller.api("chat.postMessage", **POST))["ok"]


async def test_scripts(slack: LocalSlack, caller: Caller) -> None:
    planted = slack.workspace.faults

    async def went_well(method: str, times: int) -> list[bool]:
        return [(await caller.api(method))["ok"] for _ in range(times)]

    broken = faults.failing()
    planted.follow("auth.test", [None, broken, None, broken])
    assert await went_well("auth.test", 5) == [True, False, True, False, True]
    planted.follow("auth.test", faults.each(3, broken))
    assert await went_well("auth.test", 6) == [True, True, False] * 2
    planted.plan("auth.test", broken)  # does not count as one of the script's
    assert await went_well("auth.test", 4) == [False, True, True, False]
    planted.follow(faults.ANYWHERE, faults.each(1, broken))
    assert await went_well("api.test", 2) == [False, False]
    assert await went_well("auth.test", 3) == [True, True, False]


async def test_a_share_of_the_calls_is_the_same_for_the_same_seed(slack: LocalSlack) -> None:
    def drawn(seed: int) -> list[Fault | None]:
        wrong = [faults.failing(500), faults.failing(503)]
        slack.workspace.faults.follow(faults.ANYWHERE, faults.some(0.25, wrong, seed))
        return [slack.workspace.faults.take("auth.test") for _ in range(2_000)]

    first = drawn(1)
    assert first == drawn(1) != drawn(2)
    assert 400 < sum(fault is not None for fault in first) < 600
    assert {fault.status for fault in first if fault} == {500, 503}


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
    place.faults.plan(RESPONSE_URL, faults.rate_limited())
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
