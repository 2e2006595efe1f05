#!/bin/sh
# markdown-to-mrkdwn 0.3.3, Python 3.11.
#
# Expected: text that Markdown leaves alone stays as it is. By CommonMark ("Emphasis and strong
# emphasis") a star with a space after it opens nothing, and an escaped star is a star.
# Seen: two stars on a line become underscores wherever they stand, so that a sum is no longer one.
# A link whose address holds brackets (CommonMark, "Links": balanced ones are part of it) ends
# early.
#
#   450 * 220 * 0.8 a year -> 450 _ 220 _ 0.8 a year
#   450 * 220 a year -> 450 * 220 a year
#   \*net\* pay -> \_net\_ pay
#   [Go](https://example.org/Go_(language)) -> <https://example.org/Go_(language|Go>)
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check markdown-to-mrkdwn==0.3.3
cat > "$folder/try.py" <<'PYTHON'
from markdown_to_mrkdwn import SlackMarkdownConverter

for text in (
    "450 * 220 * 0.8 a year",
    "450 * 220 a year",
    r"\*net\* pay",
    "[Go](https://example.org/Go_(language))",
):
    print(text, "->", SlackMarkdownConverter().convert(text))
PYTHON
sed -n 's/^#   //p' "$0" > "$folder/seen"
"$folder/venv/bin/python" "$folder/try.py" > "$folder/now" 2> "$folder/errors" || true
diff "$folder/seen" "$folder/now"
cat "$folder/now"
