"""How a server leaves: it says so, answers on for a while, then goes and loses nothing."""

import asyncio
import signal
import time

import aiohttp
import pytest

from localslack.slack import LocalSlack
from tests.support.app import AppProcess, over_http
from tests.support.slack import LONGEST_WAIT, ask

LONG = 60.0  # seconds of drain that no test waits for


async def status(session: aiohttp.ClientSession, address: str, path: str) -> int:
    async with session.get(f"{address}{path}") as response:
        return response.status


async def until_not_ready(session: aiohttp.ClientSession, address: str) -> None:
    async with asyncio.timeout(LONGEST_WAIT):
        while await status(session, address, "/readyz") == 200:
            pass


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=str)
async def test_it_says_so_and_answers_on_until_a_second_signal(
    slack: LocalSlack, process: AppProcess, number: signal.Signals
) -> None:
    process.terminate()
    await process.end()
    process.drain_seconds = LONG
    await process.start()
    async with aiohttp.ClientSession() as session:
        assert await status(session, process.address, "/readyz") == 200
        process.signal(number)
        await until_not_ready(session, process.address)
        assert await status(session, process.address, "/readyz") == 503
        assert await status(session, process.address, "/healthz") == 200
        assert "PHP developer" in (await ask(slack, "php vs backend")).text
        process.signal(number)
        assert await process.end() == 0
    assert "not ready: stopping" in process.log
    assert "Traceback" not in process.log


@over_http  # the drain's end needs no transport
async def test_after_the_drain_it_goes_by_itself(process: AppProcess) -> None:
    process.terminate()
    await process.end()
    process.drain_seconds = 0.5
    await process.start()
    began = time.monotonic()
    process.terminate()
    assert await process.end() == 0
    assert time.monotonic() - began >= 0.5


@over_http
async def test_ctrl_c_does_not_wait(process: AppProcess) -> None:
    process.terminate()
    await process.end()
    process.drain_seconds = LONG
    await process.start()
    process.signal(signal.SIGINT)
    assert await process.end() == 0


@over_http
async def test_who_keeps_a_connection_open_is_told_to_leave_it(process: AppProcess) -> None:
    process.terminate()
    await process.end()
    process.drain_seconds = LONG
    await process.start()
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{process.address}/healthz") as response:
            assert "Connection" not in response.headers
        process.terminate()
        await until_not_ready(session, process.address)
        async with session.get(f"{process.address}/healthz") as response:
            assert (response.status, response.headers["Connection"]) == (200, "close")
        process.terminate()
        assert await process.end() == 0
