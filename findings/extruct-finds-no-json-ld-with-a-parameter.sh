#!/bin/sh
# extruct 0.18.0, Python 3.11.
#
# Expected: the JSON-LD of a page is found however its media type is written: JSON-LD 1.1 ("IANA
# Considerations") gives application/ld+json a parameter, `profile`, and the MIME Sniffing standard,
# by which HTML reads a script's type, ignores case.
# Seen: only the bare type in small letters counts. A job ad whose script names its profile, as the
# specification's own framing and compacting profiles do, has no structured data at all.
#
#   application/ld+json: ['PHP developer']
#   application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted": []
#   application/ld+json; charset=utf-8: []
#   Application/LD+JSON: []
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check extruct==0.18.0
cat > "$folder/try.py" <<'PYTHON'
import extruct

JOB = '{"@context": "https://schema.org", "@type": "JobPosting", "title": "PHP developer"}'
for kind in (
    "application/ld+json",
    'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"',
    "application/ld+json; charset=utf-8",
    "Application/LD+JSON",
):
    page = f"<html><body><script type='{kind}'>{JOB}</script></body></html>"
    found = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    print(f"{kind}: {[job['title'] for job in found]}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
