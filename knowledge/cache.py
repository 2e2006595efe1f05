"""Where built stores are kept: the user's cache folder, else one of our own in the temp folder."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from knowledge.schema import store_format


def cache_folders(*, to_write: bool) -> Iterator[Path]:
    """The folders to try in this order; some may not be writable, and there may be none.

    In a container with any user id there may be no home, or one that nobody can write to. The one
    in the temp folder is made only `to_write`.
    """
    with suppress(RuntimeError):  # neither HOME nor an entry in /etc/passwd
        yield user_cache_path("rolefit")
    with suppress(OSError):
        folder = Path(tempfile.gettempdir()) / f"rolefit-{os.geteuid()}"
        if to_write:
            with suppress(FileExistsError):
                folder.mkdir(mode=0o700)
        if _is_private(folder):
            yield folder


def cache_file(folder: Path, pack_hash: str) -> Path:
    """Where a cache folder keeps the store of a pack with this hash."""
    return folder / f"{pack_hash[:16]}-{store_format()}.db"


def _is_private(folder: Path) -> bool:
    """Whether a folder is ours alone. Raises OSError where there is none.

    Everybody can write to the temp folder, so somebody else may have made this one before us, or
    a link of its name: stores that they put there would answer in our name.
    """
    found = folder.lstat()  # a link is no folder of ours, wherever it leads
    is_closed = not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and is_closed
