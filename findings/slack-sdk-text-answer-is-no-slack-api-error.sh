#!/bin/sh
# slack_sdk 3.47.0 with aiohttp 3.14.5, Python 3.11.
#
# Expected: whatever comes back in place of Slack's JSON, such as a proxy's page, a Web API call of
# AsyncWebClient raises SlackApiError, as its documentation says and as WebClient does.
# Seen: an answer of type text/plain with status 200 raises AttributeError, so that `except
# SlackApiError` around a call lets it through. HTML, or another status, raises SlackApiError.
#
#   async, 200 text/plain: AttributeError: 'str' object has no attribute 'get'
#   async, 503 text/plain: SlackApiError
#   async, 503 text/html: SlackApiError
#   sync, 200 text/plain: SlackApiError
#   sync, 503 text/plain: SlackApiError
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack_sdk==3.47.0 aiohttp==3.14.5
cat > "$folder/try.py" <<'PYTHON'
import asyncio

from aiohttp import web
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient


async def main():
    status, kind = 200, "text/plain"

    async def answer(request):
        return web.Response(status=status, content_type=kind, text="service unavailable")

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}/"

    async def outcome(call):
        try:
            await call()
        except SlackApiError:
            return "SlackApiError"
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return "no error"

    client, sync = AsyncWebClient("xoxb-1", base_url=base), WebClient("xoxb-1", base_url=base)
    calls = {"async": client.auth_test, "sync": lambda: asyncio.to_thread(sync.auth_test)}
    for name, status, kind in (
        ("async", 200, "text/plain"),
        ("async", 503, "text/plain"),
        ("async", 503, "text/html"),
        ("sync", 200, "text/plain"),
        ("sync", 503, "text/plain"),
    ):
        print(f"{name}, {status} {kind}: {await outcome(calls[name])}")
    await runner.cleanup()


asyncio.run(main())
PYTHON
"$folder/venv/bin/python" "$folder/try.py" | tee "$folder/seen.txt"
sed -n 's/^#   //p' "$0" > "$folder/expected.txt"
cmp "$folder/expected.txt" "$folder/seen.txt"
