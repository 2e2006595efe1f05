#!/bin/sh
# alembic 1.20.1 with SQLAlchemy 2.1.9 and sqlite-utils 4.2.1, Python 3.11 and its SQLite.
#
# Expected: a migration that drops one column leaves search alone. alembic's page "Running Batch
# Migrations" tells of constraints that its copy of a table can lose, and not of triggers.
# Seen: a batch copies the table, drops the old one, and with it the triggers that keep an FTS5
# index in step (here sqlite-utils'). From then on new rows are never found.
# `add_column` alone copies nothing and keeps them, so the first migrations look fine.
#
#   before: triggers 3, "golang" finds []
#   after add_column, a row added: triggers 3, "golang" finds ['golang']
#   after drop_column, a row added: triggers 0, "rust" finds []
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    alembic==1.20.1 SQLAlchemy==2.1.9 sqlite-utils==4.2.1
cat > "$folder/try.py" <<'PYTHON'
import sys

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Integer, create_engine
from sqlite_utils import Database

path = f"{sys.argv[1]}/jobs.db"
engine = create_engine(f"sqlite:///{path}")


def tell(when, word, *, add=False):
    jobs = Database(path)["jobs"]
    if add:
        jobs.insert({"title": word})
    found = [row["title"] for row in jobs.search(word)]
    print(f'{when}: triggers {len(jobs.triggers)}, "{word}" finds {found}')
    jobs.db.close()


def migrate(change):
    with engine.begin() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("jobs") as batch:
            change(batch)


database = Database(path)
database["jobs"].insert({"id": 1, "title": "php", "note": ""}, pk="id")
database["jobs"].enable_fts(["title"], create_triggers=True)
database.close()

tell("before", "golang")
migrate(lambda batch: batch.add_column(Column("pay", Integer)))
tell("after add_column, a row added", "golang", add=True)
migrate(lambda batch: batch.drop_column("note"))
tell("after drop_column, a row added", "rust", add=True)
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" "$folder" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
