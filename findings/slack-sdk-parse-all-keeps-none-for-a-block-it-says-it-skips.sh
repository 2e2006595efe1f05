#!/bin/sh
# slack_sdk 3.48.0, Python 3.11.
#
# Expected: `Block.parse_all` of a message with a block that this version has no class for raises, or
# leaves the block out, as its warning says ("Unknown block detected and skipped").
# Seen: None stands in its place in the list; a message rebuilt from it carries a null, and the block
# (a data_table, which Slack documents) is lost.
#
#   {'type': 'divider'}
#   None
#   {'type': 'divider'}
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check slack_sdk==3.48.0
cat > "$folder/try.py" <<'PYTHON'
from slack_sdk.models.blocks import Block

cell = {"type": "raw_text", "text": "PHP"}
blocks = [
    {"type": "divider"},
    {"type": "data_table", "caption": "Roles", "rows": [[cell]]},
    {"type": "divider"},
]
for block in Block.parse_all(blocks):
    print(block and block.to_dict())
PYTHON
cat > "$folder/seen" <<'SEEN'
{'type': 'divider'}
None
{'type': 'divider'}
SEEN
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
