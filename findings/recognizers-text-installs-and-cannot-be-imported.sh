#!/bin/sh
# recognizers-text-suite 1.0.2a2, with the emoji 2.16.0 that its own requirement lets in, Python 3.11.
#
# Expected: what pip installs without a complaint, whose requirements are all met, can be imported.
# Seen: recognizers_text imports UNICODE_EMOJI, which emoji took away in version 2.0; the requirement
# of emoji names no upper bound. With emoji 1.7.0 beside it, it reads "two developers".
#
#   emoji 2.16.0: ImportError: cannot import name 'UNICODE_EMOJI' from 'emoji'
#   emoji 1.7.0: ['2']
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check recognizers-text-suite==1.0.2a2 emoji==2.16.0
cat > "$folder/try.py" <<'PYTHON'
import subprocess
import sys


def attempt():
    script = (
        "from recognizers_number import recognize_number; "
        "print([r.resolution['value'] for r in recognize_number('two developers', 'en-us')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    return (done.stdout or done.stderr).strip().splitlines()[-1].partition(" (")[0]


print("emoji 2.16.0:", attempt())
pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
subprocess.run([*pip, "emoji==1.7.0"], check=True)
print("emoji 1.7.0:", attempt())
PYTHON
cat > "$folder/seen" <<'SEEN'
emoji 2.16.0: ImportError: cannot import name 'UNICODE_EMOJI' from 'emoji'
emoji 1.7.0: ['2']
SEEN
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
