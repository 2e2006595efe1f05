"""Threads that do what is handed to them: what is urgent first, else in turn."""

from collections.abc import Callable
from concurrent.futures import Future
from itertools import count
from math import inf
from queue import PriorityQueue
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


class Workers:
    """So many threads. Like an executor of Python's, which knows no urgency."""

    def __init__(self, threads: int, name: str) -> None:
        self._numbers = count()
        self._queue: PriorityQueue[tuple[float, int, Callable[[], object] | None]] = PriorityQueue()
        self._threads = [
            Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, work: Callable[[], Result], *, urgent: bool = False) -> Future[Result]:
        """Have work done; if it is cancelled before it has begun, it is not."""
        future: Future[Result] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)

        self._queue.put((0 if urgent else 1, next(self._numbers), run))
        return future

    def close(self) -> None:
        """Finish what was handed over, and end."""
        for _ in self._threads:
            self._queue.put((inf, next(self._numbers), None))
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while True:
            *_, run = self._queue.get()
            if run is None:
                return
            run()
            del run  # it holds what its work has found
