"""SQLite beside PostgreSQL: `python -m tests.bench.databases [--quick]`, on Linux.

Three servers of this build in one alternated run, of which two keep their state in SQLite: how far
these differ is noise. The CPU is RoleFit's; what PostgreSQL's own processes take is not in it. Then
two replicas on one database beside one.
"""

import argparse
import signal
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from knowledge.store import open_store
from tests.bench import load, report
from tests.bench.against import FULL, QUICK, Effort
from tests.bench.comparison import Compared, Row, print_rows
from tests.bench.driver import Driver
from tests.bench.replicas import measure_replicas
from tests.bench.servers import free_port, running
from tests.bench.surfaces import Surface, build_surfaces
from tests.support.databases import running_server

LANES = ("sqlite", "postgresql", "again")
STEP = "form, next step"


def main() -> None:
    """Measure what keeps a row, and one thing that keeps none."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.databases", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="in a minute, rougher figures")
    effort = QUICK if parser.parse_args().quick else FULL
    if sys.platform != "linux":
        sys.exit("the benchmark reads CPU clocks as Linux gives them")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # servers are stopped on the way out
    with tempfile.TemporaryDirectory(prefix="rolefit-bench-") as name:
        measure(effort, Path(name))


def measure(effort: Effort, folder: Path) -> None:
    """Run all three, print the table."""
    store, slack_port = open_store(cache_dir=folder / "cache"), free_port()
    report.print_machine(store.hash)
    print("SQLite is the base; “this” is PostgreSQL.")
    with ExitStack() as stack:
        generator = stack.enter_context(load.generating(slack_port))
        database = stack.enter_context(running_server(safe=True)).empty()
        addresses = {"postgresql": database.url}
        servers = {}
        for lane in LANES:
            (folder / lane).mkdir()
            started = running("rolefit", folder / lane, slack_port, state_url=addresses.get(lane))
            servers[lane] = stack.enter_context(started)
        driver = Driver(generator, servers)
        asked = [s for s in build_surfaces(store, slack_port) if not s.socket]
        print_rows([_row(surface, driver, effort) for surface in asked], "SQLite")
        memory = {lane: server.own_mb for lane, server in servers.items()}
        [step] = [s.ours for s in asked if s.name == STEP]
        measure_replicas(step, database.url, effort, folder)
    print("\nMB: " + ", ".join(f"{lane} {held:.1f}" for lane, held in memory.items()))


def _row(surface: Surface, driver: Driver, effort: Effort) -> Row:
    sent = [replace(surface.ours, name=lane, server=lane) for lane in LANES]
    found = driver.closed(sent, effort.rounds, effort.requests, effort.warm_up)
    cpu, p99 = (
        Compared(*([getattr(one, what) for one in found[lane]] for lane in LANES))
        for what in ("cpu_us", "p99_ms")
    )
    return Row(surface.name, "CPU us a request", cpu, p99)


if __name__ == "__main__":
    main()
