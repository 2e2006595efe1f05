"""Work that goes on after the acknowledgement: bounded, logged, awaited at the end."""

import asyncio
import logging
import traceback
from collections.abc import Coroutine
from typing import Any

from bot.errors import StateUnavailableError

log = logging.getLogger(__name__)

MOST_TASKS = 100


class Tasks:
    """The tasks of one process. A full set drops new work, and says so in the log."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run work in the background; its failure is logged, never raised."""
        if len(self._running) >= MOST_TASKS:
            work.close()
            log.error("%d tasks are running: one more was dropped", MOST_TASKS)
            return
        task = asyncio.create_task(_logged(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def drain(self, seconds: float) -> None:
        """Wait for what runs, at most so long; cancel the rest."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            if late:
                log.warning("%d tasks were not finished in time", len(late))
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except StateUnavailableError:  # logged where it began
        pass
    except Exception as error:
        log.error("background work failed: %s", describe(error))


def describe(error: BaseException) -> str:
    """An exception's type and where it was raised, without its text: that may hold a person's
    words or a secret.
    """
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__name__}\n{frames}".rstrip()
