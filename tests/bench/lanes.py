"""Lanes: builds that run side by side, asked the same in turn, so that what drifts hits all."""

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.builds import ROOT, Build
from tests.bench.commands import long_briefs, questions, short_briefs
from tests.bench.comparison import LANES, Compared, Row
from tests.bench.driver import Driver, Rounds
from tests.bench.load import Generator
from tests.bench.servers import base_environment, running
from tests.bench.variants import Variant, begins_with, check

IN_PROCESS = ROOT / "tests" / "bench" / "in_process.py"
KINDS = ("rolefit", "rolefit-socket")
TEXTS = {"question": questions, "brief, 60 words": short_briefs, "brief, 4,000 chars": long_briefs}

Found = Mapping[tuple[str, str], float | None]  # a value for a row's name and unit


@dataclass(frozen=True, slots=True)
class Lane:
    """One of LANES: its build, and a folder for its files."""

    name: str
    build: Build
    folder: Path


@contextmanager
def serving(lanes: Sequence[Lane], generator: Generator, slack_port: int) -> Iterator["Served"]:
    """A server of each kind in each lane until the end of the block."""
    with ExitStack() as stack:
        servers = {
            f"{lane.name} {kind}": stack.enter_context(
                running(kind, lane.folder, slack_port, lane.build)
            )
            for lane in lanes
            for kind in KINDS
        }
        driver = Driver(generator, servers)
        driver.check_signatures()
        yield Served(driver, lanes[0].build.name)


class Served:
    """What servers of all lanes are asked; `base` names the earlier build."""

    def __init__(self, driver: Driver, base: str) -> None:
        self._driver = driver
        self._base = base

    def rows(self, asked: Sequence[Variant], rounds: int, requests: int, warm_up: int) -> list[Row]:
        """CPU a request and p99 of each variant.

        Raises RuntimeError if this build does not answer what is right. Where the earlier build
        answers otherwise the row says so, where it does not answer at all it has no figures.
        """
        notes = {variant.name: self._difference(variant) for variant in asked}
        sent = [
            _in_lane(lane, variant)
            for variant in asked
            for lane in LANES
            if lane != "base" or notes[variant.name] is not None
        ]
        found = self._driver.closed(sent, rounds, requests, warm_up)
        return [_row(name, found, note) for name, note in notes.items()]

    def _difference(self, variant: Variant) -> str | None:
        """What the earlier build answers otherwise, by the first words; None if nothing at all."""
        check(_in_lane("this", variant), self._driver.answers)
        try:
            answers = self._driver.answers(_in_lane("base", variant))
        except RuntimeError:
            return None
        pairs = zip(answers, variant.cases.values(), strict=True)
        others = sum(not begins_with(answer, right) for answer, right in pairs)
        return f"{self._base} answers {others} of {len(answers)} otherwise" if others else ""


def _in_lane(lane: str, variant: Variant) -> Variant:
    return replace(variant, name=f"{lane}: {variant.name}", server=f"{lane} {variant.server}")


def _row(name: str, rounds: Rounds, note: str | None) -> Row:
    found = [rounds.get(f"{lane}: {name}", []) for lane in LANES]
    cpu = Compared(*([one.cpu_us for one in each] for each in found))
    p99 = Compared(*([one.p99_ms for one in each] for each in found))
    return Row(name, "CPU us a request", cpu, p99, note or "")


def alternated(lanes: Sequence[Lane], times: int, measure: Callable[[Lane], Found]) -> list[Row]:
    """Rows of what is measured in processes of all lanes, forth and back, so many times."""
    found: dict[tuple[str, str], dict[str, list[float]]] = {}
    for number in range(times):
        for lane in lanes[:: -1 if number % 2 else 1]:
            for row, value in measure(lane).items():
                values = found.setdefault(row, {name: [] for name in LANES})[lane.name]
                values += [] if value is None else [value]
    return [Row(*row, Compared(**values)) for row, values in found.items()]


def started(lane: Lane, generator: Generator, commands: Sequence[Variant]) -> Found:
    """A start, its caches warm once a lane has served, and the memory after these commands."""
    with running("rolefit", lane.folder, build=lane.build) as server:
        driver = Driver(generator, {"rolefit": server})
        for variant in commands:
            driver.answers(variant)
        return {("start", "ms"): server.started_in * 1e3, ("memory", "MB"): server.own_mb}


def in_process(lane: Lane) -> Found:
    """What the build takes without a server, in a process without caches."""
    texts = {name: read() for name, read in TEXTS.items()}
    with tempfile.TemporaryDirectory(dir=lane.folder) as folder:
        done = subprocess.run(
            [lane.build.python, "-P", IN_PROCESS],
            env=base_environment(Path(folder), lane.build),
            cwd=folder,
            input=json.dumps(texts),
            capture_output=True,
            text=True,
        )
    if done.returncode:
        last = done.stderr.rstrip().rpartition("\n")[2]
        raise RuntimeError(f"in a process of {lane.build.name}: {last}")
    return {
        (name, "in process, CPU ms"): seconds and seconds * 1e3
        for name, seconds in json.loads(done.stdout).items()
    }
