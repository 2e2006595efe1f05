#!/bin/sh
# rank-bm25 0.2.2, Python 3.11.
#
# Expected: BM25+ is the method of "Lower-Bounding Term Frequency Normalization" (Lv and Zhai 2011).
# Its delta is what a document gets at least for a word that it holds. With it, a long document with
# both words of a question beats a short one with one.
# Seen: every document gets delta for every word of the question, those without the word too. It
# cancels out: whatever delta is, the order is that of delta 0, and no document's score is 0.
#
#   BM25Plus: short, one word 5.813; long, both words 4.604; neither word 3.199
#   delta for words held alone: short, one word 3.867; long, both words 4.604; neither word 0.000
#   BM25Plus, delta 100: short, one word 322.481; long, both words 321.273; neither word 319.867
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check rank-bm25==0.2.2
cat > "$folder/try.py" <<'PYTHON'
from math import log

from rank_bm25 import BM25Plus

ASKED = ["php", "laravel"]
TEXTS = [
    ["php"] * 4 + ["x"] * 2,
    ["php", "laravel"] + ["y"] * 60,
    ["z"] * 8,
    ["w"] * 8,
    ["v"] * 7,
    ["u"] * 6,
]


def held(text, k1=1.5, b=0.75, delta=1.0):
    mean = sum(map(len, TEXTS)) / len(TEXTS)
    score = 0.0
    for word in set(ASKED) & set(text):
        count = text.count(word)
        rarity = log((len(TEXTS) + 1) / sum(word in other for other in TEXTS))
        score += rarity * (delta + count * (k1 + 1) / (k1 * (1 - b + b * len(text) / mean) + count))
    return score


def tell(name, scores):
    short, long, neither = scores[:3]
    print(f"{name}: short, one word {short:.3f}; long, both words {long:.3f};", end=" ")
    print(f"neither word {neither:.3f}")


tell("BM25Plus", BM25Plus(TEXTS).get_scores(ASKED))
tell("delta for words held alone", [held(text) for text in TEXTS])
tell("BM25Plus, delta 100", BM25Plus(TEXTS, delta=100).get_scores(ASKED))
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
