"""A backup in the place of the state: checked first, at one stroke, nothing lost."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StateError
from bot.state.backup import back_up
from bot.state.engine import open_state
from bot.state.restore import restore
from bot.state.schema import HEAD
from tests.support.app import run_sql
from tests.support.databases import SQLiteFile
from tests.support.state import LEVELS, damage, fill, leave_behind


@pytest.fixture
def state_file(tmp_path: Path) -> Path:
    """A state in a folder of its own."""
    file = tmp_path / "here" / "state.db"
    asyncio.run(open_and_close(file))
    fill(SQLiteFile(file))
    return file


@pytest.fixture
def backup(state_file: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    back_up(state_file, tmp_path / "backup.db")
    return tmp_path / "backup.db"


async def open_and_close(file: Path) -> None:
    await (await open_state(f"sqlite:///{file}")).close()


def dump(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder; the lock's file holds nothing."""
    found = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert found.pop("state.db-lock", b"") == b""
    return found


def test_the_backup_is_in_place_and_the_state_is_kept_under_a_dated_name(
    state_file: Path, backup: Path
) -> None:
    run_sql(state_file, "delete from claims")
    replaced, at_backup = dump(state_file), dump(backup)
    done = restore(backup, state_file)
    assert done.replaced is not None
    assert done.replaced.name.startswith("state.replaced-20")
    assert done.replaced.parent == state_file.parent
    assert dump(state_file) == at_backup
    assert dump(done.replaced) == replaced
    assert (done.from_level, done.contents.rows["claims"], done.posted_since) == (HEAD, 4, 0)
    assert files(state_file.parent).keys() == {"state.db", done.replaced.name}
    asyncio.run(open_and_close(state_file))
    assert dump(state_file) == at_backup


def test_two_restores_in_a_second_keep_both_states(state_file: Path, backup: Path) -> None:
    kept = {restore(backup, state_file).replaced for _ in range(3)}
    assert len(kept) == 3
    assert all(file and len(dump(file)) > 5 for file in kept)


def test_without_a_state_it_is_just_put_there(backup: Path, tmp_path: Path) -> None:
    file = tmp_path / "new" / "state.db"
    done = restore(backup, file)
    assert done.replaced is None
    assert dump(file) == dump(backup)


def leave_log(file: Path) -> None:
    """Commit a claim and be killed before it is in the file itself."""
    program = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1])\n"
        "c.execute(\"insert into claims values ('late', 'T1', 1)\")\n"
        "c.commit()\n"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", program, str(file)], check=False)
    assert file.with_name("state.db-wal").stat().st_size


def test_a_log_that_a_killed_server_left_goes_with_the_state(
    state_file: Path, backup: Path
) -> None:
    leave_log(state_file)
    done = restore(backup, state_file)
    assert done.replaced is not None
    assert run_sql(state_file, "select count(*) from claims where event = 'late'") == [(0,)]
    assert run_sql(done.replaced, "select count(*) from claims where event = 'late'") == [(1,)]


@pytest.mark.parametrize("kind", ["header", "middle", "text", "empty"])
@pytest.mark.parametrize("log", ["whole", "damaged", "none"])
def test_a_damaged_state_can_be_replaced(
    state_file: Path, backup: Path, kind: str, log: str
) -> None:
    if log == "whole":
        leave_log(state_file)
    elif log == "damaged":
        state_file.with_name("state.db-wal").write_bytes(b"\xa5" * 5000)
    spoilt = {
        "header": b"\xa5" * 100 + state_file.read_bytes()[100:],
        "text": b"no database at all" * 100,
        "empty": b"",
    }
    if kind == "middle":
        damage(state_file)
    else:
        state_file.write_bytes(spoilt[kind])
    done = restore(backup, state_file)
    assert done.replaced is not None
    assert dump(state_file) == dump(backup)
    asyncio.run(open_and_close(state_file))
    assert dump(state_file) == dump(backup)
    assert run_sql(state_file, "PRAGMA integrity_check") == [("ok",)]


def test_a_log_that_somebody_still_has_open_is_not_taken_for_that_of_the_new_state(
    state_file: Path, backup: Path
) -> None:
    with closing(sqlite3.connect(state_file)) as connection:
        connection.execute("insert into claims values ('late', 'T1', 1)")
        connection.commit()
        state_file.write_bytes(b"no database at all" * 100)
        restore(backup, state_file)
        assert not state_file.with_name("state.db-wal").exists()
        assert dump(state_file) == dump(backup)


@pytest.mark.parametrize("level", LEVELS)
def test_an_older_backup_is_migrated(state_file: Path, tmp_path: Path, level: str) -> None:
    old = tmp_path / "old.db"
    leave_behind(level, old)
    before = old.read_bytes()
    done = restore(old, state_file)
    assert (done.from_level, done.contents.level) == (level, HEAD)
    assert run_sql(state_file, "select question from unanswered") == [("zeppelins",)]
    assert run_sql(state_file, "select id from outbox order by id") == run_sql(
        old, "select id from outbox order by id"
    )
    assert old.read_bytes() == before


def text(file: Path) -> None:
    file.write_text("no database at all, only a text that is long enough" * 20)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-5000])


def newer(file: Path) -> None:
    run_sql(file, "update alembic_version set version_num = '0999'")


def unknown(file: Path) -> None:
    run_sql(file, "update alembic_version set version_num = '0000'")


def no_level(file: Path) -> None:
    run_sql(file, "delete from alembic_version")


def foreign(file: Path) -> None:
    file.unlink()
    run_sql(file, "create table alembic_version (version_num)")
    run_sql(file, "insert into alembic_version values ('0004')")


def without_a_table(file: Path) -> None:
    run_sql(file, "drop table feedback")


def without_a_column(file: Path) -> None:
    run_sql(file, "alter table drafts drop column earlier")


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


REFUSED: dict[Callable[[Path], None], str] = {
    text: "the backup is no SQLite database",
    empty: "the backup is no state of RoleFit",
    cut: "the backup is damaged",
    damage: "the backup is damaged",
    newer: "the backup is from a newer version of RoleFit",
    unknown: "the state database is at a level that RoleFit does not know",
    no_level: "the backup is no state of RoleFit",
    foreign: "the backup is no state of RoleFit",
    without_a_table: "the backup is no state of RoleFit",
    without_a_column: "the backup is no state of RoleFit",
    Path.unlink: "there is no such backup file",
    folder: "there is no such backup file",
}


@pytest.mark.parametrize(
    ("spoil", "words"), REFUSED.items(), ids=lambda v: getattr(v, "__name__", "")
)
def test_what_is_no_good_is_refused_and_the_state_untouched(
    state_file: Path, backup: Path, spoil: Callable[[Path], None], words: str
) -> None:
    spoil(backup)
    before = files(state_file.parent)
    with pytest.raises(StateError) as refused:
        restore(backup, state_file)
    assert str(refused.value) == words
    assert files(state_file.parent) == before


def test_the_state_is_no_backup_of_itself(state_file: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(state_file)
    for name in (state_file, tmp_path / "link.db"):
        before = files(state_file.parent)
        with pytest.raises(StateError, match="the backup is the state itself"):
            restore(name, state_file)
        assert files(state_file.parent) == before


def test_a_server_that_holds_no_lock_is_noticed_too(state_file: Path, backup: Path) -> None:
    with closing(sqlite3.connect(state_file)) as connection:
        connection.execute("select * from claims").fetchall()
        before = dump(state_file)
        with pytest.raises(StateError, match="another process uses this state: stop it first"):
            restore(backup, state_file)
        assert dump(state_file) == before
        assert not list(state_file.parent.glob("*replaced*"))


def test_who_may_read_the_state_stays(state_file: Path, backup: Path, tmp_path: Path) -> None:
    state_file.chmod(0o640)
    restore(backup, state_file)
    assert state_file.stat().st_mode & 0o777 == 0o640
    restore(backup, tmp_path / "new.db")
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600


def test_what_was_posted_since_the_backup_is_not_posted_again(
    state_file: Path, tmp_path: Path
) -> None:
    run_sql(state_file, "update outbox set done_at = null")
    back_up(state_file, tmp_path / "backup.db")
    run_sql(state_file, "update outbox set done_at = 5, message = '{}' where id = 'T1-U1'")
    run_sql(state_file, "delete from outbox where id = 'T1-U2'")
    assert restore(tmp_path / "backup.db", state_file).posted_since == 1
    rows = run_sql(state_file, "select id, done_at, message from outbox order by id")
    assert [(id, done) for id, done, _ in rows] == [
        ("T1-U1", 5.0), ("T1-U2", None), ("T2-U1", None), ("T2-U2", None)
    ]  # fmt: skip
    assert rows[0][2] == "{}"


def test_the_state_may_be_named_by_a_link(state_file: Path, backup: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(state_file)
    run_sql(state_file, "delete from claims")
    restore(backup, tmp_path / "link.db")
    assert (tmp_path / "link.db").is_symlink()
    assert dump(state_file) == dump(backup)
