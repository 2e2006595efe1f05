"""`rolefit state`: the state looked after by hand, while servers run or not."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.state.schema import HEAD, metadata
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, run_sql
from tests.support.cli import CommandLine, Ran
from tests.support.databases import SQLiteFile
from tests.support.slack import ask, share
from tests.support.state import ADDRESS, LEVELS, damage, fill, leave_behind

TABLES = sorted(metadata.tables)
FOUR_OF_EACH = dict.fromkeys(TABLES, 4)


@pytest.fixture
def state_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the setting points; nothing is there yet. No setting of Slack's is there either."""
    monkeypatch.setenv("ROLEFIT_STATE_URL", f"sqlite:///{tmp_path / 'state.db'}")
    return tmp_path / "state.db"


@pytest.fixture
def filled(state_file: Path, run: CommandLine) -> Path:
    """A state with four rows in each table."""
    assert run("state", "migrate").code == 0
    fill(SQLiteFile(state_file))
    return state_file


def document(done: Ran) -> object:
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def test_migrating_says_what_it_did(run: CommandLine, state_file: Path) -> None:
    made = run("state", "migrate")
    assert (made.code, made.err) == (0, "")
    assert made.out == f"There was no state: it is made now, at level {HEAD}.\n"
    assert run("state", "migrate").out == f"The state is up to date, at level {HEAD}.\n"
    up_to_date = {"created": False, "from_level": HEAD, "level": HEAD}
    assert document(run("state", "migrate", "--json")) == up_to_date
    state_file.unlink()
    created = {"created": True, "from_level": None, "level": HEAD}
    assert document(run("state", "migrate", "--json")) == created
    state_file.write_bytes(b"")
    assert run("state", "migrate").out.startswith("The state was empty: it is made now")


@pytest.mark.parametrize("level", LEVELS[:-1])
def test_an_older_state_is_migrated(run: CommandLine, state_file: Path, level: str) -> None:
    leave_behind(level, state_file)
    done = run("state", "migrate")
    assert done.out == f"The state is migrated from level {level} to level {HEAD}.\n"
    assert run_sql(state_file, "select question from unanswered") == [("zeppelins",)]


def test_a_backup_is_restored(run: CommandLine, filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    made = run("state", "backup", copy)
    assert (made.code, made.err) == (0, "")
    first, second, *rows = made.out.splitlines()
    assert first == f"Backed up to {copy}."
    assert second == f"Level {HEAD}, {copy.stat().st_size:,} bytes, rows:"
    assert rows == [f"       4  {table}" for table in TABLES]
    run_sql(filled, "delete from feedback")
    restored = run("state", "restore", copy)
    assert (restored.code, restored.err) == (0, "")
    first, *middle, last = restored.out.splitlines()
    assert (first, middle) == (f"Restored {copy}.", [second, *rows])
    [replaced] = tmp_path.glob("state.replaced-*.db")
    assert last == f"What it replaced is kept as {replaced}."
    assert run_sql(filled, "select count(*) from feedback") == [(4,)]
    assert run_sql(replaced, "select count(*) from feedback") == [(0,)]


def test_backup_and_restore_as_json(run: CommandLine, filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    size = filled.stat().st_size
    assert document(run("state", "backup", copy, "--json")) == {
        "file": str(copy), "level": HEAD, "size": size, "rows": FOUR_OF_EACH
    }  # fmt: skip
    filled.unlink()
    restored = document(run("state", "restore", copy, "--json"))
    assert restored == {
        "level": HEAD, "size": size, "rows": FOUR_OF_EACH,
        "from_level": HEAD, "replaced": None, "posted_since": 0,
    }  # fmt: skip


def test_restoring_an_older_backup_says_so(
    run: CommandLine, state_file: Path, tmp_path: Path
) -> None:
    leave_behind("0001", tmp_path / "old.db")
    lines = run("state", "restore", tmp_path / "old.db").out.splitlines()
    assert lines[1] == "It was at level 0001 and is migrated."
    assert lines[-1] == "It replaced nothing."


async def test_all_of_it_works_while_rolefit_serves_but_restoring(
    slack: LocalSlack, rolefit: AppUnderTest, run: CommandLine, state_file: Path, tmp_path: Path
) -> None:
    await share(slack, await ask(slack, "php"))
    person = ("--workspace", "T0LOCAL", "--person", "U0RECRUITER")
    copy = tmp_path / "copy.db"
    for arguments in (
        ("migrate",), ("backup", copy), ("export", *person), ("purge", *person, "--yes"),
    ):  # fmt: skip
        done = await asyncio.to_thread(run, "state", *arguments)
        assert (done.code, done.err) == (0, "")
    refused = await asyncio.to_thread(run, "state", "restore", copy)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "rolefit: a server runs on this state: stop it first\n"
    assert await rolefit.rows("select * from outbox") == []
    await rolefit.stop()
    assert (await asyncio.to_thread(run, "state", "restore", copy)).code == 0
    assert len(await rolefit.rows("select * from outbox")) == 1


def test_a_persons_export_is_what_their_purge_deletes(run: CommandLine, filled: Path) -> None:
    person = ("--workspace", "T1", "--person", "U1")
    exported = run("state", "export", *person)
    shown = document(exported)
    assert isinstance(shown, dict)
    assert (shown["workspace"], shown["person"]) == ("T1", "U1")
    rows = {table: len(found) for table, found in shown["tables"].items()}
    assert ADDRESS not in exported.out
    assert document(run("state", "purge", *person, "--yes", "--json")) == {
        "workspace": "T1", "person": "U1", "deleted": rows
    }  # fmt: skip
    assert rows == {"claims": 1, "drafts": 1, "feedback": 1, "outbox": 1}
    again = document(run("state", "export", *person))
    assert isinstance(again, dict)
    assert not any(again["tables"].values())


def test_a_workspace_is_purged(run: CommandLine, filled: Path) -> None:
    done = run("state", "purge", "--workspace", "T1", "--yes")
    assert (done.code, done.err) == (0, "")
    first, *rows = done.out.splitlines()
    assert first == "Deleted of workspace T1:"
    assert rows == [f"       2  {table}" for table in TABLES]
    assert run("state", "purge", "--workspace", "T1", "--yes").out == (
        "Nothing is kept of workspace T1.\n"
    )
    assert run_sql(filled, "select distinct workspace from outbox") == [("T2",)]


@pytest.mark.parametrize("typed", ["n\n", "\n", ""])
def test_purging_asks_first(run: CommandLine, filled: Path, typed: str) -> None:
    arguments = ("state", "purge", "--workspace", "T1", "--person", "U1")
    for more in ((), ("--json",)):
        kept = run(*arguments, *more, stdin=typed)
        assert (kept.code, kept.out) == (1, "")
        assert "Delete all that is kept of person U1 in workspace T1? [y/N]" in kept.err
    assert run_sql(filled, "select count(*) from outbox") == [(4,)]
    assert run(*arguments, stdin="y\n").code == 0
    assert run_sql(filled, "select count(*) from outbox") == [(3,)]


@pytest.mark.parametrize(
    "arguments",
    [
        ("backup", "copy.db"),
        ("export", "--workspace", "T1"),
        ("purge", "--workspace", "T1", "--yes"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_without_a_state_there_is_nothing_to_do_and_none_is_made(
    run: CommandLine, state_file: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = run("state", *arguments)
    assert (done.code, done.out) == (1, "")
    assert done.err == "rolefit: there is no state database where ROLEFIT_STATE_URL points\n"
    assert not state_file.exists()


@pytest.mark.parametrize("name", ["migrate", "restore"])
def test_a_state_in_memory_cannot_be_looked_after(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setenv("ROLEFIT_STATE_URL", "sqlite:///:memory:")
    done = run("state", name, *([tmp_path / "copy.db"] if name == "restore" else []))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("rolefit: ROLEFIT_STATE_URL names no file")


@pytest.mark.parametrize("name", ["migrate", "backup", "restore", "export", "purge"])
def test_a_damaged_or_newer_state_is_one_line(
    run: CommandLine, filled: Path, tmp_path: Path, name: str
) -> None:
    options: dict[str, list[object]] = {
        "migrate": [],
        "backup": [tmp_path / "copy.db"],
        "restore": [tmp_path / "spoilt.db"],
        "export": ["--workspace", "T1"],
        "purge": ["--workspace", "T1", "--yes"],
    }
    run_sql(filled, "update alembic_version set version_num = '0999'")
    (tmp_path / "spoilt.db").write_bytes(filled.read_bytes())
    newer = run("state", name, *options[name])
    damage(filled)
    damage(tmp_path / "spoilt.db")
    damaged = run("state", name, *options[name])
    for done in (newer, damaged):
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("rolefit: ")
        assert done.err.count("\n") == 1
        assert str(tmp_path) not in done.err
    assert "newer version of RoleFit" in newer.err
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [(), ("backup",), ("restore",), ("export",), ("purge",), ("export", "--person", "U1")],
)
def test_wrong_usage_is_exit_code_2(
    run: CommandLine, state_file: Path, arguments: tuple[str, ...]
) -> None:
    done = run("state", *arguments)
    assert (done.code, done.out) == (2, "")
