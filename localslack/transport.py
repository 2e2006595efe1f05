"""From Slack to the app: by signed HTTP, or through a socket.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Awaitable

import aiohttp

from localslack.acknowledgement import Acknowledgement
from localslack.models import Exchange, Json
from localslack.socket_mode import SocketMode
from localslack.workspace import Workspace

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
USER_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"


class Transport:
    """The way to the app's request URL, `app_url`; `open` it first, `close` it last.

    Without an `app_url`, requests go through `sockets`, if the app may connect to these.
    """

    def __init__(
        self,
        workspace: Workspace,
        signing_secret: str,
        patience: float,
        sockets: SocketMode | None = None,
    ) -> None:
        self.app_url = ""
        self._sockets = sockets
        self._workspace = workspace
        self._signing_secret = signing_secret
        self._patience = patience

    def open(self) -> None:
        """Start a session; needs a running loop."""
        self._session = aiohttp.ClientSession()

    async def close(self) -> None:
        """End the session."""
        await self._session.close()

    def sign(self, body: bytes, timestamp: int | None = None) -> dict[str, str]:
        """The two headers that prove that a body is from Slack, now by the real clock: the
        app's own stays right however far a test puts Slack's forward.
        """
        moment = str(int(time.time()) if timestamp is None else timestamp)
        base = f"v0:{moment}:".encode() + body
        digest = hmac.new(self._signing_secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={digest}"}

    async def deliver(
        self,
        name: str,
        body: bytes,
        content_type: str,
        request: Json,
        headers: dict[str, str] | None = None,
    ) -> Acknowledgement:
        """Send a signed request; anything but a 2xx in time is a problem."""
        if self._sockets and not self.app_url:
            return await self._through_socket(self._sockets, name, content_type, request, headers)
        signed = {"Content-Type": content_type, **self.sign(body), **(headers or {})}
        ack = await self.send(name, body, signed, request)
        if not ack.error and not 200 <= ack.status < 300:
            ack.error = "dispatch_failed"
            ack.problems.append(f"[ERROR] {name}: the app answered with status {ack.status}")
        return ack

    async def send(
        self, name: str, body: bytes, headers: dict[str, str], request: Json
    ) -> Acknowledgement:
        """Send bytes as they are and record what came back."""
        headers = {"User-Agent": USER_AGENT, "Accept": "*/*", **headers}
        return await self._timed(name, request, self._post(name, body, headers))

    async def _through_socket(
        self,
        sockets: SocketMode,
        name: str,
        content_type: str,
        request: Json,
        headers: dict[str, str] | None,
    ) -> Acknowledgement:
        kind = "events_api" if content_type == JSON else "interactive"
        kind = "slash_commands" if "command" in request else kind
        retry = None
        if headers:
            # The reasons are named after the transport.
            reason = headers["X-Slack-Retry-Reason"].removeprefix("http_")
            retry = int(headers["X-Slack-Retry-Num"]), reason
        return await self._timed(name, request, sockets.deliver(name, kind, request, retry))

    async def _timed(
        self, name: str, request: Json, delivery: Awaitable[Acknowledgement]
    ) -> Acknowledgement:
        started = time.perf_counter()
        ack = await delivery
        ack.seconds = time.perf_counter() - started
        ack.request = request
        self._workspace.record(
            Exchange(
                at=self._workspace.clock(),
                sender="slack",
                name=name,
                request=request,
                status=ack.status,
                response=_decoded(ack.body.decode(errors="replace")),
                milliseconds=ack.seconds * 1000,
            )
        )
        return ack

    async def _post(self, name: str, body: bytes, headers: dict[str, str]) -> Acknowledgement:
        if not self.app_url:
            raise RuntimeError("set app_url to the app's request URL first")
        try:
            async with (
                asyncio.timeout(self._patience),
                self._session.post(self.app_url, data=body, headers=headers) as response,
            ):
                answer = await response.read()
                kept = {key.lower(): value for key, value in response.headers.items()}
                return Acknowledgement(response.status, kept, answer)
        except TimeoutError:
            late = f"[ERROR] {name}: no answer within {self._patience:g} seconds"
            return Acknowledgement(0, problems=[late], error="operation_timeout")
        except aiohttp.ClientError as error:
            lost = f"[ERROR] {name}: no answer: {type(error).__name__}"
            return Acknowledgement(0, problems=[lost], error="dispatch_failed")


def _decoded(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
