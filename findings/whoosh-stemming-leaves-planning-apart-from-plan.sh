#!/bin/sh
# whoosh-reloaded 2.7.5, beside PyStemmer 3.1.0, Python 3.11.
#
# Expected: `StemmingAnalyzer` finds "planning" for "plan". Its stems are Porter's, says the API page
# of `StemFilter`, and Porter's step 1b makes one consonant of two that -ing and -ed leave.
# Seen: its `whoosh.lang.porter.stem` leaves the two. Every verb that doubles its last consonant
# stays apart from its own base form, in the index and in the question: nothing is found, nothing
# raised.
#
#   planning: whoosh plann, Porter plan
#   debugging: whoosh debugg, Porter debug
#   shipped: whoosh shipp, Porter ship
#   hiring: whoosh hire, Porter hire
#   "plan" finds ['a plan']
#   "debug" finds []
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    whoosh-reloaded==2.7.5 PyStemmer==3.1.0
cat > "$folder/try.py" <<'PYTHON'
from Stemmer import Stemmer
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.lang.porter import stem
from whoosh.qparser import QueryParser

porter = Stemmer("porter")
for word in ("planning", "debugging", "shipped", "hiring"):
    print(f"{word}: whoosh {stem(word)}, Porter {porter.stemWord(word)}")

schema = Schema(text=TEXT(analyzer=StemmingAnalyzer(), stored=True))
index = RamStorage().create_index(schema)
writer = index.writer()
for text in ("capacity planning, debugging", "a plan"):
    writer.add_document(text=text)
writer.commit()
with index.searcher() as searcher:
    for asked in ("plan", "debug"):
        hits = searcher.search(QueryParser("text", schema).parse(asked))
        print(f'"{asked}" finds {[hit["text"] for hit in hits]}')
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
