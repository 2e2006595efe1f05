#!/bin/sh
# inflect 7.6.0, Python 3.11.
#
# Expected: `singular_noun` "Returns False when a singular noun is passed", says its docstring, so
# that job titles and skills can be brought to one form whatever they come in.
# Seen: most singular words that end in -us, -is or -ics lose their s: a bonus is a "bonu", and
# "analysis" is not what "analyses" gives. "status" and "business" are known to be singular.
#
#   bonus: bonu
#   campus: campu
#   analysis: analysi
#   analyses: analysis
#   logistics: logistic
#   status: False
#   business: False
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check inflect==7.6.0
cat > "$folder/try.py" <<'PYTHON'
import inflect

engine = inflect.engine()
for word in ("bonus", "campus", "analysis", "analyses", "logistics", "status", "business"):
    print(f"{word}: {engine.singular_noun(word)}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
