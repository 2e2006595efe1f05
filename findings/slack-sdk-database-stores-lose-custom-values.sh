#!/bin/sh
# slack_sdk 3.48.0 with SQLAlchemy 2.1.9 (extra asyncio), Python 3.11.
#
# Expected: what `Installation.set_custom_value` sets comes back from whichever store the
# installation is saved in. `InstallationStore.save` "Saves an installation data", and custom_values
# is a part of it in the SDK's reference.
# Seen: only the file store keeps it. The SQLite store leaves it out and says nothing. The
# SQLAlchemy store leaves it out the first time, and raises when the same installation is saved
# again.
#
#   FileInstallationStore: saved gold, again gold
#   SQLite3InstallationStore: saved None, again None
#   SQLAlchemyInstallationStore: saved None, again CompileError
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    slack_sdk==3.48.0 'SQLAlchemy[asyncio]==2.1.9'
cat > "$folder/try.py" <<'PYTHON'
import sys

from slack_sdk.oauth.installation_store import FileInstallationStore, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.installation_store.sqlite3 import SQLite3InstallationStore
from sqlalchemy import create_engine
from sqlalchemy.exc import CompileError

folder = sys.argv[1]
engine = create_engine(f"sqlite:///{folder}/sqlalchemy.db")
database = SQLAlchemyInstallationStore(client_id="1.2", engine=engine)
database.create_tables()
sqlite = SQLite3InstallationStore(database=f"{folder}/sqlite.db", client_id="1.2")


def saved(store, installation):
    try:
        store.save(installation)
    except CompileError as error:
        return type(error).__name__
    found = store.find_installation(enterprise_id=None, team_id="T1")
    return found.get_custom_value("plan")


for store in (FileInstallationStore(base_dir=folder), sqlite, database):
    installation = Installation(
        app_id="A1", team_id="T1", user_id="U1", bot_id="B1", bot_user_id="U2", bot_token="xoxb-1"
    )
    installation.set_custom_value("plan", "gold")
    first, again = saved(store, installation), saved(store, installation)
    print(f"{type(store).__name__}: saved {first}, again {again}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" "$folder" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
