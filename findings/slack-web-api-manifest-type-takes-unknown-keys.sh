#!/bin/sh
# @slack/web-api 8.2.0, typescript 7.0.2, Node 20 or newer.
#
# Expected: a manifest written as the SDK's own type `Manifest` can't have a key that Slack does not
# know, wherever that key stands: a TypeScript object literal is checked for keys in excess.
# Seen: a misspelt key is found inside of `settings`, and not at the top: the type extends
# Record<string, unknown>, so that a whole misspelt section ("feature", "setings") is accepted.
#
#   at the top: accepted
#   inside of settings: refused
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @slack/web-api@8.2.0 typescript@7.0.2

judge() { # judge "KEYS"
    {
        echo 'import type { Manifest } from "@slack/web-api/dist/types/request/manifest";'
        echo "export const manifest: Manifest = { display_information: { name: 'App' }, $1 };"
    } > manifest.ts
    if npx tsc --strict --noEmit manifest.ts > said.txt; then echo accepted; else echo refused; fi
}

[ "$(judge 'settings: { socket_mode_enabled: true }')" = accepted ]
top=$(judge 'setings: { socket_mode_enabled: true }')
echo "at the top: $top"
inside=$(judge 'settings: { socket_mode_enbled: true }')
echo "inside of settings: $inside"
[ "$top" = accepted ] && [ "$inside" = refused ]
