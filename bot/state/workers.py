"""Threads that do what is handed to them: what is urgent first, else in turn."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple, TypeVar

Result = TypeVar("Result")


class _Job(NamedTuple):
    work: Callable[[], Any]
    loop: asyncio.AbstractEventLoop
    done: asyncio.Future[Any]


class Workers:
    """So many threads. Like an executor of Python's, which knows no urgency, and whose futures take
    twice as long as these.
    """

    def __init__(self, threads: int, name: str) -> None:
        self._waiting: SimpleQueue[bool] = SimpleQueue()  # True for each job: a thread takes one
        self._urgent: deque[_Job] = deque()
        self._others: deque[_Job] = deque()
        self._threads = [
            Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, work: Callable[[], Result], *, urgent: bool = False) -> asyncio.Future[Result]:
        """Have work done, on behalf of the event loop that runs here; if it is cancelled before it
        has begun, it is not.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Result] = loop.create_future()
        (self._urgent if urgent else self._others).append(_Job(work, loop, done))
        self._waiting.put(True)
        return done

    def close(self) -> None:
        """Finish what was handed over, and end."""
        for _ in self._threads:
            self._waiting.put(False)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while self._waiting.get():
            self._do_next()

    def _do_next(self) -> None:
        try:
            job = self._urgent.popleft()
        except IndexError:
            job = self._others.popleft()
        if job.done.cancelled():
            return
        found, fault = None, None
        try:
            found = job.work()
        except BaseException as error:
            fault = error
        with suppress(RuntimeError):  # the loop has ended: nobody waits any more
            job.loop.call_soon_threadsafe(_tell, job.done, found, fault)


def _tell(done: asyncio.Future[Any], found: object, fault: BaseException | None) -> None:
    """What came of work, unless nobody waits for it."""
    if done.cancelled():
        return
    if fault is None:
        done.set_result(found)
    else:
        done.set_exception(fault)
