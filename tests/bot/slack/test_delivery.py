"""Whatever may come back in place of Slack's answer, to any call, and what is made of it."""

import asyncio
import gzip
import json
import logging
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from itertools import product
from math import inf

import aiohttp
import pytest

from bot.slack.blocks import Message, Reply
from bot.slack.delivery import (
    LARGEST_ANSWER,
    LONGEST_PAUSE,
    Delivery,
    WebApi,
    pause,
    respond,
)
from bot.slack.shown import ShownView
from bot.slack.views import Home, Modal, open_view, publish_home, push_view, update_view
from tests.support.slack import LONGEST_WAIT

MESSAGE: Message = {"text": "hello", "blocks": []}
REPLY: Reply = {"replace_original": False, "text": "hello", "blocks": []}
MODAL: Modal = {
    "type": "modal",
    "callback_id": "x",
    "title": {"type": "plain_text", "text": "x"},
    "blocks": [],
}
HOME: Home = {"type": "home", "blocks": []}
SHOWN = ShownView(id="V1", type="modal", hash="1")

Call = Callable[[WebApi, aiohttp.ClientSession, str], Awaitable[Delivery]]
CALLS: dict[str, Call] = {
    "response_url": lambda api, session, url: respond(session, url, REPLY),
    "chat.postMessage": lambda api, session, url: api.post("C1", MESSAGE),
    "views.open": lambda api, session, url: open_view(api, "1", MODAL),
    "views.push": lambda api, session, url: push_view(api, "1", MODAL),
    "views.update": lambda api, session, url: update_view(api, SHOWN, MODAL),
    "views.publish": lambda api, session, url: publish_home(api, "U1", HOME),
    "auth.test": lambda api, session, url: api.call("auth.test"),
    "apps.connections.open": lambda api, session, url: api.call("apps.connections.open"),
}

STATUSES = (200, 201, 301, 307, 400, 403, 404, 408, 410, 429, 500, 502, 503)
TYPES = ("application/json", "text/plain", "text/html; charset=x", "application/gzip", "")
OK = b'{"ok":true,"ts":"1"}'
PASSING = ("ratelimited", "rate_limited", "service_unavailable", "team_added_to_org")
MAYBE_DONE = ("internal_error", "fatal_error", "request_timeout")
REFUSALS = ("not_in_channel", "invalid_auth", "hash_conflict", "used_url", "something_new")
NO_ANSWERS = (
    b"", b"<!DOCTYPE html><p>ok</p>", b"{", b"[]", b"null", b"\xff\xfe", b'{"ok":1}', b"[" * 5000,
    b'{"error":["x"]}', b'{"ok":"true"}', b"OK", b'"ok"',
)  # fmt: skip
RETRY_AFTER = {
    None: 1.0, "0": 1.0, "-5": 1.0, "7": 7.0, "2.5": 2.5, "soon": 1.0, "": 1.0, "nan": 1.0,
    "99999999999": LONGEST_PAUSE, "inf": LONGEST_PAUSE, "Wed, 21 Oct 2026 07:28:00 GMT": 1.0,
}  # fmt: skip


def refusal(error: str) -> bytes:
    return json.dumps({"ok": False, "error": error}).encode()


@dataclass
class Answering:
    """A server that answers with the bytes that it is given, and counts what it was asked."""

    head: bytes = b""
    body: bytes = b""
    hang: bool = False
    abort: bool = False
    asked: int = 0
    seen: asyncio.Event = field(default_factory=asyncio.Event)
    address: str = ""
    open: set[asyncio.StreamWriter] = field(default_factory=set)

    def answers(
        self, status: int, body: bytes, kind: str = "", length: int | None = None, more: str = ""
    ) -> None:
        """What comes back from now on; `length` is what the head says of the body."""
        self.hang = self.abort = False
        said = len(body) if length is None else length
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {said}", "Connection: close"]
        lines += [f"Content-Type: {kind}"] if kind else []
        lines += [more] if more else []
        self.head, self.body = "\r\n".join([*lines, "", ""]).encode(), body

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request."""
        self.open.add(writer)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split()[0])
        await reader.readexactly(length)
        self.asked += 1
        self.seen.set()
        writer.write(self.head + self.body)
        if self.abort:
            writer.transport.abort()
        elif not self.hang:
            writer.close()


@pytest.fixture
async def server() -> AsyncIterator[Answering]:
    """It listens on loopback."""
    answering = Answering()
    listening = await asyncio.start_server(answering.handle, "127.0.0.1", 0)
    answering.address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    yield answering
    listening.close()
    for writer in answering.open:
        writer.close()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """The session that a running RoleFit shares."""
    async with aiohttp.ClientSession() as open_session:
        yield open_session


@dataclass(frozen=True)
class Asking:
    """One of the calls, and a server to make it to."""

    name: str
    server: Answering
    session: aiohttp.ClientSession

    async def __call__(self) -> Delivery:
        """Make the call; it reaches the server once at most."""
        before, at = self.server.asked, self.server.address
        api = WebApi(self.session, f"{at}/api/", "xoxb-1")
        delivery = await CALLS[self.name](api, self.session, f"{at}/response/1")
        assert self.server.asked <= before + 1
        return delivery


@pytest.fixture(params=CALLS)
def call(
    request: pytest.FixtureRequest,
    server: Answering,
    session: aiohttp.ClientSession,
    caplog: pytest.LogCaptureFixture,
) -> Asking:
    """Each call that RoleFit makes."""
    caplog.set_level(logging.CRITICAL)
    return Asking(request.param, server, session)


def expected(status: int, error: str) -> str:
    """The table: what an answer means. `error` is Slack's, `ok`, or nothing that is Slack's."""
    if status == 429 or error in PASSING:
        return "later"
    if status >= 500 or status in (301, 307, 408) or error in MAYBE_DONE:
        return "unclear"
    if status >= 400 or error in REFUSALS:
        return "refused"
    return "posted" if error == "ok" else "unclear"


async def test_every_answer_is_judged_by_status_and_by_what_it_says(call: Asking) -> None:
    named = {refusal(name): name for name in (*PASSING, *MAYBE_DONE, *REFUSALS)}
    plain = "ok" if call.name == "response_url" else ""
    bodies = {OK: "ok", b" ok\n": plain} | named | dict.fromkeys(NO_ANSWERS, "")
    for status, kind, (body, error) in product(STATUSES, TYPES, bodies.items()):
        call.server.answers(status, body, kind)
        delivery = await call()
        assert delivery.outcome == expected(status, error), (status, kind, body)
        assert bool(delivery.error) is not delivery.done
        assert delivery.after == (1.0 if delivery.outcome == "later" else 0.0)


async def test_what_arrives_in_part_is_judged_by_its_status(call: Asking) -> None:
    for status, (length, chunk) in product(STATUSES, ((200, OK), (200, b""))):
        call.server.answers(status, chunk, "application/json", length)
        delivery = await call()
        assert delivery.outcome == expected(status, ""), (status, length, chunk)


ENCODINGS = ("gzip", "deflate", "br", "gzip, br", "")
ODD_BODIES = {
    "plain": OK,
    "cut": gzip.compress(OK)[:20],
    "large": b" " * LARGEST_ANSWER + OK,
    "a bomb": gzip.compress(b" " * (50 * LARGEST_ANSWER) + OK),
}


@pytest.mark.parametrize("body", ODD_BODIES)
async def test_what_cannot_be_read_is_judged_by_its_status(call: Asking, body: str) -> None:
    for status, encoding in product((200, 404, 429, 503), ENCODINGS):
        if body == "plain" and not encoding:
            continue
        more = f"Content-Encoding: {encoding}"
        call.server.answers(status, ODD_BODIES[body], "application/json", more=more)
        delivery = await call()
        assert (delivery.outcome, delivery.status) == (expected(status, ""), status), encoding


async def test_a_length_that_is_not_the_bodys_is_unclear(call: Asking) -> None:
    call.server.answers(200, OK, "application/json", length=5)
    assert (await call()).outcome == "unclear"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", gzip.compress(OK)), ("deflate", zlib.compress(OK)), ("Identity", OK)],
    ids=["gzip", "deflate", "identity"],
)
async def test_what_a_proxy_compresses_is_read_all_the_same(
    call: Asking, encoding: str, body: bytes
) -> None:
    call.server.answers(200, body, "text/plain", more=f"Content-Encoding: {encoding}")
    assert (await call()).done


async def test_a_time_to_wait_is_kept_within_bounds(call: Asking) -> None:
    for status, (value, seconds) in product((429, 503), RETRY_AFTER.items()):
        more = "" if value is None else f"Retry-After: {value}"
        call.server.answers(status, refusal("service_unavailable"), more=more)
        assert (await call()).after == seconds, value


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\nContent-Le", b"\x16\x03\x01", b"SSH-2.0\r\n"]
)
@pytest.mark.parametrize("abort", [True, False], ids=["reset", "closed"])
async def test_a_connection_that_breaks_after_sending_is_unclear(
    call: Asking, head: bytes, abort: bool
) -> None:
    call.server.head, call.server.abort = head, abort
    delivery = await call()
    assert (delivery.outcome, delivery.status) == ("unclear", 0)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n"])
async def test_an_answer_that_never_ends_is_unclear(
    server: Answering, session: aiohttp.ClientSession, head: bytes
) -> None:
    server.head, server.hang = head, True
    api = WebApi(session, server.address)
    for outcome in (
        await respond(session, f"{server.address}/response/1", REPLY, 0.05),
        await api.call("chat.postMessage", {}, 0.05),
    ):
        assert outcome.outcome == "unclear"


@pytest.mark.parametrize(
    "host", ["http://127.0.0.1:{}", "https://127.0.0.1:{}", "http://no.invalid"]
)
async def test_what_cannot_be_reached_is_tried_later(
    call: Asking, host: str, unused_tcp_port: int
) -> None:
    call.server.address = host.format(unused_tcp_port)
    delivery = await call()
    assert (delivery.outcome, delivery.unreachable) == ("later", True)


async def test_a_connection_that_is_not_made_in_time_is_tried_later(
    server: Answering, session: aiohttp.ClientSession
) -> None:
    async with asyncio.timeout(LONGEST_WAIT):
        with_one_place = aiohttp.TCPConnector(limit=1)
        async with aiohttp.ClientSession(connector=with_one_place) as busy:
            server.hang = True
            first = asyncio.create_task(respond(busy, server.address, REPLY, 15.0))
            await server.seen.wait()
            assert (await respond(busy, server.address, REPLY, 0.1)).outcome == "later"
            first.cancel()  # it has held the place for as long as that took
            await asyncio.wait([first])


@pytest.mark.parametrize(
    "url", ["", "x", "http://", "http://[x/", "ftp://a/b", "http://a:x/", f"http://{'a' * 70}.b/"]
)
async def test_what_is_no_address_is_refused_and_spent(
    session: aiohttp.ClientSession, url: str
) -> None:
    delivery = await respond(session, url, REPLY)
    assert (delivery.outcome, delivery.spent) == ("refused", True)


async def test_each_failure_is_one_line_with_the_method_and_slacks_name_for_it(
    server: Answering, session: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers(200, refusal("ekm_access_denied"))
    for name in CALLS:
        await Asking(name, server, session)()
    assert [record.getMessage() for record in caplog.records] == [
        f"Slack did not do {name}: ekm_access_denied" for name in CALLS
    ]


def test_pauses_grow_to_five_minutes() -> None:
    assert [pause(attempts) for attempts in range(5)] == [1, 1, 2, 4, 8]
    assert pause(50) == pause(500) == pause(10**9) == LONGEST_PAUSE == 300
    assert pause(10**9) < inf
