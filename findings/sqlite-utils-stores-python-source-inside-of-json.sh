#!/bin/sh
# sqlite-utils 4.2.1 with msgspec 0.23.0, Python 3.11 and its SQLite.
#
# Expected: a list with something in it that JSON has no form for raises, as json.dumps does, or its
# members are stored as they are outside of a list. Its page "Storing JSON" speaks of values that
# can be represented in JSON.
# Seen: such a member is stored as its repr. A date is 2026-11-30 as a column and
# "datetime.date(2026, 11, 30)" in a list. The structs that msgspec.structs.asdict leaves in a list
# (it goes one level deep) become text that looks like Python, and no query by JSON finds them.
#
#   posted 2026-11-30
#   dates ["datetime.date(2026, 11, 30)"]
#   skills ["Skill(name='PHP')"]
#   skills by msgspec.to_builtins [{"name": "PHP"}]
#   json.dumps: TypeError
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    sqlite-utils==4.2.1 msgspec==0.23.0
cat > "$folder/try.py" <<'PYTHON'
import json
from datetime import date

import msgspec
from sqlite_utils import Database


class Skill(msgspec.Struct):
    name: str


class Job(msgspec.Struct):
    posted: date
    dates: list[date]
    skills: list[Skill]


job = Job(date(2026, 11, 30), [date(2026, 11, 30)], [Skill("PHP")])
jobs = Database(memory=True)["jobs"]
jobs.insert(msgspec.structs.asdict(job))
jobs.insert(msgspec.to_builtins(job))
row, deep = jobs.rows
for name, value in row.items():
    print(name, value)
print("skills by msgspec.to_builtins", deep["skills"])
try:
    print("json.dumps:", json.dumps(job.dates))
except TypeError as error:
    print(f"json.dumps: {type(error).__name__}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
