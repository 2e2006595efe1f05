"""A backup put in the place of the state, which is kept beside it under a dated name."""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import URL

from bot.errors import StateError
from bot.state.backup import (
    DAMAGES,
    Contents,
    copy_database,
    examine,
    faults_as_words,
    primary_code,
    scratch_file,
    write_through,
)
from bot.state.engine import open_state
from bot.state.presence import no_server

_POSTED_SINCE = """
    update outbox set done_at = since.done_at, message = '{}', afterwards = null,
        response_url = null
    from replaced.outbox as since
    where since.id = outbox.id and since.done_at is not null and outbox.done_at is null
"""


@dataclass(frozen=True, slots=True)
class Restored:
    """What is in place now, the level that the backup had, where the state it replaced is kept
    (None if there was none), and how many messages were posted since the backup.
    """

    contents: Contents
    from_level: str
    replaced: Path | None
    posted_since: int


def restore(backup: Path, state: Path) -> Restored:
    """Check a backup, bring it up to date and put it in the place of the state.

    A message that the backup still has to post and the state has posted is not posted again.
    Raises StateError, with the state untouched, if a server runs on it or the backup cannot be
    used; the backup itself is never changed.
    """
    state = state.resolve()
    if not backup.is_file():
        raise StateError("there is no such backup file")
    if state.exists() and backup.samefile(state):
        raise StateError("the backup is the state itself")
    with faults_as_words("nothing was restored"):
        state.parent.mkdir(parents=True, exist_ok=True)
        with no_server(state), scratch_file(state.parent) as copy:
            _copy(backup, copy)
            from_level = examine(copy, "the backup").level
            asyncio.run(_bring_up_to_date(copy))
            settled = state.exists() and _settle(state)
            posted = _carry_over(state, copy) if settled else 0
            contents = examine(copy, "the backup")
            return Restored(contents, from_level, _put_in_place(copy, state), posted)


def _copy(backup: Path, copy: Path) -> None:
    """Copy the file and its log as they lie there, so that opening it cannot change them."""
    raw = copy.with_name("backup.db")
    for suffix in ("", "-wal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(f"{backup}{suffix}", f"{raw}{suffix}")
    try:
        copy_database(raw, copy)
    except sqlite3.DatabaseError as error:
        if words := DAMAGES.get(primary_code(error)):
            raise StateError(f"the backup {words}") from error
        raise


async def _bring_up_to_date(copy: Path) -> None:
    await (await open_state(URL.create("sqlite", database=str(copy)))).close()


def _settle(state: Path) -> bool:
    """Write its log into the state, which only succeeds if nobody uses it: this also tells a
    server that holds no lock. False if the state is too damaged for that.
    """
    try:
        with closing(sqlite3.connect(state, timeout=0)) as connection:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.DatabaseError as error:
        if primary_code(error) in DAMAGES:
            return False
        if primary_code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        mode = None
    if mode != ("delete",):
        raise StateError("another process uses this state: stop it first")
    return True


def _carry_over(state: Path, copy: Path) -> int:
    """Note in the copy what the state has posted since: how many messages."""
    try:
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute("attach ? as replaced", (str(state),))
            return connection.execute(_POSTED_SINCE).rowcount
    except sqlite3.DatabaseError:  # the state that is replaced is damaged, or none of ours
        return 0


def _put_in_place(copy: Path, state: Path) -> Path | None:
    """Replace the state at one stroke; where it is kept."""
    there = state.exists()
    owner = (state if there else state.parent).stat()
    copy.chmod(owner.st_mode & 0o777 if there else 0o600)
    with suppress(PermissionError):  # only root restores for another user
        os.chown(copy, owner.st_uid, owner.st_gid)
    write_through(copy)
    replaced = _keep(state) if there else None
    copy.replace(state)
    write_through(state.parent)
    return replaced


def _keep(state: Path) -> Path:
    """Give the state a second, dated name; a log that could not be written into it moves there:
    beside the new state, it would be taken for its own.
    """
    now = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        kept = state.with_name(f"{state.stem}.replaced-{now}{again}{state.suffix}")
        if not os.path.lexists(kept):
            break
    try:
        os.link(state, kept)
    except OSError:  # a file system without hard links
        shutil.copy2(state, kept)
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.replace(f"{state}{suffix}", f"{kept}{suffix}")
    return kept
