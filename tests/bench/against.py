"""An earlier build beside this one: `python -m tests.bench.against REV [--quick]`, on Linux.

Three lanes in one alternated run: REV's build, this build, and this build again. How far the last
two differ is noise, and REV's build differs only if it differs by more.
"""

import argparse
import signal
import sys
import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from knowledge.errors import KnowledgeError
from knowledge.store import Store, open_store
from tests.bench import load, report
from tests.bench.builds import Build, RevisionError, beside, check_out
from tests.bench.comparison import LANES, Row, print_rows, print_summary
from tests.bench.driver import CONNECTIONS
from tests.bench.lanes import Lane, alternated, in_process, serving, started
from tests.bench.servers import free_port
from tests.bench.surfaces import build_surfaces
from tests.bench.variants import Variant, build_variants


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured."""

    rounds: int
    requests: int
    warm_up: int
    processes: int  # of each lane: so often it is started, and so often run without a server


FULL = Effort(rounds=40, requests=250, warm_up=300, processes=15)
QUICK = Effort(rounds=10, requests=150, warm_up=100, processes=5)


def main() -> None:
    """Make REV runnable and measure it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.against", description=__doc__)
    parser.add_argument("revision", metavar="REV", help="a commit, as git names it")
    parser.add_argument("--quick", action="store_true", help="in some minutes, rougher figures")
    given = parser.parse_args()
    if sys.platform != "linux":
        sys.exit("the benchmark reads CPU clocks as Linux gives them")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # servers are stopped on the way out
    with tempfile.TemporaryDirectory(prefix="rolefit-bench-") as name:
        try:
            base = check_out(given.revision, Path(name) / "earlier")
            this = beside(base, Path(name) / "this")
            measure(QUICK if given.quick else FULL, Path(name), base, this)
        except RevisionError as error:
            print(f"bench: {error}", file=sys.stderr)
            sys.exit(2)
        except (RuntimeError, KnowledgeError) as error:
            sys.exit(f"bench: {error}")


def measure(effort: Effort, folder: Path, base: Build, this: Build) -> None:
    """Run all lanes, print rows as they come in."""
    builds = zip(LANES, (base, this, this), strict=True)
    lanes = [Lane(name, build, folder / f"lane {name}") for name, build in builds]
    for lane in lanes:
        lane.folder.mkdir()
    store, slack_port = open_store(cache_dir=folder / "cache"), free_port()
    report.print_machine(store.hash)
    print(
        f"This build beside {base.name}: {effort.rounds} rounds of {effort.requests} requests"
        f" ({CONNECTIONS} connections, closed loop), {effort.processes} processes"
    )
    commands = build_commands(store)
    rows: list[Row] = []
    with load.generating(slack_port) as generator:
        with serving(lanes, generator, slack_port) as served:
            asked = [*commands, *build_interactions(store, slack_port)]
            rows += served.rows(asked, effort.rounds, effort.requests, effort.warm_up)
        print_rows(rows, base.name)
        start = partial(started, generator=generator, commands=commands)
        rows += (processes := alternated(lanes, effort.processes, start))
        print_rows(processes, base.name)
    rows += (processes := alternated(lanes, effort.processes, in_process))
    print_rows(processes, base.name)
    print_summary(rows, base.name)


def build_commands(store: Store) -> list[Variant]:
    """The slash commands of the benchmark that RoleFit answers, named as in the table."""
    ours = [variant for variant in build_variants(store) if variant.is_ours]
    return [replace(one, name=one.name.removeprefix("RoleFit, ")) for one in ours]


def build_interactions(store: Store, slack_port: int) -> list[Variant]:
    """The same of all other surfaces, those over sockets too."""
    return [replace(one.ours, name=one.name) for one in build_surfaces(store, slack_port)]


if __name__ == "__main__":
    main()
