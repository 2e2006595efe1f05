#!/bin/sh
# markdownify 1.2.3 (beautifulsoup4 4.15.0), Python 3.11.
#
# Expected: each li is a line of the list. The HTML standard ("Optional tags") lets its end tag be
# left out before the next li.
# Seen: the items stand on one line, "* PHP* SQL", which is one item to Markdown, and to the mrkdwn
# made from it. The page is read with html.parser, which ends no element by itself; its README shows
# how to choose another. With html5lib the list is right.
#
#   with end tags: '* PHP\n* SQL\n* Go'
#   without: '* PHP* SQL* Go'
#   without, read with html5lib: '* PHP\n* SQL\n* Go'
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    markdownify==1.2.3 beautifulsoup4==4.15.0 html5lib==1.1
cat > "$folder/try.py" <<'PYTHON'
from markdownify import markdownify

short = "<ul><li>PHP<li>SQL<li>Go</ul>"
print("with end tags:", repr(markdownify("<ul><li>PHP</li><li>SQL</li><li>Go</li></ul>").strip()))
print("without:", repr(markdownify(short).strip()))
read = markdownify(short, bs4_options="html5lib").strip()
print("without, read with html5lib:", repr(read))
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
