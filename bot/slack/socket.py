"""Slack's requests over Socket Mode: connections that we open, so no address of ours is needed.

Slack sends each envelope to one of the connections and knows us by the app token; nothing is
signed. Not Bolt's adapter: it encodes, decodes and encodes each answer, and forgets its tasks.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import msgspec
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient

from bot import metrics
from bot.errors import RoleFitError
from bot.slack.acknowledgements import acknowledge
from bot.slack.delivery import DELIVERY_SECONDS, Delivery, WebApi, proxy_for
from bot.slack.refusals import NOT_INSTALLED
from bot.slack.request import payload_of, receive
from bot.slack.tasks import describe

log = logging.getLogger(__name__)

CONNECT_SECONDS = 10.0  # how long a start waits for Slack before it goes on trying behind
CLOSE_SECONDS = 2.0  # how long Slack may take to say goodbye
WATCH_SECONDS = 1.0  # how often the connections are counted

OTHERS_CONNECTED = (
    "Slack counts %d connections with this app token, RoleFit opens %d: another process is "
    "connected with it, and each request goes to one of them only. Give it an app of its own"
)


class SocketFront:
    """Connections to Slack that answer what arrives on them; `open` them first, `close` last.

    The client of slack_sdk pings, notices a dead connection within 20 s, follows Slack's
    `disconnect` and connects again by itself.
    """

    def __init__(self, app: AsyncApp, api: WebApi, connections: int) -> None:
        """`api` bears the app-level token."""
        self._app = app
        self._under_way: set[asyncio.Task[Any]] = set()
        self._background: list[asyncio.Task[None]] = []
        self._others = 0  # connections of other processes, by Slack's count
        self._clients = [self._client(api) for _ in range(connections)]

    async def open(self) -> None:
        """Connect; while Slack is away, go on trying in the background.

        Raises RoleFitError if Slack refuses the token.
        """
        first = self._clients[0]
        answer = await first.ask(CONNECT_SECONDS)
        if answer.outcome == "refused" and answer.error in NOT_INSTALLED:
            raise RoleFitError(f"Slack refuses SLACK_APP_TOKEN: {answer.error}")
        connecting = [asyncio.create_task(_connect(client)) for client in self._clients]
        self._background = [*connecting]
        await asyncio.wait(connecting, timeout=CONNECT_SECONDS if first.wss_uri else 0)
        self._background.append(asyncio.create_task(self._watch()))

    async def connected(self) -> int:
        """How many connections are alive."""
        return sum([await client.is_connected() for client in self._clients])

    async def close(self, seconds: float) -> None:
        """Answer what is under way, in so many seconds at most, then disconnect.

        In this order, because an acknowledgement needs the connection.
        """
        await self._finish(seconds)
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await asyncio.gather(*map(_close, self._clients))
        for late in self._under_way:
            late.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _client(self, api: WebApi) -> "_Client":
        client = _Client(api)
        client.message_listeners += [self._count, self._listen]
        # slack_sdk ends this session only when the client is closed
        client.aiohttp_client_session.trace_configs.append(_one_use_of_each_ticket(client))
        return client

    async def _count(
        self, client: AsyncBaseSocketModeClient, message: dict[str, Any], raw: str | None = None
    ) -> None:
        """Warn when Slack's greeting counts more connections than ours, once for each more."""
        if message.get("type") != "hello":
            return
        told = message.get("num_connections")
        others = max(0, told - len(self._clients)) if isinstance(told, int) else 0
        if others > self._others:
            log.warning(OTHERS_CONNECTED, others + len(self._clients), len(self._clients))
        self._others = others

    async def _listen(
        self, client: AsyncBaseSocketModeClient, message: dict[str, Any], raw: str | None = None
    ) -> None:
        """Answer an envelope, whatever is in it."""
        task = asyncio.current_task()
        assert task is not None
        if "envelope_id" not in message:
            return
        self._under_way.add(task)
        try:
            await self._answer(client, message["envelope_id"], message.get("payload"))
        except Exception as error:
            log.error("an envelope failed: %s", describe(error))
        finally:
            self._under_way.discard(task)

    async def _answer(
        self, client: AsyncBaseSocketModeClient, envelope_id: object, payload: object
    ) -> None:
        arrived = time.perf_counter()
        body = payload if _is_text(payload) else None
        if not (received := receive(body)):  # the same again would not fit either
            await client.send_message(encode_acknowledgement(envelope_id, acknowledge()))
            return
        answer: BoltResponse = await self._app.async_dispatch(received)
        surface = payload_of(received).surface
        if not 200 <= answer.status < 300:  # unacknowledged: Slack sends an event again
            log.warning("answered with %d: %s", answer.status, surface)
            return
        await client.send_message(encode_acknowledgement(envelope_id, answer))
        metrics.observe_acknowledgement(surface, time.perf_counter() - arrived)

    async def _finish(self, seconds: float) -> None:
        """Wait until nothing is under way; what arrives meanwhile is answered too."""
        try:
            async with asyncio.timeout(seconds):
                while self._busy():
                    await asyncio.wait(self._under_way) if self._under_way else None
                    await asyncio.sleep(0)
        except TimeoutError:
            log.warning("%d requests were not finished in time", len(self._under_way))

    def _busy(self) -> bool:
        waiting = any(not client.message_queue.empty() for client in self._clients)
        return waiting or bool(self._under_way)

    async def _watch(self) -> None:
        """Log when connections are lost and found."""
        before = -1
        while True:
            now = await self.connected()
            if now != before:
                level = logging.INFO if now == len(self._clients) else logging.WARNING
                log.log(level, "%d of %d connections to Slack", now, len(self._clients))
            before = now
            await asyncio.sleep(WATCH_SECONDS)


class _Client(SocketModeClient):
    """slack_sdk's client, which asks for its addresses through our door to Slack: its own takes
    an answer that isn't Slack's for a fault of the program, and no heed of NO_PROXY.
    """

    def __init__(self, api: WebApi) -> None:
        super().__init__(api.token, _client_logger())
        self._api = api

    async def ask(self, seconds: float = DELIVERY_SECONDS) -> Delivery:
        """Ask Slack for an address to connect to, and keep it, with the proxy on the way there."""
        answer = await self._api.call("apps.connections.open", seconds=seconds)
        url = answer.said.get("url") if answer.done else None
        self.wss_uri = url if isinstance(url, str) else None
        self.proxy = proxy_for(self.wss_uri or "")
        return answer

    async def issue_new_wss_url(self) -> str:
        """The same for slack_sdk, which tries again some seconds after a ConnectionError."""
        answer = await self.ask()
        if not self.wss_uri:
            await asyncio.sleep(answer.after)
            raise ConnectionError
        return self.wss_uri


def _is_text(payload: object) -> bool:
    """Whether it could travel over HTTP too: slack_sdk's decoder lets half a character through,
    which nobody could be answered with, and no state keeps.
    """
    try:
        msgspec.json.encode(payload)
    except (ValueError, OverflowError, RecursionError):
        return False
    return True


def encode_acknowledgement(envelope_id: object, answer: BoltResponse) -> str:
    """Bolt's answer as the message that acknowledges an envelope; JSON in it is not decoded."""
    message: dict[str, Any] = {"envelope_id": envelope_id}
    if answer.body:
        is_json = answer.first_headers().get("content-type", "").startswith("application/json")
        body = answer.body
        message["payload"] = msgspec.Raw(body.encode()) if is_json else {"text": body}
    return msgspec.json.encode(message).decode()


def _one_use_of_each_ticket(client: SocketModeClient) -> aiohttp.TraceConfig:
    """Makes the client ask for a new address after each attempt: it would try one whose ticket
    has expired for ever.
    """

    async def forget(*_: object) -> None:
        client.wss_uri = None

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(forget)
    trace.freeze()
    return trace


def _client_logger() -> logging.Logger:
    logger = logging.getLogger(f"{__name__}.client")
    logger.setLevel(logging.ERROR)  # below, it logs what people say
    logger.addFilter(_without_texts)
    return logger


def _without_texts(record: logging.LogRecord) -> bool:
    """Keeps where a fault was and its type: texts may hold a message, or an address with its
    ticket.
    """
    error = record.exc_info[0] if record.exc_info else None
    record.msg, record.args = "fault in %s: %s", (record.funcName, getattr(error, "__name__", "-"))
    record.exc_info = record.exc_text = None
    return True


async def _connect(client: SocketModeClient) -> None:
    connect: Callable[[], Awaitable[None]] = client.connect  # slack_sdk gives it no type
    await connect()


async def _close(client: SocketModeClient) -> None:
    close: Callable[[], Awaitable[None]] = client.close
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            await close()
    except Exception as error:
        log.warning("a connection did not close: %s", type(error).__name__)
        await client.aiohttp_client_session.close()
