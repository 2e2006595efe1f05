"""`make kills` and `make restarts`: prints what was found; exit 1 where something is lost."""

import argparse
import asyncio
import random
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.replicas.kills import Kills, kill
from tests.replicas.replicas import running
from tests.replicas.restarts import DRAIN_SECONDS, Restarts, restart_in_turn
from tests.support.databases import Database, running_server


def main() -> int:
    """Run the rounds and print what they found."""
    parser = argparse.ArgumentParser(prog="python -m tests.replicas", description=__doc__)
    parser.add_argument("what", choices=["kills", "restarts"])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--postgresql", action="store_true", help="two replicas; restarts always have them"
    )
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        database = None
        if given.postgresql or given.what == "restarts":
            database = stack.enter_context(running_server(safe=True)).empty()
        found: Kills | Restarts
        if given.what == "kills":
            found = asyncio.run(_kills(folder, database, given.rounds, given.seed))
        else:
            found = asyncio.run(_restarts(folder, database, given.rounds))
    print(*found.report(), sep="\n")
    print(*(found.faults or ["nothing lost, nothing wrong"]), sep="\n")
    return 1 if found.faults else 0


async def _kills(folder: Path, database: Database | None, rounds: int, seed: int) -> Kills:
    found, chance = Kills(), random.Random(seed)
    async with running(folder, database) as replicas:
        for _ in range(rounds):
            await kill(replicas, found, chance)
    return found


async def _restarts(folder: Path, database: Database | None, rounds: int) -> Restarts:
    found = Restarts()
    async with running(folder, database, DRAIN_SECONDS) as replicas:
        await restart_in_turn(replicas, found, rounds)
    return found


if __name__ == "__main__":
    sys.exit(main())
