#!/bin/sh
# quantulum3 0.10.0 as pip installs it (without its classifier), Python 3.11.
#
# Expected: "60k EUR" is what "60k euros" and "$60k" are to it: sixty thousand. EUR is one of its
# own symbols of the euro.
# Seen: beside a currency's code, and before its sign, the k is kelvin: 60 kelvin euro. Before its
# name, and after its sign, it is a thousand. A range with two k is in kibibyte.
#
#   60k euros: 60000 euro
#   €60k: 60000 euro
#   60k €: 60 kelvin euro
#   60k EUR: 60 kelvin euro
#   EUR 60k: 60 kelvin
#   10k-15k USD: 10000 kibibyte
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check quantulum3==0.10.0
cat > "$folder/try.py" <<'PYTHON'
from quantulum3 import parser

for text in ("60k euros", "€60k", "60k €", "60k EUR", "EUR 60k", "10k-15k USD"):
    [quantity] = parser.parse(text)
    print(f"{text}: {quantity.value:.0f} {quantity.unit.name}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
