#!/bin/sh
# hypothesis-jsonschema 0.23.1 with hypothesis 6.170.17, which its own requirement lets in, and with
# 6.170.9, Python 3.11.
#
# Expected: what pip installs, with all requirements met (hypothesis>=6.84.3), draws values for a
# schema.
# Seen: from hypothesis 6.170.10 on every schema of an object raises while a value is drawn:
# hypothesis_jsonschema uses a helper inside of hypothesis, which changed there. Texts and lists
# come as before, so that a first try may look fine.
#
#   hypothesis 6.170.17: a text drawn
#   hypothesis 6.170.17: a list drawn
#   hypothesis 6.170.17: an object AttributeError: 'many' object has no attribute 'more'
#   hypothesis 6.170.9: a text drawn
#   hypothesis 6.170.9: a list drawn
#   hypothesis 6.170.9: an object drawn
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/try.py" <<'PYTHON'
import hypothesis
from hypothesis_jsonschema import from_schema

title = {"type": "string"}
job = {"type": "object", "properties": {"title": title}, "required": ["title"]}
schemas = {"a text": title, "a list": {"type": "array", "items": title}, "an object": job}


def draw(schema):
    @hypothesis.settings(max_examples=3, database=None, derandomize=True)
    @hypothesis.given(from_schema(schema))
    def take(value):
        pass

    take()


for name, schema in schemas.items():
    try:
        draw(schema)
        result = "drawn"
    except AttributeError as error:
        result = f"AttributeError: {error}"
    print(f"hypothesis {hypothesis.__version__}: {name} {result}")
PYTHON
python3 -m venv "$folder/venv"
here=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
cd "$folder"
for version in 6.170.17 6.170.9; do
    venv/bin/pip install --quiet --disable-pip-version-check \
        hypothesis-jsonschema==0.23.1 "hypothesis==$version"
    venv/bin/python try.py >> now 2>> errors || true
done
sed -n 's/^#   //p' "$here" > seen
diff seen now
cat now
