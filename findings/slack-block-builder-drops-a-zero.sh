#!/bin/sh
# slack-block-builder 2.8.0, Node 20 or newer.
#
# Expected: a number input from 0 to 50 that shows 0 is sent so; `minValue`, `maxValue` and
# `initialValue` are numbers by its own types, and Slack's page "Number input element" has all
# three.
# Seen: a zero is left out as if it had not been given. The field has no lower bound, so that people
# can enter -3 openings, and starts empty. Any other number is kept.
#
#   from 0, shows 0: {"max_value":"50"}
#   from 1, shows 1: {"initial_value":"1","min_value":"1","max_value":"50"}
#   from -1, shows 0: {"min_value":"-1","max_value":"50"}
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
here=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts slack-block-builder@2.8.0
cat > try.cjs <<'JS'
const { Elements } = require("slack-block-builder");

for (const [minValue, initialValue] of [[0, 0], [1, 1], [-1, 0]]) {
  const input = Elements.NumberInput({ minValue, maxValue: 50, initialValue }).build();
  const { initial_value, min_value, max_value } = input;
  const bounds = JSON.stringify({ initial_value, min_value, max_value });
  console.log(`from ${minValue}, shows ${initialValue}: ${bounds}`);
}
JS
sed -n 's/^#   //p' "$here" > seen
node try.cjs > now 2> errors || true
diff seen now
cat now
