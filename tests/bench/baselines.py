"""What RoleFit is compared with: `python -m tests.bench.baselines PORT KIND …`.

All check the signature. `raw` is aiohttp and nothing else, `bolt` the least that Bolt can do,
`polling` the same with Bolt's default of waiting for `ack`, `keeping` the least that keeps what
people choose in the form, as RoleFit does. `bolt-socket` and `keeping-socket` use Socket Mode.
"""

import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from tests.bench.wire import HOST, SIGNING_SECRET

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


async def build(kind: str, *settings: str) -> web.Application:
    """One of these servers; `settings` are further ones of bare apps."""
    server = web.Application()
    server.router.add_get("/readyz", _ready)
    if kind == "raw":
        server.router.add_post("/slack/events", raw_handler())
    else:
        from tests.bench.bare import Settings, add_bare_app  # the floor does not load Bolt

        await add_bare_app(server, Settings(kind, *settings), CARD)
    return server


async def _ready(_request: web.Request) -> web.Response:
    return web.Response(text="ready")


if __name__ == "__main__":
    web.run_app(build(*sys.argv[2:]), host=HOST, port=int(sys.argv[1]), access_log=None, print=None)
