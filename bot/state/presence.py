"""Whether a server runs on a state: a lock on a file beside the database, such as
`rolefit-state.db-lock`, which the system lets go of however the process ends.

It says who is there and keeps nobody from the database. Windows has no such lock, and there
`serve` does not run. Where the folder is read-only or cannot be locked, it says nothing.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.errors import StateError

if sys.platform != "win32":
    import fcntl

SUFFIX = "-lock"
PAUSE_SECONDS = 0.05


@contextmanager
def server_present(file: Path, patience: float) -> Iterator[None]:
    """Say that a server runs on this state; several may.

    Raises StateError if it is being restored for longer than `patience` seconds.
    """
    with _locked(file.resolve(), exclusive=False, patience=patience) as free:
        if not free:
            raise StateError("the state is being restored: start again when that is done")
        yield


@contextmanager
def no_server(file: Path) -> Iterator[None]:
    """Keep servers from starting on this state. Raises StateError if one runs."""
    with _locked(file.resolve(), exclusive=True, patience=0.0) as free:
        if not free:
            raise StateError("a server runs on this state: stop it first")
        yield


@contextmanager
def _locked(file: Path, *, exclusive: bool, patience: float) -> Iterator[bool]:
    """Hold the lock; False if somebody else's keeps us from it."""
    lock = _open(file.with_name(file.name + SUFFIX))
    try:
        yield lock is None or _take(lock, exclusive, time.monotonic() + patience)
    finally:
        if lock is not None:
            os.close(lock)


def _open(file: Path) -> int | None:
    """The lock's file; it stays when the lock goes: deleting it would let two hold "the" lock."""
    if sys.platform == "win32":
        return None
    for flags in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):  # another user's may only be read
        with suppress(OSError):
            return os.open(file, flags | os.O_CLOEXEC, 0o644)
    return None


def _take(lock: int, exclusive: bool, until: float) -> bool:
    if sys.platform == "win32":
        return True
    kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
    while True:
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(PAUSE_SECONDS)
        except OSError:  # a file system without locks
            return True
