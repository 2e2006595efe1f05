"""The state database: opened, brought up to date, closed."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.errors import StateError
from bot.state.schema import HEAD

BUSY_SECONDS = 5.0

Result = TypeVar("Result")


class State:
    """The open database; all SQL of this package runs in its transactions, one at a time.

    They run on one connection in a thread of their own, each as a whole: a driver that hops
    between thread and event loop for each statement costs four times as much CPU. SQLite writes
    one at a time anyway.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._thread = ThreadPoolExecutor(1, "state")

    async def transact(self, work: Callable[[Connection], Result]) -> Result:
        """Do work in a transaction: what it returns, once that is committed.

        If it raises, nothing is kept. It may be done all the same when who waits is cancelled.
        Never wait for Slack in it.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, work)

    async def close(self) -> None:
        """Finish what is under way and close the connection."""
        await asyncio.to_thread(self._thread.shutdown)
        self._connection.close()
        self._connection.engine.dispose()

    def _do(self, work: Callable[[Connection], Result]) -> Result:
        with self._connection.begin():
            return work(self._connection)


async def open_state(url: str) -> State:
    """Open the database and migrate it if it is not up to date.

    `url` is `sqlite:///file`. Raises StateError, without the address, if it cannot be used.
    """
    try:
        address = make_url(url)
        await asyncio.to_thread(_prepare_file, address.database or ":memory:")
        engine = _engine(address.set(drivername="sqlite"))
        state = State(await asyncio.to_thread(engine.connect))
        try:
            await state.transact(_bring_up_to_date)
        except BaseException:
            await state.close()
            raise
    except ArgumentError:
        raise StateError("ROLEFIT_STATE_URL is no database address") from None
    except (SQLAlchemyError, OSError, sqlite3.Error) as error:
        reason = getattr(error, "orig", None) or error
        raise StateError(f"the state database cannot be used: {reason}") from error
    return state


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


def _engine(url: URL) -> Engine:
    engine = create_engine(url)

    # The driver's own transactions would let a read turn into a write and fail at once with
    # "database is locked"; so it starts none, and each of ours takes the write lock at its start.
    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        cursor.execute("PRAGMA synchronous = FULL")  # an acknowledged share survives a power cut
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _bring_up_to_date(connection: Connection) -> None:
    current = _revision(connection)
    if current is not None and current > HEAD:
        raise StateError("the state database is from a newer version of RoleFit")
    if current != HEAD:
        _migrate(connection)


def _revision(connection: Connection) -> str | None:
    there = connection.execute(
        text("select 1 from sqlite_master where type = 'table' and name = 'alembic_version'")
    )
    if there.first() is None:
        return None
    return connection.execute(text("select version_num from alembic_version")).scalar()


def _migrate(connection: Connection) -> None:
    from alembic import command  # half a second to import, and only needed here
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
