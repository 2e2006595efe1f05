"""`rolefit packs check` and `build` of folders as file systems have them."""

import os
from pathlib import Path

import pytest

from tests.support.cli import CommandLine
from tests.support.packs import PackFolder
from tests.support.rights import few_rights, public_folder


@pytest.mark.parametrize("command", ["check", "build", "train"])
def test_an_empty_path_is_wrong_usage_and_not_the_working_folder(
    run: CommandLine, pack: PackFolder, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(pack.path)
    out = ("--out", "store.db") if command == "build" else ()
    done = run("packs", command, "", *out)
    assert (done.code, done.out) == (2, "")
    assert "the path is empty" in done.err
    assert not (pack.path / "store.db").exists()


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_is_no_pack_is_one_line_and_exits_with_1(
    run: CommandLine, pack: PackFolder, tmp_path: Path, command: str
) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "fifo")
    file = "no pack folder, but a file: a pack is the folder of YAML files"
    for path, fault in {
        tmp_path / "none": "no pack folder: No such file or directory",
        tmp_path / ("x" * 300): "no pack folder: File name too long",
        pack.path / "sources.yaml/x": "no pack folder: Not a directory",
        tmp_path / "empty": "no pack folder: it has no YAML files",
        pack.path / "sources.yaml": file,
        tmp_path / "fifo": file,
        pack.path / "faqs": "not part of a pack, which has pack, sources,",
    }.items():
        out = ("--out", tmp_path / "store.db") if command == "build" else ()
        done = run("packs", command, path, *out)
        assert (done.code, done.out) == (1, "")
        [line, *rest] = done.err.splitlines()
        assert line.removeprefix("rolefit: ").startswith(f"{path}")
        assert fault in line
        assert rest == ["1 errors: this pack cannot be used"] * (command == "check")
        assert not (tmp_path / "store.db").exists()


@pytest.mark.parametrize("name", ["my pack", "a\nb\u2028c", ".hidden", "Übung", "-x", "a:b#c?d%20"])
def test_a_folder_may_have_any_name(run: CommandLine, tmp_path: Path, name: str) -> None:
    pack = PackFolder(tmp_path / name).write_all()
    shown = str(pack.path).replace("\n", "\\n").replace("\u2028", "\\u2028")
    for path in (f"{pack.path}", f"{pack.path}/", f"{pack.path}//."):
        assert run("packs", "check", path).code == 0
    built = run("packs", "build", pack.path, "--out", pack.path / "store.db")
    assert built.code == 0
    assert built.out.startswith(f"{shown}/store.db: ")
    assert run("packs", "check", pack.path).code == 0  # what stands beside its files is let alone
    again = run("packs", "build", pack.path, "--out", pack.path / "store.db")
    assert again.err.startswith(f"rolefit: {shown}/store.db exists already; ")
    assert again.err.count("\n") == 1
    assert run("ask", "who owns the schema", "--packs", pack.path / "store.db").code == 0
    pack.write_text("faqs/new", '"a\\nb": 1\n')
    *faults, count, _ = run("packs", "check", pack.path).err.split("\n")
    assert f"{shown}/faqs/new.yaml:1:1: a\\nb: there is no such field" in faults
    assert all(fault.startswith(f"{shown}/faqs/new.yaml:1:1: ") for fault in faults)
    assert count == f"{len(faults)} errors: this pack cannot be used"


def test_a_pack_that_may_not_be_read_is_named(run: CommandLine, tmp_path: Path) -> None:
    with public_folder() as folder:
        pack = PackFolder(folder / "pack").write_all()
        for path in (pack.path / "roles", pack.path / "faqs/all.yaml"):
            path.chmod(0)
            for arguments in (("packs", "check", pack.path), ("ask", "x", "--packs", pack.path)):
                with few_rights():
                    done = run(*arguments)
                assert (done.code, done.out) == (1, "")
                assert f"{path}:1:1: cannot be read: Permission denied\n" in done.err
            path.chmod(0o755)


def test_a_build_into_a_folder_that_may_not_be_written_is_one_line(
    run: CommandLine, pack: PackFolder
) -> None:
    with public_folder() as folder:
        own = PackFolder(folder / "pack").write_all()
        (folder / "shut").mkdir(mode=0o555)
        with few_rights():
            done = run("packs", "build", own.path, "--out", folder / "shut/store.db")
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(f"rolefit: {folder}/shut/store.db cannot be written: ")
        assert done.err.count("\n") == 1
