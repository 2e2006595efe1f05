"""`make hostile [REQUESTS=100000] [TRANSPORT=http]`: prints what came of so many; exits with 1 if
anything is wrong.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.hostile.kit import Report, attack, attacked

MOST_GROWTH = 1.05  # of the memory from the middle to the end
FEWEST_TO_GROW = 20_000  # requests; before, caches fill


async def run(count: int, transport: str) -> Report:
    """Attack a server of RoleFit's own pack."""
    with tempfile.TemporaryDirectory() as folder:
        async with attacked(Path(folder), (), transport) as (process, payloads):
            return await attack(process, payloads, count)


def main() -> int:
    """Print the report."""
    options = argparse.ArgumentParser()
    options.add_argument("--requests", type=int, default=100_000)
    options.add_argument("--transport", choices=("http", "socket"), default="http")
    given = options.parse_args()
    report = asyncio.run(run(given.requests, given.transport))
    for (kind, status), count in sorted(report.answers.items()):
        print(f"{count:8}  {kind:28} {status}")
    total = sum(report.answers.values())
    print(
        f"{total} requests in {report.seconds:.0f} s, {len(report.log.splitlines())} lines of log"
    )
    for moment, (own, rss) in zip(("start", "middle", "end"), report.memory, strict=True):
        print(f"memory at the {moment}: its own {own / 1024:.1f} MB, RSS {rss / 1024:.1f} MB")
    wrongs = report.wrongs()
    (middle, _), (end, _) = report.memory[1:]
    if given.requests >= FEWEST_TO_GROW and end > middle * MOST_GROWTH:
        wrongs.append("memory grows")
    print("\n".join(f"WRONG: {wrong}" for wrong in wrongs) or "nothing wrong")
    if wrongs:
        print(report.log, file=sys.stderr)
    return 1 if wrongs else 0


if __name__ == "__main__":
    sys.exit(main())
