#!/bin/sh
# ir_measures 0.4.3 (pytrec_eval-terrier 0.5.11), beside ranx 0.3.21, Python 3.11.
#
# Expected: RR@10 is RR, or 0 where nothing relevant is among the first ten: its page "Measures"
# calls the cutoff "ranking cutoff threshold". It can't be more than RR, nor differ in a list of
# three.
# Seen: each goes to another evaluator, and these order equal scores by document id in opposite
# ways: the same list is judged best and worst. ranx keeps the order in which the run names its
# documents, so that there the figure depends on who filled the dict.
#
#   RR 0.333, RR@10 1.000, ranx mrr 1.000
#   the same run, named in another order:
#   RR 0.333, RR@10 1.000, ranx mrr 0.333
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    ir_measures==0.4.3 pytrec_eval-terrier==0.5.11 ranx==0.3.21
cat > "$folder/try.py" <<'PYTHON'
from ir_measures import RR, calc_aggregate
from ranx import Qrels, Run, evaluate

qrels = {"q": {"a": 1, "b": 0, "c": 0}}


def judge(order):
    run = {"q": dict.fromkeys(order, 1.0)}
    figures = calc_aggregate([RR, RR @ 10], qrels, run)
    mrr = evaluate(Qrels(qrels), Run(run), "mrr")
    print(f"RR {figures[RR]:.3f}, RR@10 {figures[RR @ 10]:.3f}, ranx mrr {mrr:.3f}")


judge("abc")
print("the same run, named in another order:")
judge("cba")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
