#!/bin/sh
# price-parser 0.5.1, Python 3.11.
#
# Expected: of a salary as job ads write it, "60k", either sixty thousand or no amount.
# Seen: the k is dropped without a word: the amount is a thousandth of what is offered. Of a range the
# lower end alone is given.
#
#   EUR 60k: 60
#   70-80k EUR: 70
#   up to 85k: 85
#   60.000 EUR: 60000
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check price-parser==0.5.1
cat > "$folder/try.py" <<'PYTHON'
from price_parser import Price

for text in ("EUR 60k", "70-80k EUR", "up to 85k", "60.000 EUR"):
    print(f"{text}: {Price.fromstring(text).amount}")
PYTHON
cat > "$folder/seen" <<'SEEN'
EUR 60k: 60
70-80k EUR: 70
up to 85k: 85
60.000 EUR: 60000
SEEN
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
