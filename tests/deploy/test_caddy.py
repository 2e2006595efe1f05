"""Caddy in front of RoleFit: what it says of its file, and what it lets through."""

import asyncio
import socket
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.support.app import REPOSITORY, AppUnderTest
from tests.support.slack import LONGEST_WAIT, ask
from tests.support.workspace import HIRING, RECRUITER

CADDYFILE = REPOSITORY / "deploy" / "Caddyfile"


def caddy(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Caddy, which keeps what it makes in a folder of its own."""
    return subprocess.run(
        ["caddy", *arguments, "--config", str(CADDYFILE), "--adapter", "caddyfile"],
        env={"HOME": str(folder)},
        capture_output=True,
        text=True,
    )


def test_caddy_takes_its_file(tmp_path: Path) -> None:
    done = caddy(tmp_path, "validate")
    assert (done.returncode, "warn" in done.stderr) == (0, False), done.stderr


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def gone() -> list[str]:
    """Replicas that are named and do not listen."""
    return []


@pytest.fixture
async def front(rolefit: AppUnderTest, gone: list[str], tmp_path: Path) -> AsyncIterator[str]:
    """The address of a Caddy with our file in front of the app; plain HTTP, on its own ports."""
    address = f"http://localhost:{free_port()}"
    process = await asyncio.create_subprocess_exec(
        *("caddy", "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"),
        env={
            "HOME": str(tmp_path),
            "CADDY_ADMIN": f"localhost:{free_port()}",
            "ROLEFIT_DOMAIN": address,
            "ROLEFIT_PROXY": "replicas" if gone else "one",
            "ROLEFIT_UPSTREAM": " ".join([*gone, rolefit.address.removeprefix("http://")]),
        },
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            said = [line async for line in _until(process.stderr, b"serving initial configuration")]
        assert process.returncode is None, said
        yield address
    finally:
        process.terminate()
        await process.communicate()


async def _until(lines: asyncio.StreamReader, words: bytes) -> AsyncIterator[bytes]:
    async for line in lines:
        yield line
        if words in line:
            return


async def test_slack_gets_through(rolefit: AppUnderTest, front: str) -> None:
    rolefit.slack.app_url = f"{front}/slack/events"
    assert (await ask(rolefit.slack, "help")).text


@pytest.mark.parametrize("gone", [[f"127.0.0.1:{free_port()}"]])
async def test_replicas_that_are_not_ready_get_nothing(rolefit: AppUnderTest, front: str) -> None:
    slack, answered = rolefit.slack, 0
    slack.app_url = f"{front}/slack/events"
    async with asyncio.timeout(LONGEST_WAIT):  # Caddy looks once a second
        while answered < 15:  # in a row
            ack = await slack.command(RECRUITER, HIRING, "help")
            answered = answered + 1 if ack.ok else 0
    slack.take_problems()


async def test_nothing_else_gets_through(rolefit: AppUnderTest, front: str) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{front}/slack/events") as unsigned:
            assert unsigned.status == 401  # RoleFit's own answer
        for path in ("/", "/healthz", "/readyz", "/metrics", "/slack", "/slack/events"):
            async with session.get(rolefit.address + path) as inside:
                there = inside.status
            for method in ("GET", "HEAD", "PUT", *["POST"] * (path != "/slack/events")):
                async with session.request(method, front + path) as outside:
                    assert outside.status == 404, (method, path)
            assert (there == 200) is (path in {"/healthz", "/readyz", "/metrics"})
