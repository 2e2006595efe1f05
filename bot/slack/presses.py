"""Presses on one message, one after another; a newer press makes older ones void."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

MOST_MESSAGES = 1000  # whose newest presses are remembered: far more than come while Slack waits

Key = tuple[str, ...]


class Presses:
    """Serialises presses by message; `action_ts`, as Slack sends it, tells which is newest."""

    def __init__(self) -> None:
        self._newest: OrderedDict[Key, str] = OrderedDict()
        self._locks: WeakValueDictionary[Key, asyncio.Lock] = WeakValueDictionary()

    async def run(self, key: Key, action_ts: str, work: Callable[[], Awaitable[None]]) -> bool:
        """Do a press's work in its turn; False if a newer press on the message overtook it."""
        self._newest[key] = max(action_ts, self._newest.get(key, ""))
        self._newest.move_to_end(key)
        if len(self._newest) > MOST_MESSAGES:
            self._newest.popitem(last=False)
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            if action_ts < self._newest.get(key, ""):
                return False
            await work()
            return True
