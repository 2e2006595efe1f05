#!/bin/sh
# html-to-mrkdwn 3.0.0, Node 20 or newer.
#
# Expected: what a job ad says in a table (pay, start) is in the message too, if only as text. The
# README says "Convert HTML to Slack's mrkdwn format", and names no element that is left out.
# Seen: the whole table is dropped, caption and headings too, without a mark where it was. The rest
# reads as if it had never been there. A list of terms (dl) with the same content is kept.
#
#   table: "Offer\n\nApply."
#   list of terms: "Offer\n\nPay\n\n60k\n\nStart\n\nnow\n\nApply."
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
here=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts html-to-mrkdwn@3.0.0
cat > try.cjs <<'JS'
const convert = require("html-to-mrkdwn");

const ads = {
  table: "<table><tr><th>Pay</th><td>60k</td></tr><tr><th>Start</th><td>now</td></tr></table>",
  "list of terms": "<dl><dt>Pay</dt><dd>60k</dd><dt>Start</dt><dd>now</dd></dl>",
};
for (const [name, html] of Object.entries(ads)) {
  console.log(`${name}: ${JSON.stringify(convert(`<p>Offer</p>${html}<p>Apply.</p>`).text)}`);
}
JS
node try.cjs > now 2> errors || true
sed -n 's/^#   //p' "$here" > seen
diff seen now
cat now
