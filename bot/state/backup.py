"""A copy of the state while servers write to it, and what makes a copy one to trust."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from bot.errors import StateError
from bot.state.schema import HEAD, metadata

DAMAGES = {
    sqlite3.SQLITE_CORRUPT: "is damaged",
    sqlite3.SQLITE_NOTADB: "is no SQLite database",
}
FIRST_TABLES = {"outbox", "unanswered"}  # of every state, whatever its level


@dataclass(frozen=True, slots=True)
class Contents:
    """What a state database holds: its level, its size in bytes, the rows of each table."""

    level: str
    size: int
    rows: dict[str, int]


def back_up(state: Path, target: Path) -> Contents:
    """Copy the state as it is at one moment, with all that was committed before.

    The copy is one file that only its owner can read, and has its name only once it is whole,
    checked and on disk. Raises StateError if it cannot be made, or if the name is taken.
    """
    if os.path.lexists(target):
        raise _taken(target)
    with faults_as_words("no backup was made"), scratch_file(target.parent) as copy:
        copy_database(state, copy)
        found = examine(copy, "the state")
        write_through(copy)
        _name(copy, target)
        write_through(target.parent)
    return found


def copy_database(source: Path, target: Path) -> None:
    """Copy a database into one file, with what is still in its write-ahead log."""
    # Not read-only: it may be the first to open the log. In one step: between two, a writer
    # would make it begin again. It reads one moment, and no writer waits for it.
    address = f"{source.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True)) as opened:
        target.touch(0o600)
        with closing(sqlite3.connect(target)) as copy:
            opened.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode = DELETE")  # whole without files beside it


def examine(file: Path, name: str) -> Contents:
    """What a database that nobody writes to holds.

    Raises StateError, which calls it by `name`, if it is damaged, foreign or newer than we are.
    """
    try:
        with closing(sqlite3.connect(file)) as connection:
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise StateError(f"{name} is damaged")
            level = _level(connection, name)
            rows = {table: _count(connection, table) for table in sorted(_tables(connection))}
    except sqlite3.DatabaseError as error:
        if words := DAMAGES.get(primary_code(error)):
            raise StateError(f"{name} {words}") from error
        raise
    return Contents(level, file.stat().st_size, rows)


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's code for what went wrong, without its finer distinctions."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF


@contextmanager
def scratch_file(folder: Path) -> Iterator[Path]:
    """A name for a database on the disk of `folder`; all files of it go at the end."""
    with TemporaryDirectory(prefix=".rolefit-", dir=folder) as made:
        yield Path(made) / "state.db"


@contextmanager
def faults_as_words(what: str) -> Iterator[None]:
    """What the disk or SQLite refuses becomes a StateError: `what`, and why."""
    try:
        yield
    except OSError as error:
        raise StateError(f"{what}: {(error.strerror or type(error).__name__).lower()}") from error
    except sqlite3.Error as error:
        raise StateError(f"{what}: {error}") from error


def write_through(path: Path) -> None:
    """Let a file, or the names in a folder, be on disk before what follows."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _name(copy: Path, target: Path) -> None:
    """Give it its name unless that is taken meanwhile."""
    try:
        os.link(copy, target)
    except FileExistsError:
        raise _taken(target) from None
    except OSError:  # a file system without hard links
        try:
            target.touch(0o600, exist_ok=False)
        except FileExistsError:
            raise _taken(target) from None
        copy.replace(target)


def _taken(target: Path) -> StateError:
    return StateError(f"{target.name} is there already: choose another name")


def _level(connection: sqlite3.Connection, name: str) -> str:
    tables = _tables(connection)
    if not tables >= FIRST_TABLES or "alembic_version" not in _names(connection):
        raise StateError(f"{name} is no state of RoleFit")
    found = connection.execute("select version_num from alembic_version").fetchone()
    level = str(found[0]) if found else ""
    if level > HEAD:
        raise StateError(f"{name} is from a newer version of RoleFit")
    if not level or (level == HEAD and not _is_whole(connection)):
        raise StateError(f"{name} is no state of RoleFit")
    return level


def _is_whole(connection: sqlite3.Connection) -> bool:
    """Whether it has every column of the schema."""
    return all(
        {column.name for column in table.columns}
        <= {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
        for table in metadata.sorted_tables
    )


def _names(connection: sqlite3.Connection) -> set[str]:
    found = connection.execute("select name from sqlite_master where type = 'table'")
    return {name for (name,) in found}


def _tables(connection: sqlite3.Connection) -> set[str]:
    return _names(connection) & metadata.tables.keys()


def _count(connection: sqlite3.Connection, table: str) -> int:
    counted = select(func.count()).select_from(metadata.tables[table])
    return int(connection.execute(str(counted)).fetchone()[0])
