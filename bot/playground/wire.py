"""Signed HTTP from Slack to the app: https://docs.slack.dev/authentication/verifying-requests-from-slack."""

import asyncio
import hashlib
import hmac
import json
import time

import aiohttp

from bot.playground.acknowledgement import Acknowledgement
from bot.playground.models import Exchange, Json
from bot.playground.workspace import Workspace

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
USER_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"


class Wire:
    """The way to the app's request URL, `app_url`; `open` it first, `close` it last."""

    def __init__(self, workspace: Workspace, signing_secret: str, patience: float) -> None:
        self.app_url = ""
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
        """Return the two headers that prove that a body is from Slack."""
        moment = str(int(self._workspace.clock()) if timestamp is None else timestamp)
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
        started = time.perf_counter()
        ack = await self._post(name, body, {"User-Agent": USER_AGENT, "Accept": "*/*", **headers})
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
