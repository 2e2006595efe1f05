"""Where an HTTP server listens, with bounds on what a stranger's connection may cost.

aiohttp takes any number of connections and waits for each as long as it likes. Here each has a
time to be done by, and where one too many comes, the one that has kept us waiting longest goes:
so whoever asks and reads gets an answer, whatever else is open.
"""

import asyncio
import logging
import resource
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter

from bot.slack.http import Refusal, refuse
from bot.slack.tasks import describe

log = logging.getLogger(__name__)

HEAD_SECONDS = 10.0  # from connecting, or a request's first byte, to the end of its headers
BODY_SECONDS = 10.0  # from there to the end of its body
REQUEST_SECONDS = 40.0  # from the end of its headers until the client has taken the answer
IDLE_SECONDS = 180.0  # between requests: longer than proxies keep what they may use any moment
WATCH_SECONDS = 1.0  # how often connections are looked at
FINISH_SECONDS = 5.0  # how long requests that are under way may take once we stop

MOST_CONNECTIONS = 1000
MOST_AT_ONCE = 100  # how many are taken before anything else is done
LONGEST_QUEUE = 1000  # how many may wait to be taken; the system may keep fewer

BAD_HTTP = Refusal("bad_http", "it is no HTTP, so Slack did not send it")
BAD_BODY = Refusal("bad_http", "its body is not what its headers say")
SLOW = Refusal("slow", "its body did not arrive in time")
TOO_LARGE = Refusal("too_large", "no request of Slack's has so large a body")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def listening(server: web.Application, host: str, port: int) -> AsyncIterator[str]:
    """Serve until the end of the block; gives the address (`http://host:port`).

    At the end: no new connections, requests under way finished. Raises OSError if it cannot
    listen there.
    """
    server.middlewares.append(_body_first)
    runner = web.AppRunner(server, shutdown_timeout=FINISH_SECONDS)
    await runner.setup()
    assert runner.server
    most, at_once = _most_connections()
    connections = Connections(runner.server, most)
    try:
        listener = await asyncio.get_running_loop().create_server(
            connections.new, host, port, backlog=at_once
        )
        for each in listener.sockets:  # asyncio knows one number for both
            with each.dup() as same:
                same.listen(LONGEST_QUEUE)
        watch = asyncio.create_task(connections.watch())
        try:
            host, port = listener.sockets[0].getsockname()[:2]
            yield f"http://{f'[{host}]' if ':' in host else host}:{port}"
        finally:
            listener.close()
            watch.cancel()
    finally:
        await runner.cleanup()


def _most_connections() -> tuple[int, int]:
    """How many connections may be open, and how many are taken at once.

    Half of the files that the process may open stay free for its own: until they are closed,
    connections that had to go count too, up to three times what is taken at once.
    """
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS, MOST_AT_ONCE
    return min(MOST_CONNECTIONS, files // 4), min(MOST_AT_ONCE, max(1, files // 16))


class Connections:
    """The open connections of a server, at most so many."""

    def __init__(self, server: web.Server, most: int) -> None:
        self._server = server
        self._most = most
        # By when each has to be done with what it is at; who has been at it longest comes first.
        self._open: OrderedDict[Connection, float] = OrderedDict()

    def new(self) -> "Connection":
        """A connection that is about to be made."""
        return Connection(self, self._server)

    def add(self, connection: "Connection") -> None:
        """It is open; where it is one too many, the longest awaited goes."""
        if len(self._open) >= self._most:
            awaited = (each for each in self._open if each.is_awaited)
            leaving = next(awaited, connection)
            log.warning(
                "%d connections are open, the most there may be: one was closed", self._most
            )
            self.close(leaving)
            if leaving is connection:
                return
        self._open[connection] = 0.0
        self.give(connection, HEAD_SECONDS)

    def give(self, connection: "Connection", seconds: float) -> None:
        """From now, it has so long."""
        if connection in self._open:
            self._open[connection] = asyncio.get_running_loop().time() + seconds
            self._open.move_to_end(connection)

    def close(self, connection: "Connection") -> None:
        """Close it at once, whether or not its client reads."""
        self._open.pop(connection, None)
        if connection.transport:
            connection.transport.abort()

    def forget(self, connection: "Connection") -> None:
        """It is closed."""
        self._open.pop(connection, None)

    async def watch(self) -> None:
        """Close what is late, for ever."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            now = asyncio.get_running_loop().time()
            for connection in [each for each, end in self._open.items() if end < now]:
                if not connection.is_idle:
                    log.warning(
                        "a connection was closed: no whole request came, or its client "
                        "did not take the answer"
                    )
                self.close(connection)


class Connection(web.RequestHandler):
    """A connection of aiohttp's that tells `connections` what it is at, and faults to the log in
    one line.
    """

    __slots__ = ("_connections", "is_awaited", "is_idle")

    def __init__(self, connections: Connections, server: web.Server) -> None:
        super().__init__(
            server,
            loop=asyncio.get_running_loop(),
            keepalive_timeout=2 * IDLE_SECONDS,  # its own, which never comes
            access_log=None,  # type: ignore[arg-type]  # as aiohttp's own runner takes it
            auto_decompress=False,  # Slack compresses nothing, and signs what it sends
        )
        self._connections = connections
        self.is_awaited = True  # for a request, or the rest of it
        self.is_idle = False  # between requests

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is open."""
        super().connection_made(transport)
        self._connections.add(self)

    def connection_lost(self, exc: BaseException | None) -> None:
        """It is closed."""
        self._connections.forget(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self.is_idle:
            self.is_idle = False
            self._connections.give(self, HEAD_SECONDS)
        super().data_received(data)

    def head_came(self) -> None:
        """A request's headers are there."""
        self.is_awaited, self.is_idle = True, False
        self._connections.give(self, REQUEST_SECONDS)

    def body_came(self) -> None:
        """All of a request is there: what it waits for now is us."""
        self.is_awaited = False

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        """Send an answer; when that is done, the client is awaited again."""
        try:
            return await super().finish_response(request, resp, start_time)
        finally:
            self.is_awaited = self.is_idle = True
            self._connections.give(self, IDLE_SECONDS)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer to what is no HTTP, or to a request that failed; the connection ends."""
        writer: AbstractStreamWriter = request.writer
        if writer.output_size:
            raise ConnectionError("part of another answer is sent already")
        if status < 500:
            answer = refuse(status, BAD_HTTP)
        else:
            reference = secrets.token_hex(4)
            log.error("%s: a request failed: %s", reference, describe(exc) if exc else status)
            answer = web.Response(status=500, text=f"RoleFit failed: {reference}")
        answer.force_close()
        return answer


@web.middleware
async def _body_first(request: web.Request, handler: Handler) -> web.StreamResponse:
    """All of a request has to be there, in time, before anything looks at it."""
    connection: Any = request.protocol  # one of ours
    connection.head_came()
    try:
        if request.content.is_eof():  # it came along with its head, as most do
            await request.read()
        else:
            async with asyncio.timeout(BODY_SECONDS):
                await request.read()
    except TimeoutError:
        return _refuse_last(408, SLOW)
    except web.RequestPayloadError:
        return _refuse_last(400, BAD_BODY)
    except web.HTTPRequestEntityTooLarge:
        return _refuse_last(413, TOO_LARGE)
    except (ConnectionError, RuntimeError):  # the latter where it ended before it was read
        return web.Response(status=400)  # for nobody
    connection.body_came()
    return await handler(request)


def _refuse_last(status: int, refusal: Refusal) -> web.Response:
    """Refuse a request whose rest is not worth waiting for."""
    answer = refuse(status, refusal)
    answer.force_close()
    return answer
