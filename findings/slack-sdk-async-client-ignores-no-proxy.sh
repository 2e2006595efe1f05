#!/bin/sh
# slack_sdk 3.47.0 with aiohttp 3.14.5, Python 3.11.
#
# Expected: HTTP_PROXY / HTTPS_PROXY and NO_PROXY are read together, as curl, requests and aiohttp's
# trust_env do: a host that NO_PROXY names is called directly.
# Seen: AsyncWebClient takes the proxy from the environment and never looks at NO_PROXY: an API on
# loopback that NO_PROXY names, such as a gateway of one's own, is called through the proxy. The
# SDK's WebClient, which does not wait, calls it directly, as aiohttp's own trust_env does.
#
#   AsyncWebClient: the API was called 0 times, the proxy 1 times
#   WebClient: the API was called 1 times, the proxy 0 times
#   aiohttp with trust_env: the API was called 1 times, the proxy 0 times
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack_sdk==3.47.0 aiohttp==3.14.5
cat > "$folder/try.py" <<'PYTHON'
import asyncio
import os

import aiohttp
from aiohttp import web
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient


async def listen(calls):
    async def answer(request):
        calls.append(request.path)
        return web.json_response({"ok": True})

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, runner.addresses[0][1]


async def main():
    calls, proxied = [], []
    api, port = await listen(calls)
    proxy, proxy_port = await listen(proxied)
    os.environ["HTTP_PROXY"] = os.environ["http_proxy"] = f"http://127.0.0.1:{proxy_port}"
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"
    base = f"http://127.0.0.1:{port}/api/"

    async def through_aiohttp():
        async with aiohttp.ClientSession(trust_env=True) as session:
            await session.post(f"{base}api.test")

    tries = {
        "AsyncWebClient": lambda: AsyncWebClient("xoxb-1", base_url=base).api_test(),
        "WebClient": lambda: asyncio.to_thread(WebClient("xoxb-1", base_url=base).api_test),
        "aiohttp with trust_env": through_aiohttp,
    }
    seen = {}
    for name, call in tries.items():
        calls.clear()
        proxied.clear()
        await call()
        seen[name] = len(calls), len(proxied)
        print(f"{name}: the API was called {len(calls)} times, the proxy {len(proxied)} times")
    assert list(seen.values()) == [(0, 1), (1, 0), (1, 0)]
    await api.cleanup()
    await proxy.cleanup()


asyncio.run(main())
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
