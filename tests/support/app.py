"""RoleFit as an operator runs it: in this process, or in one of its own that can be killed."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack, closing, suppress
from pathlib import Path
from typing import Any

import pytest

from bot.server import serving
from bot.settings import Settings, read_settings
from localslack.slack import LocalSlack
from tests.support.databases import Database, SQLiteFile
from tests.support.slack import BOT_TOKEN, LONGEST_WAIT, SIGNING_SECRET

REPOSITORY = Path(__file__).parents[2]
APP_TOKEN = "xapp-token-of-the-tests"

over_http = pytest.mark.parametrize("transport", ["http"])
over_sockets = pytest.mark.parametrize("transport", ["socket"])


class AppUnderTest:
    """The real app behind its real server, on one state, in front of the local Slack."""

    def __init__(
        self,
        slack: LocalSlack,
        database: Database,
        packs: Sequence[Path],
        transport: str = "http",
        connections: int = 1,
    ) -> None:
        self.slack = slack
        self.database = database
        self.packs = tuple(packs)
        self.transport = transport
        self.connections = connections
        self.address = ""
        self._stack = AsyncExitStack()

    @property
    def state_file(self) -> Path:
        """The file of a state in SQLite."""
        assert isinstance(self.database, SQLiteFile)
        return self.database.file

    def settings(self) -> Settings:
        """What this app runs with."""
        return read_settings(
            SLACK_BOT_TOKEN=BOT_TOKEN,
            SLACK_SIGNING_SECRET=SIGNING_SECRET,
            SLACK_APP_TOKEN=APP_TOKEN,
            ROLEFIT_TRANSPORT=self.transport,
            ROLEFIT_SOCKET_CONNECTIONS=self.connections,
            ROLEFIT_SLACK_API_URL=self.slack.api_url,
            ROLEFIT_STATE_URL=self.database.url,
            ROLEFIT_HOST="127.0.0.1",
            ROLEFIT_PORT=0,
            ROLEFIT_PACKS=self.packs,
        )

    async def start(self) -> None:
        """Serve, and tell Slack where."""
        server = await self._stack.enter_async_context(serving(self.settings()))
        self.address = server.address
        self.slack.app_url = f"{self.address}/slack/events" if self.transport == "http" else ""

    async def stop(self) -> None:
        """Stop as after SIGTERM: what is under way gets done."""
        await self._stack.aclose()

    async def restart(self, packs: Sequence[Path] | None = None) -> None:
        """Stop, and serve again on the same state."""
        await self.stop()
        self.packs = self.packs if packs is None else tuple(packs)
        await self.start()

    async def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What a statement finds, or does, in the state."""
        # in a thread: the app may hold the write lock and need this loop to let go of it
        return await asyncio.to_thread(self.database.rows, statement)

    async def emptied(self, table: str) -> None:
        """Wait until a table has no rows."""
        async with asyncio.timeout(LONGEST_WAIT):
            while True:
                if not await self.rows(f"select * from {table}"):
                    return
                await asyncio.sleep(0.01)


class AppProcess:
    """`python -m bot serve` in a process of its own."""

    def __init__(
        self,
        slack: LocalSlack,
        folder: Path,
        packs: Sequence[Path],
        transport: str = "http",
        state_url: str = "",
    ) -> None:
        self.slack = slack
        self.address = ""
        self.transport = transport
        self.drain_seconds = 0.0
        self.folder = folder
        self.state_file = folder / "state.db"
        self.state_url = state_url or f"sqlite:///{self.state_file}"
        self.packs = tuple(packs)
        self.most_files: int | None = None  # that it may open
        self.log = ""
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Serve, and tell Slack where. Raises AssertionError with the log if it does not."""
        options = [option for pack in self.packs for option in ("--packs", str(pack))]
        bound = ("sh", "-c", f'ulimit -S -n {self.most_files} && exec "$@"', "sh")
        self._process = await asyncio.create_subprocess_exec(
            *(bound if self.most_files else ()),
            *(sys.executable, "-m", "bot", "serve", "--port", "0", *options),
            cwd=self.folder,
            env={
                "SLACK_BOT_TOKEN": BOT_TOKEN,
                "SLACK_SIGNING_SECRET": SIGNING_SECRET,
                "SLACK_APP_TOKEN": APP_TOKEN,
                "ROLEFIT_TRANSPORT": self.transport,
                "ROLEFIT_SLACK_API_URL": self.slack.api_url,
                "ROLEFIT_STATE_URL": self.state_url,
                "ROLEFIT_DRAIN_SECONDS": str(self.drain_seconds),
                "XDG_CACHE_HOME": str(self.folder / "cache"),
                "PYTHONPATH": str(REPOSITORY),
            },
            stderr=asyncio.subprocess.PIPE,
        )
        self.address = (await self.logged("listening on ")).split()[-1]
        self.slack.app_url = f"{self.address}/slack/events" if self.transport == "http" else ""

    async def logged(self, words: str) -> str:
        """The next line of the log that has these words. Raises AssertionError with the log if
        there comes none.
        """
        assert self._process is not None
        assert self._process.stderr is not None
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_WAIT):
                async for line in self._process.stderr:
                    self.log += line.decode()
                    if words in line.decode():
                        return line.decode()
        raise AssertionError(self.log)

    @property
    def pid(self) -> int:
        """Its process's id."""
        assert self._process is not None
        return self._process.pid

    async def read_log(self) -> None:
        """Read the log until it ends: a pipe that nobody reads would fill."""
        assert self._process is not None
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            self.log += line.decode()

    def terminate(self) -> None:
        """Send SIGTERM."""
        self.signal(signal.SIGTERM)

    def kill(self) -> None:
        """Send SIGKILL: it does nothing any more."""
        self.signal(signal.SIGKILL)

    async def end(self) -> int:
        """Wait for the exit code; the log is then complete."""
        process = self._process
        assert process is not None
        assert process.stderr is not None
        async with asyncio.timeout(LONGEST_WAIT):
            self.log += (await process.stderr.read()).decode()
            code = await process.wait()
        self._process = None
        return code

    async def close(self) -> None:
        """Make sure that nothing is left running."""
        if self._process:
            self.kill()
            await self.end()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        assert self._process is not None
        os.kill(self._process.pid, number)


def run_sql(file: Path, statement: str) -> list[tuple[Any, ...]]:
    """Run one statement in an SQLite file that others may have open."""
    with closing(sqlite3.connect(file, timeout=5)) as connection, connection:
        return connection.execute(statement).fetchall()
