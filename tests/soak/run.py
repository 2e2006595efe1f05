"""One soak from start to end: the load, its troubles, then the wait until all is delivered."""

import asyncio
import random
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median

from bot.slack.manifest import build_manifest
from localslack.slack import LocalSlack
from tests.soak.ledger import Ledger
from tests.soak.pace import Pace
from tests.soak.server import Open, Served
from tests.soak.troubles import Packs, let_slack_fail, linger
from tests.soak.visits import Visit
from tests.support.databases import Database, SQLiteFile
from tests.support.slack import BOT_TOKEN, SIGNING_SECRET

SLOW_CLIENTS = 20
KILLS = 1 / 3  # of the time, from the start; the process after that is the one that is measured
KILL_SECONDS = 10.0  # between kills
SWAP_SECONDS = 8.0  # between changes of the pack; memory is settled after some of them
DRAIN_SECONDS = 120  # for what is still to be posted
IDLE_SECONDS = 20  # until connections that nobody uses are closed
LONG_SECONDS = 120.0  # memory and connections tell nothing of a shorter one
SLOW_SECONDS = 15.0  # after which a post comes late
UNANSWERED = re.compile(": no answer|the app answered with status")  # these are counted elsewhere


@dataclass
class Soak:
    """What is to be done and, in the end, what was found."""

    per_second: float
    seconds: float
    seed: int
    ledger: Ledger = field(init=False)
    left_out: int = 0  # requests that were due while nothing was answered
    kills: int = 0
    swaps: int = 0
    memory: list[float] = field(default_factory=list)  # megabytes, each second of the last life
    connections: list[int] = field(default_factory=list)  # the same
    open_at_start: Open = field(default_factory=Open)
    open_at_end: Open = field(default_factory=Open)
    waiting: int = 0  # messages that were still not posted
    slow: int = 0
    exit_code: int = 0
    log: str = ""
    mistakes: list[str] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        """Whether it takes long enough to tell of memory and connections."""
        return self.seconds >= LONG_SECONDS

    @property
    def growth(self) -> float:
        """How much more memory the end took than the first third after warm-up, as a share."""
        length = len(self.memory)
        early = self.memory[length // 4 : length // 3] or self.memory[:1]
        return median(self.memory[-max(1, length // 10) :]) / median(early) - 1


async def soak(plan: Soak, folder: Path, database: Database | None = None) -> None:
    """Do what is planned, in an empty folder, with the state there too unless it has a database;
    SIGINT and SIGTERM end the load early.
    """
    slack = LocalSlack(
        build_manifest(("help",)), [], [], signing_secret=SIGNING_SECRET, bot_token=BOT_TOKEN,
        strict=False,
    )  # fmt: skip
    async with slack:
        packs = Packs(folder)
        served = Served(slack, folder, packs.path, database or SQLiteFile(folder / "state.db"))
        plan.ledger = Ledger(slack.workspace)
        try:
            await served.start()
            plan.open_at_start = served.open
            let_slack_fail(slack.workspace.faults, plan.seed)
            await _load(plan, slack, served, packs)
            slack.workspace.faults.clear()
            await _settle(plan, served)
        finally:
            served.end()
        plan.log = served.log.read_text(errors="replace")
        plan.ledger.clear_away(age=0.0)
        plan.mistakes = [one for one in slack.take_problems() if not UNANSWERED.search(one)]


async def _load(plan: Soak, slack: LocalSlack, served: Served, packs: Packs) -> None:
    pace = Pace(plan.per_second)
    troubles = (
        _kill(plan, served),
        _swap(plan, packs),
        _watch(plan, served),
        *(linger(served.port, random.Random(n)) for n in range(SLOW_CLIENTS)),
    )
    with _stopped_by_signals(pace):
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(trouble) for trouble in troubles]
            await _visit(plan, slack, pace)
            for task in tasks:
                task.cancel()
    plan.left_out = pace.left_out


async def _visit(plan: Soak, slack: LocalSlack, pace: Pace) -> None:
    """Let people come and go; wait for the last ones."""
    chance, numbers = random.Random(plan.seed), count(1)
    under_way: set[asyncio.Task[None]] = set()
    async with asyncio.TaskGroup() as group:

        def begin() -> int:
            theirs = random.Random(chance.random())
            visit = Visit(next(numbers), slack, pace, plan.ledger, theirs)
            task = group.create_task(visit.run())
            under_way.add(task)
            task.add_done_callback(under_way.discard)
            return len(under_way)

        await pace.run(plan.seconds, begin)


@contextmanager
def _stopped_by_signals(pace: Pace) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, pace.stop)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


async def _kill(plan: Soak, served: Served) -> None:
    loop = asyncio.get_running_loop()
    until = loop.time() + plan.seconds * KILLS
    pause = min(KILL_SECONDS, plan.seconds * KILLS / 2)
    while loop.time() + pause < until:
        await asyncio.sleep(pause)
        plan.ledger.in_flight |= await served.kill()
        plan.kills += 1
        await served.start()
        plan.memory.clear()
        plan.connections.clear()


async def _swap(plan: Soak, packs: Packs) -> None:
    while True:
        await asyncio.sleep(SWAP_SECONDS)
        await asyncio.to_thread(packs.swap)
        plan.swaps += 1


async def _watch(plan: Soak, served: Served) -> None:
    while True:
        plan.ledger.clear_away()
        try:
            plan.memory.append(served.own_mb)
            plan.connections.append(served.open.connections)
        except (OSError, StopIteration):
            pass  # it was just killed
        await asyncio.sleep(1)


async def _settle(plan: Soak, served: Served) -> None:
    """Wait until the outbox is empty and idle connections are closed; then stop it."""
    if served.exit_code is not None:
        plan.exit_code = served.exit_code or 1  # nobody had asked it to end
        return
    for _ in range(DRAIN_SECONDS):
        if not (waiting := await served.waiting()):
            break
        await asyncio.sleep(1)
    for _ in range(IDLE_SECONDS):
        if not plan.is_long or served.open.connections <= plan.open_at_start.connections:
            break
        await asyncio.sleep(1)
    plan.waiting, plan.slow = waiting, await served.slow(SLOW_SECONDS)
    plan.open_at_end = served.open
    plan.exit_code = await served.stop()
