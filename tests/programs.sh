#!/bin/sh
# Installs the programs that the tests drive and that no Python package brings, and says so.
# Debian: its packages, as root or by sudo. Elsewhere: Playwright's own browser, and the other
# programs by hand.
set -eu
playwright="$1" # the command of the tests' environment

missing=""
browsers="chromium chromium-browser google-chrome"

any() { # any PROGRAM ...: whether one of them is here
    for program in "$@"; do
        if command -v "$program" > /dev/null; then return 0; fi
    done
    return 1
}

keep_postgresql_quiet() { # Debian starts a server at once; the tests start their own
    clusters=/etc/postgresql-common/createcluster.conf
    if [ ! -e "$clusters" ]; then
        $as_root mkdir -p "${clusters%/*}"
        echo "create_main_cluster = false" | $as_root tee "$clusters" > /dev/null
    fi
}

install() { # install PACKAGE ...
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo"
    log=$(mktemp)
    case " $* " in *" postgresql "*) keep_postgresql_quiet ;; esac
    if ! { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "$@"; } > "$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "Could not install $*: let root do it, then try again." >&2
        exit 1
    fi
    rm -f "$log"
}

any systemd-analyze || missing="$missing systemd"
any caddy || missing="$missing caddy"
if ! any postgres && ! ls /usr/lib/postgresql/*/bin/postgres > /dev/null 2>&1; then
    missing="$missing postgresql"
fi
# shellcheck disable=SC2086  # a list of programs
if any $browsers; then
    :
elif [ -r /etc/debian_version ] && ! grep -q '^ID=ubuntu' /etc/os-release; then
    missing="$missing chromium fonts-liberation"
else
    echo "The page's tests need a browser: installing Playwright's Chromium."
    "$playwright" install chromium # Ubuntu's own is a snap, which containers can't run
fi
if [ -r /etc/debian_version ] && ! ls /usr/lib/*/libatomic.so.1 > /dev/null 2>&1; then
    missing="$missing libatomic1" # Playwright's Node.js needs it
fi
[ -n "$missing" ] || exit 0
if command -v apt-get > /dev/null; then
    echo "The tests need programs that are not here: installing$missing."
    # shellcheck disable=SC2086  # a list of packages
    install $missing
else
    echo "The tests need programs that are not here: install$missing." >&2
    exit 1
fi
