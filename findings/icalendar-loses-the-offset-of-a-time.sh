#!/bin/sh
# icalendar 7.3.2, Python 3.11.
#
# Expected: an interview at datetime.fromisoformat("2026-12-01T10:00:00+01:00") is at that moment
# for whoever reads the invitation: it is written in UTC, or with a time zone that the calendar
# defines. RFC 5545, section 3.2.19: a VTIMEZONE must be there for each TZID.
# Seen: the time zone is called UTC+01:00, which nothing defines; `add_missing_timezones` adds none,
# as it says of zones that it doesn't know. icalendar itself then reads a time without a zone, ten
# o'clock wherever one is, and reports no error. With a ZoneInfo, and in UTC, all is well.
#
#   +01:00: written ;TZID="UTC+01:00":20261201T100000, 0 VTIMEZONE, read 10:00:00
#   Europe/Berlin: written ;TZID=Europe/Berlin:20261201T100000, 1 VTIMEZONE, read 10:00:00+01:00
#   UTC: written :20261201T100000Z, 0 VTIMEZONE, read 10:00:00+00:00
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2
cat > "$folder/try.py" <<'PYTHON'
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar


def tell(name, start):
    event = icalendar.Event.new(summary="Interview", start=start)
    calendar = icalendar.Calendar.new(subcomponents=[event])
    calendar.add_missing_timezones()
    text = calendar.to_ical().decode()
    event = text[text.index("BEGIN:VEVENT") :]
    written = next(line for line in event.splitlines() if line.startswith("DTSTART"))
    [read] = icalendar.Calendar.from_ical(text).events
    print(
        f"{name}: written {written.removeprefix('DTSTART')}, {text.count('BEGIN:VTIMEZONE')}"
        f" VTIMEZONE, read {read.start.isoformat()[11:]}",
        *read.errors,
    )


tell("+01:00", datetime.fromisoformat("2026-12-01T10:00:00+01:00"))
tell("Europe/Berlin", datetime(2026, 12, 1, 10, tzinfo=ZoneInfo("Europe/Berlin")))
tell("UTC", datetime(2026, 12, 1, 10, tzinfo=UTC))
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
