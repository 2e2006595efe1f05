"""The state database: opened, brought up to date, closed."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StateError
from bot.state.schema import HEAD

BUSY_SECONDS = 5.0


class State:
    """The open database; all SQL of this package runs in its transactions."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A transaction, committed at the end. Never wait for Slack inside one."""
        async with self._engine.begin() as connection:
            yield connection

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


async def open_state(url: str) -> State:
    """Open the database and migrate it if it is not up to date.

    `url` is `sqlite:///file`. Raises StateError, without the address, if it cannot be used.
    """
    try:
        address = make_url(url)
        await asyncio.to_thread(_prepare_file, address.database or ":memory:")
        engine = _engine(address.set(drivername="sqlite+aiosqlite"))
        try:
            async with engine.begin() as connection:
                current = await _revision(connection)
                if current is not None and current > HEAD:
                    raise StateError("the state database is from a newer version of RoleFit")
                if current != HEAD:
                    await connection.run_sync(_migrate)
        except BaseException:
            await engine.dispose()
            raise
    except ArgumentError:
        raise StateError("ROLEFIT_STATE_URL is no database address") from None
    except (SQLAlchemyError, OSError, sqlite3.Error) as error:
        reason = getattr(error, "orig", None) or error
        raise StateError(f"the state database cannot be used: {reason}") from error
    return State(engine)


def _prepare_file(file: str) -> None:
    """Make the file and put it into WAL mode, which unlike all else does not wait for a lock."""
    Path(file).absolute().parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            with closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _engine(url: URL) -> AsyncEngine:
    engine = create_async_engine(url)

    # The driver's own transactions would let a read turn into a write and fail at once with
    # "database is locked"; so it starts none, and each of ours takes the write lock at its start.
    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        cursor.execute("PRAGMA synchronous = FULL")  # an acknowledged share survives a power cut
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


async def _revision(connection: AsyncConnection) -> str | None:
    there = await connection.execute(
        text("select 1 from sqlite_master where type = 'table' and name = 'alembic_version'")
    )
    if there.first() is None:
        return None
    return (await connection.execute(text("select version_num from alembic_version"))).scalar()


def _migrate(connection: Any) -> None:
    from alembic import command  # half a second to import, and only needed here
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
