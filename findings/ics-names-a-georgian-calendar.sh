#!/bin/sh
# ics 0.7.3, Python 3.11.
#
# Expected: a calendar that is read and written again says what it said. RFC 5545, section 3.7.1:
# one without CALSCALE is Gregorian; GREGORIAN is the one value that the RFC knows.
# Seen: it comes back with CALSCALE:GEORGIAN, a calendar that does not exist, so that a program that
# reads the interview's invitation may rightly refuse it. Calendars made anew are written without.
#
#   read without CALSCALE: CALSCALE:GEORGIAN
#   read with CALSCALE:GREGORIAN: CALSCALE:GREGORIAN
#   made anew: (none)
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ics==0.7.3
cat > "$folder/try.py" <<'PYTHON'
from ics import Calendar

HEAD = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:hr"]
END = ["END:VCALENDAR"]


def scale(calendar):
    lines = calendar.serialize().splitlines()
    return next((line for line in lines if line.startswith("CALSCALE")), "(none)")


print("read without CALSCALE:", scale(Calendar("\r\n".join([*HEAD, *END]))))
gregorian = Calendar("\r\n".join([*HEAD, "CALSCALE:GREGORIAN", *END]))
print("read with CALSCALE:GREGORIAN:", scale(gregorian))
print("made anew:", scale(Calendar()))
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
