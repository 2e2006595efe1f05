#!/bin/sh
# slack-markdown 0.3.0, Node 20 or newer.
#
# Expected: a message as Slack delivers it becomes the HTML that shows what was typed. Slack's page
# "Formatting message text": & < > come as &amp; &lt; &gt;. The README calls slack-markdown a parser
# for Slack messages.
# Seen: they are escaped once more, so that people read "R&amp;D", and a quote, which begins with
# &gt;, is none. With escapeHTML false ("if HTML should be escaped or not") the text is right, code
# and links are not, and quotes still aren't quotes.
#
#   R&amp;D: R&amp;amp;D, with escapeHTML false R&amp;D
#   `R&amp;D`: <code>R&amp;amp;D</code>, with escapeHTML false <code>R&amp;amp;D</code>
#   &gt; 60k: &amp;gt; 60k, with escapeHTML false &gt; 60k
#   > 60k: <blockquote>60k</blockquote>, with escapeHTML false <blockquote>60k</blockquote>
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
here=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts slack-markdown@0.3.0
cat > try.mjs <<'JS'
import slack from "slack-markdown";

for (const text of ["R&amp;D", "`R&amp;D`", "&gt; 60k", "> 60k"]) {
  const unescaped = slack.toHTML(text, { escapeHTML: false });
  console.log(`${text}: ${slack.toHTML(text)}, with escapeHTML false ${unescaped}`);
}
JS
sed -n 's/^#   //p' "$here" > seen
node try.mjs > now 2> errors || true
diff seen now
cat now
