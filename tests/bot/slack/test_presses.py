"""Presses on one message: in turn, and the newest wins."""

import asyncio

import pytest

from bot.slack.presses import MOST_MESSAGES, Presses
from tests.support.slack import LONGEST_WAIT

MESSAGE = ("C1", "1.0", "U1")


class Work:
    """Work that a test lets finish; `done` keeps the order."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.running = 0
        self.most_at_once = 0
        self.go = asyncio.Event()
        self.begun = asyncio.Event()

    async def run(self, name: str) -> None:
        self.running += 1
        self.most_at_once = max(self.most_at_once, self.running)
        self.begun.set()
        await self.go.wait()
        self.running -= 1
        self.done.append(name)


async def test_presses_on_one_message_run_in_turn_and_the_newest_wins() -> None:
    presses, work = Presses(), Work()
    first = asyncio.create_task(presses.run(MESSAGE, "100.1", lambda: work.run("first")))
    await work.begun.wait()
    second = asyncio.create_task(presses.run(MESSAGE, "100.2", lambda: work.run("second")))
    third = asyncio.create_task(presses.run(MESSAGE, "100.3", lambda: work.run("third")))
    await asyncio.sleep(0)
    work.go.set()
    assert (await first, await second, await third) == (True, False, True)
    assert work.done == ["first", "third"]
    assert work.most_at_once == 1


async def test_an_older_press_that_arrives_late_is_void() -> None:
    presses, work = Presses(), Work()
    work.go.set()
    assert await presses.run(MESSAGE, "100.2", lambda: work.run("newer"))
    assert not await presses.run(MESSAGE, "100.1", lambda: work.run("older"))
    assert await presses.run(MESSAGE, "100.2", lambda: work.run("again"))
    assert work.done == ["newer", "again"]


async def test_other_messages_do_not_wait() -> None:
    presses, work, other = Presses(), Work(), Work()
    other.go.set()
    waiting = asyncio.create_task(presses.run(MESSAGE, "100.1", lambda: work.run("slow")))
    await work.begun.wait()
    async with asyncio.timeout(LONGEST_WAIT):
        assert await presses.run(("C1", "2.0", "U1"), "100.0", lambda: other.run("quick"))
        assert await presses.run(("C1", "1.0", "U2"), "100.0", lambda: other.run("quick too"))
    work.go.set()
    await waiting


async def test_work_that_fails_lets_the_next_one_run() -> None:
    presses, work = Presses(), Work()
    work.go.set()

    async def fail() -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        await presses.run(MESSAGE, "100.1", fail)
    async with asyncio.timeout(LONGEST_WAIT):
        assert await presses.run(MESSAGE, "100.2", lambda: work.run("next"))


async def test_what_is_remembered_is_bounded() -> None:
    presses, work = Presses(), Work()
    work.go.set()
    for number in range(MOST_MESSAGES + 50):
        await presses.run(("C1", str(number), "U1"), "100.1", lambda: work.run(""))
    assert len(presses._newest) == MOST_MESSAGES
    assert len(presses._locks) <= 1
