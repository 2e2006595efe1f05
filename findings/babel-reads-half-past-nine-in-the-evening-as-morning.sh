#!/bin/sh
# babel 2.19.0, Python 3.11.
#
# Expected: `parse_time` reads the time of an interview that `format_time` wrote in the same locale:
# it uses "the time format for the locale as a hint", says its docstring.
# Seen: of all words for the afternoon it knows the English "pm" alone. "p.m.", as Canada and Mexico
# write it, and every other language's word are passed over, so that an evening is a morning. No
# error, no warning.
#
#   en_US: 9:30 PM, read as 21:30:00
#   en_CA: 9:30 p.m., read as 09:30:00
#   es_MX: 9:30 p.m., read as 09:30:00
#   ko_KR: 오후 9:30, read as 09:30:00
#   de_DE: 21:30, read as 21:30:00
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.19.0
cat > "$folder/try.py" <<'PYTHON'
from datetime import time

from babel.dates import format_time, parse_time

for locale in ("en_US", "en_CA", "es_MX", "ko_KR", "de_DE"):
    written = format_time(time(21, 30), "short", locale=locale)
    read = parse_time(written, locale=locale, format="short")
    print(f"{locale}: {' '.join(written.split())}, read as {read}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/try.py" > "$folder/now" \
    2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
