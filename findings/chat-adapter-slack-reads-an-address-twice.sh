#!/bin/sh
# @chat-adapter/slack 4.41.1 with chat 4.41.1, Node 20 or newer.
#
# Expected: an e-mail address in a message reads as one. Slack delivers what was typed as
# ada@example.org as a link with a label, as it does web addresses: its page "Formatting message
# text" shows both, <mailto:...|...> too.
# Seen: `slackMrkdwnToMarkdown` makes links of web addresses alone. A link to an e-mail address or a
# phone number stays as it is, which Markdown takes for one address: the text of the message has it
# twice, with mailto: before and a bar between.
#
#   <https://example.org|example.org>: [example.org](https://example.org), as text example.org
#   <mailto:a@example.org|a@example.org>: unchanged, as text mailto:a@example.org|a@example.org
#   <tel:+4930123|+49 30 123>: unchanged, as text <tel:+4930123|+49 30 123>
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
here=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts \
    @chat-adapter/slack@4.41.1 chat@4.41.1
cat > try.mjs <<'JS'
import { SlackFormatConverter } from "@chat-adapter/slack";
import { slackMrkdwnToMarkdown } from "@chat-adapter/slack/format";
import { toPlainText } from "chat";

const converter = new SlackFormatConverter();
for (const text of [
  "<https://example.org|example.org>",
  "<mailto:a@example.org|a@example.org>",
  "<tel:+4930123|+49 30 123>",
]) {
  const markdown = slackMrkdwnToMarkdown(text);
  const said = markdown === text ? "unchanged" : markdown;
  console.log(`${text}: ${said}, as text ${toPlainText(converter.toAst(text))}`);
}
JS
sed -n 's/^#   //p' "$here" > seen
node try.mjs > now 2> errors || true
diff seen now
cat now
