#!/bin/sh
# icalendar 7.3.2, Python 3.11.
#
# Expected: an invitation that is read and written again says what it said. RFC 5545, section
# 3.8.1.10: RESOURCES is a list, with commas between its members; section 3.8.8.3: the parts of
# REQUEST-STATUS (a code, its description) stand with semicolons between them.
# Seen: both are taken for one text, whose commas and semicolons are then escaped: two resources
# come back as one whose name holds a comma, and the status as a code that does not exist. The list
# in CATEGORIES is understood.
#
#   CATEGORIES:Interview,Second round -> CATEGORIES:Interview,Second round
#   RESOURCES:Projector,Room 5 -> RESOURCES:Projector\,Room 5
#   REQUEST-STATUS:2.0;Success -> REQUEST-STATUS:2.0\;Success
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2
cat > "$folder/try.py" <<'PYTHON'
import icalendar


def again(line):
    lines = ["BEGIN:VEVENT", "UID:1", "DTSTAMP:20261130T090000Z", line, "END:VEVENT", ""]
    written = icalendar.Event.from_ical("\r\n".join(lines)).to_ical().decode()
    [now] = [other for other in written.splitlines() if other.startswith(line.partition(":")[0])]
    print(line, "->", now)


again("CATEGORIES:Interview,Second round")
again("RESOURCES:Projector,Room 5")
again("REQUEST-STATUS:2.0;Success")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
