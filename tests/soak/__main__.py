"""`make soak`: prints what was found; exit 1 where something is lost, doubled or grows."""

import argparse
import asyncio
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.soak.report import faults, report
from tests.soak.run import Soak, soak
from tests.support.databases import running_server


def main() -> int:
    """Run one soak and print what it found."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--rate", type=float, default=60, help="requests a second, at most 500")
    parser.add_argument("--minutes", type=float, default=10, help="how long, at most 60")
    parser.add_argument("--seed", type=int, default=1, help="another one brings other faults")
    parser.add_argument("--postgresql", action="store_true", help="the state in PostgreSQL")
    given = parser.parse_args()
    if not (0 < given.rate <= 500 and 0 < given.minutes <= 60):
        parser.error("at most 500 requests a second for 60 minutes")
    plan = Soak(given.rate, given.minutes * 60, given.seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        database = None
        if given.postgresql:
            database = stack.enter_context(running_server(safe=True)).empty()
        asyncio.run(soak(plan, folder, database))
    print(*report(plan), sep="\n")
    wrong = faults(plan)
    print(*(wrong or ["nothing lost, nothing wrong"]), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
