"""Run the benchmark and print one table: `python -m tests.bench [--quick]`, on Linux."""

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import TypeVar

from knowledge.advice.explanation import advise
from knowledge.errors import KnowledgeError
from knowledge.search import search
from knowledge.store import open_store
from tests.bench import load, report
from tests.bench.commands import all_queries
from tests.bench.driver import CONNECTIONS, PER_SECOND, Driver, timed
from tests.bench.interactions import filled_in
from tests.bench.servers import KINDS, free_port, running, wall_seconds
from tests.bench.surfaces import FORMS, build_surfaces, check_surfaces, variants_of
from tests.bench.variants import build_variants, check


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured."""

    rounds: int
    requests: int
    warm_up: int
    open_rounds: int
    open_seconds: int
    starts: int
    helps: int

    @property
    def closed(self) -> tuple[int, int, int]:
        """How much of a closed loop."""
        return self.rounds, self.requests, self.warm_up


# Many short rounds: on a shared machine the speed of a core changes from second to second.
FULL = Effort(
    rounds=40, requests=250, warm_up=300, open_rounds=8, open_seconds=3, starts=7, helps=11
)
QUICK = Effort(
    rounds=5, requests=150, warm_up=100, open_rounds=2, open_seconds=1, starts=2, helps=5
)

Given = TypeVar("Given")


def main() -> None:
    """Measure everything in one run, since figures of different runs don't compare."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="in a minute, rougher figures")
    effort = QUICK if parser.parse_args().quick else FULL
    if sys.platform != "linux":
        sys.exit("the benchmark reads CPU clocks as Linux gives them")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # servers are stopped on the way out
    with tempfile.TemporaryDirectory(prefix="rolefit-bench-") as name:
        try:
            measure(effort, Path(name))
        except (RuntimeError, KnowledgeError) as error:
            sys.exit(f"bench: {error}")


def measure(effort: Effort, folder: Path) -> None:
    """Start the servers, measure, print as figures come in."""
    store = open_store(cache_dir=folder / "cache" / "rolefit")
    slack_port = free_port()
    variants, surfaces = build_variants(store), build_surfaces(store, slack_port)
    report.print_machine(store.hash)
    report.print_reading()
    starts = _starts(effort, folder)
    with ExitStack() as stack:
        generator = stack.enter_context(load.generating(slack_port))
        servers = {kind: stack.enter_context(running(kind, folder, slack_port)) for kind in KINDS}
        driver = Driver(generator, servers)
        driver.check_signatures()
        sizes = {
            variant.name: mean(map(len, check(variant, driver.answers))) for variant in variants
        }
        closed = driver.closed(variants, *effort.closed)
        report.print_closed_loop(closed, sizes, variants, CONNECTIONS, effort.requests)
        sizes = check_surfaces(surfaces, servers, folder, driver.answers)
        found = driver.closed(variants_of(surfaces), *effort.closed)
        report.print_surfaces(found, sizes, surfaces)
        opened = driver.open(
            [variant for variant in variants if variant.open_loop],
            effort.open_rounds,
            effort.open_seconds,
        )
        report.print_open_loop(opened, variants, PER_SECOND, effort.open_seconds)
        memory = {kind: server.resident_mb for kind, server in servers.items()}
    report.print_starts(starts, memory)
    queries, asked = all_queries(), next(iter(store.questionnaires.values()))
    forms = [filled_in(store, len(asked.steps), number) for number in range(FORMS)]
    report.print_in_process(
        _in_process(lambda query: search(store, query), queries),
        _in_process(lambda form: advise(store, asked, form.answers), forms),
        store.index.size,
    )


def _starts(effort: Effort, folder: Path) -> dict[str, list[float]]:
    """Seconds to start each thing, once the caches of bytecode and the store are warm."""
    commands: dict[str, Callable[[], float]] = {
        "rolefit serve": lambda: _start("rolefit", folder),
        "bare Bolt": lambda: _start("bolt", folder),
    }
    found = timed(commands, effort.starts)
    return found | timed(
        {
            "rolefit --help": lambda: wall_seconds(["-m", "bot", "--help"], folder),
            "python -c pass": lambda: wall_seconds(["-c", "pass"], folder),
        },
        effort.helps,
    )


def _start(kind: str, folder: Path) -> float:
    with running(kind, folder) as server:
        return server.started_in


def _in_process(work: Callable[[Given], object], given: Sequence[Given]) -> list[float]:
    """Seconds of work in this process, without a server."""
    found = []
    for _ in range(25):
        for one in given:
            started = time.perf_counter()
            work(one)
            found.append(time.perf_counter() - started)
    return found


if __name__ == "__main__":
    main()
