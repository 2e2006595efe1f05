#!/bin/sh
# slack_sdk 3.47.0 (and with it slack_bolt 1.30.0), Python 3.11.
#
# Expected: importing the SDK touches no home folder, so that it works as any user id in a container
# (OpenShift makes up a number that stands in no passwd) where HOME is not set.
# Seen: the import itself fails, although no installation store is used: the file store's default
# folder is worked out while its class is defined.
#
#   RuntimeError: Could not determine home directory.
#
# HOME='~' stands here for "no home": pathlib can't resolve it either, whoever runs this script.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    slack_sdk==3.47.0 slack_bolt==1.30.0 aiohttp==3.14.5

try() { HOME="$1" "$folder/venv/bin/python" -c "import $2; print('imported')" 2>&1 | tail -n 1; }

for module in slack_sdk.oauth.installation_store slack_bolt; do
    echo "$module, with a home: $(try "$folder" "$module")"
    without=$(try '~' "$module")
    echo "$module, without one: $without"
    [ "$without" = "RuntimeError: Could not determine home directory." ]
done
