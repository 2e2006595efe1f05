#!/bin/sh
# slack_sdk 3.48.0 with SQLAlchemy 2.1.9, and with 2.0.51 without greenlet, Python 3.11.
#
# Expected: `SQLAlchemyInstallationStore`, which waits for its database, works with SQLAlchemy as
# pip installs it. greenlet is for asyncio alone: from 2.1 on it comes only with the extra
# `sqlalchemy[asyncio]` (SQLAlchemy 2.1, "Frequently Asked Questions", Installation).
# Seen: the import fails, and that of the state store too: their modules hold the asynchronous
# stores as well, and SQLAlchemy 2.1 refuses to import its asyncio part without greenlet, which 2.0
# allows.
#
#   SQLAlchemy 2.1.9, installation_store: ImportError
#   SQLAlchemy 2.1.9, state_store: ImportError
#   SQLAlchemy 2.0.51, installation_store: imported
#   SQLAlchemy 2.0.51, state_store: imported
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
cat > "$folder/try.py" <<'PYTHON'
import sys
from importlib import import_module

import sqlalchemy

try:
    import_module(f"slack_sdk.oauth.{sys.argv[1]}.sqlalchemy")
    seen = "imported"
except ImportError as error:
    seen = type(error).__name__
print(f"SQLAlchemy {sqlalchemy.__version__}, {sys.argv[1]}: {seen}")
PYTHON
for version in 2.1.9 2.0.51; do
    "$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
        slack_sdk==3.48.0 "SQLAlchemy==$version" > "$folder/installed" 2>&1
    "$folder/venv/bin/pip" uninstall --yes greenlet > "$folder/uninstalled" 2>&1
    for store in installation_store state_store; do
        "$folder/venv/bin/python" "$folder/try.py" "$store"
    done
done > "$folder/now"
sed -n 's/^#   //p' "$0" > "$folder/seen"
diff "$folder/seen" "$folder/now"
cat "$folder/now"
