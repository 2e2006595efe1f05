"""Work after the acknowledgement: bounded, logged without words, awaited at the end."""

import asyncio

import pytest

from bot.slack.tasks import MOST_TASKS, Tasks


async def test_the_end_waits_for_what_runs() -> None:
    tasks, done = Tasks(), asyncio.Event()

    async def work() -> None:
        await asyncio.sleep(0.01)
        done.set()

    tasks.start(work())
    await tasks.drain(5)
    assert done.is_set()


async def test_the_end_cancels_what_takes_too_long() -> None:
    tasks, cancelled = Tasks(), asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    tasks.start(work())
    await tasks.drain(0.01)
    assert cancelled.is_set()


async def test_a_failure_is_logged_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    tasks = Tasks()

    async def work() -> None:
        raise ValueError("somebody's words")

    tasks.start(work())
    await tasks.drain(1)
    assert "background work failed: ValueError" in caplog.text
    assert "somebody" not in caplog.text.replace('raise ValueError("somebody\'s words")', "")


async def test_a_full_set_drops_new_work_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    tasks, go, count = Tasks(), asyncio.Event(), 0

    async def work() -> None:
        nonlocal count
        await go.wait()
        count += 1

    for _ in range(MOST_TASKS + 1):
        tasks.start(work())
    go.set()
    await tasks.drain(1)
    assert count == MOST_TASKS
    assert "one more was dropped" in caplog.text
