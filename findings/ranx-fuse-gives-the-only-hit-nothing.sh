#!/bin/sh
# ranx 0.3.21, Python 3.11.
#
# Expected: `fuse` with its own default, min-max, puts a document first that is the only hit of one
# search and also found by the other. Its page "Normalization" scales the highest score to 1.
# Seen: the only hit is the lowest score too and gets 0, so that the search that found just one
# thing, as a search for an exact title does, has no say at all. The inverted form and `sum` do the
# same; with `max` or `rank` the document is first.
#
#   min-max: other 1.00, third 0.50, exact 0.00
#   sum: other 0.67, third 0.33, exact 0.00
#   max: exact 1.33, other 1.00, third 0.67
#   rank: exact 1.33, other 1.00, third 0.67
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ranx==0.3.21
cat > "$folder/try.py" <<'PYTHON'
from ranx import Run, fuse

by_title = Run({"q": {"exact": 9.0}})
by_text = Run({"q": {"other": 3.0, "third": 2.0, "exact": 1.0}})
for norm in ("min-max", "sum", "max", "rank"):
    scores = fuse([by_title, by_text], norm=norm, method="sum").to_dict()["q"]
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    print(f"{norm}: {', '.join(f'{name} {score:.2f}' for name, score in ranked)}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
