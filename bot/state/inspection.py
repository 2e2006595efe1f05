"""What a state database looks like, without opening it for writing or bringing it up to date."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.state.schema import metadata


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
