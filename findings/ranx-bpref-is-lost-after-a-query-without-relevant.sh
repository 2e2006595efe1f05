#!/bin/sh
# ranx 0.3.21, beside pytrec_eval-terrier 0.5.11, Python 3.11.
#
# Expected: a query whose judged documents are all irrelevant has no bpref of its own; the other
# queries keep theirs. Its page "Metrics" defines bpref query by query.
# Seen: a division by zero ends the compiled loop without an error, and all queries that come after
# that one are left at 0. One such query at the head of a set makes a perfect run worth nothing.
#
#   all three have a relevant document: ranx 1.00, trec_eval 1.00
#   the last has none: ranx 0.67, trec_eval 0.67
#   the first has none: ranx 0.00, trec_eval 0.67
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    ranx==0.3.21 pytrec_eval-terrier==0.5.11
cat > "$folder/try.py" <<'PYTHON'
from pytrec_eval import RelevanceEvaluator
from ranx import Qrels, Run, evaluate

GOOD, NONE = {"a": 1, "b": 0}, {"a": 0, "b": 0}
for name, judged in (
    ("all three have a relevant document", (GOOD, GOOD, GOOD)),
    ("the last has none", (GOOD, GOOD, NONE)),
    ("the first has none", (NONE, GOOD, GOOD)),
):
    qrels = {f"q{number}": dict(judgement) for number, judgement in enumerate(judged)}
    run = {query: {"a": 2.0, "b": 1.0} for query in qrels}
    ranx = evaluate(Qrels(qrels), Run(run), "bpref", threads=1)
    each = RelevanceEvaluator(qrels, {"bpref"}).evaluate(run).values()
    trec = sum(figures["bpref"] for figures in each) / len(qrels)
    print(f"{name}: ranx {ranx:.2f}, trec_eval {trec:.2f}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
