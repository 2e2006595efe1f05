#!/bin/sh
# slack_sdk 3.48.0 with SQLAlchemy 2.1.9 (extra asyncio), Python 3.11.
#
# Expected: `CacheableInstallationStore`, "A simple memory cache wrapper for any installation
# stores", finds what the store behind it finds.
# Seen: around `SQLAlchemyInstallationStore` it finds no installation of a whole organization by its
# id alone (team_id None): it turns None into an empty text, for which no row is kept. Once somebody
# has asked with is_enterprise_install=True, the cache answers the first question too. The SQLite
# and file stores take the empty text for none.
#
#   SQLAlchemyInstallationStore: alone True, cached False, cached after the other question True
#   SQLite3InstallationStore: alone True, cached True, cached after the other question True
#   FileInstallationStore: alone True, cached True, cached after the other question True
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    slack_sdk==3.48.0 'SQLAlchemy[asyncio]==2.1.9'
cat > "$folder/try.py" <<'PYTHON'
import sys

from slack_sdk.oauth.installation_store import FileInstallationStore, Installation
from slack_sdk.oauth.installation_store.cacheable_installation_store import (
    CacheableInstallationStore,
)
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.installation_store.sqlite3 import SQLite3InstallationStore
from sqlalchemy import create_engine

folder = sys.argv[1]
engine = create_engine(f"sqlite:///{folder}/sqlalchemy.db")
database = SQLAlchemyInstallationStore(client_id="1.2", engine=engine)
database.create_tables()
sqlite = SQLite3InstallationStore(database=f"{folder}/sqlite.db", client_id="1.2")
asked = {"enterprise_id": "E1", "team_id": None}
for store in (database, sqlite, FileInstallationStore(base_dir=folder)):
    store.save(
        Installation(
            app_id="A1", user_id="U1", bot_id="B1", bot_user_id="U2", bot_token="xoxb-1",
            is_enterprise_install=True, **asked,
        )
    )
    cached = CacheableInstallationStore(store)
    alone = store.find_installation(**asked) is not None
    first = cached.find_installation(**asked) is not None
    cached.find_installation(**asked, is_enterprise_install=True)
    again = cached.find_installation(**asked) is not None
    name = type(store).__name__
    print(f"{name}: alone {alone}, cached {first}, cached after the other question {again}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" "$folder" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
