#!/bin/sh
# slack_sdk 3.48.0, beside @slack/oauth 4.0.0 (Node 20 or newer), Python 3.11.
#
# Expected: the address that `AuthorizeUrlGenerator.generate` gives carries the redirect address and
# the state as they are. RFC 6749, section 4.1.1: they are added in the form
# application/x-www-form-urlencoded.
# Seen: nothing is encoded. A redirect address that has a query of its own ends at its first "&",
# and the "+" of a state (base64, say, from a state store of one's own) arrives as a space, so that
# the state that comes back is unknown. Slack's SDK for Node encodes both.
#
#   Python: redirect_uri https://example.org/callback?site=7
#   Python: state "a b="
#   Node: redirect_uri https://example.org/callback?site=7&plan=pro
#   Node: state "a+b="
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
here=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check slack_sdk==3.48.0
npm install --silent --no-audit --no-fund --ignore-scripts @slack/oauth@4.0.0
cat > make.py <<'PYTHON'
from slack_sdk.oauth import AuthorizeUrlGenerator

redirect = "https://example.org/callback?site=7&plan=pro"
print(AuthorizeUrlGenerator(client_id="1.2", redirect_uri=redirect).generate("a+b="))
PYTHON
cat > make.mjs <<'JS'
import { InstallProvider } from "@slack/oauth";

const stateStore = { generateStateParam: async () => "a+b=", verifyStateParam: async () => ({}) };
const provider = new InstallProvider({ clientId: "1.2", clientSecret: "secret", stateStore });
const redirectUri = "https://example.org/callback?site=7&plan=pro";
console.log(await provider.generateInstallUrl({ scopes: ["chat:write"], redirectUri }));
JS
cat > read.py <<'PYTHON'
import sys
from urllib.parse import parse_qs, urlsplit

query = parse_qs(urlsplit(sys.stdin.read().strip()).query)
print(f"{sys.argv[1]}: redirect_uri {query['redirect_uri'][0]}")
print(f'{sys.argv[1]}: state "{query["state"][0]}"')
PYTHON
{
    venv/bin/python make.py | venv/bin/python read.py Python
    node make.mjs | venv/bin/python read.py Node
} > now 2> errors || true
sed -n 's/^#   //p' "$here" > seen
diff seen now
cat now
