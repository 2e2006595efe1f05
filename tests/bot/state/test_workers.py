"""The state's threads: what is urgent goes first, and all that is handed over is done."""

import asyncio
from functools import partial
from threading import Event

import pytest

from bot.state.workers import Workers


async def test_what_is_urgent_goes_first_and_all_else_in_turn() -> None:
    workers, go, done = Workers(1, "test"), Event(), list[str]()
    workers.submit(go.wait)
    for name in ("first", "second"):
        workers.submit(partial(done.append, name))
    await asyncio.sleep(0.05)  # the thread waits for `go`
    for name in ("urgent", "urgent too"):
        workers.submit(partial(done.append, name), urgent=True)
    go.set()
    await asyncio.to_thread(workers.close)
    assert done == ["urgent", "urgent too", "first", "second"]


async def test_what_fails_is_told_and_hinders_nothing() -> None:
    workers = Workers(1, "test")
    failed = workers.submit(lambda: 1 / 0)
    done = workers.submit(lambda: "done")
    with pytest.raises(ZeroDivisionError):
        await failed
    assert await done == "done"
    await asyncio.to_thread(workers.close)


async def test_what_is_cancelled_before_it_begins_is_not_done() -> None:
    workers, go, done = Workers(1, "test"), Event(), list[str]()
    workers.submit(go.wait)
    assert workers.submit(lambda: done.append("no")).cancel()
    go.set()
    await asyncio.to_thread(workers.close)
    assert done == []


async def test_what_is_cancelled_while_it_is_done_hinders_nothing() -> None:
    workers, begun, go = Workers(1, "test"), Event(), Event()

    def wait() -> None:
        begun.set()
        go.wait()

    under_way = workers.submit(wait)
    await asyncio.to_thread(begun.wait)
    assert under_way.cancel()
    go.set()
    assert await workers.submit(lambda: "done") == "done"
    await asyncio.to_thread(workers.close)


def test_who_has_stopped_waiting_hinders_nothing() -> None:
    workers, go = Workers(1, "test"), Event()

    async def leave() -> None:
        workers.submit(go.wait)

    asyncio.run(leave())
    go.set()
    workers.close()


def test_all_that_was_handed_over_is_done_at_the_end() -> None:
    workers, done = Workers(3, "test"), list[int]()

    async def hand_over() -> None:
        for number in range(30):
            workers.submit(partial(done.append, number), urgent=number % 2 == 0)

    asyncio.run(hand_over())
    workers.close()
    assert sorted(done) == [*range(30)]
