#!/bin/sh
# slack_sdk 3.48.0, Python 3.11.
#
# Expected: `FileInstallationStore(historical_data_enabled=False)` keeps no older copies, and
# answers as it does with them. `InstallationStore.find_installation` without a user id is the way
# to the latest installation of a workspace, says its docstring.
# Seen: nothing is found. `installer-latest`, the file which that call reads, is written together
# with the history alone; without it there are only a file for each user and one for the bot.
#
#   with history: find_installation xoxb-1, of user U1 xoxb-1, find_bot xoxb-1
#   without: find_installation None, of user U1 xoxb-1, find_bot xoxb-1
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack_sdk==3.48.0
cat > "$folder/try.py" <<'PYTHON'
import sys

from slack_sdk.oauth.installation_store import FileInstallationStore, Installation

where = {"enterprise_id": None, "team_id": "T1"}
for name, history in (("with history", True), ("without", False)):
    store = FileInstallationStore(
        base_dir=f"{sys.argv[1]}/stores/{history}", historical_data_enabled=history
    )
    bot = {"bot_id": "B1", "bot_user_id": "U2", "bot_token": "xoxb-1"}
    store.save(Installation(user_id="U1", **bot, **where))
    found = {
        "find_installation": store.find_installation(**where),
        "of user U1": store.find_installation(user_id="U1", **where),
        "find_bot": store.find_bot(**where),
    }
    tokens = (f"{call} {answer and answer.bot_token}" for call, answer in found.items())
    print(f"{name}: {', '.join(tokens)}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" "$folder" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
