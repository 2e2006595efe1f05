"""Rounds in which a process dies in the middle of a dense load of shares."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.replicas.replicas import Replicas
from tests.replicas.shares import Shares

PROMISED = (30, 90)  # shares promised before a kill, and as many after it
LONGEST_SECONDS = 15.0  # from a kill until all is posted
GIVEN_UP_SECONDS = 60.0
LOOK_SECONDS = 0.1
SENT_SECONDS = 1.0  # in which what it had sent when it died is posted
IN_HAND = "select channel from outbox where done_at is null and attempts > 0"
LET_LEASES_RUN_OUT = "update outbox set leased_until = 1 where done_at is null and attempts > 0"


@dataclass
class Kills:
    """What rounds have found."""

    rounds: int = 0
    promised: int = 0
    posted: int = 0
    lost: int = 0
    doubled: int = 0
    in_between: int = 0  # of these, killed after the post was sent and before it was noted
    failed: Counter[str] = field(default_factory=Counter)  # at replicas that lived
    seconds: list[float] = field(default_factory=list)  # from each kill until all was posted

    @property
    def faults(self) -> list[str]:
        """What is wrong, a line each."""
        found = {
            "lost": self.lost,
            "doubled beyond those in between": self.doubled - self.in_between,
            "failed at a replica that lived": self.failed.total(),
            f"later than {LONGEST_SECONDS:g} s": sum(s > LONGEST_SECONDS for s in self.seconds),
        }
        return [f"{what}: {number}" for what, number in found.items() if number]

    def report(self) -> Iterator[str]:
        """All figures, a line each."""
        yield (
            f"{self.rounds} kills, {self.promised} shares promised, {self.posted} posted, "
            f"{self.lost} lost"
        )
        yield (
            f"posted twice: {self.doubled}, of these {self.in_between} where the kill fell between"
            " sending the post and noting it"
        )
        yield f"failed at a replica that lived: {dict(self.failed) or 0}"
        seconds = sorted(self.seconds)
        middle = seconds[len(seconds) // 2]
        yield f"from a kill until all was posted: median {middle:.1f} s, most {seconds[-1]:.1f} s"


async def kill(
    replicas: Replicas, found: Kills, chance: random.Random, *, at_once: bool = False
) -> None:
    """One round. If `at_once`, leases of the dead run out at once, so that nobody waits."""
    shares = Shares(replicas.slack, list(replicas.served))
    load = asyncio.create_task(shares.run())
    await shares.until(chance.randrange(*PROMISED))
    victim = chance.choice(replicas.served)
    shares.open.remove(victim)
    killed_at = time.time()
    await victim.kill()
    in_hand = await _in_hand(replicas)
    if shares.open:
        await shares.until(chance.randrange(*PROMISED))
    await shares.stop(load)
    if at_once:
        while not await _in_hand(replicas) <= in_hand:
            pass
        await asyncio.sleep(SENT_SECONDS)  # what the others had in hand, too, is posted
        await asyncio.to_thread(replicas.database.rows, LET_LEASES_RUN_OUT)
    await victim.start()
    for _ in range(int(GIVEN_UP_SECONDS / LOOK_SECONDS)):
        if not await victim.waiting():
            break
        await asyncio.sleep(LOOK_SECONDS)
    found.seconds.append(time.time() - killed_at)
    _count(found, shares, victim.port, in_hand, killed_at)
    replicas.slack.workspace.messages.clear()


async def _in_hand(replicas: Replicas) -> set[str]:
    """The channels of what somebody is about to post."""
    rows = await asyncio.to_thread(replicas.database.rows, IN_HAND)
    return {channel for (channel,) in rows}


def _count(found: Kills, shares: Shares, killed: int, in_hand: set[str], killed_at: float) -> None:
    posts = shares.posts()
    promised = set(shares.promised) - shares.refused()
    doubled = {channel for channel, times in posts.items() if len(times) > 1}
    found.rounds += 1
    found.promised += len(promised)
    found.posted += len(promised & set(posts))
    found.lost += len(promised - set(posts))
    found.doubled += len(doubled)
    found.in_between += sum(
        channel in in_hand and min(posts[channel]) < killed_at + SENT_SECONDS < max(posts[channel])
        for channel in doubled
    )
    for (port, why), number in shares.failed.items():
        if port != killed:
            found.failed[why] += number
