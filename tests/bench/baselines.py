"""What RoleFit is compared with: `python -m tests.bench.baselines raw|bolt|polling PORT`.

All check the signature and answer the same card of 4 KB: `raw` is aiohttp and nothing else,
`bolt` the least that Bolt can do, `polling` the same with Bolt's default of waiting for `ack`.
"""

import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier

from tests.bench.commands import BOT_TOKEN, COMMAND, HOST, SIGNING_SECRET

TITLE = "PHP developer vs backend developer"
_WORDS = "Builds features inside one codebase, quickly, on a framework that its team knows well. "

CARD: dict[str, Any] = {
    "response_type": "ephemeral",
    "text": TITLE,
    "blocks": [
        {"type": "header", "text": {"type": "plain_text", "text": TITLE, "emoji": False}},
        *(
            {
                "type": "section",
                "text": {"type": "mrkdwn", "text": f"*Aspect {number}*\n{_WORDS}"},
                "fields": [
                    {"type": "mrkdwn", "text": 3 * _WORDS},
                    {"type": "mrkdwn", "text": _WORDS},
                ],
            }
            for number in range(7)
        ),
    ],
}

Handler = Callable[[web.Request], Awaitable[web.Response]]


def raw_handler() -> Handler:
    """Read, verify, answer: the floor of any aiohttp server."""
    verifier, card = SignatureVerifier(SIGNING_SECRET), json.dumps(CARD).encode()

    async def handle(request: web.Request) -> web.Response:
        body, headers = await request.read(), request.headers
        timestamp = headers["X-Slack-Request-Timestamp"]
        if not verifier.is_valid(body, timestamp, headers["X-Slack-Signature"]):
            return web.Response(status=401)
        return web.Response(body=card, content_type="application/json")

    return handle


def bolt_handler(*, process_before_response: bool) -> Handler:
    """An app of one command that acknowledges with the card; authorized without asking Slack."""
    known = AuthorizeResult(
        enterprise_id=None, team_id="T0BENCH", bot_id="B0", bot_user_id="U0", bot_token=BOT_TOKEN
    )

    async def authorize() -> AuthorizeResult:
        return known

    app = AsyncApp(
        signing_secret=SIGNING_SECRET,
        authorize=authorize,
        process_before_response=process_before_response,
    )

    @app.command(COMMAND)
    async def acknowledge(ack: AsyncAck) -> None:
        await ack(**CARD)

    async def handle(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return handle


async def _ready(_request: web.Request) -> web.Response:
    return web.Response(text="ready")


def main(kind: str, port: int) -> None:
    """Serve until SIGTERM."""
    server = web.Application()
    server.router.add_get("/readyz", _ready)
    handler = (
        raw_handler() if kind == "raw" else bolt_handler(process_before_response=kind == "bolt")
    )
    server.router.add_post("/slack/events", handler)
    web.run_app(server, host=HOST, port=port, access_log=None, print=None)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
