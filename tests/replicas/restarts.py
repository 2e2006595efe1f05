"""A rolling restart under a steady load: one replica after the other is stopped and started."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import aiohttp

from tests.replicas.replicas import Replicas
from tests.replicas.shares import Shares
from tests.soak.server import Served

PER_SECOND = 30.0
DRAIN_SECONDS = 0.5  # a load balancer looks at /readyz meanwhile
POSTED_SECONDS = 30.0


@dataclass
class Restarts:
    """What a rolling restart has found."""

    restarts: int = 0
    promised: int = 0
    posted: int = 0
    lost: int = 0
    doubled: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    exit_codes: set[int] = field(default_factory=set)

    @property
    def faults(self) -> list[str]:
        """What is wrong, a line each."""
        found = {
            "lost": self.lost,
            "posted twice": self.doubled,
            "failed": self.failed.total(),
            "an exit code other than 0": len(self.exit_codes - {0}),
        }
        return [f"{what}: {number}" for what, number in found.items() if number]

    def report(self) -> Iterator[str]:
        """All figures, a line each."""
        yield (
            f"{self.restarts} restarts, {self.promised} shares promised, {self.posted} posted, "
            f"{self.lost} lost, {self.doubled} posted twice, failed: {dict(self.failed) or 0}"
        )


async def restart_in_turn(replicas: Replicas, found: Restarts, rounds: int) -> None:
    """Restart each so many times while people share."""
    shares = Shares(replicas.slack, list(replicas.served), PER_SECOND)
    load = asyncio.create_task(shares.run())
    await shares.until(10)
    for one in replicas.served * rounds:
        found.exit_codes.add(await _restart(one, shares))
        found.restarts += 1
        await shares.until(10)
    await shares.stop(load)
    async with asyncio.timeout(POSTED_SECONDS):
        while await replicas.served[0].waiting():
            pass
    posts = shares.posts()
    promised = set(shares.promised) - shares.refused()
    found.promised += len(promised)
    found.posted += len(promised & set(posts))
    found.lost += len(promised - set(posts))
    found.doubled += sum(len(times) > 1 for times in posts.values())
    for (_, why), number in shares.failed.items():
        found.failed[why] += number


async def _restart(one: Served, shares: Shares) -> int:
    """Stop it with SIGTERM; a load balancer turns away once it says that it is not ready."""
    stopping = asyncio.create_task(one.stop())
    async with aiohttp.ClientSession() as session:
        while await one.ready(session):
            pass
    shares.open.remove(one)
    code = await stopping
    await one.start()
    shares.open.append(one)
    return code
