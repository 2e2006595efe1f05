#!/bin/sh
# slack_sdk 3.48.0 with aiohttp 3.14.5, Python 3.11.
#
# Expected: `WebhookClient.send`, which is meant for response_urls too, takes what a reply to a press
# in a thread needs: `thread_ts`, without which the reply stands at the channel's end.
# Seen: it has no such argument; only `send_dict`, with the message built by hand, can say it.
#
#   WebhookClient send takes replace_original response_type
#   AsyncWebhookClient send takes replace_original response_type
#   got an unexpected keyword argument 'thread_ts'
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack_sdk==3.48.0 aiohttp==3.14.5
cat > "$folder/try.py" <<'PYTHON'
import inspect

from slack_sdk.webhook import WebhookClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

for client in (WebhookClient, AsyncWebhookClient):
    names = inspect.signature(client.send).parameters
    known = [name for name in ("replace_original", "response_type", "thread_ts") if name in names]
    print(client.__name__, "send takes", *known)
try:
    WebhookClient("http://127.0.0.1:9/").send(text="In its thread", thread_ts="1700000000.000100")
except TypeError as error:
    print(str(error).partition("() ")[2])
PYTHON
cat > "$folder/seen" <<'SEEN'
WebhookClient send takes replace_original response_type
AsyncWebhookClient send takes replace_original response_type
got an unexpected keyword argument 'thread_ts'
SEEN
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
