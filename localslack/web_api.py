"""The HTTP side that the app calls: `/api/<method>` and `/response/<token>`.

Answers as Slack does: https://docs.slack.dev/apis/web-api and
https://docs.slack.dev/interactivity/handling-user-interaction.
"""

import asyncio
import json
import socket
import struct
import time
from collections.abc import Callable
from email.utils import formatdate
from urllib.parse import parse_qsl

from aiohttp import web

from localslack import web_api_methods
from localslack.faults import RESPONSE_URL, Fault
from localslack.models import Exchange, Json, RefusedError
from localslack.response_urls import respond
from localslack.socket_mode import PATH, SocketMode
from localslack.workspace import Workspace

# What only a mistake in the app brings about; everything else can happen to a good one.
MISTAKES = {
    "invalid_arguments",
    "invalid_auth",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_form_data",
    "invalid_json",
    "invalid_payload",
    "missing_scope",
    "msg_too_long",
    "no_text",
    "not_allowed_token_type",
    "not_authed",
    "unknown_method",
    "view_too_large",
}

Work = Callable[[], web.Response]


def build_web_api(
    workspace: Workspace, bot_token: str, app_token: str = "", sockets: SocketMode | None = None
) -> web.Application:
    """The aiohttp application that answers for this workspace to this app's tokens.

    With `sockets`, the app may connect to these with its app-level token (`xapp-…`).
    """
    api = _WebApi(workspace, bot_token, app_token, sockets)
    app = web.Application(client_max_size=4 * 1024**2)
    app.router.add_post("/api/{method}", api.handle_method)
    app.router.add_post("/response/{token}", api.handle_response_url)
    if sockets:
        app.router.add_get(PATH, sockets.handle)
    return app


class _WebApi:
    def __init__(
        self, workspace: Workspace, bot_token: str, app_token: str, sockets: SocketMode | None
    ) -> None:
        self._workspace = workspace
        self._bot_token = bot_token
        self._app_token = app_token
        self._sockets = sockets

    async def handle_method(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        body = await request.read()

        def work() -> web.Response:
            arguments: Json = {}
            headers: dict[str, str] = {}
            try:
                arguments = read_arguments(request.content_type, body)
                if name == web_api_methods.API_TEST:
                    return web.json_response({"ok": True, "args": arguments})
                token = _given_token(request, arguments)
                if name == web_api_methods.CONNECTIONS_OPEN:
                    shown = self._open_connection(request, token)
                else:
                    self._require_bot(token)
                    headers["X-OAuth-Scopes"] = ",".join(self._workspace.scopes)
                    shown = web_api_methods.call(self._workspace, name, dict(arguments))
            except RefusedError as refusal:
                shown = self._refuse(name, refusal)
            return web.json_response(shown, headers=headers)

        return await self._answer(request, name, name, body, work)

    async def handle_response_url(self, request: web.Request) -> web.Response:
        body = await request.read()

        def work() -> web.Response:
            try:
                url = self._workspace.check_response_url(request.match_info["token"])
                respond(self._workspace, url, read_json(body, "invalid_payload"))
            except RefusedError as refusal:
                shown = self._refuse(RESPONSE_URL, refusal)
                # Unlike the Web API, a response URL never says what is wrong with the blocks.
                shown.pop("response_metadata", None)
                return web.json_response(shown, status=refusal.status)
            return web.Response(text="ok")

        return await self._answer(request, RESPONSE_URL, RESPONSE_URL, body, work)

    def _open_connection(self, request: web.Request, token: str) -> Json:
        if token == self._bot_token:
            raise RefusedError("not_allowed_token_type")
        if self._sockets is None or token != self._app_token:
            raise RefusedError("invalid_auth")
        ticket = self._sockets.issue_ticket()
        return {"ok": True, "url": f"ws://{request.host}{PATH}?ticket={ticket}"}

    def _require_bot(self, token: str) -> None:
        if token != self._bot_token:
            raise RefusedError("invalid_auth")

    def _refuse(self, name: str, refusal: RefusedError) -> Json:
        if refusal.error in MISTAKES:
            details = "; ".join(refusal.messages)
            self._workspace.complain([f"{name}: {refusal.error} {details}".strip()])
        return refusal.body()

    async def _answer(
        self, request: web.Request, where: str, name: str, body: bytes, work: Work
    ) -> web.Response:
        started = time.perf_counter()
        fault = self._workspace.faults.take(where)
        response = work() if fault is None else await _go_wrong(request, fault, work)
        response.headers["Date"] = formatdate(self._workspace.clock(), usegmt=True)
        milliseconds = (time.perf_counter() - started) * 1000
        self._workspace.record(
            Exchange(
                at=self._workspace.clock(),
                sender="app",
                name=name,
                request=_without_token(request.content_type, body),
                status=response.status,
                response=_read_answer(response),
                milliseconds=milliseconds,
            )
        )
        return response


def _given_token(request: web.Request, arguments: Json) -> str:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    # Slack reads a token from a form, but never from a JSON body.
    if request.content_type != "application/json":
        token = token or arguments.pop("token", "")
    if not token:
        raise RefusedError("not_authed")
    return token


async def _go_wrong(request: web.Request, fault: Fault, work: Work) -> web.Response:
    true_answer = work() if fault.done_first else None
    if true_answer is not None and _is_refusal(true_answer):
        return true_answer  # else a fault that says ok would confirm what was not done
    await asyncio.sleep(fault.hang)
    if fault.drop is None and fault.status is None and true_answer is not None:
        return true_answer
    body = fault.body if isinstance(fault.body, bytes) else json.dumps(fault.body).encode()
    headers = {"Content-Type": fault.content_type} | fault.headers
    wrong = web.Response(body=body, status=fault.status or 503, headers=headers)
    if fault.drop and request.transport is not None:
        await _drop(request, request.transport, fault, wrong)
    return wrong


async def _drop(
    request: web.Request, transport: asyncio.Transport, fault: Fault, wrong: web.Response
) -> None:
    if fault.drop == "halfway" and isinstance(wrong.body, bytes):
        half = web.StreamResponse(status=wrong.status, headers=wrong.headers)
        half.content_length = len(wrong.body)
        await half.prepare(request)
        await half.write(wrong.body[: len(wrong.body) // 2])
        transport.close()  # what is written still goes out
        return
    if fault.drop == "reset":
        now = struct.pack("ii", 1, 0)  # to linger, for no time: the kernel then resets
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
    transport.abort()


def _is_refusal(answer: web.Response) -> bool:
    said = _read_answer(answer)
    return answer.status >= 400 or (isinstance(said, dict) and not said["ok"])


def _read_answer(response: web.Response) -> Json | str:
    """An answer as it is recorded, whatever a fault has put into it."""
    text = response.body.decode(errors="replace") if isinstance(response.body, bytes) else ""
    try:
        return json.loads(text) if text.startswith("{") else text
    except ValueError:
        return text


def read_arguments(content_type: str, body: bytes) -> Json:
    """A method's arguments. Refuses with `invalid_json` or `invalid_form_data`."""
    if content_type == "application/json":
        return read_json(body or b"{}", "invalid_json")
    try:
        return dict(parse_form(body))
    except UnicodeDecodeError:
        raise RefusedError("invalid_form_data") from None


def parse_form(body: bytes) -> list[tuple[str, str]]:
    """The pairs of a form body."""
    return parse_qsl(body.decode(), keep_blank_values=True)


def read_json(body: bytes, error: str) -> Json:
    """A JSON object. Refuses with `error`."""
    try:
        value = json.loads(body)
    except ValueError:
        raise RefusedError(error) from None
    if not isinstance(value, dict):
        raise RefusedError(error)
    return value


def _without_token(content_type: str, body: bytes) -> Json:
    try:
        arguments = read_arguments(content_type, body)
    except RefusedError:
        return {"body": body.decode(errors="replace")}
    arguments.pop("token", None)
    return arguments
