"""The folders whose files are settings: containers' secrets and systemd's credentials."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.checks import Check, printable
from bot.doctor.settings import resembled
from bot.settings import SECRETS, SETTINGS, named_secret_folders

NAME = "secrets folder"
ALIKE = 0.75  # less than for variables: what lies here is meant for us
READ_BY_OTHERS = stat.S_IROTH


def check_secrets_folders() -> list[Check]:
    """A check for each folder, and one for each thing that is wrong in it."""
    checks = [check for folder in named_secret_folders() for check in _check_folder(folder)]
    return checks or [Check(NAME, "ok", f"there is none ({SECRETS}), so none is read.")]


def _check_folder(folder: Path) -> Iterator[Check]:
    try:
        there = folder.is_dir()
        files = [] if not there else sorted(f for f in folder.iterdir() if f.name[0] != ".")
    except OSError as error:
        message = f"{folder} cannot be read: {error.strerror}. Let the user that serves read it."
        yield Check(NAME, "fault", message)
        return
    if not there:
        if folder != SECRETS:  # which no one has promised
            message = f"CREDENTIALS_DIRECTORY names {folder}, which is no folder. Unset or mend it."
            yield Check(NAME, "warning", message)
        return
    settings = [file for file in files if file.name.upper() in SETTINGS]
    faults = [*_unreadable(folder, settings), *_misspelt(files), *_open_to_others(folder, settings)]
    yield from faults
    if not faults:
        names = ", ".join(file.name for file in settings) or "no setting"
        yield Check(NAME, "ok", f"{folder} has {names}.")


def _unreadable(folder: Path, settings: list[Path]) -> Iterator[Check]:
    for file in settings:
        if why := _why_unreadable(folder, file):
            yield Check(NAME, "fault", f"{file} {why}")


def _why_unreadable(folder: Path, file: Path) -> str:
    """Why a file counts for nothing, or nothing."""
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)):
        return "is a link out of its folder, which is not followed. Put the file itself there."
    try:
        file.read_bytes()
    except IsADirectoryError:
        return (
            "is a folder. Container engines make one where the file that they shall mount is "
            "missing: put that file there, and make the container again."
        )
    except FileNotFoundError:
        return "is a link to nothing. Put the file itself there."
    except OSError as error:
        return f"cannot be read: {error.strerror}. Let the user that serves read it."
    return ""


def _misspelt(files: list[Path]) -> Iterator[Check]:
    there = {file.name.upper() for file in files}
    for file in files:
        if file.name.upper() in SETTINGS:
            continue
        meant = resembled(file.name, ALIKE)
        if meant and meant not in there:
            message = f"{printable(file)} is no setting. Is {meant} meant? Rename the file."
            yield Check(NAME, "warning", message)


def _open_to_others(folder: Path, settings: list[Path]) -> Iterator[Check]:
    if not os.access(folder, os.R_OK) or not folder.stat().st_mode & stat.S_IXOTH:
        return
    readable = [f.name for f in settings if f.is_file() and f.stat().st_mode & READ_BY_OTHERS]
    if readable:
        message = (
            f"every user of this machine can read {', '.join(readable)} in {folder}. "
            "Give the files mode 0400, and the user that serves as their owner."
        )
        yield Check(NAME, "warning", message)
