"""`rolefit doctor` on packs, state, disk and addresses that cannot be used."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.doctor.storage import LITTLE_ROOM, NO_ROOM, judge_room
from bot.state.engine import open_state
from bot.state.schema import HEAD
from knowledge.building import build_file
from knowledge.packs.shipped import DEFAULT_PACK
from knowledge.store import open_store
from localslack.slack import LocalSlack
from tests.support.app import REPOSITORY, AppProcess, AppUnderTest, run_sql
from tests.support.doctor import Doctor
from tests.support.packs import PackFolder
from tests.support.slack import ask
from tests.support.small_pack import SOURCES

# Packs


async def test_a_faulty_pack(doctor: Doctor, pack: PackFolder) -> None:
    file = pack.write_text("faqs/new", "id: parking\n")
    await doctor.examine()
    assert doctor.only_fault().startswith(f"pack: {file}:1:1: ")
    assert doctor.only_fault().endswith("Mend it: rolefit packs check shows every fault.")


async def test_a_pack_with_findings(doctor: Doctor, pack: PackFolder) -> None:
    [source, *others] = SOURCES
    sections = [*source["sections"], "guide#told-by-nothing"]
    pack.write("sources", [source | {"sections": sections}, *others])
    await doctor.examine()
    assert doctor.said("fault") == []
    [told] = doctor.said("warning", "pack")
    assert told.startswith(f"pack: it is served, but {pack.path / 'sources.yaml'}:")


async def test_a_pack_that_was_trained_on_other_texts(doctor: Doctor, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(DEFAULT_PACK, folder)
    (folder / "utterances" / "seats.yaml").unlink()
    doctor.set(ROLEFIT_PACKS=folder)
    await doctor.examine()
    [told] = doctor.said("warning", "pack")
    assert "have changed since: rolefit packs train" in told


async def test_a_review_that_is_due_is_no_matter_of_the_operator(
    doctor: Doctor, pack: PackFolder
) -> None:
    pack.edit_faq("salary", review_by="2020-01-01")
    await doctor.examine()
    assert doctor.said("ok", "pack")


async def test_a_pack_that_is_not_there(doctor: Doctor, tmp_path: Path) -> None:
    doctor.set(ROLEFIT_PACKS=tmp_path / "nowhere")
    await doctor.examine()
    assert doctor.only_fault() == (
        f"pack: {tmp_path / 'nowhere'} is not there. Mend ROLEFIT_PACKS, or mount it."
    )


async def test_a_built_file(doctor: Doctor, pack: PackFolder, tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    doctor.set(ROLEFIT_PACKS=file)
    build_file([pack.path], file)
    await doctor.examine()
    assert doctor.said("fault") == []
    assert "cache" not in {check["name"] for check in doctor.checks}  # it needs none
    run_sql(file, "update meta set value = 'old' where key = 'format'")
    await doctor.examine()
    assert "another version of RoleFit" in doctor.only_fault()
    file.write_text("no store at all")
    await doctor.examine()
    assert "is no store of RoleFit" in doctor.only_fault()


async def test_a_pack_that_is_compiled_already_needs_no_cache(
    doctor: Doctor, pack: PackFolder
) -> None:
    await asyncio.to_thread(open_store, [pack.path])
    await doctor.examine()
    assert doctor.said("ok", "cache") == ["cache: the pack is compiled already."]


async def test_a_cache_that_cannot_be_written(
    doctor: Doctor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    doctor.set(XDG_CACHE_HOME=tmp_path / "file")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    await doctor.examine()
    assert doctor.said("ok", "cache")  # in the temp folder
    (tmp_path / "temp" / f"rolefit-{os.geteuid()}").chmod(0o777)  # not ours alone
    await doctor.examine()
    assert doctor.said("fault") == []
    [told] = doctor.said("warning", "cache")
    assert "so the pack is compiled at each start. Set XDG_CACHE_HOME" in told


# State


@pytest.mark.parametrize("below", ["file/below", "/proc/rolefit"])  # not even for root
async def test_a_state_that_cannot_be_made(doctor: Doctor, tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("")
    doctor.set(ROLEFIT_STATE_URL=f"sqlite:///{tmp_path / below / 'state.db'}")
    await doctor.examine()
    assert doctor.only_fault().startswith(f"state: {tmp_path / below / 'state.db'}: ")
    assert doctor.only_fault().endswith(
        "Mend ROLEFIT_STATE_URL, or let the user that serves write."
    )


async def test_a_state_from_a_newer_version(doctor: Doctor, state_file: Path) -> None:
    run_sql(state_file, "update alembic_version set version_num = '9999'")
    await doctor.examine()
    assert doctor.only_fault() == (
        f"state: {state_file} is from a newer RoleFit (9999, this one knows {HEAD}). Run that "
        "version, or restore a backup from before it."
    )


async def test_a_state_from_an_older_version(doctor: Doctor, state_file: Path) -> None:
    run_sql(state_file, "update alembic_version set version_num = '0001'")
    await doctor.examine()
    assert doctor.said("fault") == []
    assert "brings it up to date when it starts" in doctor.said("warning", "state")[0]
    assert run_sql(state_file, "select version_num from alembic_version") == [("0001",)]


def overwrite(file: Path, at: int, content: bytes) -> None:
    """Damage a file, from some byte on."""
    with file.open("r+b") as damaged:
        damaged.seek(at)
        damaged.write(content)


async def test_a_damaged_state(doctor: Doctor, state_file: Path) -> None:
    overwrite(state_file, 4096, os.urandom(8192))
    await doctor.examine()
    assert doctor.only_fault().endswith("restore a backup (rolefit state restore FILE).")
    overwrite(state_file, 0, b"no database at all, only a text that is long enough")
    await doctor.examine()
    assert "file is not a database. Is ROLEFIT_STATE_URL right? " in doctor.only_fault()


async def test_a_database_of_another_program(doctor: Doctor, tmp_path: Path) -> None:
    run_sql(tmp_path / "state.db", "create table invoices (id integer)")
    await doctor.examine()
    assert "holds other tables than RoleFit's" in doctor.only_fault()


async def test_a_state_that_is_in_use(doctor: Doctor, rolefit: AppUnderTest) -> None:
    await doctor.examine()
    assert doctor.said("fault") == []
    assert f"{rolefit.state_file} is up to date" in doctor.said("ok", "state")[0]


async def test_a_state_whose_server_was_killed(
    doctor: Doctor, process: AppProcess, slack: LocalSlack
) -> None:
    await ask(slack, "zeppelins")
    process.kill()
    await process.end()
    await doctor.examine()
    assert doctor.said("fault") == []
    assert "is up to date" in doctor.said("ok", "state")[0]


@pytest.mark.parametrize("part", ["state.db", "."])
async def test_a_state_that_another_user_owns(doctor: Doctor, part: str) -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders let no other user in
        folder = Path(name)
        os.chmod(folder, 0o777)
        await (await open_state(f"sqlite:///{folder / 'state.db'}")).close()
        os.chmod(folder / "state.db", 0o666)
        os.chmod(folder / part, 0o555)
        doctor.set(
            ROLEFIT_STATE_URL=f"sqlite:///{folder / 'state.db'}", ROLEFIT_PACKS=folder / "nothing"
        )
        lines = await asyncio.to_thread(examine_as_nobody, folder, doctor.settings)
    [told] = [line for line in lines if line.startswith("fault        state")]
    assert "cannot be written (Permission denied)" in told
    assert told.endswith("Let the user that serves write it and its folder.")


async def test_what_another_user_may_not_look_into(doctor: Doctor) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, closed = Path(name), Path(name) / "closed"
        os.chmod(folder, 0o755)
        os.mkdir(closed, 0)
        doctor.set(
            ROLEFIT_PACKS=closed / "pack", ROLEFIT_STATE_URL=f"sqlite:///{closed / 'state.db'}"
        )
        lines = await asyncio.to_thread(examine_as_nobody, folder, doctor.settings)
        doctor.set(CREDENTIALS_DIRECTORY=closed)
        without = await asyncio.to_thread(examine_as_nobody, folder, doctor.settings)
        os.chmod(closed, 0o755)
        os.close(os.open(closed / "SLACK_APP_TOKEN", os.O_CREAT, 0))
        still_without = await asyncio.to_thread(examine_as_nobody, folder, doctor.settings)
    told = [line.split(maxsplit=2)[1] for line in lines if "Permission denied" in line]
    assert told == ["pack", "state"]
    for secrets in (without, still_without):
        [refused] = [line for line in secrets if "Permission denied" in line]
        assert refused.startswith("fault        secrets folder")
        assert refused.endswith("Let the user that serves read it.")


def examine_as_nobody(folder: Path, settings: dict[str, str]) -> list[str]:
    """What the doctor says to a user without rights; root would be let in everywhere."""
    program = (
        "import contextlib, io, os, bot.cli\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    bot.cli.main()\n"  # as who may import everything
        "os.getuid() or os.setuid(65534)\n"
        "bot.cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "doctor"],
        cwd="/",
        env={**settings, "PYTHONPATH": str(REPOSITORY), "XDG_CACHE_HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (1, "")
    return done.stdout.splitlines()


async def test_a_state_that_is_no_file(doctor: Doctor) -> None:
    for path in ("/", "/dev/null"):
        doctor.set(ROLEFIT_STATE_URL=f"sqlite:///{path}")
        await doctor.examine()
        assert doctor.only_fault().startswith(f"state: {path} is no file")


async def test_an_empty_state(doctor: Doctor, tmp_path: Path) -> None:
    (tmp_path / "state.db").write_text("")
    await doctor.examine()
    assert doctor.said("ok", "state") == [
        f"state: {tmp_path / 'state.db'} is empty; serve makes what it needs."
    ]


async def test_a_state_in_memory(doctor: Doctor) -> None:
    doctor.set(ROLEFIT_STATE_URL="sqlite:///:memory:")
    await doctor.examine()
    assert "lost at each stop" in doctor.said("warning", "state")[0]


@pytest.mark.parametrize(
    ("free", "level"),
    [(NO_ROOM - 1, "fault"), (LITTLE_ROOM - 1, "warning"), (LITTLE_ROOM, "ok")],
)
def test_a_disk_that_fills_up(free: int, level: str) -> None:
    assert judge_room(free, "/data").level == level


# The address to listen on


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield int(listening.getsockname()[1])


async def test_a_port_that_is_taken(doctor: Doctor, taken_port: int) -> None:
    doctor.set(ROLEFIT_PORT=taken_port)
    await doctor.examine()
    assert doctor.said("fault") == []
    assert doctor.said("warning", "listen address") == [
        f"listen address: port {taken_port} is taken. That is well if RoleFit runs now; "
        "else stop what has it, or set ROLEFIT_PORT."
    ]


@pytest.mark.parametrize(
    ("host", "words"),
    [("192.0.2.1", "is not this machine's"), ("no such host", "is no address"), ("a..b", "is no")],
)
async def test_an_address_that_is_not_here(doctor: Doctor, host: str, words: str) -> None:
    doctor.set(ROLEFIT_HOST=host)
    await doctor.examine()
    assert f"{host} {words}" in doctor.only_fault()
