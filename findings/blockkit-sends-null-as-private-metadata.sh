#!/bin/sh
# blockkit 2.1.3, Python 3.11.
#
# Expected: a modal that is given no private_metadata is sent without that field. Slack's page
# "Modal view" calls it optional, and gives it back in view_submission as the string that was sent.
# Seen: the string "null" is sent with every modal and Home tab. Whoever asks "is there metadata?"
# gets yes, and an id read from it is "null". Fields beside it that were not given are left out.
#
#   Modal: {'type': 'modal', 'private_metadata': 'null'}
#   Home: {'type': 'home', 'private_metadata': 'null'}
#   Modal, given a text: {'type': 'modal', 'private_metadata': 'C123'}
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check blockkit==2.1.3
cat > "$folder/try.py" <<'PYTHON'
from blockkit import Divider, Home, Modal


def tell(name, view):
    built = view.build()
    print(f"{name}: {({key: built[key] for key in built if key not in ('title', 'blocks')})}")


tell("Modal", Modal(title="Hire", blocks=[Divider()]))
tell("Home", Home(blocks=[Divider()]))
tell("Modal, given a text", Modal(title="Hire", blocks=[Divider()], private_metadata="C123"))
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
