#!/bin/sh
# html-to-mrkdwn-ts 1.1.0 and its fork @clearfeed-ai/html-to-mrkdwn-ts 3.0.0, Node 20 or newer.
#
# Expected: an ad without the end tags of cells, rows and terms reads as one with them. The HTML
# standard ("Optional tags") lets authors leave these out.
# Seen: both take what follows for a part of the cell or the term. All rows become one, the
# paragraph after the table is its last cell, and a list of terms runs together. li and p are
# understood.
#
#   table, end tags given: "| Pay   | 60k |\n| ----- | --- |\n| Start | now |\n\nApply."
#   table, left out: "| Pay | 60k Start | now | Apply. |\n| --- | --------- | --- | ------ |"
#   terms, end tags given: "Pay\n\n60k\n\nStart\n\nnow\n\nApply."
#   terms, left out: "Pay60kStartnow\n\nApply."
#   list, left out: "* PHP\n* SQL\n\nApply."
#   fork, table, left out: "| Pay | 60k Start | now | Apply. |\n| --- | --------- | --- | ------ |"
#   fork, terms, left out: "Pay60kStartnow\nApply."
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
here=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts \
    html-to-mrkdwn-ts@1.1.0 @clearfeed-ai/html-to-mrkdwn-ts@3.0.0
cat > try.cjs <<'JS'
const { default: original } = require("html-to-mrkdwn-ts");
const { default: fork } = require("@clearfeed-ai/html-to-mrkdwn-ts");

const table = "<table><tr><td>Pay<td>60k<tr><td>Start<td>now</table>";
const closedTable =
  "<table><tr><td>Pay</td><td>60k</td></tr><tr><td>Start</td><td>now</td></tr></table>";
const terms = "<dl><dt>Pay<dd>60k<dt>Start<dd>now</dl>";
const closedTerms = "<dl><dt>Pay</dt><dd>60k</dd><dt>Start</dt><dd>now</dd></dl>";
const tell = (name, convert, html) =>
  console.log(`${name}: ${JSON.stringify(convert(`${html}<p>Apply.</p>`).text)}`);

tell("table, end tags given", original, closedTable);
tell("table, left out", original, table);
tell("terms, end tags given", original, closedTerms);
tell("terms, left out", original, terms);
tell("list, left out", original, "<ul><li>PHP<li>SQL</ul>");
tell("fork, table, left out", fork, table);
tell("fork, terms, left out", fork, terms);
JS
node try.cjs > now 2> errors || true
sed -n 's/^#   //p' "$here" > seen
diff seen now
cat now
