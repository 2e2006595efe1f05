#!/bin/sh
# Installs the programs that the tests drive and that no Python package brings, and says so.
# Debian: its packages, as root or by sudo. Elsewhere: Playwright's own browser, and the other
# programs by hand.
set -eu
playwright="$1" # the command of the tests' environment

missing=""
need() { # need "PROGRAM ..." PACKAGE: any of the programs will do
    for program in $1; do
        if command -v "$program" > /dev/null; then return; fi
    done
    missing="$missing $2"
}

install() { # install PACKAGE ...
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo"
    log=$(mktemp)
    if ! { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "$@"; } > "$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "Could not install $*: let root do it, then try again." >&2
        exit 1
    fi
    rm -f "$log"
}

need systemd-analyze systemd
need caddy caddy
if [ -r /etc/debian_version ] && ! grep -q '^ID=ubuntu' /etc/os-release; then
    need "chromium chromium-browser google-chrome" chromium
elif ! command -v chromium chromium-browser google-chrome > /dev/null; then
    echo "The page's tests need a browser: installing Playwright's Chromium."
    "$playwright" install chromium # Ubuntu's own is a snap, which containers can't run
fi
[ -n "$missing" ] || exit 0
if command -v apt-get > /dev/null; then
    case "$missing" in *chromium*) missing="$missing fonts-liberation" ;; esac
    echo "The tests need programs that are not here: installing$missing."
    # shellcheck disable=SC2086  # a list of packages
    install $missing
else
    echo "The tests of deploy/ need programs that are not here: install$missing." >&2
    exit 1
fi
