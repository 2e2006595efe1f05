"""Each reply of Slack, and what it means for a message, against a real HTTP server."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.blocks import Message, Reply
from bot.slack.delivery import LONGEST_PAUSE, Delivery, pause, post, respond

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
MESSAGE: Message = {"text": "hello", "blocks": []}
REPLY: Reply = {"replace_original": False, "text": "hello", "blocks": []}


def ok(error: str = "", status: int = 200, **headers: str) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        body = {"ok": False, "error": error} if error else {"ok": True}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.json_response(body, status=status, headers=named)

    return handle


def text(body: str, status: int = 200, content_type: str = "text/html") -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return web.Response(text=body, status=status, content_type=content_type)

    return handle


async def drop(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def drop_halfway(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "100"})
    await response.prepare(request)
    await response.write(b'{"ok"')
    assert request.transport is not None
    request.transport.abort()
    return response


async def never(request: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError


class Answering:
    """A server that answers as told and keeps what it got."""

    def __init__(self) -> None:
        self.handler: Handler = ok()
        self.bodies: list[bytes] = []
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.bodies.append(await request.read())
        return await self.handler(request)


@pytest.fixture
async def server() -> AsyncIterator[Answering]:
    answering = Answering()
    app = web.Application()
    app.router.add_post("/{path:.*}", answering.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    answering.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield answering
    await runner.cleanup()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as open_session:
        yield open_session


RESPONSE_URL = [
    (text("ok", content_type="text/plain"), Delivery("posted")),
    (ok(), Delivery("posted")),
    (text("", 200), Delivery("posted")),
    (ok("ratelimited", 429, Retry_After="7"), Delivery("later", "ratelimited", 7.0)),
    (ok("ratelimited", 429), Delivery("later", "ratelimited", 1.0)),
    (text("slow down", 429), Delivery("later", "ratelimited", 1.0)),
    (ok("rate_limited", 200, Retry_After="3"), Delivery("later", "rate_limited", 3.0)),
    (ok("ratelimited", 429, Retry_After="0"), Delivery("later", "ratelimited", 1.0)),
    (ok("ratelimited", 429, Retry_After="soon"), Delivery("later", "ratelimited", 1.0)),
    (ok("service_unavailable", 503), Delivery("later", "service_unavailable", 1.0)),
    (text("<h1>oops</h1>", 500), Delivery("unclear", "http_500")),
    (text("", 502), Delivery("unclear", "http_502")),
    (text("<h1>busy</h1>", 503), Delivery("unclear", "http_503")),
    (ok("internal_error"), Delivery("unclear", "internal_error")),
    (ok("used_url", 404), Delivery("refused", "used_url")),
    (ok("expired_url", 404), Delivery("refused", "expired_url")),
    (text("no such thing", 404), Delivery("refused", "no_such_url")),
    (text("gone", 410), Delivery("refused", "no_such_url")),
    (ok("invalid_blocks"), Delivery("refused", "invalid_blocks")),
    (ok("invalid_payload", 400), Delivery("refused", "invalid_payload")),
    (text("forbidden", 403), Delivery("refused", "http_403")),
    (drop, Delivery("unclear", "ServerDisconnectedError")),
    (drop_halfway, Delivery("unclear", "ClientPayloadError")),
]


@pytest.mark.parametrize(("handler", "delivery"), RESPONSE_URL)
async def test_a_response_url(
    server: Answering, session: aiohttp.ClientSession, handler: Handler, delivery: Delivery
) -> None:
    server.handler = handler
    assert await respond(session, f"{server.url}response/1", REPLY) == delivery
    assert server.bodies == [b'{"replace_original":false,"text":"hello","blocks":[]}']
    assert delivery.spent is (delivery.error in {"used_url", "expired_url", "no_such_url"})


async def test_a_response_url_that_never_answers_is_unclear(
    server: Answering, session: aiohttp.ClientSession
) -> None:
    server.handler = never
    assert (await respond(session, server.url, REPLY, 0.05)).outcome == "unclear"


async def test_a_response_url_where_nobody_listens_is_tried_later(
    session: aiohttp.ClientSession, unused_tcp_port: int
) -> None:
    delivery = await respond(session, f"http://127.0.0.1:{unused_tcp_port}/", REPLY)
    assert delivery.outcome == "later"


async def test_a_name_that_nobody_knows_is_tried_later(session: aiohttp.ClientSession) -> None:
    delivery = await respond(session, "http://no-such-host.invalid/", REPLY)
    assert delivery.outcome == "later"


WEB_API = [
    (ok(), Delivery("posted")),
    (ok("ratelimited", 429, Retry_After="7"), Delivery("later", "ratelimited", 7.0)),
    (ok("not_in_channel"), Delivery("refused", "not_in_channel")),
    (ok("channel_not_found"), Delivery("refused", "channel_not_found")),
    (ok("is_archived"), Delivery("refused", "is_archived")),
    (ok("invalid_auth"), Delivery("refused", "invalid_auth")),
    (ok("internal_error"), Delivery("unclear", "internal_error")),
    (ok("fatal_error", 500), Delivery("unclear", "fatal_error")),
    (ok("service_unavailable", 503), Delivery("later", "service_unavailable", 1.0)),
    (drop, Delivery("unclear", "ServerDisconnectedError")),
]


@pytest.mark.parametrize(("handler", "delivery"), WEB_API)
async def test_the_web_api(
    server: Answering, session: aiohttp.ClientSession, handler: Handler, delivery: Delivery
) -> None:
    server.handler = handler
    client = AsyncWebClient("xoxb", base_url=server.url, session=session, retry_handlers=[])
    assert await post(client, "C1", MESSAGE) == delivery
    assert len(server.bodies) == 1


@pytest.mark.parametrize(
    "handler",
    [
        text("<h1>bad gateway</h1>", 502),
        text("<h1>fine?</h1>", 200),
        text("{", 200, "application/json"),
        text("{", 503, "application/json"),
        text("[]", 200, "application/json"),
        drop_halfway,
    ],
    ids=["html 502", "html 200", "cut 200", "cut 503", "list", "dropped"],
)
async def test_a_web_api_that_answers_nonsense_is_unclear(
    server: Answering, session: aiohttp.ClientSession, handler: Handler
) -> None:
    server.handler = handler
    client = AsyncWebClient("xoxb", base_url=server.url, session=session, retry_handlers=[])
    assert (await post(client, "C1", MESSAGE)).outcome == "unclear"


async def test_a_web_api_where_nobody_listens_is_tried_later(
    session: aiohttp.ClientSession, unused_tcp_port: int
) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}/"
    client = AsyncWebClient("xoxb", base_url=url, session=session, retry_handlers=[])
    assert (await post(client, "C1", MESSAGE)).outcome == "later"


def test_pauses_grow_to_five_minutes() -> None:
    assert [pause(attempts) for attempts in range(5)] == [1, 1, 2, 4, 8]
    assert pause(50) == pause(500) == LONGEST_PAUSE == 300
