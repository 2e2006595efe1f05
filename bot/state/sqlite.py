"""The state in an SQLite file: one connection, in one thread, as long as the file is there."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StateError, StateUnavailableError
from bot.state.presence import server_present

_PASSING = {  # what may be over soon, and after which nothing was kept
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
_NO_WAITING = "PRAGMA busy_timeout = 0"


class SQLite:
    """An open file, or a database in memory.

    Its transactions run on one connection, one at a time: SQLite writes one at a time anyway. So
    what holds the thread longer than a request may wait (`turn_seconds`) would hold up requests.
    """

    threads = 1
    turn_seconds = 1.0
    open_seconds = 5.0
    remote = False

    def __init__(self, url: str | URL, *, serving: bool) -> None:
        """Open it, or make it; `serving` tells other processes that a server runs on it."""
        self._file = file = state_file(url)
        with ExitStack() as held:
            if file:
                file.parent.mkdir(parents=True, exist_ok=True)
                if serving:
                    held.enter_context(server_present(file, self.open_seconds))
                _use_write_ahead_log(file, self.open_seconds)
            self._connection = _engine(make_url(url).set(drivername="sqlite")).connect()
            self._held = held.pop_all()
        self._opened = _identity(file)

    @contextmanager
    def transaction(
        self, until: float, *, writes: bool, single: bool = False
    ) -> Iterator[Connection]:
        """A transaction that sees one moment; one that writes has begun in time, and waits for
        nothing more. Raises StateUnavailableError if it was too late before that. A `single`
        statement costs nothing more in one.
        """
        driver: Any = self._connection.connection.driver_connection
        _begin(driver, until if writes else None)
        try:
            yield self._connection
            driver.commit()
        except BaseException:
            driver.rollback()
            raise

    def passing(self, error: Exception) -> str:
        """SQLite's words for what may be over soon; none for any other fault."""
        fault = getattr(error, "orig", error)
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_OK)
        return str(fault) if code & 0xFF in _PASSING else ""

    def is_there(self) -> bool:
        """Whether the file is still the one that was opened."""
        return _identity(self._file) == self._opened

    async def listen(self, heard: Callable[[], object]) -> None:
        """Nothing tells: what another process adds to a file is found by looking."""

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
        self._connection.engine.dispose()
        self._held.close()


def state_file(url: str | URL) -> Path | None:
    """The file of a database, None for one in memory. Raises StateError for no address."""
    try:
        name = make_url(url).database
    except ArgumentError:
        raise StateError("ROLEFIT_STATE_URL is no database address") from None
    return Path(name).absolute() if name and name != ":memory:" else None


def _use_write_ahead_log(file: Path, patience: float) -> None:
    """Make the file and put it into WAL mode, which unlike all else does not wait for a lock."""
    until = time.monotonic() + patience
    while True:
        try:
            with closing(sqlite3.connect(file, timeout=patience)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _engine(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"check_same_thread": False})

    # The driver's own transactions would let a read turn into a write and fail at once with
    # "database is locked"; so it starts none, and `_begin` each of ours. SQLAlchemy takes them all
    # for one of its own that goes on: to begin and end those, too, costs a fifth of keeping a row.
    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous = FULL")  # an acknowledged share survives a power cut
        cursor.execute("PRAGMA secure_delete = ON")  # what was deleted is not in the file either
        cursor.execute(_NO_WAITING)
        cursor.close()

    return engine


def _begin(driver: Any, until: float | None) -> None:
    """Begin to read, or to write in time; all that a transaction ever waits for is this."""
    if until is None:
        driver.execute("BEGIN")
        return
    if (left := until - time.monotonic()) < 0:
        raise StateUnavailableError("others were in the queue before")
    # a transaction that turned from reading to writing would fail at once where another writes
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        driver.execute(f"PRAGMA busy_timeout = {int(left * 1000)}")
        try:
            driver.execute("BEGIN IMMEDIATE")
        finally:
            driver.execute(_NO_WAITING)


def _identity(file: Path | None) -> tuple[int, int] | None:
    """Which file a name leads to; None if to none, or if the database has none."""
    if file is None:
        return None
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
