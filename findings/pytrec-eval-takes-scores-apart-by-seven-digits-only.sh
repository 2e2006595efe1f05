#!/bin/sh
# pytrec_eval-terrier 0.5.11, Python 3.11.
#
# Expected: a run's documents are ranked by the scores given. Its README takes a dict of Python
# floats, which have about 16 digits.
# Seen: scores are cut to 32 bits before they are sorted, so that from the eighth digit on they are
# equal. Equal scores are ordered by document id, backwards. A run scored by time (newest first), or
# by a base score plus small bonuses, is judged in an order that nobody asked for.
#
#   2.0 before 1.0: 1.0
#   1700000001.0 before 1700000000.0: 0.5
#   20.0000002 before 20.0000001: 0.5
#   0.5000000002 before 0.5000000001: 0.5
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pytrec_eval-terrier==0.5.11
cat > "$folder/try.py" <<'PYTHON'
from pytrec_eval import RelevanceEvaluator

evaluator = RelevanceEvaluator({"q": {"right": 1}}, {"recip_rank"})
for first, second in (
    (2.0, 1.0),
    (1700000001.0, 1700000000.0),
    (20.0000002, 20.0000001),
    (0.5000000002, 0.5000000001),
):
    found = evaluator.evaluate({"q": {"right": first, "wrong": second}})
    print(f"{first} before {second}: {found['q']['recip_rank']}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
