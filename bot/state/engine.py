"""The state database: opened, brought up to date, watched, closed."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.errors import StateError, StateUnavailableError
from bot.state.levels import bring_up_to_date
from bot.state.presence import server_present

log = logging.getLogger(__name__)

REQUEST_SECONDS = 1.0  # that a request waits for other writers: Slack waits three for its answer
BACKGROUND_SECONDS = 30.0  # the same for work that nobody waits for
OPEN_SECONDS = 5.0
TURN_SECONDS = 0.2  # after which such work tries again: meanwhile requests have their turn

LOST = "its file was deleted or replaced: stop RoleFit, put the file right, start again"

_PASSING = {  # what may be over soon, and after which nothing was kept
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}

Result = TypeVar("Result")


class State:
    """The open database; all SQL of this package runs in its transactions, one at a time.

    They run on one connection in a thread of their own, each as a whole: a driver that hops
    between thread and event loop for each statement costs four times as much CPU. SQLite writes
    one at a time anyway. `lost` says that the file is not the one that was opened any more,
    `level_before` what level it had when it was opened (None: it was empty).
    """

    def __init__(self, connection: Connection, file: Path | None, held: ExitStack) -> None:
        self.lost = False
        self.level_before: str | None = None
        self._connection = connection
        self._file = file
        self._held = held
        self._opened = _identity(file)
        self._fault = ""
        self._thread = ThreadPoolExecutor(1, "state")

    async def transact(
        self, work: Callable[[Connection], Result], patience: float = REQUEST_SECONDS
    ) -> Result:
        """Do work in a transaction: what it returns, once that is committed.

        If it raises, nothing is kept. It may be done all the same when who waits is cancelled.
        Never wait for Slack in it. Raises StateUnavailableError if other writers, or the disk,
        keep it from being done for `patience` seconds from now.
        """
        until = time.monotonic() + patience
        while True:
            try:
                return await self._run(work, until)
            except StateUnavailableError:
                if time.monotonic() + TURN_SECONDS >= until or self.lost:
                    raise
            await asyncio.sleep(TURN_SECONDS)

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """Do work that only reads: it sees one moment, and waits for no writer."""
        return await self._run(work)

    async def look(self) -> None:
        """See whether the file is still the one that was opened; if not, nothing is kept in it
        any more, since that would be gone after a restart.
        """
        if self.lost or await asyncio.to_thread(_identity, self._file) == self._opened:
            return
        self.lost = True
        log.error("the state is lost: %s", LOST)

    async def close(self) -> None:
        """Finish what is under way and close the connection."""
        await asyncio.to_thread(self._thread.shutdown)
        self._connection.close()
        self._connection.engine.dispose()
        self._held.close()

    async def _run(
        self, work: Callable[[Connection], Result], until: float | None = None
    ) -> Result:
        """Do it in the thread; with `until` it writes, and must have begun by then. What holds
        the thread longer than a request may wait would hold up requests.
        """
        if until is not None:
            until = min(until, time.monotonic() + REQUEST_SECONDS)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._do, work, until)

    def _do(self, work: Callable[[Connection], Result], until: float | None) -> Result:
        if self.lost:
            raise StateUnavailableError(LOST)
        driver: Any = self._connection.connection.driver_connection
        try:
            with self._connection.begin():
                _begin(driver, until)
                done = work(self._connection)
        except (SQLAlchemyError, sqlite3.Error) as error:
            if reason := _passing(error):
                self._note(reason)
                raise StateUnavailableError(reason) from error
            raise
        if until is not None:
            self._note("")
        return done

    def _note(self, fault: str) -> None:
        """Log what keeps us from writing when it begins, changes and ends."""
        if fault == self._fault:
            return
        self._fault = fault
        if fault:
            log.warning("the state cannot be used, and is tried again: %s", fault)
        else:
            log.info("the state can be used again")


async def open_state(url: str | URL, *, serving: bool = False) -> State:
    """Open the database and migrate it if it is not up to date.

    `url` is `sqlite:///file`; `serving` tells other processes that a server runs on it. Raises
    StateError, without the address, if it cannot be used.
    """
    held = ExitStack()
    try:
        file = state_file(url)
        if serving and file:
            await asyncio.to_thread(_enter, held, file)
        await asyncio.to_thread(_prepare_file, file)
        engine = _engine(make_url(url).set(drivername="sqlite"))
        state = State(await asyncio.to_thread(engine.connect), file, held)
        try:
            state.level_before = await state.transact(bring_up_to_date, OPEN_SECONDS)
        except BaseException:
            await state.close()
            raise
    except (SQLAlchemyError, OSError, sqlite3.Error, StateUnavailableError) as error:
        held.close()
        reason = getattr(error, "orig", None) or getattr(error, "reason", None) or error
        raise StateError(f"the state database cannot be used: {reason}") from error
    except BaseException:
        held.close()
        raise
    return state


def state_file(url: str | URL) -> Path | None:
    """The file of a database, None for one in memory. Raises StateError for no address."""
    try:
        name = make_url(url).database
    except ArgumentError:
        raise StateError("ROLEFIT_STATE_URL is no database address") from None
    return Path(name).absolute() if name and name != ":memory:" else None


def _enter(held: ExitStack, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    held.enter_context(server_present(file, OPEN_SECONDS))


def _prepare_file(file: Path | None) -> None:
    """Make the file and put it into WAL mode, which unlike all else does not wait for a lock."""
    if file is None:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + OPEN_SECONDS
    while True:
        try:
            with closing(sqlite3.connect(file, timeout=OPEN_SECONDS)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _engine(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"check_same_thread": False})

    # The driver's own transactions would let a read turn into a write and fail at once with
    # "database is locked"; so it starts none, and `_begin` each of ours.
    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous = FULL")  # an acknowledged share survives a power cut
        cursor.execute("PRAGMA secure_delete = ON")  # what was deleted is not in the file either
        cursor.close()

    return engine


def _begin(driver: Any, until: float | None) -> None:
    """Begin to read, or to write in time; all that a transaction ever waits for is this."""
    left = 0.0 if until is None else until - time.monotonic()
    if left < 0:
        raise StateUnavailableError("others were in the queue before")
    driver.execute(f"PRAGMA busy_timeout = {int(left * 1000)}")
    # a transaction that turned from reading to writing would fail at once where another writes
    driver.execute("BEGIN" if until is None else "BEGIN IMMEDIATE")


def _identity(file: Path | None) -> tuple[int, int] | None:
    """Which file a name leads to; None if to none, or if the database has none."""
    if file is None:
        return None
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _passing(error: Exception) -> str:
    """SQLite's words for what may be over soon; none for any other fault."""
    fault = getattr(error, "orig", error)
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return str(fault) if code & 0xFF in _PASSING else ""
