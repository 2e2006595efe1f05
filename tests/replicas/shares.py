"""A load of shares, each in a channel of its own, and what became of them."""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from bot.slack.errors import NOT_SAVED
from localslack.models import APP, Channel, Message, Person
from localslack.slack import LocalSlack
from tests.soak.server import Served

WORKERS = 16  # shares under way at once
SHARER = Person("U0SHARER", "Sharer One")
LOBBY = Channel("C0LOBBY", "lobby")

_numbers = count()


@dataclass
class Shares:
    """People press Share; `open` are the replicas to which a load balancer sends them in turn."""

    slack: LocalSlack
    open: list[Served]
    per_second: float = 0.0  # as many as are answered
    promised: dict[str, float] = field(default_factory=dict)  # when, by channel
    failed: Counter[tuple[int, str]] = field(default_factory=Counter)  # by port and why
    stopped: bool = False

    async def run(self) -> None:
        """Share until `stopped`, or nobody takes any more."""
        pattern = await self._pattern()
        async with asyncio.TaskGroup() as group:
            for _ in range(WORKERS):
                group.create_task(self._work(pattern))

    async def stop(self, load: "asyncio.Task[None]") -> None:
        """Begin no more, and wait for those under way."""
        self.stopped = True
        await load

    async def until(self, number: int) -> None:
        """Wait until so many more are promised."""
        number += len(self.promised)
        await self.slack.workspace.changed(lambda: len(self.promised) >= number)

    def posts(self) -> dict[str, list[float]]:
        """When Slack has posted what, by channel."""
        found = defaultdict(list)
        for one in self._messages():
            if one.visible_to is None:
                found[one.channel.id].append(float(one.ts))
        return found

    def refused(self) -> set[str]:
        """The channels of those whose press was answered with why nothing was posted."""
        return {one.channel.id for one in self._messages() if NOT_SAVED in one.text}

    def _messages(self) -> Sequence[Message]:
        return [one for one in self.slack.workspace.messages if one.author == APP]

    async def _pattern(self) -> Message:
        place = self.slack.workspace
        place.welcome(SHARER)
        place.create_channel(LOBBY)
        self.slack.app_url = self.open[0].app_url
        ack = await self.slack.command(SHARER, LOBBY, "php")
        assert ack.message is not None
        return ack.message

    async def _work(self, pattern: Message) -> None:
        pause = WORKERS / self.per_second if self.per_second else 0.0
        while not self.stopped and self.open:
            started = time.monotonic()
            await self._share(pattern)
            await asyncio.sleep(max(0.0, started + pause - time.monotonic()))

    async def _share(self, pattern: Message) -> None:
        number = next(_numbers)
        place, channel = self.slack.workspace, Channel(f"C{number:07d}", f"channel-{number}")
        place.create_channel(channel)
        private = place.post(channel, pattern.text, pattern.blocks, visible_to=SHARER.id)
        replica = self.open[number % len(self.open)]
        self.slack.app_url = replica.app_url  # which the press reads at once
        ack = await self.slack.press(SHARER, private, "ask.share")
        if ack.ok:
            self.promised[channel.id] = time.time()
        else:
            self.failed[replica.port, ack.error or str(ack.status)] += 1
        place.wake()
