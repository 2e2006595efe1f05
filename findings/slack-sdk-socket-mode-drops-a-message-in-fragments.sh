#!/bin/sh
# slack_sdk 3.48.0 with websocket-client 1.9.2, against a server of websockets 17.4, Python 3.11.
#
# Expected: a Socket Mode message that comes in several frames is one message. RFC 6455, section
# 5.4: a message may be fragmented, and whoever receives it must be able to handle that.
# Seen: the SDK's own client (`slack_sdk.socket_mode.SocketModeClient`, Bolt's default) takes the
# first frame for a whole message, which is half of a JSON text, and drops the others with a warning
# ("unsupported data frame"). The event is lost. The SDK's client over websocket-client hears it.
#
#   builtin: whole heard, in two frames lost
#   websocket_client: whole heard, in two frames heard
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    slack_sdk==3.48.0 websocket-client==1.9.2 websockets==17.4
cat > "$folder/try.py" <<'PYTHON'
import json
import os
import threading
import time
from importlib import import_module

from slack_sdk import WebClient
from websockets.sync.server import serve


def event(name):
    return json.dumps({"type": "events_api", "envelope_id": name, "payload": {}})


def talk(connection):
    connection.send(event("whole"))
    time.sleep(1)
    text = event("in two frames")
    connection.send([text[:20], text[20:]])
    done.wait()


class Slack(WebClient):
    def apps_connections_open(self, **_):
        return {"url": f"ws://127.0.0.1:{port}/"}


for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
    del os.environ[name]
server = serve(talk, "127.0.0.1", 0)
port = server.socket.getsockname()[1]
threading.Thread(target=server.serve_forever, daemon=True).start()
for kind in ("builtin", "websocket_client"):
    done = threading.Event()
    heard = []
    module = import_module(f"slack_sdk.socket_mode.{kind}")
    client = module.SocketModeClient(app_token="xapp-1", web_client=Slack())
    listeners = client.socket_mode_request_listeners
    listeners.append(lambda _, request: heard.append(request.envelope_id))
    client.connect()
    time.sleep(3)
    told = (f"{e} {'heard' if e in heard else 'lost'}" for e in ("whole", "in two frames"))
    print(f"{kind}: {', '.join(told)}", flush=True)
    client.auto_reconnect_enabled = False
    done.set()
    client.close()
os._exit(0)
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
