#!/bin/sh
# slack_bolt 1.30.0 with aiohttp 3.14.5, Python 3.11.
#
# Expected: `app.message("C++")` hears messages with that text. Bolt's page "Listening to messages"
# offers `re.compile()` "instead of a string", for finer matching: a string is then no pattern.
# Seen: a string is a regular expression. "C++" hears any message with a capital C. "$100" and "hire
# (PHP)" never hear the very text they name. No warning.
#
#   'C++' in 'we need C++': heard
#   'C++' in 'Could you help?': heard
#   'salary?' in 'the salar flats': heard
#   'node.js' in 'a node js upgrade': heard
#   '$100' in '$100 an hour': not heard
#   'hire (PHP)' in 'hire (PHP) today': not heard
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    slack_bolt==1.30.0 aiohttp==3.14.5
cat > "$folder/try.py" <<'PYTHON'
import asyncio
import json

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult

CASES = (
    ("C++", "we need C++"),
    ("C++", "Could you help?"),
    ("salary?", "the salar flats"),
    ("node.js", "a node js upgrade"),
    ("$100", "$100 an hour"),
    ("hire (PHP)", "hire (PHP) today"),
)


async def authorize():
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="U0")


async def hears(keyword, text):
    app = AsyncApp(
        signing_secret="s", authorize=authorize, request_verification_enabled=False
    )
    heard = asyncio.Event()

    @app.message(keyword)
    async def listen():
        heard.set()

    event = {"type": "message", "channel": "C1", "user": "U1", "text": text, "ts": "1.1"}
    body = json.dumps({"type": "event_callback", "team_id": "T1", "event": event})
    headers = {"content-type": ["application/json"]}
    answer = await app.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
    if answer.status == 200:
        await asyncio.wait_for(heard.wait(), 10)
    return heard.is_set()


async def main():
    for keyword, text in CASES:
        heard = "heard" if await hears(keyword, text) else "not heard"
        print(f"{keyword!r} in {text!r}: {heard}")


asyncio.run(main())
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
