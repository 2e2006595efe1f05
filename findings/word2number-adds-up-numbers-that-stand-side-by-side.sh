#!/bin/sh
# word2number 1.1, Python 3.11.
#
# Expected: of a text that names several numbers, such as a range of openings, `word_to_num` gives
# the first one or raises ValueError, as it does for a text without any.
# Seen: it adds them up, and a year that is read in pairs is a sum too.
#
#   one or two: 3
#   three to six: 9
#   nineteen eighty four: 1524
#   two and a half: 2
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check word2number==1.1
cat > "$folder/try.py" <<'PYTHON'
from word2number import w2n

for text in ("one or two", "three to six", "nineteen eighty four", "two and a half"):
    print(f"{text}: {w2n.word_to_num(text)}")
PYTHON
cat > "$folder/seen" <<'SEEN'
one or two: 3
three to six: 9
nineteen eighty four: 1524
two and a half: 2
SEEN
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
