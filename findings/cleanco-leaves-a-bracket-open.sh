#!/bin/sh
# cleanco 2.3, Python 3.11.
#
# Expected: `basename` takes "Ltd", "GmbH" and their like off a company's name, and nothing else:
# its README says that it strips "terms indicating organization type".
# Seen: the signs at the end of the name itself go too: a bracket or a quotation mark stays open,
# and C++ is C. So it is where there is nothing to take off, too.
#
#   Example (Berlin) GmbH: Example (Berlin
#   Example "Nord" Ltd: Example "Nord
#   House of C++ Ltd: House of C
#   Example (Berlin): Example (Berlin
#   Example Berlin GmbH: Example Berlin
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cleanco==2.3
cat > "$folder/try.py" <<'PYTHON'
from cleanco import basename

for name in (
    "Example (Berlin) GmbH",
    'Example "Nord" Ltd',
    "House of C++ Ltd",
    "Example (Berlin)",
    "Example Berlin GmbH",
):
    print(f"{name}: {basename(name)}")
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
