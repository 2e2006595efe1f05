"""Replicas that serve one database, in front of the local Slack."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.slack.manifest import build_manifest
from localslack.slack import LocalSlack
from tests.replicas.shares import LOBBY, SHARER
from tests.soak.server import Served
from tests.support.databases import Database, SQLiteFile
from tests.support.packs import PackFolder
from tests.support.slack import BOT_TOKEN, SIGNING_SECRET


@dataclass(frozen=True, slots=True)
class Replicas:
    """What serves, and what it serves."""

    slack: LocalSlack
    served: list[Served]
    database: Database

    @property
    def log(self) -> str:
        """What all of them have logged."""
        return "".join(one.log.read_text(errors="replace") for one in self.served)


@asynccontextmanager
async def running(
    folder: Path, database: Database | None, drain_seconds: float = 0.0
) -> AsyncIterator[Replicas]:
    """Two replicas on a database in PostgreSQL, or one on a file in the folder, until the end of
    the block.
    """
    names = ("first", "second") if database else ("only",)
    state = database or SQLiteFile(folder / "state.db")
    pack = PackFolder(folder / "pack").write_all().path
    slack = LocalSlack(
        build_manifest(("help",)), [SHARER], [LOBBY], signing_secret=SIGNING_SECRET,
        bot_token=BOT_TOKEN, strict=False,
    )  # fmt: skip
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(slack)
        served = []
        for name in names:
            (folder / name).mkdir()
            served.append(Served(slack, folder / name, pack, state, drain_seconds))
            stack.callback(served[-1].end)
            await served[-1].start()
            stack.push_async_callback(served[-1].stop)
        yield Replicas(slack, served, state)
