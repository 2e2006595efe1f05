#!/bin/sh
# slackify-markdown 5.0.0 and @tryfabric/mack 1.2.1, Node 20 or newer.
#
# Expected: a hard line break (CommonMark, "Hard line breaks": two spaces or a backslash at the end
# of a line) is a new line in Slack.
# Seen: slackify-markdown writes it as Markdown does, with a backslash. Slack's mrkdwn knows no such
# thing ("Formatting message text"), so that people read the backslash. mack drops the break: the
# last word of a line and the first of the next become one. A soft break is right in both.
#
#   hard: slackify "Pay: 60k\\\nStart: now\n", mack "Pay: 60kStart: now"
#   soft: slackify "Pay: 60k\nStart: now\n", mack "Pay: 60k\nStart: now"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
here=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts \
    slackify-markdown@5.0.0 @tryfabric/mack@1.2.1
cat > try.mjs <<'JS'
import { markdownToBlocks } from "@tryfabric/mack";
import { slackifyMarkdown } from "slackify-markdown";

const texts = { hard: "Pay: 60k  \nStart: now", soft: "Pay: 60k\nStart: now" };
for (const [name, text] of Object.entries(texts)) {
  const [block] = await markdownToBlocks(text);
  const both = [slackifyMarkdown(text), block.text.text].map((said) => JSON.stringify(said));
  console.log(`${name}: slackify ${both[0]}, mack ${both[1]}`);
}
JS
sed -n 's/^#   //p' "$here" > seen
node try.mjs > now 2> errors || true
diff seen now
cat now
