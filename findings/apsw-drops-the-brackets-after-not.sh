#!/bin/sh
# apsw 3.54.1.0 with its own SQLite, Python 3.11.
#
# Expected: a query that `apsw.fts5query` reads and writes again finds the same rows; its page calls
# the string and the parsed form representations of one query. SQLite's page "FTS5 Extension" has
# brackets to group operators.
# Seen: the parsed form still has the group, and `to_query_string` leaves it out when the right side
# of NOT is a NOT itself. SQLite groups from the left, so that "developers, but none with PHP and
# without Go" becomes "developers with neither". A group of ORs keeps its brackets.
#
#   developer NOT (php NOT go)
#     finds go developer, go php developer, rust developer
#     parsed NOT(developer, NOT(php, go))
#     written developer NOT php NOT go
#     finds rust developer
#     parsed NOT(NOT(developer, php), go)
#   developer NOT (php OR go)
#     finds rust developer
#     parsed NOT(developer, OR(php, go))
#     written developer NOT (php OR go)
#     finds rust developer
#     parsed NOT(developer, OR(php, go))
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check apsw==3.54.1.0
cat > "$folder/try.py" <<'PYTHON'
import apsw
from apsw import fts5query

connection = apsw.Connection("")
connection.execute("CREATE VIRTUAL TABLE jobs USING fts5(title)")
for title in ("go developer", "go php developer", "php developer", "rust developer"):
    connection.execute("INSERT INTO jobs VALUES (?)", (title,))


def tree(query):
    match query:
        case fts5query.NOT(match=left, no_match=right):
            return f"NOT({tree(left)}, {tree(right)})"
        case fts5query.OR(queries=parts):
            return f"OR({', '.join(map(tree, parts))})"
    return query.phrase


def tell(query):
    found = connection.execute("SELECT title FROM jobs(?) ORDER BY title", (query,))
    print(f"  finds {', '.join(title for (title,) in found)}")
    print(f"  parsed {tree(fts5query.parse_query_string(query))}")


for query in ("developer NOT (php NOT go)", "developer NOT (php OR go)"):
    print(query)
    tell(query)
    written = fts5query.to_query_string(fts5query.parse_query_string(query))
    print(f"  written {written}")
    tell(written)
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
