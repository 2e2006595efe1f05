"""What strangers do with the port: half requests, no HTTP at all, and more of it than there are
files. Nobody else notices, and the log says so in few lines.
"""

import asyncio
import logging
import socket
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot import listening
from bot.logs import MOST_ALIKE
from localslack.slack import LocalSlack
from tests.hostile.http import CHUNKED, HEAD, HEALTH, ODD, post
from tests.support.app import AppProcess, AppUnderTest, over_http
from tests.support.slack import LONGEST_WAIT, ask

pytestmark = over_http

SOON = 0.2  # seconds, in place of those that a stranger has
HALVES = {
    "nothing": (b"", b""),
    "half a head": (HEAD + b"X-Slack-Signa", b""),
    "half a body": (post(length=5000), b"408"),
    "half a chunk": (CHUNKED + b"50\r\nzanzibar", b"408"),
    "half of the second": (HEALTH + HEAD, b"200"),
    "nothing after the first": (HEALTH, b"200"),
}


class Stranger:
    """A connection to the port of the app."""

    def __init__(self, address: str) -> None:
        self._host, self._port = urlsplit(address).hostname, urlsplit(address).port

    async def say(self, data: bytes) -> "Stranger":
        small = socket.socket()
        small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # what is not read, waits
        small.setblocking(False)
        await asyncio.get_running_loop().sock_connect(small, (self._host, self._port))
        self.reader, self.writer = await asyncio.open_connection(sock=small)
        self.writer.write(data)
        return self

    async def hear(self) -> bytes:
        """What comes until the other side ends it."""
        heard = b""
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                while some := await self.reader.read(65536):
                    heard += some
        except ConnectionError:
            pass
        return heard

    async def leave(self) -> None:
        self.writer.transport.abort()
        with suppress(ConnectionError):
            await self.writer.wait_closed()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HEAD", "BODY", "REQUEST", "IDLE", "WATCH"):
        monkeypatch.setattr(listening, f"{name}_SECONDS", SOON * (2 if name == "REQUEST" else 1))


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """What is logged; nobody's words may be in it, and nothing may be called a fault."""
    written: list[str] = []
    yield written
    written += [logging.Formatter().format(record) for record in caplog.records]
    assert [line for line in written if "zanzibar" in line or "\n" in line] == []
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == []


async def status(address: str, path: str = "healthz") -> int:
    async with aiohttp.ClientSession() as session, session.get(f"{address}/{path}") as answer:
        return answer.status


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("said", "answer"), HALVES.values(), ids=HALVES)
async def test_who_says_half_and_waits_is_let_go(
    rolefit: AppUnderTest, lines: list[str], said: bytes, answer: bytes
) -> None:
    stranger = await Stranger(rolefit.address).say(said)
    heard = await stranger.hear()
    assert heard.partition(b" ")[2][:3] == answer
    await stranger.leave()
    assert await status(rolefit.address) == 200


@pytest.mark.usefixtures("impatient")
async def test_who_never_reads_is_let_go(
    rolefit: AppUnderTest, lines: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    ask_much = b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n" * 10_000
    stranger = await Stranger(rolefit.address).say(ask_much)
    async with asyncio.timeout(LONGEST_WAIT):
        while True:
            if "did not take the answer" in caplog.text:
                break
            await asyncio.sleep(0.05)
    await stranger.leave()
    assert await status(rolefit.address) == 200


@pytest.mark.parametrize("said", [post(length=5000), CHUNKED + b"50\r\nzanz", HEAD, HEALTH * 50])
async def test_who_goes_away_is_no_fault(
    rolefit: AppUnderTest, lines: list[str], said: bytes
) -> None:
    for _ in range(3):
        stranger = await Stranger(rolefit.address).say(said)
        await stranger.writer.drain()
        await status(rolefit.address)
        await stranger.leave()
    assert await status(rolefit.address) == 200


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("said", ODD.values(), ids=ODD)
async def test_what_is_no_request_of_slacks_is_refused_and_not_repeated(
    rolefit: AppUnderTest, lines: list[str], said: bytes
) -> None:
    stranger = await Stranger(rolefit.address).say(said)
    heard = await stranger.hear()
    statuses = [int(part[2:5]) for part in heard.split(b"HTTP/1.")[1:]]
    assert statuses
    assert all(each in (100, 200) or 400 <= each < 500 for each in statuses)
    await stranger.leave()
    assert await status(rolefit.address) == 200


@pytest.fixture
async def with_few_files(process: AppProcess) -> AppProcess:
    """The app in a process that may open 256 files."""
    process.terminate()
    await process.end()
    process.most_files = 256
    await process.start()
    return process


@pytest.mark.parametrize("said", [b"", HEAD, post(length=5000), HEALTH])
async def test_more_connections_than_files_keep_nobody_out(
    slack: LocalSlack, with_few_files: AppProcess, said: bytes
) -> None:
    process = with_few_files
    strangers: list[Stranger] = []
    for _ in range(5):
        coming = [Stranger(process.address).say(said) for _ in range(100)]
        strangers += await asyncio.gather(*coming)
        assert await status(process.address) == 200
        assert await status(process.address, "metrics") == 200
        assert (await ask(slack, "php")).text.startswith("PHP developer")
    for stranger in strangers:
        await stranger.leave()
    process.terminate()
    assert await process.end() == 0
    assert "connections are open, the most there may be" in process.log
    assert "OSError" not in process.log
    assert len(process.log.splitlines()) < 5 * MOST_ALIKE


async def test_bad_http_is_not_written_without_end(process: AppProcess) -> None:
    for _ in range(5 * MOST_ALIKE):
        stranger = await Stranger(process.address).say(ODD["no HTTP"])
        await stranger.hear()
        await stranger.leave()
    process.terminate()
    assert await process.end() == 0
    assert process.log.count("(bad_http)") == MOST_ALIKE
