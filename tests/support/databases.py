"""State databases of both kinds: a file, and one in a PostgreSQL server of the tests' own."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.pool import NullPool

from bot.state.engine import open_state
from bot.state.schema import metadata
from tests.support.slack import LONGEST_WAIT

on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
on_sqlite = pytest.mark.parametrize("kind", ["sqlite"])
on_postgresql = pytest.mark.parametrize("kind", ["postgresql"])

WORDS_WHEN_LOCKED = {
    "sqlite": "database is locked",
    "postgresql": "canceling statement due to lock timeout",
}
MIGRATED = "migrated"  # the database that others are copied from

# The shell ends the server when its standard input ends, however the tests do: no server outlives
# them. Unless it is told to keep it, the folder goes, too.
_UNTIL_TOLD = '"$@" & read -r word; kill -INT $!; wait $!; [ "$word" = keep ] || rm -rf "$0"'
_OPTIONS = ("autovacuum=off", "shared_buffers=16MB", "listen_addresses=")
_UNSAFE = ("fsync=off", "full_page_writes=off")  # but quick


class Database(ABC):
    """A database for a state; `kind` and `url` as `open_state` takes it."""

    kind: str
    driver: str
    url: str

    def engine(self) -> Engine:
        """SQLAlchemy's, for what is no business of the app's."""
        return create_engine(make_url(self.url).set(drivername=self.driver), poolclass=NullPool)

    @abstractmethod
    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What a statement finds, or does; `?` stands for a value."""

    @abstractmethod
    def refuse(self, what: str, table: str, words: str) -> None:
        """Let every insert, update or delete of a row of a table fail with these words."""

    @abstractmethod
    def refuse_no_more(self, table: str) -> None:
        """Take that back."""

    @abstractmethod
    @contextmanager
    def write_locked(self) -> Iterator[Callable[[str], object]]:
        """Keep others from writing, as another program that writes would; they may read. What it
        runs itself is there when the lock goes.
        """


class SQLiteFile(Database):
    """A file that others may have open."""

    kind = "sqlite"
    driver = "sqlite"

    def __init__(self, file: Path) -> None:
        self.file = file
        self.url = f"sqlite:///{file}"

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.file, timeout=5)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def refuse(self, what: str, table: str, words: str) -> None:
        self.rows(
            f"create trigger refused before {what} on {table}"
            f" begin select raise(abort, '{words}'); end"
        )

    def refuse_no_more(self, table: str) -> None:
        self.rows("drop trigger refused")

    @contextmanager
    def write_locked(self) -> Iterator[Callable[[str], object]]:
        with closing(sqlite3.connect(self.file, isolation_level=None)) as connection:
            connection.execute("begin immediate")
            yield connection.execute
            connection.execute("commit")


class PostgreSQLDatabase(Database):
    """One database of a server."""

    kind = "postgresql"
    driver = "postgresql+psycopg"

    def __init__(self, url: str) -> None:
        self.url = url

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as connection:
            found = connection.execute(statement.replace("?", "%s"), values or None)
            return found.fetchall() if found.description else []

    def refuse(self, what: str, table: str, words: str) -> None:
        self.rows(
            "create function refuse() returns trigger language plpgsql as"
            f" $$ begin raise exception '{words}'; end $$"
        )
        self.rows(
            f"create trigger refused before {what} on {table}"
            " for each row execute function refuse()"
        )

    def refuse_no_more(self, table: str) -> None:
        self.rows(f"drop trigger refused on {table}")

    @contextmanager
    def write_locked(self) -> Iterator[Callable[[str], object]]:
        with psycopg.connect(self.url) as connection:
            connection.execute(f"lock table {', '.join(metadata.tables)} in exclusive mode")
            yield connection.execute


class Server:
    """A PostgreSQL server in a temporary folder, reached through a socket there."""

    def __init__(self, *options: str, safe: bool = False) -> None:
        self._options = (*_OPTIONS, *options, *(() if safe else _UNSAFE))
        self.folder = Path(tempfile.mkdtemp(prefix="rolefit-postgres-", dir="/tmp"))
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None
        if os.geteuid() == 0:  # as which PostgreSQL does not run
            shutil.chown(self.folder, "nobody", "nogroup")
        initdb = (_program("initdb"), "-D", self.folder / "data", "-U", "rolefit")
        how = ("-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        rights = _unprivileged(self.folder)
        subprocess.run([*initdb, *how], stdout=subprocess.DEVNULL, check=True, **rights)

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        command = (_program("postgres"), "-D", self.folder / "data", "-k", self.folder)
        options = [word for option in self._options for word in ("-c", option)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                ["sh", "-c", _UNTIL_TOLD, self.folder, *command, *options],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                process_group=0,  # Ctrl-C is for the tests, which then stop it
                **_unprivileged(self.folder),
            )
        until = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                return psycopg.connect(self.url("postgres")).close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise AssertionError((self.folder / "log").read_text()) from None
            time.sleep(0.05)

    def stop(self, *, keep: bool = False) -> None:
        """Stop it, and wait until it has gone; what it holds goes, too, unless it is kept."""
        assert self._process is not None
        self._process.communicate(b"keep\n" if keep else b"")
        if not keep:
            with suppress(FileNotFoundError):
                shutil.rmtree(self.folder)

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://rolefit@/{name}?host={self.folder}"

    def empty(self) -> PostgreSQLDatabase:
        """A database of its own that holds nothing."""
        return self._create("template0")

    def migrated(self) -> PostgreSQLDatabase:
        """A database of its own that is up to date."""
        with psycopg.connect(self.url("postgres")) as connection:
            there = "select 1 from pg_database where datname = %s"
            is_there = connection.execute(there, (MIGRATED,)).fetchone()
        if not is_there:
            self._run(f"create database {MIGRATED}")
            asyncio.run(_migrate(self.url(MIGRATED)))
        return self._create(MIGRATED)

    def _create(self, template: str) -> PostgreSQLDatabase:
        name = f"state_{next(self._numbers)}"
        self._run(f"create database {name} template {template} strategy file_copy")
        return PostgreSQLDatabase(self.url(name))

    def _run(self, statement: str) -> None:
        with closing(psycopg.connect(self.url("postgres"), autocommit=True)) as connection:
            connection.execute(statement)


@contextmanager
def running_server(*options: str, safe: bool = False) -> Iterator[Server]:
    """A server of one's own, with options such as "max_connections=8"; a `safe` one keeps what it
    has, whatever happens to the machine.
    """
    server = Server(*options, safe=safe)
    server.start()
    try:
        yield server
    finally:
        server.stop()


async def _migrate(url: str) -> None:
    await (await open_state(url)).close()


def _program(name: str) -> str:
    """Where it is: Debian keeps PostgreSQL's programs out of the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(debian[-1]) if debian else shutil.which(name)
    assert found, f"there is no {name}: sh tests/programs.sh installs it"
    return found


def _unprivileged(folder: Path) -> dict[str, Any]:
    """How to run a program of PostgreSQL's in a folder: not as root."""
    root = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    return {"cwd": folder, **(root if os.geteuid() == 0 else {})}
