"""A bare Bolt app: a listener for each thing that is measured, each with a fixed answer.

The answers to interactions are RoleFit's own, word for word, so that as much is encoded and
sent: the benchmark puts them to `/answers`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.bench.keeping import Drafts, keep_nothing
from tests.bench.wire import BOT_TOKEN, COMMAND, SIGNING_SECRET, TEAM, Payload

Answers = dict[str, dict[str, Any]]  # by what is answered, as `listen` names it
Keep = Callable[[Payload], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Settings:
    """Which of the bare apps, and what it works with."""

    kind: str
    slack_api_url: str
    app_token: str
    state_file: str


async def add_bare_app(server: web.Application, settings: Settings, card: dict[str, Any]) -> None:
    """Serve a bare app; a command is answered with the card."""
    answers: Answers = {"command": card}

    async def set_answers(request: web.Request) -> web.Response:
        answers.update(await request.json())
        return web.Response()

    server.router.add_put("/answers", set_answers)
    app = _build_app(settings)
    session = aiohttp.ClientSession()
    server.on_cleanup.append(lambda _: session.close())
    listen(app, answers, session)
    keeps = settings.kind.startswith("keeping")
    listen_to_form(app, answers, Drafts(settings.state_file).keep if keeps else keep_nothing)
    if settings.app_token:
        sockets = AsyncSocketModeHandler(app, settings.app_token)
        connect: Callable[[], Awaitable[None]] = sockets.connect_async  # Bolt gives it no type
        await connect()

    async def handle(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    server.router.add_post("/slack/events", handle)


def _build_app(settings: Settings) -> AsyncApp:
    """An app that is authorized without asking Slack."""
    known = AuthorizeResult(
        enterprise_id=None, team_id=TEAM, bot_id="B0", bot_user_id="U0", bot_token=BOT_TOKEN
    )

    async def authorize() -> AuthorizeResult:
        return known

    return AsyncApp(
        client=AsyncWebClient(base_url=settings.slack_api_url),
        signing_secret=SIGNING_SECRET,
        authorize=authorize,
        process_before_response=settings.kind != "polling",
    )


def listen(app: AsyncApp, answers: Answers, session: aiohttp.ClientSession) -> None:
    """Listen to all but the form."""

    @app.command(COMMAND)
    async def answer_command(ack: AsyncAck) -> None:
        await ack(**answers["command"])

    @app.action("compare.dimension")
    async def answer_press(ack: AsyncAck, body: Payload) -> None:
        # Bolt's `respond` does just this, but connects anew each time
        await AsyncWebhookClient(body["response_url"], session=session).send_dict(answers["press"])
        await ack()

    @app.options("ask.entry")
    async def answer_typing(ack: AsyncAck) -> None:
        await ack(**answers["typing"])


def listen_to_form(app: AsyncApp, answers: Answers, keep: Keep) -> None:
    """Listen to presses in the form and to its steps, and keep before the acknowledgement."""

    @app.view("advice.step")
    async def answer_step(ack: AsyncAck, body: Payload) -> None:
        await keep(body)
        last = body["view"]["submit"]["text"] == "Advice"
        await ack(**answers["last step" if last else "step"])

    @app.action("advice.answer")
    async def answer_choice(ack: AsyncAck, body: Payload) -> None:
        await keep(body)
        await ack()
