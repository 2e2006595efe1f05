#!/bin/sh
# PyStemmer 3.1.0 and SQLite's FTS5 (any version), Python 3.11.
#
# Expected: a search for "staff" finds "staffing": SQLite's page "FTS5 Extension" says of the porter
# tokenizer that it lets a word match its other forms.
# Seen: it doesn't, nor "staffed", under FTS5's porter and under Snowball's porter and english
# alike. After -ing and -ed they halve any doubled consonant but l, s and z, also the ff that
# "staff" has of itself; "staff" alone keeps it. "hire" and "hiring", "bill" and "billing" do meet.
#
#   staff / staffing: english staff staf, porter staff staf, fts5 finds []
#   staff / staffed: english staff staf, porter staff staf, fts5 finds []
#   hire / hiring: english hire hire, porter hire hire, fts5 finds ['hiring']
#   bill / billing: english bill bill, porter bill bill, fts5 finds ['billing']
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check PyStemmer==3.1.0
cat > "$folder/try.py" <<'PYTHON'
import sqlite3

from Stemmer import Stemmer

database = sqlite3.connect(":memory:")
database.execute("CREATE VIRTUAL TABLE text USING fts5 (word, tokenize = 'porter')")
for asked, written in (
    ("staff", "staffing"),
    ("staff", "staffed"),
    ("hire", "hiring"),
    ("bill", "billing"),
):
    database.execute("DELETE FROM text")
    database.execute("INSERT INTO text VALUES (?)", (written,))
    found = [word for (word,) in database.execute("SELECT word FROM text(?)", (asked,))]
    stems = [
        f"{name} {' '.join(Stemmer(name).stemWords([asked, written]))}"
        for name in ("english", "porter")
    ]
    print(f"{asked} / {written}: {', '.join(stems)}, fts5 finds {found}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
