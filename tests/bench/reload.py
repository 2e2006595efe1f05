"""Latency while a pack reloads, beside that of other moments.

`python -m tests.bench.reload [ROUNDS]`.

An open loop against a server of a copy of the default pack. In every other round the pack changes,
so that it is noticed, compiled and swapped meanwhile.
"""

import http.client
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

from knowledge.packs.shipped import DEFAULT_PACK
from knowledge.store import open_store
from tests.bench import load, report
from tests.bench.builds import THIS, Build
from tests.bench.driver import PER_SECOND, Driver
from tests.bench.load import Round
from tests.bench.servers import Server, free_port, running
from tests.bench.variants import Variant, build_variants
from tests.bench.wire import HOST

ROUNDS = 8
SECONDS = 4  # of a round: a change is noticed within one, and compiled in some two more
LONGEST_RELOAD = 60.0  # seconds

SWAPPED = b'rolefit_pack_reloads_total{outcome="swapped"}'


def main() -> None:
    """Measure, and print p50 and p99 of both kinds of rounds."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    with tempfile.TemporaryDirectory(prefix="rolefit-bench-") as name:
        found = measure(Path(name), rounds)
    print(f"Open loop, Poisson, {PER_SECOND} requests/s, {SECONDS} s x {rounds} rounds of each")
    for kind, each in found.items():
        p50, p99 = (median(one.p50_ms for one in each), median(one.p99_ms for one in each))
        print(f"{kind:25}p50 {p50:6.2f} ms  p99 {p99:6.2f} ms")
    quiet, reloading = (median(one.p99_ms for one in each) for each in found.values())
    print(f"p99 while a pack reloads: {reloading / quiet:.2f} of p99 otherwise")


def measure(folder: Path, rounds: int, build: Build = THIS) -> dict[str, Sequence[Round]]:
    """Rounds in turn, in which nothing changes and in which the pack does."""
    pack, store, slack_port = folder / "pack", open_store(), free_port()
    shutil.copytree(DEFAULT_PACK if build is THIS else build.root / "knowledge/content", pack)
    report.print_machine(store.hash)
    [asked] = [one for one in build_variants(store) if one.name == "RoleFit, question"]
    found: dict[str, list[Round]] = {"otherwise": [], "while a pack reloads": []}
    with (
        load.generating(slack_port) as generator,
        running("rolefit", folder, slack_port, build, packs=pack) as server,
    ):
        driver = Driver(generator, {"rolefit": server})
        _round(driver, asked)  # warms up
        for number in range(rounds):
            for kind, each in [*found.items()][:: -1 if number % 2 else 1]:
                if kind != "otherwise":
                    with (pack / "words.yaml").open("a", encoding="utf-8") as words:
                        words.write(f"# changed {number + 1} times\n")
                each.append(_round(driver, asked))
                _wait_for(server, len(found["while a pack reloads"]))
    return {**found}


def _round(driver: Driver, asked: Variant) -> Round:
    return driver.open([asked], 1, SECONDS)[asked.name][0]


def _wait_for(server: Server, reloads: int) -> None:
    """Let the server finish: it has reloaded so often."""
    until = time.monotonic() + LONGEST_RELOAD
    while _reloads(server) < reloads:
        if time.monotonic() > until:
            raise RuntimeError("the pack was not reloaded")
        time.sleep(0.1)


def _reloads(server: Server) -> int:
    with closing(http.client.HTTPConnection(HOST, server.port, timeout=10)) as connection:
        connection.request("GET", "/metrics")
        lines = connection.getresponse().read().splitlines()
    return int(float(next(line for line in lines if line.startswith(SWAPPED)).split()[1]))


if __name__ == "__main__":
    main()
