#!/bin/sh
# prometheus_client 0.26.0, Python 3.11, Linux.
#
# A hardened service (systemd's ProcSubset=pid) sees the processes in /proc, and not /proc/stat.
# Expected: the process collector leaves out the one figure that needs /proc/stat, the start time,
# and gives the others: memory, CPU seconds and open files stand in /proc/self.
# Seen: it gives no figure at all, and says nothing about it.
#
# /proc without that file is stood for by a folder that holds only a link to /proc/self.
#
#   whole /proc: process_cpu_seconds process_max_fds process_open_fds process_resident_memory_bytes
#     process_start_time_seconds process_virtual_memory_bytes
#   without stat: (nothing)
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check prometheus_client==0.26.0
mkdir "$folder/proc"
ln -s /proc/self "$folder/proc/self"

figures() {
    "$folder/venv/bin/python" -c '
import sys
from prometheus_client import CollectorRegistry, ProcessCollector
found = ProcessCollector(registry=CollectorRegistry(), proc=sys.argv[1]).collect()
print(*sorted(figure.name for figure in found))' "$1"
}

whole=$(figures /proc)
echo "whole /proc: $whole"
without=$(figures "$folder/proc")
echo "without stat: ${without:-(nothing)}"
case "$whole" in *process_resident_memory_bytes*) ;; *) exit 1 ;; esac
[ -z "$without" ]
