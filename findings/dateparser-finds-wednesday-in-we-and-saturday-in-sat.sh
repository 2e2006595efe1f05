#!/bin/sh
# dateparser 1.5.0, Python 3.11, told that the text is English.
#
# Expected: `search_dates` finds the dates of a text about a job: when it starts, how long it is.
# Seen: the pronoun "We" is a Wednesday and the verb "sat" a Saturday; of "3-6 months" the six alone
# count; "Q1 2027" is one day in February.
#
#   We need a developer. [('We', '02 Dec 2026')]
#   They sat down with the team. [('sat', '05 Dec 2026')]
#   The work takes 3-6 months. [('3-6 months', '30 May 2027')]
#   Q1 2027: 28 Feb 2027
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check dateparser==1.5.0
cat > "$folder/try.py" <<'PYTHON'
from datetime import datetime

import dateparser
from dateparser.search import search_dates

told = {"RELATIVE_BASE": datetime(2026, 11, 30), "PREFER_DATES_FROM": "future"}
for text in ("We need a developer.", "They sat down with the team.", "The work takes 3-6 months."):
    found = search_dates(text, languages=["en"], settings=told)
    print(text, [(said, f"{when:%d %b %Y}") for said, when in found or []])
print("Q1 2027:", f"{dateparser.parse('Q1 2027', languages=['en'], settings=told):%d %b %Y}")
PYTHON
cat > "$folder/seen" <<'SEEN'
We need a developer. [('We', '02 Dec 2026')]
They sat down with the team. [('sat', '05 Dec 2026')]
The work takes 3-6 months. [('3-6 months', '30 May 2027')]
Q1 2027: 28 Feb 2027
SEEN
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
