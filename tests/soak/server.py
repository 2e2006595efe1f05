"""`rolefit serve` as an operator runs it, killed and started again; what it holds meanwhile."""

import asyncio
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp

from localslack.slack import HOST, LocalSlack
from tests.bench.servers import Server, base_environment, free_port
from tests.support.databases import Database
from tests.support.slack import BOT_TOKEN, SIGNING_SECRET

START_SECONDS = 60.0  # the first start compiles the pack
STOP_SECONDS = 20.0
IN_HAND = "select channel from outbox where done_at is null and attempts > 0"
WAITING = "select count(*) from outbox where done_at is null and due_at < 1e15"  # not set aside
SLOW = (
    "select count(*) from outbox where attempts = 1 and done_at - created_at > ? and created_at > ?"
)


class Open(NamedTuple):
    """How much a process has open."""

    connections: int = 0
    files: int = 0


class ServedError(Exception):
    """It did not start, or did not stop."""


class Served:
    """The process, on one port, one state and one log."""

    def __init__(
        self,
        slack: LocalSlack,
        folder: Path,
        pack: Path,
        database: Database,
        drain_seconds: float = 0.0,
    ) -> None:
        self.port = free_port()
        self.app_url = f"http://{HOST}:{self.port}/slack/events"
        self.log = folder / "rolefit.log"
        self._folder = folder
        self._database = database
        self._arguments = ("-m", "bot", "serve", "--port", str(self.port), "--packs", str(pack))
        self._environment = base_environment(folder) | {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "ROLEFIT_SLACK_API_URL": slack.api_url,
            "ROLEFIT_STATE_URL": database.url,
            "ROLEFIT_HOST": HOST,
            "ROLEFIT_DRAIN_SECONDS": str(drain_seconds),
        }
        self._process: asyncio.subprocess.Process | None = None
        slack.app_url = self.app_url

    async def start(self) -> None:
        """Serve. Raises ServedError if it ends or is not ready in time."""
        self._started = time.time()
        with self.log.open("ab") as lines:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *self._arguments,
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=lines,
                stderr=lines,
                start_new_session=True,  # Ctrl-C is for whoever started us
            )
        try:
            async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as session:
                while not await self.ready(session):
                    if self._process.returncode is not None:
                        raise ServedError(f"rolefit serve ended: {self.log.read_text()[-1000:]}")
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise ServedError("rolefit serve was not ready in time") from None

    async def ready(self, session: aiohttp.ClientSession) -> bool:
        """Whether it says that it takes requests."""
        with suppress(aiohttp.ClientError):
            async with session.get(f"http://{HOST}:{self.port}/readyz") as answer:
                return answer.status == 200
        return False

    async def kill(self) -> set[str]:
        """Kill it with SIGKILL; the channels whose post it had in hand."""
        self._signal(signal.SIGKILL)
        if self._process:
            await self._process.wait()
        return {channel for (channel,) in await self._rows(IN_HAND)}

    async def stop(self) -> int:
        """Stop it as an operator does; its exit code, that of SIGKILL if it would not stop."""
        self._signal(signal.SIGTERM)
        assert self._process is not None
        try:
            async with asyncio.timeout(STOP_SECONDS):
                return await self._process.wait()
        except TimeoutError:
            self._signal(signal.SIGKILL)
            return await self._process.wait()

    def end(self) -> None:
        """Leave nothing running, whatever has happened."""
        self._signal(signal.SIGKILL)

    @property
    def exit_code(self) -> int | None:
        """How it has ended; None while it runs."""
        return self._process.returncode if self._process else None

    async def waiting(self) -> int:
        """How many messages of its outbox are not posted yet."""
        return await self._number(WAITING)

    async def slow(self, seconds: float) -> int:
        """How many were posted at the first try, but so long after they were promised; of those
        that were promised since it has last been started.
        """
        return await self._number(SLOW, seconds, self._started)

    @property
    def own_mb(self) -> float:
        """The memory that it holds, but for pages of files (PSS)."""
        return Server(self._pid, self.port, "", 0.0).own_mb

    @property
    def open(self) -> Open:
        """What it has open."""
        names = []
        for file in Path(f"/proc/{self._pid}/fd").iterdir():
            with suppress(OSError):  # closed meanwhile
                names.append(os.readlink(file))
        sockets = sum(name.startswith("socket:") for name in names)
        return Open(sockets, len(names) - sockets)

    @property
    def _pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def _number(self, statement: str, *values: float) -> int:
        [(number,)] = await self._rows(statement, *values)
        return int(number)

    async def _rows(self, statement: str, *values: float) -> list[tuple[Any, ...]]:
        return await asyncio.to_thread(self._database.rows, statement, *values)

    def _signal(self, number: signal.Signals) -> None:
        if self._process and self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, number)
