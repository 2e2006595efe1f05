#!/bin/sh
# tantivy 0.27.0 (tantivy-py), beside whoosh-reloaded 2.7.5, Python 3.11.
#
# Expected: "developer AND NOT php" finds every developer without PHP. tantivy's `QueryParser` has
# AND and NOT, and its maintainers call the two together allowed (quickwit-oss/tantivy, issue 1980).
# Seen: nothing is found, ever, and nothing raised, in brackets as well: NOT becomes a query of its
# own that matches no document, and AND asks for it. "developer NOT php" and "developer -php" work.
#
#   developer AND NOT php: tantivy [], whoosh ['go developer']
#   developer AND (NOT php): tantivy [], whoosh ['go developer']
#   developer NOT php: tantivy ['go developer'], whoosh ['go developer']
#   developer AND -php: tantivy ['go developer']
#   developer -php: tantivy ['go developer']
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    tantivy==0.27.0 whoosh-reloaded==2.7.5
cat > "$folder/try.py" <<'PYTHON'
import tantivy
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import QueryParser

jobs = ["go developer", "php developer", "php tester"]

builder = tantivy.SchemaBuilder()
builder.add_text_field("title", stored=True)
index = tantivy.Index(builder.build())
writer = index.writer()
for job in jobs:
    writer.add_document(tantivy.Document(title=job))
writer.commit()
writer.wait_merging_threads()
index.reload()
searcher = index.searcher()


def by_tantivy(question):
    hits = searcher.search(index.parse_query(question, ["title"]), 10).hits
    return sorted(searcher.doc(address)["title"][0] for _, address in hits)


other = RamStorage().create_index(Schema(title=TEXT(stored=True)))
adding = other.writer()
for job in jobs:
    adding.add_document(title=job)
adding.commit()


def by_whoosh(question):
    with other.searcher() as searcher:
        query = QueryParser("title", other.schema).parse(question)
        return sorted(hit["title"] for hit in searcher.search(query))


for question in ("developer AND NOT php", "developer AND (NOT php)", "developer NOT php"):
    print(f"{question}: tantivy {by_tantivy(question)}, whoosh {by_whoosh(question)}")
for question in ("developer AND -php", "developer -php"):  # whoosh has no minus by default
    print(f"{question}: tantivy {by_tantivy(question)}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
