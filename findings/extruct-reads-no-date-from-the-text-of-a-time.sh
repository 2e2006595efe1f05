#!/bin/sh
# extruct 0.18.0, Python 3.11.
#
# Expected: of a JobPosting in microdata, `<time itemprop="datePosted">2026-11-30</time>` is that
# date. The HTML standard ("Microdata", values) takes a time element's datetime value, and that is
# the text of the element where it has no datetime attribute.
# Seen: an empty text, so that the property looks given and blank. Any other element with the same
# text gives the date.
#
#   <time itemprop="datePosted">2026-11-30</time>: ''
#   <time itemprop="datePosted" datetime="2026-11-30">today</time>: '2026-11-30'
#   <span itemprop="datePosted">2026-11-30</span>: '2026-11-30'
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check extruct==0.18.0
cat > "$folder/try.py" <<'PYTHON'
import extruct

for element in (
    '<time itemprop="datePosted">2026-11-30</time>',
    '<time itemprop="datePosted" datetime="2026-11-30">today</time>',
    '<span itemprop="datePosted">2026-11-30</span>',
):
    page = f'<p itemscope itemtype="https://schema.org/JobPosting">{element}</p>'
    (item,) = extruct.extract(page, syntaxes=["microdata"])["microdata"]
    print(f"{element}: {item['properties']['datePosted']!r}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
