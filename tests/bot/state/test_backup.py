"""A copy of the state while a process writes as fast as it can: whole, complete, private."""

import asyncio
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import pytest

from bot.errors import StateError
from bot.state.backup import back_up
from bot.state.engine import open_state
from bot.state.restore import restore
from bot.state.schema import HEAD, metadata
from tests.support.app import REPOSITORY, run_sql
from tests.support.databases import SQLiteFile
from tests.support.slack import LONGEST_WAIT
from tests.support.state import damage, fill, write_locked

ROUNDS = 5
WRITER = """
import asyncio, sys
from itertools import count
from bot.state import outbox
from bot.state.engine import open_state

async def write():
    state = await open_state(sys.argv[1], serving=True)
    for number in count():
        message = outbox.OutboxMessage(
            f"press-{number}", "T1", "C1", "U1", {"text": "x" * 2000}, None, 0.0
        )
        await outbox.add(state, message, 1.0)
        await outbox.finish(state, message.id, 2.0) if number % 3 == 0 else None
        print(number, flush=True)

asyncio.run(write())
"""


@pytest.fixture
def state_file(tmp_path: Path) -> Path:
    """A state with two rows in every table that bears no person, four in the others."""
    file = tmp_path / "state.db"
    open_and_close(file)
    fill(SQLiteFile(file))
    return file


def open_and_close(file: Path) -> None:
    async def run() -> None:
        await (await open_state(f"sqlite:///{file}")).close()

    asyncio.run(run())


class Writer:
    """A process that writes to a state as fast as it can and says what is committed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.committed = -1
        self._moves: SimpleQueue[None] = SimpleQueue()
        self._listening = Thread(target=self._listen, daemon=True)
        self._listening.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.committed = int(line)
            self._moves.put(None)

    def wait_for_more(self) -> int:
        """Wait until something more is committed; the last number of it."""
        while not self._moves.empty():
            self._moves.get()
        self._moves.get(timeout=LONGEST_WAIT)
        return self.committed

    def stop(self) -> None:
        """End it, and hear what it has said."""
        self.process.kill()
        self._listening.join()


@contextmanager
def writing(file: Path) -> Iterator[Writer]:
    """A writer at work."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, f"sqlite:///{file}"],
        env={"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        writer = Writer(process)
        try:
            yield writer
        finally:
            writer.stop()


def test_under_load_each_copy_opens_and_lacks_nothing_that_was_committed_before(
    tmp_path: Path,
) -> None:
    with writing(tmp_path / "state.db") as writer:
        for number in range(ROUNDS):
            target, restored = tmp_path / f"{number}.db", tmp_path / f"restored-{number}.db"
            before = writer.wait_for_more()
            back_up(tmp_path / "state.db", target)
            writer.wait_for_more()  # it has not been stopped
            done = restore(target, restored)
            assert done.contents.rows["outbox"] > before
            assert run_sql(restored, "PRAGMA integrity_check") == [("ok",)]
            there = {id for (id,) in run_sql(restored, "select id from outbox")}
            assert {f"press-{n}" for n in range(before + 1)} <= there
            assert there == {f"press-{n}" for n in range(len(there))}  # one moment: no gap


def test_a_copy_says_what_it_holds(state_file: Path, tmp_path: Path) -> None:
    contents = back_up(state_file, tmp_path / "copy.db")
    assert contents.level == HEAD
    assert contents.size == (tmp_path / "copy.db").stat().st_size
    assert contents.rows == dict.fromkeys(metadata.tables, 4)
    with (
        closing(sqlite3.connect(tmp_path / "copy.db")) as copy,
        closing(sqlite3.connect(state_file)) as original,
    ):
        assert list(copy.iterdump()) == list(original.iterdump())


def test_a_copy_is_one_private_file(state_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up(state_file, folder / "copy.db")
    assert [file.name for file in folder.iterdir()] == ["copy.db"]
    assert stat.S_IMODE((folder / "copy.db").stat().st_mode) == 0o600
    run_sql(folder / "copy.db", "select * from outbox")
    assert [file.name for file in folder.iterdir()] == ["copy.db"]


def test_a_copy_holds_what_stands_only_in_the_log(state_file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(state_file)) as connection:
        connection.execute("insert into claims values ('late', 'T1', 1)")
        connection.commit()
        assert state_file.with_name("state.db-wal").stat().st_size
        assert back_up(state_file, tmp_path / "copy.db").rows["claims"] == 5


def test_a_copy_is_made_while_somebody_holds_the_write_lock(
    state_file: Path, tmp_path: Path
) -> None:
    with write_locked(state_file):
        assert back_up(state_file, tmp_path / "copy.db").rows["claims"] == 4


@pytest.mark.parametrize("taken", ["file", "folder", "dangling link"])
def test_a_name_that_is_taken_is_refused(state_file: Path, tmp_path: Path, taken: str) -> None:
    target = tmp_path / "copy.db"
    if taken == "file":
        target.write_text("mine")
    elif taken == "folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(StateError, match=r"^copy\.db is there already: choose another name$"):
        back_up(state_file, target)
    assert not (tmp_path / "nowhere").exists()
    assert taken != "file" or target.read_text() == "mine"


@pytest.mark.parametrize("target", ["no/such/folder/copy.db", "state.db/copy.db"])
def test_a_folder_that_cannot_be_written_is_told(
    state_file: Path, tmp_path: Path, target: str
) -> None:
    with pytest.raises(StateError, match=r"^no backup was made: (no such file|not a dir)"):
        back_up(state_file, tmp_path / target)


def test_a_damaged_state_gives_no_backup(state_file: Path, tmp_path: Path) -> None:
    damage(state_file)
    with pytest.raises(
        StateError, match=r"^(the state is damaged|no backup was made: .* malformed)$"
    ):
        back_up(state_file, tmp_path / "copy.db")
    assert sorted(file.name for file in tmp_path.glob("*copy*")) == []
    assert list(tmp_path.glob(".rolefit-*")) == []
