"""The state in a PostgreSQL database, which several processes may share."""

import asyncio
import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import Any, TypeVar

from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from bot.errors import StateError, StateUnavailableError
from bot.state.schema import ADDED

try:
    import psycopg
    from psycopg.abc import PQGen
    from psycopg.conninfo import conninfo_to_dict
except ImportError as error:
    raise StateError(
        "ROLEFIT_STATE_URL names PostgreSQL, whose driver is not here: install rolefit[postgres]"
    ) from error

log = logging.getLogger(__name__)

CONNECTIONS = 4  # and one that listens
CONNECT_SECONDS = 2  # the least that libpq knows
HEAD_START_SECONDS = 0.2  # for the process that has added to the outbox, before others look
LISTEN_AGAIN_SECONDS = 1.0
ANSWER_SECONDS = 1.0  # that a statement is waited for at least: longer than for a lock
_DEFAULTS: dict[str, str | int] = {  # of libpq's parameters; the address may say otherwise
    "application_name": "rolefit",
    "connect_timeout": CONNECT_SECONDS,
    # a network that drops everything is noticed within seconds
    "keepalives_idle": 10,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 5000,
}
# Less than a request may wait; and no process that fell silent keeps others from writing.
_SESSION = "SET lock_timeout = '800ms'; SET idle_in_transaction_session_timeout = '10s'"

# By PostgreSQL's classes of errors: what may be over soon, and after which nothing was kept.
_PASSING = {
    "08",  # the connection
    "25006",  # it only takes reads, as while another server takes over
    "40",  # serialisation, deadlocks
    "53",  # the disk is full, too many connections
    "55P03",  # locked by others
    "57",  # it is shut down, or comes up
    "58",  # the disk fails
}
_QUOTED = re.compile(r"""("|(?<!\w)').*?\1""")  # names of hosts, users, databases
_READS = psycopg.IsolationLevel.REPEATABLE_READ
_WRITES = psycopg.IsolationLevel.READ_COMMITTED
_ENCODING = "UTF8"  # in which people write whatever they like

Result = TypeVar("Result")


class _Connection(psycopg.Connection[Any]):
    """Waits for PostgreSQL until `until` (by time.monotonic()), and is closed after that; `made`
    by the same clock.
    """

    made = 0.0
    until = inf

    def prepare(self, until: float, writes: bool, single: bool) -> None:
        """Be ready for a transaction, which psycopg begins with its first statement."""
        self.until = max(until, time.monotonic() + ANSWER_SECONDS)
        if self.autocommit != single:
            self.autocommit = single
        if self.read_only != (not writes):
            self.read_only = not writes
            self.isolation_level = _WRITES if writes else _READS

    def wait(
        self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None
    ) -> Result:
        left = None if self.until == inf else max(0.0, self.until - time.monotonic())
        try:
            return super().wait(gen, interval, left)
        except psycopg.OperationalError as error:
            if error.sqlstate or time.monotonic() < self.until:
                raise
            self.close()
            raise psycopg.OperationalError("it does not answer") from None


class PostgreSQL:
    """A connection for each thread that asks, which is kept.

    psycopg in threads rather than asyncpg on the event loop: it takes less CPU a transaction
    (bot/README.md), and libpq's parameters are libpq's. Statements are not prepared in the server:
    that saves nothing that can be measured, fails once where a migration has changed a column,
    and does not work behind some poolers.
    """

    threads = CONNECTIONS
    turn_seconds = inf
    open_seconds = 10.0
    remote = True

    def __init__(self, url: str) -> None:
        """Take the address; nothing connects before the first transaction. Raises StateError if
        it is none.
        """
        self._parameters = _DEFAULTS | parameters_of(url)
        # A pool's checking out and in costs more than a statement that is a transaction by itself.
        self._engine = create_engine(
            "postgresql+psycopg://",
            creator=self._connect,
            poolclass=NullPool,
            hide_parameters=True,
            use_native_hstore=False,
        )
        self._own = threading.local()
        self._kept: list[Connection] = []
        self._broke = 0.0  # when a connection did, by time.monotonic()

    @contextmanager
    def transaction(
        self, until: float, *, writes: bool, single: bool = False
    ) -> Iterator[Connection]:
        """A transaction; one that only reads sees one moment. Raises StateUnavailableError, and
        keeps nothing, if its block ends too late; a `single` statement is kept once it is done.
        """
        _in_time(until, "others were in the queue before")
        try:
            connection = self._connection()
            _driver(connection).prepare(until, writes, single)
            with connection.begin():
                yield connection
                if not single:
                    _in_time(until, "it took too long")
        except DBAPIError as error:
            if error.connection_invalidated:
                self._broke = time.monotonic()
            raise

    def _connection(self) -> Connection:
        """The thread's own; made anew if another's has broken since."""
        own: Connection | None = getattr(self._own, "connection", None)
        if own is None:
            own = self._own.connection = self._engine.connect()
            self._kept.append(own)
        elif not own.invalidated and _driver(own).made <= self._broke:
            own.invalidate()
        return own

    def passing(self, error: Exception) -> str:
        """PostgreSQL's words for what may be over soon; none for any other fault."""
        fault = getattr(error, "orig", None)
        if not isinstance(fault, psycopg.Error):
            return ""
        code = fault.sqlstate
        if code is None:  # it broke, or was never made
            return _without_names(fault) if isinstance(fault, psycopg.OperationalError) else ""
        return _without_names(fault) if _PASSING & {code, code[:2]} else ""

    def is_there(self) -> bool:
        """A database that is away comes back, and is the same."""
        return True

    async def listen(self, heard: Callable[[], object]) -> None:
        """Call `heard` once we listen, and when somebody has added to the outbox, a little later;
        until cancelled. What is told while the database is away is found by looking.
        """
        told = True
        while True:
            try:
                async with await self._connect_to_listen() as connection:
                    await connection.execute(f"LISTEN {ADDED}")
                    told = True
                    while True:
                        heard()
                        async for _ in connection.notifies(stop_after=1):  # and what came with it
                            pass
                        await asyncio.sleep(HEAD_START_SECONDS)
            except psycopg.Error as error:
                if told:
                    reason = _without_names(error)
                    log.warning("what other processes add is looked for, not told: %s", reason)
                told = False
            await asyncio.sleep(LISTEN_AGAIN_SECONDS)

    async def _connect_to_listen(self) -> psycopg.AsyncConnection[Any]:
        return await psycopg.AsyncConnection.connect(**self._parameters, autocommit=True)

    def close(self) -> None:
        """Close the connections."""
        for connection in self._kept:
            connection.close()

    def _connect(self) -> _Connection:
        connection = _Connection.connect(
            **self._parameters | {"client_encoding": _ENCODING},
            autocommit=True,
            prepare_threshold=None,
        )
        if (encoding := connection.info.parameter_status("server_encoding")) != _ENCODING:
            connection.close()
            raise StateError(
                f"the database's encoding is {encoding}, which cannot hold all that people write: "
                f"make it with {_ENCODING}"
            )
        connection.until = time.monotonic() + CONNECT_SECONDS
        connection.execute(_SESSION)
        connection.made = time.monotonic()
        return connection


def _driver(connection: Connection) -> _Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, _Connection)
    return driver


def parameters_of(url: str) -> dict[str, Any]:
    """Libpq's parameters in an address, whatever driver it names. Raises StateError, without any
    of them, if it cannot be read.
    """
    try:
        return dict(conninfo_to_dict(re.sub(r"^postgres(ql)?(\+\w+)?:", "postgresql:", url)))
    except psycopg.ProgrammingError as error:
        unknown = re.search(r'invalid URI query parameter: "(\w+)"', str(error))
        what = (
            f"PostgreSQL knows no parameter {unknown[1]}"
            if unknown
            else "it cannot be read; signs such as @ : / # in a password are written as %40 …"
        )
        raise StateError(f"ROLEFIT_STATE_URL is no address of a database: {what}") from None


def _in_time(until: float, reason: str) -> None:
    if time.monotonic() > until:
        raise StateUnavailableError(reason)


def _without_names(fault: psycopg.Error) -> str:
    """What PostgreSQL or libpq says, without who and where."""
    if fault.diag.message_primary:
        words = fault.diag.message_primary
    else:  # libpq begins with the address
        line = str(fault).strip().partition("\n")[0]
        words = line.rpartition("failed: ")[2].removeprefix("FATAL:").strip()
    return _QUOTED.sub("…", words)
