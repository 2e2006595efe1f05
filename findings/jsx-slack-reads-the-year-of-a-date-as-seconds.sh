#!/bin/sh
# jsx-slack 6.1.2, Node 20 or newer.
#
# Expected: `<time dateTime="2026-11-30">` shows that day. By the comments in its types, `dateTime`
# takes a string that can be parsed as a date (as HTML's does), UNIX seconds or a Date.
# Seen: a string that begins with digits is taken for seconds, up to the first other character: 2026
# is 34 minutes into 1970, which is what Slack is told and the fallback says. That is so for every
# date by ISO 8601. A string that begins with a word, and a Date, are right.
#
#   2026-11-30: <!date^2026^{date_num}|1970-01-01>
#   2026-11-30T09:00:00Z: <!date^2026^{date_num}|1970-01-01>
#   30 Nov 2026 09:00 UTC: <!date^30^{date_num}|1970-01-01>
#   Mon, 30 Nov 2026 09:00:00 GMT: <!date^1796029200^{date_num}|2026-11-30>
#   1796029200: <!date^1796029200^{date_num}|2026-11-30>
#   as a Date: <!date^1796029200^{date_num}|2026-11-30>
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
here=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts jsx-slack@6.1.2
cat > try.cjs <<'JS'
const { jsxslack } = require("jsx-slack");

function tell(name, date) {
  const [block] = jsxslack`
    <Blocks><Section><time dateTime=${date}>{date_num}</time></Section></Blocks>
  `;
  console.log(`${name}: ${block.text.text}`);
}

for (const date of [
  "2026-11-30",
  "2026-11-30T09:00:00Z",
  "30 Nov 2026 09:00 UTC",
  "Mon, 30 Nov 2026 09:00:00 GMT",
  "1796029200",
]) {
  tell(date, date);
}
tell("as a Date", new Date("2026-11-30T09:00:00Z"));
JS
sed -n 's/^#   //p' "$here" > seen
node try.cjs > now 2> errors || true
diff seen now
cat now
