"""The demo as somebody starts it: a process of its own."""

import asyncio
import os
import pty
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp
import pytest

from bot.cli.demo_workspace import ICON
from tests.support.app import REPOSITORY
from tests.support.packs import PackFolder
from tests.support.slack import LONGEST_WAIT


@pytest.fixture
def environment(tmp_path: Path, cache_home: Path) -> dict[str, str]:
    return {
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONUNBUFFERED": "1",
        "XDG_CACHE_HOME": str(cache_home),
        "TMPDIR": str(tmp_path),
    }


@asynccontextmanager
async def demo(
    environment: dict[str, str], pack: PackFolder, *options: str
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """The running process, and what it said until the page was there."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--packs", str(pack.path), *options),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = ""
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            async for line in process.stdout:
                said += line.decode()
                if "Ctrl-C" in said:
                    break
        yield process, said
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def left_over(folder: Path) -> list[Path]:
    return list(folder.glob("rolefit-demo-*"))


def address_in(said: str) -> str:
    [address] = re.findall(r"http://\S+", said)
    return str(address)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_page_is_there_until_ctrl_c(
    environment: dict[str, str], pack: PackFolder, tmp_path: Path, number: signal.Signals
) -> None:
    async with demo(environment, pack, "--no-browser", "--port", "0") as (process, said):
        assert "Open it in your browser." in said
        assert "Careful" not in said
        async with aiohttp.ClientSession() as session:
            async with session.get(address_in(said)) as response:
                assert response.status == 200
                assert "RoleFit" in await response.text()
            async with session.get(f"{address_in(said)}static/icon.svg") as response:
                assert await response.read() == ICON.read_bytes()
            # a page that somebody still looks at must not hold up the end
            async with session.get(f"{address_in(said)}stream") as stream:
                assert b"state" in await stream.content.readuntil(b"data")
                os.kill(process.pid, number)
                assert process.stdout is not None
                rest = (await process.stdout.read()).decode()
        assert await process.wait() == 0
        assert "Traceback" not in rest
    assert left_over(tmp_path) == []


async def test_a_port_that_is_taken(environment: dict[str, str], pack: PackFolder) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as holder:
        taken = holder.getsockname()[1]
        async with demo(environment, pack, "--no-browser", "--port", str(taken)) as (_, said):
            assert f"Port {taken} is taken." in said
            assert 0 < int(address_in(said).rstrip("/").rpartition(":")[2]) - taken <= 20
            async with (
                aiohttp.ClientSession() as session,
                session.get(address_in(said)) as response,
            ):
                assert response.status == 200


async def test_no_browser_on_this_machine(environment: dict[str, str], pack: PackFolder) -> None:
    async with demo(environment | {"PATH": "/nowhere"}, pack, "--port", "0") as (_, said):
        assert "Open it in your browser." in said


async def test_a_browser_is_asked_to_open_the_page(
    environment: dict[str, str], pack: PackFolder, tmp_path: Path
) -> None:
    script = tmp_path / "browser"
    script.write_text('#!/bin/sh\necho "opened $1"\n')
    script.chmod(0o755)
    browser = {"BROWSER": str(script)}
    async with demo(environment | browser, pack, "--port", "0") as (process, said):
        assert process.stdout is not None
        async with asyncio.timeout(LONGEST_WAIT):
            while "opened" not in said:
                said += (await process.stdout.readline()).decode()
        assert "should open" in said
        [printed, opened] = re.findall(r"http://\S+", said)
        assert printed == opened


async def test_others_are_let_in_only_with_a_warning(
    environment: dict[str, str], pack: PackFolder
) -> None:
    options = ("--no-browser", "--port", "0", "--host", "0.0.0.0")
    async with demo(environment, pack, *options) as (_, said):
        assert "Careful" in said
        assert address_in(said).startswith("http://127.0.0.1:")


async def test_an_address_that_is_not_ours(environment: dict[str, str], pack: PackFolder) -> None:
    options = ("--no-browser", "--port", "0", "--host", "192.0.2.1")
    async with demo(environment, pack, *options) as (process, said):
        assert said.startswith("rolefit: cannot listen on 192.0.2.1")
        assert await process.wait() == 1


IN_TERMINAL = (sys.executable, "-m", "bot", "demo", "--terminal")


async def test_the_form_is_filled_in_and_shared_in_the_terminal(
    environment: dict[str, str],
) -> None:
    lines = ["/rolefit", "1", "n", "b", "", "", "a", "", "", "c", "as manager", "quit"]
    process = await asyncio.create_subprocess_exec(
        *IN_TERMINAL,
        env=environment | {"COLUMNS": "90"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(LONGEST_WAIT):
        given = "".join(f"{line}\n" for line in lines).encode()
        output, _ = await process.communicate(given)
    printed = output.decode()
    assert process.returncode == 0
    assert "Traceback" not in printed
    steps = re.findall(r"Step \d", printed)
    assert steps == ["Step 1", "Step 2", "Step 1"]
    before, after = printed.split("You are the Hiring manager now.")
    assert "What would change it" in before
    assert "On its way to the channel that you chose." in before
    assert "in #hiring" in after
    assert "Shared by @Recruiter" in after


async def test_the_terminal_stays_and_asks_one_after_the_other(
    environment: dict[str, str],
) -> None:
    """As somebody at a keyboard has it: each line is typed once the one before is answered."""
    ours, theirs = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        *IN_TERMINAL,
        env=environment | {"COLUMNS": "90", "TERM": "dumb"},
        stdin=theirs,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    typed = iter((b"/rolefit\n", b"1\n", b"c\n", b"php vs backend\n", b"quit\n"))
    said = b""
    async with asyncio.timeout(LONGEST_WAIT):
        while piece := await process.stdout.read(4096):
            said += piece
            if said.endswith(b"> "):
                os.write(ours, next(typed))
        assert await process.wait() == 0
    os.close(ours)
    os.close(theirs)
    printed = said.decode()
    assert "Step 1 of" in printed
    assert "The form is closed." in printed
    assert "Only visible to you" in printed.partition("The form is closed.")[2]
