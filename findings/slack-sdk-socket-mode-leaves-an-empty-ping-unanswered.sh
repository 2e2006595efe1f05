#!/bin/sh
# slack_sdk 3.48.0 with websocket-client 1.9.2, against a server of websockets 17.4, Python 3.11.
#
# Expected: every ping gets a pong; RFC 6455, sections 5.5.2 and 5.5.3, asks for it, and a ping may
# have no data. aiohttp's `heartbeat`, say in a stand-in for Slack, sends such pings.
# Seen: the SDK's own client (`slack_sdk.socket_mode.SocketModeClient`, Bolt's default) wants more
# than two bytes before it reads a frame, and an empty ping has two. If nothing else comes within 3
# seconds, the ping is dropped, and a server that waits for the pong closes the connection.
#
#   builtin: ping with data answered, empty ping not answered
#   websocket_client: ping with data answered, empty ping answered
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    slack_sdk==3.48.0 websocket-client==1.9.2 websockets==17.4
cat > "$folder/try.py" <<'PYTHON'
import os
import threading
from importlib import import_module

from slack_sdk import WebClient
from websockets.sync.server import serve


def talk(connection):
    for name, data in (("ping with data", b"1"), ("empty ping", b"")):
        answered = connection.ping(data).wait(4)
        seen.append(f"{name} {'answered' if answered else 'not answered'}")
    done.set()


class Slack(WebClient):
    def apps_connections_open(self, **_):
        return {"url": f"ws://127.0.0.1:{port}/"}


for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
    del os.environ[name]
server = serve(talk, "127.0.0.1", 0, ping_interval=None)
port = server.socket.getsockname()[1]
threading.Thread(target=server.serve_forever, daemon=True).start()
for kind in ("builtin", "websocket_client"):
    done = threading.Event()
    seen = []
    module = import_module(f"slack_sdk.socket_mode.{kind}")
    client = module.SocketModeClient(app_token="xapp-1", web_client=Slack())
    client.connect()
    done.wait(20)
    print(f"{kind}: {', '.join(seen)}", flush=True)
    client.close()
os._exit(0)
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
