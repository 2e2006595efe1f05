"""The state database: opened, brought up to date, used in whole transactions, closed."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Protocol, TypeVar

from sqlalchemy import URL, Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StateError, StateUnavailableError
from bot.state.levels import bring_up_to_date
from bot.state.sqlite import SQLite
from bot.state.workers import Workers

log = logging.getLogger(__name__)

REQUEST_SECONDS = 1.0  # that a request waits for other writers: Slack waits three for its answer
BACKGROUND_SECONDS = 30.0  # the same for work that nobody waits for
COMMIT_SECONDS = 0.3  # more for a commit that began in time: giving up then would tell a lie
TURN_SECONDS = 0.2  # after which what failed tries again: meanwhile requests have their turn

LOST = "its file was deleted or replaced: stop RoleFit, put the file right, start again"

Result = TypeVar("Result")


class Database(Protocol):
    """What is special to SQLite, or to PostgreSQL.

    It takes so many transactions at once, each in a thread. Each try of one may take
    `turn_seconds`; one that is `remote` may fall silent, so it is not waited for any longer, and
    has a clock of its own.
    """

    threads: int
    turn_seconds: float
    open_seconds: float
    remote: bool

    def transaction(
        self, until: float, *, writes: bool, single: bool = False
    ) -> AbstractContextManager[Connection]:  # until: by time.monotonic()
        """A transaction that has begun; what its block does is committed, or nothing of it. If
        that is a `single` statement, it may be a transaction without being told so.
        """

    def passing(self, error: Exception) -> str:
        """The database's words for what may be over soon; none for any other fault."""

    def is_there(self) -> bool:
        """Whether it is still the one that was opened."""

    async def listen(self, heard: Callable[[], object]) -> None:
        """Call `heard` when a process may have added to the outbox, if that is told; until
        cancelled.
        """

    def close(self) -> None:
        """Close its connections."""


class State:
    """The open database; all SQL of this package runs in its transactions.

    They run in threads of their own, each as a whole: a driver that hops between thread and event
    loop for each statement costs four times as much CPU. `lost` says that the database is not
    the one that was opened any more, `level_before` what level it had when it was opened (None:
    it was empty).
    """

    def __init__(self, database: Database) -> None:
        self.lost = False
        self.level_before: str | None = None
        self._database = database
        self._epoch: float | None = None  # by time.monotonic(), which nobody sets while we run
        self._fault = ""
        self._written = 0.0  # when we could write last, by time.monotonic()
        self._workers = Workers(database.threads, "state")

    async def transact(
        self,
        work: Callable[[Connection], Result],
        patience: float = REQUEST_SECONDS,
        *,
        urgent: bool = False,
        single: bool = False,
    ) -> Result:
        """Do work in a transaction: what it returns, once that is committed. What is `urgent`
        goes before all that waits.

        If it raises, nothing is kept. It may be done all the same when who waits is cancelled.
        Never wait for Slack in it. Raises StateUnavailableError if other writers, the disk or the
        network keep it from being done for `patience` seconds from now.

        Work that is a `single` statement goes to a server once instead of three times. When it
        raises StateUnavailableError it may have been kept: for what does no harm then.
        """
        return await self._try(work, patience, writes=True, urgent=urgent, single=single)

    async def read(
        self, work: Callable[[Connection], Result], patience: float = REQUEST_SECONDS
    ) -> Result:
        """Do work that only reads: it sees one moment, and waits for no writer."""
        return await self._try(work, patience, writes=False)

    def time(self) -> float:
        """Seconds since the epoch by the database's clock, on which all processes agree."""
        return time.time() if self._epoch is None else time.monotonic() - self._epoch

    async def look(self) -> None:
        """See whether the database is still the one that was opened; if not, nothing is kept in
        it any more, since that would be gone after a restart. See what its clock says.

        Raises StateUnavailableError if it cannot be seen now.
        """
        if self._database.remote:
            self._epoch = await self.read(_epoch)
        if self.lost or await asyncio.to_thread(self._database.is_there):
            return
        self.lost = True
        log.error("the state is lost: %s", LOST)

    async def listen(self, heard: Callable[[], object]) -> None:
        """Call `heard` when another process may have added to the outbox, until cancelled. It may
        fail to, so look now and then all the same.
        """
        await self._database.listen(heard)

    async def close(self) -> None:
        """Finish what is under way and close the connections."""
        await asyncio.to_thread(self._workers.close)
        self._database.close()

    async def _try(
        self,
        work: Callable[[Connection], Result],
        patience: float,
        *,
        writes: bool,
        urgent: bool = False,
        single: bool = False,
    ) -> Result:
        """Do it, again and again while what keeps it from being done may pass in time; what kept
        it at first is told.
        """
        until = time.monotonic() + patience
        do = partial(self._do, work, writes=writes, single=single)
        first: StateUnavailableError | None = None
        while True:
            try:
                return await self._run(do, until, urgent)
            except StateUnavailableError as error:
                first = first or error
                if self.lost:
                    raise
                if time.monotonic() + TURN_SECONDS >= until:
                    raise first from None
            await asyncio.sleep(TURN_SECONDS)

    async def _run(self, do: Callable[[float], Result], until: float, urgent: bool) -> Result:
        now = time.monotonic()
        until = min(until, now + self._database.turn_seconds)
        running = self._workers.submit(partial(do, until), urgent=urgent)
        if not self._database.remote:
            return await running
        try:
            async with asyncio.timeout(until - now + COMMIT_SECONDS):
                return await running
        except TimeoutError:  # the thread logs why, if it has begun
            raise StateUnavailableError("it took too long") from None

    def _do(
        self, work: Callable[[Connection], Result], until: float, *, writes: bool, single: bool
    ) -> Result:
        if self.lost:
            raise StateUnavailableError(LOST)
        began = time.monotonic()
        try:
            with self._database.transaction(until, writes=writes, single=single) as connection:
                done = work(connection)
        except (SQLAlchemyError, sqlite3.Error) as error:
            if reason := self._database.passing(error):
                self._note(reason, began)
                raise StateUnavailableError(reason) from error
            raise
        if writes:
            self._written = time.monotonic()
            self._note("", began)
        return done

    def _note(self, fault: str, began: float) -> None:
        """Log what keeps us from writing when it begins, changes and ends; not what kept one
        that `began` before another could write.
        """
        if fault == self._fault or (fault and began < self._written):
            return
        self._fault = fault
        if fault:
            log.warning("the state cannot be used, and is tried again: %s", fault)
        else:
            log.info("the state can be used again")


def _epoch(connection: Connection) -> float:
    before = time.monotonic()
    now = connection.execute(select(func.extract("epoch", func.clock_timestamp()))).scalar_one()
    return (before + time.monotonic()) / 2 - float(now)


async def open_state(url: str | URL, *, serving: bool = False) -> State:
    """Open the database and migrate it if it is not up to date.

    `url` is `sqlite:///file` or `postgresql://user@host/database`; `serving` tells other processes
    that a server runs on a file. Raises StateError, without the address, if it cannot be used.
    """
    try:
        database = await asyncio.to_thread(_open, url, serving)
        state = State(database)
        try:
            state.level_before = await state.transact(bring_up_to_date, database.open_seconds)
            await state.look()
        except BaseException:
            await state.close()
            raise
    except (SQLAlchemyError, OSError, sqlite3.Error, StateUnavailableError) as error:
        raise StateError(f"the state database cannot be used: {words_of(error)}") from error
    return state


def words_of(error: Exception) -> str:
    """The database's own words for a fault, on one line."""
    words = getattr(error, "orig", None) or getattr(error, "reason", None) or error
    return str(words).partition("\n")[0]


def is_postgresql(url: str | URL) -> bool:
    """Whether an address is PostgreSQL's, with or without the name of a driver."""
    return str(url).startswith("postgres")


def _open(url: str | URL, serving: bool) -> Database:
    if is_postgresql(url):
        from bot.state.postgresql import PostgreSQL  # which who has a file need not load

        return PostgreSQL(str(url))
    return SQLite(url, serving=serving)
