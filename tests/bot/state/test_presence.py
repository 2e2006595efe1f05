"""Whether a server runs on a state: several may, a restore may not, and the dead do not count."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.errors import StateError
from bot.state.backup import back_up
from bot.state.engine import open_state
from bot.state.presence import no_server, server_present
from bot.state.restore import restore
from bot.state.sqlite import SQLite
from tests.support.app import REPOSITORY

SERVER = """
import asyncio, sys
from bot.state.engine import open_state

async def serve():
    state = await open_state(sys.argv[1], serving=True)
    print("there", flush=True)
    await asyncio.Event().wait()

asyncio.run(serve())
"""


@contextmanager
def server(file: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that serves from a state."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, f"sqlite:///{file}"],
        env={"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "there\n"
            yield process
        finally:
            process.kill()


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_restore_waits_for_the_last_of_several_servers(tmp_path: Path) -> None:
    file, backup = tmp_path / "state.db", tmp_path / "backup.db"
    with server(file) as first:
        back_up(file, backup)
        with server(file) as second:
            for process in (first, second):
                before = file.read_bytes()
                with pytest.raises(StateError, match=r"^a server runs on this state: stop it"):
                    restore(backup, file)
                assert file.read_bytes() == before
                process.kill()
                process.wait()
    assert restore(backup, file).replaced


def test_a_link_to_the_state_is_the_same_state(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "state.db")
    with (
        server_present(tmp_path / "link.db", 0.0),
        pytest.raises(StateError, match="a server runs"),
        no_server(tmp_path / "state.db"),
    ):
        pass


async def test_a_server_does_not_start_while_the_state_is_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SQLite, "open_seconds", 0.0)
    address = f"sqlite:///{tmp_path / 'state.db'}"
    with no_server(tmp_path / "state.db"), pytest.raises(StateError, match="is being restored"):
        await open_state(address, serving=True)
    assert not (tmp_path / "state.db").exists()
    monkeypatch.undo()
    with no_server(tmp_path / "state.db"):
        starting = asyncio.create_task(open_state(address, serving=True))
        reading = await open_state(address)  # what only reads needs no lock
        assert not starting.done()
    await (await starting).close()
    await reading.close()


async def test_a_server_that_could_not_open_the_state_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "state.db").write_text("no database" * 100)
    with pytest.raises(StateError):
        await open_state(f"sqlite:///{tmp_path / 'state.db'}", serving=True)
    with no_server(tmp_path / "state.db"):
        pass


async def test_what_is_in_memory_leaves_no_file(tmp_path: Path) -> None:
    for address in ("sqlite:///:memory:", "sqlite://"):
        await (await open_state(address, serving=True)).close()
    assert files(tmp_path) == []


async def test_only_servers_and_restores_make_the_file(tmp_path: Path) -> None:
    await (await open_state(f"sqlite:///{tmp_path / 'state.db'}")).close()
    assert files(tmp_path) == ["state.db"]
    await (await open_state(f"sqlite:///{tmp_path / 'state.db'}", serving=True)).close()
    assert files(tmp_path) == ["state.db", "state.db-lock"]


def test_a_folder_where_nothing_can_be_made_is_no_obstacle() -> None:
    with server_present(Path("/proc/none/state.db"), 0.0), no_server(Path("/proc/none/state.db")):
        pass
