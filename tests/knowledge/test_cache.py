"""Where a built store is kept by a user whom the machine does not know, and who has no home."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.app import REPOSITORY
from tests.support.packs import PackFolder
from tests.support.rights import STRANGER, public_folder

USER = os.geteuid() or STRANGER
OURS = f"rolefit-{USER}"
# Of an ordinary user only a home that is none can be tried: the real one is not ours to touch.
HOMES = ["/dev/null", "~"] if os.geteuid() else [None, "~", "/", "/dev/null"]

# All code is imported the first time: a stranger may not be allowed to read it.
PROGRAM = f"""
import os, sys
from pathlib import Path
from knowledge.search import search
from knowledge.store import open_store

def ask():
    found = search(open_store([Path(sys.argv[1])]), "who owns the database schema")
    return found.hits[0].document.text

assert ask()
del os.environ["XDG_CACHE_HOME"]
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({STRANGER})
    os.setuid({STRANGER})
print("as a stranger:", ask())
"""


@pytest.fixture
def temp() -> Iterator[Path]:
    """A temp folder as every machine has it: anybody may write to it. A pack stands beside it."""
    with public_folder() as folder:
        (folder / "tmp").mkdir()
        (folder / "tmp").chmod(0o1777)
        PackFolder(folder / "pack").write_all()
        yield folder / "tmp"


def ask_as_a_stranger(temp: Path, cache: Path, home: str | None = "/dev/null") -> str:
    """What a store of the pack answers, with nothing else in its environment."""
    environment = {"XDG_CACHE_HOME": str(cache), "TMPDIR": str(temp), "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(temp.parent / "pack")],
        cwd=temp,
        env=environment | ({} if home is None else {"HOME": home}),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.partition("as a stranger:")[2]


@pytest.mark.parametrize("home", HOMES)
def test_without_a_home_the_store_is_kept_in_a_private_temp_folder(
    temp: Path, tmp_path: Path, home: str | None
) -> None:
    assert "Inside one application" in ask_as_a_stranger(temp, tmp_path / "1", home)
    assert [file.name for file in temp.iterdir()] == [OURS]
    seen = (temp / OURS).stat()
    assert (seen.st_uid, seen.st_mode & 0o777) == (USER, 0o700)
    [built] = (temp / OURS).iterdir()
    before = built.stat().st_ino, built.stat().st_mtime_ns
    assert "Inside one application" in ask_as_a_stranger(temp, tmp_path / "2", home)
    assert [*(temp / OURS).iterdir()] == [built]
    assert (built.stat().st_ino, built.stat().st_mtime_ns) == before


def open_to_all(folder: Path) -> None:
    folder.mkdir()
    os.chown(folder, USER, -1)
    folder.chmod(0o777)


def of_somebody_else(folder: Path) -> None:
    folder.mkdir()  # by root, where we may give it away
    folder.chmod(0o700 if os.geteuid() == 0 else 0o770)


def a_link(folder: Path) -> None:
    open_to_all(folder.with_name("elsewhere"))
    folder.with_name("elsewhere").chmod(0o700)
    folder.symlink_to("elsewhere")


@pytest.mark.parametrize("made", [open_to_all, of_somebody_else, a_link, Path.touch])
def test_a_folder_of_that_name_that_may_be_somebody_elses_is_not_used(
    temp: Path, tmp_path: Path, made: Callable[[Path], None]
) -> None:
    made(temp / OURS)
    assert "Inside one application" in ask_as_a_stranger(temp, tmp_path / "cache")
    assert list(temp.rglob("*.db")) == []


def test_a_home_that_can_be_written_to_is_used_and_nothing_else(temp: Path, tmp_path: Path) -> None:
    home = temp / "home"
    home.mkdir()
    os.chown(home, USER, -1)
    assert "Inside one application" in ask_as_a_stranger(temp, tmp_path / "cache", str(home))
    assert [file.suffix for file in (home / ".cache/rolefit").iterdir()] == [".db"]
    assert [file.name for file in temp.iterdir()] == ["home"]
