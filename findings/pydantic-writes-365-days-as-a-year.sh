#!/bin/sh
# pydantic 2.14.4, read with msgspec 0.23.0 and isodate 0.7.2, Python 3.11.
#
# Expected: timedelta(days=365), written to JSON by pydantic's default (ISO 8601), is 365 days to
# every reader. msgspec's page "Supported Types" calls its own durations compatible with pydantic's.
# A year of ISO 8601 is one of the calendar: how many days it has depends on when it starts.
# Seen: from 365 days on pydantic writes years. msgspec, whose durations have days and shorter
# units, refuses them, and isodate counts by the calendar, so that a contract of 365 days from March
# 2027 ends a day later. Below that all agree.
#
#   364 days: "P364D", msgspec 364 days, isodate until 2028-02-28
#   365 days: "P1Y", msgspec ValidationError, isodate until 2028-03-01
#   366 days: "P1Y1D", msgspec ValidationError, isodate until 2028-03-02
#   2027-03-01 and 365 days: 2028-02-29
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    pydantic==2.14.4 msgspec==0.23.0 isodate==0.7.2
cat > "$folder/try.py" <<'PYTHON'
from datetime import date, timedelta

import isodate
import msgspec
from pydantic import TypeAdapter

start = date(2027, 3, 1)
adapter = TypeAdapter(timedelta)
for days in (364, 365, 366):
    text = adapter.dump_json(timedelta(days=days)).decode()
    try:
        seen = f"{msgspec.json.decode(text, type=timedelta).days} days"
    except msgspec.ValidationError as error:
        seen = type(error).__name__
    until = start + isodate.parse_duration(text.strip('"'))
    print(f"{days} days: {text}, msgspec {seen}, isodate until {until}")
print(f"{start} and 365 days: {start + timedelta(days=365)}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
