"""Slack's side of the benchmark: opens sockets for apps, takes what goes to a response_url."""

from collections.abc import Callable

from aiohttp import WSMsgType, web

from tests.bench.wire import HOST


class LocalSlack:
    """Serves on a port of this machine; an app's socket is known by its app token."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._sockets: dict[str, web.WebSocketResponse] = {}
        self._posted = b""
        self.on_acknowledgement: Callable[[bytes], None] = lambda _: None

    async def start(self) -> None:
        """Listen until the process ends."""
        server = web.Application()
        server.router.add_post("/api/apps.connections.open", self._open)
        server.router.add_post("/api/{method}", _ok)
        server.router.add_get("/link/{token}", self._link)
        server.router.add_post("/response/{number}", self._respond)
        runner = web.AppRunner(server, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, HOST, self._port).start()

    def socket(self, token: str) -> web.WebSocketResponse:
        """The socket of an app; RuntimeError if it has none."""
        if token not in self._sockets:
            raise RuntimeError(f"{token} has not connected")
        return self._sockets[token]

    def take_posted(self) -> bytes:
        """What was last sent to a response_url and not yet taken."""
        posted, self._posted = self._posted, b""
        return posted

    async def _open(self, request: web.Request) -> web.Response:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        return web.json_response({"ok": True, "url": f"ws://{HOST}:{self._port}/link/{token}"})

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self._sockets[request.match_info["token"]] = socket
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self.on_acknowledgement(message.data.encode())
        return socket

    async def _respond(self, request: web.Request) -> web.Response:
        self._posted = await request.read()
        return web.Response(text="ok")


async def _ok(_request: web.Request) -> web.Response:
    return web.json_response({"ok": True})
