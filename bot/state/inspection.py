"""What a state database looks like, without opening it for writing or bringing it up to date."""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StateError
from bot.state.engine import words_of
from bot.state.levels import level_of
from bot.state.schema import metadata

CONNECT_SECONDS = 5.0
_SERVER = text(
    "select current_setting('server_version'), pg_is_in_recovery()"
    " or current_setting('default_transaction_read_only')::bool,"
    " has_schema_privilege(current_schema(), 'CREATE')"
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """`revision` is the newest migration that it has seen, None before the first; `foreign`
    says that it holds tables but none of ours; `damage` is what SQLite finds wrong, or nothing.
    """

    revision: str | None
    foreign: bool
    damage: str


def inspect_state(file: Path) -> Inspection:
    """Look into a database that a server may be using. Raises sqlite3.Error if it is none."""
    # Without a log beside it nobody writes, and opening it would make one.
    quiet = "" if file.with_name(f"{file.name}-wal").exists() else "&immutable=1"
    uri = f"{file.absolute().as_uri()}?mode=ro{quiet}"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        found = str(connection.execute("pragma quick_check(1)").fetchone()[0])
        rows = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
        tables = {str(name) for (name,) in rows}
        revision = None
        if "alembic_version" in tables:
            row = connection.execute("select version_num from alembic_version").fetchone()
            revision = str(row[0]) if row else None
    foreign = bool(tables) and not tables & set(metadata.tables)
    return Inspection(revision, foreign, "" if found == "ok" else found)


@dataclass(frozen=True, slots=True)
class InspectedServer:
    """`revision` and `foreign` as of a file; `version` is the server's, `may_create` whether we
    may make tables.
    """

    revision: str | None
    foreign: bool
    version: str
    read_only: bool
    may_create: bool


def inspect_postgresql(url: str) -> InspectedServer:
    """Look into a database that others may be using. Raises StateError if that cannot be done."""
    from bot.state.postgresql import PostgreSQL

    database = PostgreSQL(url)
    try:
        until = time.monotonic() + CONNECT_SECONDS
        with database.transaction(until, writes=False) as connection:
            revision = level_of(connection)
            tables = set(inspect(connection).get_table_names())
            version, read_only, may_create = connection.execute(_SERVER).one()
    except SQLAlchemyError as error:
        reason = database.passing(error) or words_of(error)
        raise StateError(f"the state database cannot be used: {reason}") from error
    finally:
        database.close()
    foreign = bool(tables) and not tables & set(metadata.tables)
    return InspectedServer(revision, foreign, version.split()[0], read_only, bool(may_create))
