"""Socket Mode, Slack's side: https://docs.slack.dev/apis/events-api/using-socket-mode.

The app asks for an address, connects to it, and gets envelopes that it must acknowledge.
"""

import asyncio
import json
import secrets

from aiohttp import WSMsgType, web

from localslack.acknowledgement import Acknowledgement
from localslack.models import Json
from localslack.workspace import Workspace

PATH = "/link/"


class Connection:
    """One connection of the app; `delivered` counts the envelopes it was given."""

    def __init__(self, ws: web.WebSocketResponse) -> None:
        self.ws = ws
        self.delivered = 0


class SocketMode:
    """The connections of one app. Each envelope goes to the one that has waited longest.

    As many of the next attempts to connect as `refusals` says get 403.
    """

    def __init__(self, workspace: Workspace, patience: float) -> None:
        self.connections: list[Connection] = []
        self.refusals = 0
        self._workspace = workspace
        self._patience = patience
        self._tickets: set[str] = set()
        self._awaited: dict[str, asyncio.Future[Json]] = {}

    def issue_ticket(self) -> str:
        """A ticket that opens one connection."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection; 403 without a ticket, or with a used one."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.remove(ticket)
        if self.refusals:
            self.refusals -= 1
            return web.Response(status=403)
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        connection = Connection(ws)
        self.connections.append(connection)
        await ws.send_json(self._hello())
        self._workspace.wake()
        try:
            async for message in ws:
                if message.type is WSMsgType.TEXT:
                    self._take(message.data)
        finally:
            self._forget(connection)
        return ws

    async def deliver(
        self, name: str, kind: str, payload: Json, retry: tuple[int, str] | None = None
    ) -> Acknowledgement:
        """Send an envelope (`slash_commands`, `interactive`, `events_api`), await its answer."""
        return await self.exchange(name, _envelope(kind, payload, retry))

    async def exchange(self, name: str, envelope: Json) -> Acknowledgement:
        """Send an envelope as it is, which may be none of Slack's, and await its answer."""
        if not self.connections:
            lost = f"[ERROR] {name}: no socket is connected"
            return Acknowledgement(0, problems=[lost], error="dispatch_failed")
        awaited = asyncio.get_running_loop().create_future()
        self._awaited[envelope["envelope_id"]] = awaited
        try:
            async with asyncio.timeout(self._patience):
                await self._send(envelope)
                return _acknowledgement(name, envelope, await awaited)
        except TimeoutError:
            late = f"[ERROR] {name}: no answer within {self._patience:g} seconds"
            return Acknowledgement(0, problems=[late], error="operation_timeout")
        except ConnectionError as error:
            lost = f"[ERROR] {name}: no answer: {type(error).__name__}"
            return Acknowledgement(0, problems=[lost], error="dispatch_failed")
        finally:
            del self._awaited[envelope["envelope_id"]]

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell the app to connect anew, as Slack does every few hours."""
        for connection in list(self.connections):
            await connection.ws.send_json({"type": "disconnect", "reason": reason})
            self._forget(connection)

    async def drop(self) -> None:
        """Close every connection without a word."""
        for connection in list(self.connections):
            self._forget(connection)
            await connection.ws.close()

    async def _send(self, envelope: Json) -> None:
        connection = self.connections.pop(0)
        self.connections.append(connection)
        connection.delivered += 1
        await connection.ws.send_json(envelope)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "connection_info": {"app_id": self._workspace.app.id},
            "debug_info": {"host": "local-slack", "approximate_connection_time": 18060},
        }

    def _take(self, text: str) -> None:
        try:
            given = json.loads(text)
            awaited = self._awaited.get(given["envelope_id"])
        except (ValueError, TypeError, KeyError):
            self._workspace.complain(["[ERROR] socket: the app sent no acknowledgement"])
            return
        if awaited is not None and not awaited.done():
            awaited.set_result(given)

    def _forget(self, connection: Connection) -> None:
        if connection in self.connections:
            self.connections.remove(connection)
            self._workspace.wake()


def _envelope(kind: str, payload: Json, retry: tuple[int, str] | None) -> Json:
    envelope: Json = {
        "envelope_id": secrets.token_hex(8),
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }
    if kind == "events_api":
        number, reason = retry or (0, "")
        envelope |= {"retry_attempt": number, "retry_reason": reason}
    return envelope


def _acknowledgement(name: str, envelope: Json, given: Json) -> Acknowledgement:
    if "payload" not in given:
        return Acknowledgement(200)
    headers = {"content-type": "application/json"}
    ack = Acknowledgement(200, headers, json.dumps(given["payload"]).encode())
    if not envelope.get("accepts_response_payload"):
        ack.problems.append(f"[ERROR] {name}: an event is acknowledged without a payload")
    return ack
