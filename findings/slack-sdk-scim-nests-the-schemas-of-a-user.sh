#!/bin/sh
# slack_sdk 3.48.0, Python 3.11.
#
# Expected: `read_user(...).user` holds what the answer holds. By SCIM (RFC 7643, section 3) every
# resource has `schemas`, an array of strings, and `User.schemas` is annotated as a list of strings.
# Seen: a list of texts is put into itself, once for each member. Who reads a user, changes a field
# and hands the user to `update_user` sends the nested lists. Lists of objects (emails) are right.
#
#   answered: ['urn:scim:schemas:core:1.0', 'urn:scim:schemas:extension:enterprise:1.0']
#   user.schemas[0]: ['urn:scim:schemas:core:1.0', 'urn:scim:schemas:extension:enterprise:1.0']
#   user.schemas[0] == user.schemas[1]: True
#   update_user sends user.schemas as it is: True
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack_sdk==3.48.0
cat > "$folder/try.py" <<'PYTHON'
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from slack_sdk.scim import SCIMClient

SCHEMAS = ["urn:scim:schemas:core:1.0", "urn:scim:schemas:extension:enterprise:1.0"]
USER = {"schemas": SCHEMAS, "id": "U1", "userName": "ada", "emails": [{"value": "ada@example.org"}]}
sent = []


class Slack(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = json.dumps(USER).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def do_PUT(self):
        sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.do_GET()

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Slack)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = SCIMClient(token="token", base_url=f"http://127.0.0.1:{server.server_port}/")
user = client.read_user("U1").user
print("answered:", SCHEMAS)
print("user.schemas[0]:", user.schemas[0])
print("user.schemas[0] == user.schemas[1]:", user.schemas[0] == user.schemas[1])
client.update_user(user)
print("update_user sends user.schemas as it is:", sent[0]["schemas"] == user.schemas)
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
export NO_PROXY=127.0.0.1
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
