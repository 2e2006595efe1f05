#!/bin/sh
# ics 0.7.3, read back with icalendar 7.3.2, Python 3.11.
#
# Expected: an organizer named "Hiring: Berlin" is that to whoever reads the invitation. RFC 5545,
# section 3.2: a parameter's value that holds a colon, a semicolon or a comma stands in quotes.
# Seen: ics never writes quotes. What comes after a colon is read as the address. A semicolon and a
# comma get a backslash instead, which parameters don't know.
#
#   Hiring: Berlin -> name 'Hiring', address ' Berlin:mailto:hr@example.org'
#   Doe, Ada -> written CN=Doe\, Ada
#   Hiring team -> name 'Hiring team', address 'mailto:hr@example.org'
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ics==0.7.3 icalendar==7.3.2
cat > "$folder/try.py" <<'PYTHON'
import icalendar
import ics


def invitation(name):
    event = ics.Event(name="Interview", begin="2026-12-01T10:00:00Z")
    event.organizer = ics.Organizer("hr@example.org", common_name=name)
    return ics.Calendar(events=[event]).serialize()


def read(name):
    [event] = icalendar.Calendar.from_ical(invitation(name)).walk("VEVENT")
    organizer = event["organizer"]
    print(f"{name} -> name {organizer.params['CN']!r}, address {str(organizer)!r}")


read("Hiring: Berlin")
line = next(line for line in invitation("Doe, Ada").splitlines() if "CN=" in line)
print("Doe, Ada -> written", line.partition(";")[2].partition(":")[0])
read("Hiring team")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
