#!/bin/sh
# ir_measures 0.4.3 (pytrec_eval-terrier 0.5.11), Python 3.11.
#
# Expected: NumQ is "The number of queries present in the qrels" and NumRel the relevant documents
# there, whatever the system found: so say the measures' own descriptions.
# Seen: a query for which the run has nothing counts for neither. The means beside them do count it,
# as 0, so that sums made from the figures (R@10 times NumQ) are wrong.
#
#   results for both queries: NumQ 2, NumRel 3, R@10 0.75
#   for the first alone: NumQ 1, NumRel 1, R@10 0.50
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    ir_measures==0.4.3 pytrec_eval-terrier==0.5.11
cat > "$folder/try.py" <<'PYTHON'
from ir_measures import NumQ, NumRel, R, calc_aggregate

qrels = {"php": {"a": 1}, "go": {"b": 1, "c": 1}}
runs = {
    "results for both queries": {"php": {"a": 1.0}, "go": {"b": 1.0}},
    "for the first alone": {"php": {"a": 1.0}},
}
for name, run in runs.items():
    seen = calc_aggregate([NumQ, NumRel, R @ 10], qrels, run)
    print(f"{name}: NumQ {seen[NumQ]:.0f}, NumRel {seen[NumRel]:.0f}, R@10 {seen[R @ 10]:.2f}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
