#!/bin/sh
# slack-block-builder 2.8.0, Node 20 or newer.
#
# Expected: a date picker that is given the 30th, `new Date(2026, 10, 30)`, opens on the 30th:
# Slack's `initial_date` is a day of the calendar, without a time zone ("Date picker element").
# Seen: the day is taken in UTC. East of Greenwich the picker opens on the day before, west of it an
# evening counts as the next day. On a server or a CI that runs in UTC all is well.
#
#   UTC, the 30th: 2026-11-30
#   Europe/Berlin, the 30th: 2026-11-29
#   Asia/Tokyo, the 30th: 2026-11-29
#   America/New_York, the 30th, 8 in the evening: 2026-12-01
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
here=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts slack-block-builder@2.8.0
cat > try.cjs <<'JS'
const { Elements } = require("slack-block-builder");

const [name, hour] = process.argv.slice(2);
const picker = Elements.DatePicker({ initialDate: new Date(2026, 10, 30, Number(hour)) }).build();
console.log(`${process.env.TZ}, ${name}: ${picker.initial_date}`);
JS
{
    for zone in UTC Europe/Berlin Asia/Tokyo; do
        TZ=$zone node try.cjs "the 30th" 0
    done
    TZ=America/New_York node try.cjs "the 30th, 8 in the evening" 20
} > now 2> errors || true
sed -n 's/^#   //p' "$here" > seen
diff seen now
cat now
