"""What RoleFit writes: the state database, room for it, and the folder of compiled packs."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import make_url

from bot.doctor.checks import Check
from bot.doctor.postgresql import check_postgresql
from bot.state.engine import is_postgresql
from bot.state.inspection import Inspection, inspect_state
from bot.state.schema import HEAD
from knowledge.cache import cache_folders
from knowledge.errors import PackError
from knowledge.store import is_built

MEGABYTE = 1_000_000
LITTLE_ROOM = 100 * MEGABYTE
NO_ROOM = 10 * MEGABYTE
RESTORE = "Stop RoleFit, keep the file aside, and restore a backup (rolefit state restore FILE)."


def check_state(url: str) -> list[Check]:
    """The database where the settings say, which is not changed; of a file, the room beside it."""
    if is_postgresql(url):
        return [check_postgresql(url)]
    named = make_url(url).database
    if not named or named == ":memory:":
        message = (
            "ROLEFIT_STATE_URL names no file: drafts and waiting messages are lost at each stop."
        )
        return [Check("state", "warning", message)]
    file = Path(os.path.realpath(named))  # SQLite keeps its log beside the real file
    return [_check_file(file), check_room(_nearest_folder(file))]


def _check_file(file: Path) -> Check:
    try:
        if not file.exists():
            return _check_place(file)
        if not file.is_file():
            message = f"{file} is no file but something else. Mend ROLEFIT_STATE_URL."
            return Check("state", "fault", message)
        inspected = inspect_state(file)
    except sqlite3.Error as error:
        return Check("state", "fault", f"{file}: {error}. {_advice(error)}")
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}. Let the user that serves read it."
        return Check("state", "fault", message)
    return _judge(file, inspected)


def _check_place(file: Path) -> Check:
    if fault := _cannot_write(_nearest_folder(file)):
        message = f"{file}: {fault}. Mend ROLEFIT_STATE_URL, or let the user that serves write."
        return Check("state", "fault", message)
    return Check("state", "ok", f"{file} is not there yet; serve makes it.")


def _advice(error: sqlite3.Error) -> str:
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_READONLY:
            return "Let the user that serves read and write it and its folder."
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "Something holds it: try again."
        case sqlite3.SQLITE_NOTADB:
            return f"Is ROLEFIT_STATE_URL right? If it is: {RESTORE[0].lower()}{RESTORE[1:]}"
        case _:
            return RESTORE


def _judge(file: Path, seen: Inspection) -> Check:
    if seen.damage:
        return Check("state", "fault", f"{file} is damaged. {RESTORE}")
    if seen.foreign:
        message = f"{file} holds other tables than RoleFit's. Is ROLEFIT_STATE_URL right?"
        return Check("state", "fault", message)
    if seen.revision and seen.revision > HEAD:
        message = (
            f"{file} is from a newer RoleFit ({seen.revision}, this one knows {HEAD}). Run that "
            "version, or restore a backup from before it."
        )
        return Check("state", "fault", message)
    if fault := _cannot_change(file):
        message = f"{file}: {fault}. Let the user that serves write it and its folder."
        return Check("state", "fault", message)
    if seen.revision is None:
        return Check("state", "ok", f"{file} is empty; serve makes what it needs.")
    if seen.revision != HEAD:
        message = (
            f"{file} is from an older RoleFit ({seen.revision}, this one has {HEAD}). "
            "Take a backup; serve brings it up to date when it starts."
        )
        return Check("state", "warning", message)
    message = f"{file} is up to date ({HEAD}), sound and writable.{_not_mine(file)}"
    return Check("state", "ok", message)


def check_room(folder: Path) -> Check:
    """Whether there is room for the state to grow."""
    try:
        disk = shutil.disk_usage(folder)
    except OSError as error:
        return Check("free disk", "not checked", f"{folder} cannot be asked: {error.strerror}.")
    if not disk.total:
        return Check("free disk", "not checked", f"{folder} is on no disk.")
    return judge_room(disk.free, str(folder))


def judge_room(free: int, where: str) -> Check:
    """What so many free bytes mean."""
    told = f"{free // MEGABYTE:,} MB free for {where}"
    if free < NO_ROOM:
        message = f"{told}: soon nothing can be kept, and Share fails. Make room now."
        return Check("free disk", "fault", message)
    if free < LITTLE_ROOM:
        return Check("free disk", "warning", f"{told}. Make room.")
    return Check("free disk", "ok", f"{told}.")


def check_cache(packs: Sequence[Path]) -> list[Check]:
    """Whether compiled packs can be kept; a built file needs no such place."""
    if len(packs) == 1 and os.path.isfile(packs[0]):
        return []
    with suppress(PackError):  # which the check of the pack tells of
        if is_built(packs):
            return [Check("cache", "ok", "the pack is compiled already.")]
    faults = []
    for folder in cache_folders(to_write=True):
        if not (fault := _cannot_write(_nearest_folder(folder / "any"))):
            return [Check("cache", "ok", f"{folder} can be written.")]
        faults.append(fault)
    message = (
        f"{'; '.join(faults) or 'this user has no cache folder'}, so the pack is compiled at each "
        "start. Set XDG_CACHE_HOME to a folder that can be written, or serve a file of rolefit "
        "packs build."
    )
    return [Check("cache", "warning", message)]


def _nearest_folder(file: Path) -> Path:
    """The folder of a file, or the nearest above it that is there."""
    return next((folder for folder in file.parents if os.path.lexists(folder)), file)


def _cannot_write(folder: Path) -> str:
    """Why no file can be made in a folder, or nothing; tried, since rights alone don't tell."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return f"{folder} cannot be written ({error.strerror})"


def _cannot_change(file: Path) -> str:
    try:
        with file.open("r+b"):
            return _cannot_write(file.parent)
    except OSError as error:
        return f"it cannot be written ({error.strerror})"


def _not_mine(file: Path) -> str:
    if file.stat().st_uid == os.geteuid():
        return ""
    return " It is another user's: run doctor as the user that serves, to be sure."
