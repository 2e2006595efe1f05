#!/bin/sh
# ical-generator 11.1.2, read back with ical.js 2.2.1, Node 22 or newer.
#
# Expected: the address of an interview's video room stands in the invitation as it is. RFC 5545,
# section 3.3.13: an address (URI) has no backslash escapes; those are for texts.
# Seen: commas and semicolons get a backslash, in `url` (which it marks VALUE=URI) and in
# attachments. A reader that goes by the RFC opens another address.
#
#   url: https://meet.example.org/php,sql;lang=en -> https://meet.example.org/php\,sql\;lang=en
#   attachment: https://example.org/cv,2.pdf -> https://example.org/cv\,2.pdf
#   url: https://meet.example.org/php-sql?lang=en -> https://meet.example.org/php-sql?lang=en
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
here=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts ical-generator@11.1.2 ical.js@2.2.1
cat > try.mjs <<'JS'
import ICAL from "ical.js";
import ical from "ical-generator";

function tell(what, address) {
  const given = what === "url" ? { url: address } : { attachments: [address] };
  const start = new Date("2026-12-01T10:00:00Z");
  const calendar = ical();
  calendar.createEvent({ start, summary: "Interview", ...given });
  const root = new ICAL.Component(ICAL.parse(calendar.toString()));
  const property = what === "url" ? "url" : "attach";
  const read = root.getFirstSubcomponent("vevent").getFirstPropertyValue(property);
  console.log(`${what}: ${address} -> ${read}`);
}

tell("url", "https://meet.example.org/php,sql;lang=en");
tell("attachment", "https://example.org/cv,2.pdf");
tell("url", "https://meet.example.org/php-sql?lang=en");
JS
sed -n 's/^#   //p' "$here" > seen
node try.mjs > now 2> errors || true
diff seen now
cat now
