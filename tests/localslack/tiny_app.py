"""A tiny Slack app for the tests: verifies signatures, keeps what it got, answers as told."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

Json = dict[str, Any]
Handler = Callable[[Json], Awaitable[web.Response]]

SIGNING_SECRET = "local-slack-signing-secret"
BOT_TOKEN = "xoxb-local-slack"


class HandClock:
    """A clock that moves only when a test moves it."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


class TinyApp:
    """Answers with `answer`: a dict as JSON, text as text, or what a handler returns."""

    def __init__(self) -> None:
        self.verifier = SignatureVerifier(SIGNING_SECRET)
        self.received: list[Json] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Json | str | Handler = ""

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.read()
        if not self.verifier.is_valid_request(body, dict(request.headers)):
            return web.Response(status=401)
        payload = read_payload(request.content_type, body.decode())
        self.received.append(payload)
        self.headers.append(dict(request.headers))
        if callable(self.answer):
            return await self.answer(payload)
        if isinstance(self.answer, str):
            return web.Response(text=self.answer)
        return web.json_response(self.answer)

    @property
    def last(self) -> Json:
        return self.received[-1]


def read_payload(content_type: str, body: str) -> Json:
    if content_type == "application/json":
        return dict(json.loads(body))
    form = dict(parse_qsl(body, keep_blank_values=True))
    return dict(json.loads(form["payload"])) if "payload" in form else form


class Caller:
    """Calls the local Slack as an app does."""

    def __init__(self, api_url: str, session: aiohttp.ClientSession) -> None:
        self.api_url = api_url
        self.session = session

    async def api(self, method: str, token: str | None = BOT_TOKEN, **arguments: object) -> Json:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{self.api_url}{method}"
        async with self.session.post(url, json=arguments, headers=headers) as response:
            return dict(await response.json())

    async def respond(self, url: str, **body: object) -> tuple[int, Json | str]:
        async with self.session.post(url, json=body) as response:
            text = await response.text()
            return response.status, json.loads(text) if text.startswith("{") else text
