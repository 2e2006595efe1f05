#!/bin/sh
# rdflib 7.6.0, beside PyLD 3.3.0, Python 3.11.
#
# Expected: a JobPosting's minValue is the same number whether the page's JSON-LD writes 60000,
# 60000.0 or 6e4. "JSON-LD 1.1 Processing Algorithms and API" ("Object to RDF Conversion"): a number
# whose fraction is zero is an xsd:integer; only one with a fraction is an xsd:double.
# Seen: rdflib goes by how the number is written. A query for the integer doesn't find the job that
# was written with a point, and a graph with both has two salaries. An xsd:double keeps its text
# too, where the same page asks for the canonical form.
#
#   60000: rdflib 60000 integer, PyLD 60000 integer; asked for 60000: found
#   60000.0: rdflib 60000.0 double, PyLD 60000 integer; asked for 60000: not found
#   6e4: rdflib 60000.0 double, PyLD 60000 integer; asked for 60000: not found
#   60000.5: rdflib 60000.5 double, PyLD 6.00005E4 double; asked for 60000: not found
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check rdflib==7.6.0 PyLD==3.3.0
cat > "$folder/try.py" <<'PYTHON'
import json

from pyld import jsonld
from rdflib import Graph

question = "SELECT ?job { ?job <https://schema.org/minValue> 60000 }"
for pay in ("60000", "60000.0", "6e4", "60000.5"):
    context = '{"@vocab": "https://schema.org/"}'
    text = f'{{"@context": {context}, "@id": "https://example.org/job", "minValue": {pay}}}'
    graph = Graph().parse(data=text, format="json-ld")
    [one] = graph.objects()
    [other] = [triple["object"] for triple in jsonld.to_rdf(json.loads(text))["@default"]]
    found = "found" if graph.query(question) else "not found"
    print(
        f"{pay}: rdflib {one} {one.datatype.fragment}, PyLD {other['value']}"
        f" {other['datatype'].partition('#')[2]}; asked for 60000: {found}"
    )
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
