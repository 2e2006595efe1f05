"""Which files are a pack's, and what tells that they have changed.

Folders are taken as file systems have them: a Kubernetes ConfigMap (each file a link into a
hidden folder, swapped at once for the next), the hidden files of editors and of macOS, links in
circles, files that nobody may read, and things that are no files at all: these are never opened.
"""

import os
import stat
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from knowledge.briefs.weights import WEIGHTS_ENDING
from knowledge.errors import PackError, Problem

YAML_ENDINGS = {".yaml", ".yml"}  # in any case: FAQS.YAML is not left out without a word
NOT_OURS = "lost+found"  # at the top of a mounted disk, readable by root alone
MOST_ENTRIES = 10_000  # of what is a pack, and neither somebody's home nor links in circles
MOST_LEVELS = 20

Fingerprint = tuple[tuple[str, int, int, int, int, int], ...]


def pack_files(folder: Path) -> list[Path]:
    """A pack's files in a fixed order, trained weights last.

    They end in .yaml or .yml, at any depth, also behind links; what is hidden (`.name`) is no
    part of a pack, and other regular files are left alone. Raises PackError where there are no
    YAML files, and with each folder that cannot be read, each link that leads nowhere, and each
    thing that is no regular file.
    """
    if not os.path.isdir(folder):
        raise PackError([_no_folder(folder)])
    walk = _Walk(folder)
    walk.enter(folder, frozenset())
    if walk.problems:
        raise PackError(walk.problems)
    if not walk.files:
        raise PackError([_fault(folder, "no pack folder: it has no YAML files")])
    return [*walk.files, *walk.weights]


def content_hash(folders: Sequence[Path]) -> str:
    """A hash (hex) over every file's name and bytes: equal content, equal hash.

    Raises PackError, also for a file that cannot be read.
    """
    digest = sha256()
    for folder in folders:
        for path in pack_files(folder):
            try:
                content = path.read_bytes()
            except OSError as error:
                raise PackError([_unreadable(path, error)]) from error
            name = os.fsencode(path.relative_to(folder).as_posix())
            digest.update(name + f"\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def fingerprint(paths: Sequence[Path]) -> Fingerprint:
    """What changes whenever a file of these packs (or built files) is another, without reading
    any: cheap enough to look every moment. Raises PackError as `pack_files` does.
    """
    found = []
    for path in paths:
        for file in [path] if os.path.isfile(path) else pack_files(path):
            try:
                seen = file.stat()
            except OSError:  # deleted while we look: a change as well
                continue
            # Files that take each other's place may share time and size, but not the inode; who
            # edits one and puts its time back does not put back the time of that.
            times = seen.st_mtime_ns, seen.st_ctime_ns
            found.append((str(file), seen.st_dev, seen.st_ino, *times, seen.st_size))
    return tuple(found)


class _Walk:
    """The files below a folder, and what stands in the way."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.entries = 0
        self.files: list[Path] = []
        self.weights: list[Path] = []
        self.problems: list[Problem] = []

    def enter(self, folder: Path, above: frozenset[tuple[int, int]]) -> None:
        """Visit what is in a folder, unless it is one of those `above` it."""
        try:
            seen = folder.stat()
            names = sorted(os.listdir(folder))
        except OSError as error:
            self.problems.append(_unreadable(folder, error))
            return
        here = seen.st_dev, seen.st_ino
        if here in above:
            return
        if len(above) == MOST_LEVELS:
            self.problems.append(_fault(folder, f"more than {MOST_LEVELS} folders deep"))
            return
        for name in names:
            if not name.startswith(".") and name != NOT_OURS:
                self.visit(folder / name, above | {here})

    def visit(self, path: Path, above: frozenset[tuple[int, int]]) -> None:
        """Take a file, enter a folder, or say why neither is possible."""
        self.entries += 1
        if self.entries > MOST_ENTRIES:
            message = f"no pack folder: it has more than {MOST_ENTRIES:,} files and folders"
            raise PackError([_fault(self.top, message)])
        try:
            mode = path.stat().st_mode
        except OSError as error:
            if os.path.islink(path):
                self.problems.append(_fault(path, f"this link leads nowhere: {error.strerror}"))
            elif not isinstance(error, FileNotFoundError):  # that would be one deleted just now
                self.problems.append(_unreadable(path, error))
            return
        if stat.S_ISDIR(mode):
            self.enter(path, above)
        elif not stat.S_ISREG(mode):
            message = "this is no regular file, but a FIFO, a socket or a device"
            self.problems.append(_fault(path, message))
        elif path.suffix.lower() in YAML_ENDINGS:
            self.files.append(path)
        elif path.name.endswith(WEIGHTS_ENDING):
            self.weights.append(path)


def _no_folder(path: Path) -> Problem:
    try:
        path.stat()
    except OSError as error:
        return _fault(path, f"no pack folder: {error.strerror}")
    except ValueError:
        return _fault(path, "no pack folder: its name holds a null character")
    return _fault(path, "no pack folder, but a file: a pack is the folder of YAML files")


def _unreadable(path: Path, error: OSError) -> Problem:
    return _fault(path, f"cannot be read: {error.strerror}")


def _fault(path: Path, message: str) -> Problem:
    return Problem(path, 1, 1, "", message)
