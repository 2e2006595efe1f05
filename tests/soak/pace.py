"""When the next request is due, however slow the answers are."""

import asyncio
from collections import deque
from collections.abc import Callable

MOST_WAITING = 500  # visits; more would only tell that nothing is answered


class Pace:
    """So many requests a second: those of visits under way first, else a visit begins."""

    def __init__(self, per_second: float) -> None:
        self.left_out = 0  # requests that were due while too many visits waited for answers
        self._per_second = per_second
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._stopped = False

    async def turn(self) -> None:
        """Wait until the next request may go out."""
        if self._stopped:
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        await turn

    async def run(self, seconds: float, begin: Callable[[], int]) -> None:
        """Hand out turns; `begin` begins a visit and tells how many there are."""
        loop = asyncio.get_running_loop()
        started, begun = loop.time(), 0
        for number in range(int(seconds * self._per_second)):
            await asyncio.sleep(max(0.0, started + number / self._per_second - loop.time()))
            if self._stopped:
                return
            if self._waiting:
                self._waiting.popleft().set_result(None)
            elif begun < MOST_WAITING:
                begun = begin()
            else:
                self.left_out += 1
                begun -= 1  # look again soon
        self.stop()

    def stop(self) -> None:
        """No visit begins any more; those under way go on to their end at once."""
        self._stopped = True
        while self._waiting:
            self._waiting.popleft().set_result(None)
