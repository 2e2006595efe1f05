"""Which files of a folder are a pack's, on file systems as they are."""

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.errors import PackError
from knowledge.packs.files import MOST_ENTRIES, content_hash, fingerprint, pack_files
from knowledge.packs.loader import load_pack
from tests.support.config_map import ConfigMapVolume, files_below
from tests.support.packs import PackFolder
from tests.support.rights import few_rights, public_folder
from tests.support.small_pack import FAQS

UNTIDY = (
    ".hidden.yaml", "._all.yaml", "faqs/._all.yaml", "faqs/.#all.yaml", ".git/config.yaml",
    ".git/faqs/old.yaml", "faqs/.cache/x.yaml", "..2026_01_01/faqs/all.yaml", "__MACOSX/._x.yaml",
    "README.md", "faqs/all.yaml~", "faqs/#all.yaml#", "faqs/notes.txt", "lost+found/x.yaml",
)  # fmt: skip


def names(folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in pack_files(folder)]


def faults(folder: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        pack_files(folder)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_what_tools_leave_behind_is_no_part_of_a_pack(pack: PackFolder) -> None:
    before, hashed = names(pack.path), content_hash([pack.path])
    for name in UNTIDY:
        file = pack.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"\0\5\x16\7")
    (pack.path / "faqs/.#more.yaml").symlink_to("somebody@laptop.4711:1764400000")
    (pack.path / "faqs/.socket").symlink_to("/dev/zero")
    assert names(pack.path) == before
    assert content_hash([pack.path]) == hashed


@pytest.mark.parametrize("ending", ["yml", "YAML", "Yml"])
def test_each_ending_of_yaml_is_read(pack: PackFolder, ending: str) -> None:
    expected = load_pack([pack.path])
    for file in pack_files(pack.path):
        file.rename(file.with_suffix(f".{ending}"))
    assert load_pack([pack.path]) == expected


def test_a_part_in_capitals_is_named_and_not_left_out(pack: PackFolder) -> None:
    (pack.path / "FAQS.YAML").write_text("- id: x\n")
    with pytest.raises(
        PackError, match=r"FAQS\.YAML:1:1: not part of a pack, which has pack, sources,"
    ):
        load_pack([pack.path])


def test_a_mounted_config_map_is_the_pack_that_it_holds(pack: PackFolder, tmp_path: Path) -> None:
    nested = ConfigMapVolume(tmp_path / "nested", files_below(pack.path))
    assert names(nested.path) == names(pack.path)
    assert content_hash([nested.path]) == content_hash([pack.path])
    flat = ConfigMapVolume(tmp_path / "flat", {"sources.yaml": b"[]", "faqs.yml": b"[]"})
    assert names(flat.path) == ["faqs.yml", "sources.yaml"]


def test_files_and_folders_behind_links_are_read(pack: PackFolder, tmp_path: Path) -> None:
    expected = names(pack.path), content_hash([pack.path])
    for name in ("faqs", "synonyms.yaml"):
        (pack.path / name).rename(tmp_path / name)
        (pack.path / name).symlink_to(tmp_path / name)
    assert (names(pack.path), content_hash([pack.path])) == expected
    (tmp_path / "link").symlink_to(pack.path)
    assert content_hash([tmp_path / "link"]) == expected[1]


def test_links_in_circles_end(pack: PackFolder) -> None:
    before = names(pack.path)
    (pack.path / "faqs/up").symlink_to("..")
    (pack.path / "roles/self").symlink_to(".")
    for name in ("one", "other"):
        (pack.path / name).mkdir()
    (pack.path / "one/x").symlink_to("../other")
    (pack.path / "other/x").symlink_to("../one")
    assert names(pack.path) == before


def test_a_tangle_of_links_is_refused_in_time(pack: PackFolder) -> None:
    for name in range(12):
        (pack.path / f"{name}").mkdir()
        for other in range(12):
            (pack.path / f"{name}/{other}").symlink_to(f"../{other}")
    [found] = faults(pack.path)
    assert found.endswith(
        f":1:1: no pack folder: it has more than {MOST_ENTRIES:,} files and folders"
    )


def test_folders_without_an_end_are_refused(pack: PackFolder) -> None:
    (pack.path / Path(*["d"] * 600)).mkdir(parents=True)
    [found] = faults(pack.path)
    assert found.endswith("d:1:1: more than 20 folders deep")


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:  # its name has bounds that pytest's folders exceed
        here = os.open(path.parent, os.O_RDONLY)
        one.bind(f"/proc/self/fd/{here}/{path.name}")
        os.close(here)


NO_FILES: dict[str, Callable[[Path], object]] = {
    "fifo": os.mkfifo,
    "socket": make_socket,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "terminal": lambda path: path.symlink_to("/dev/tty"),
}


@pytest.mark.parametrize("name", ["x.yaml", "faqs/x.yml", "x", "questionnaire.weights.json"])
@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_no_file_is_refused_and_never_opened(
    pack: PackFolder, kind: str, name: str
) -> None:
    NO_FILES[kind](pack.path / name)
    expected = [f"{name}:1:1: this is no regular file, but a FIFO, a socket or a device"]
    assert faults(pack.path) == expected
    for look in (content_hash, fingerprint, load_pack):
        with pytest.raises(PackError):
            look([pack.path])


@pytest.mark.parametrize("name", ["x.yaml", "faqs/x.yml", "faqs/x", "questionnaire.weights.json"])
def test_a_link_that_leads_nowhere_is_named(pack: PackFolder, name: str) -> None:
    (pack.path / name).symlink_to("gone")
    assert faults(pack.path) == [f"{name}:1:1: this link leads nowhere: No such file or directory"]
    (pack.path / name).unlink()
    (pack.path / name).symlink_to(Path(name).name)
    assert faults(pack.path)[0].startswith(f"{name}:1:1: this link leads nowhere: ")


def test_everything_in_the_way_is_named_at_once(pack: PackFolder) -> None:
    (pack.path / "a.yaml").symlink_to("gone")
    os.mkfifo(pack.path / "roles/b.yaml")
    assert [found.split(":")[0] for found in faults(pack.path)] == ["a.yaml", "roles/b.yaml"]


def test_a_file_that_cannot_be_read_is_named(pack: PackFolder) -> None:
    (pack.path / "faqs/x.yaml").symlink_to("/proc/self/mem")  # a regular file with a broken heart
    for look in (content_hash, load_pack):
        with pytest.raises(PackError, match=r"faqs/x\.yaml:1:1: cannot be read: Input/output"):
            look([pack.path])


def test_files_and_folders_without_permission_are_named() -> None:
    with public_folder() as folder:
        pack = PackFolder(folder / "pack").write_all()
        shut, closed = pack.path / "faqs/all.yaml", pack.path / "roles"
        shut.chmod(0)
        with few_rights(), pytest.raises(PackError) as caught:
            content_hash([pack.path])
        assert str(caught.value) == f"{shut}:1:1: cannot be read: Permission denied"
        closed.chmod(0)
        with few_rights():
            found = faults(pack.path)
        closed.chmod(0o755)
        assert found == ["roles:1:1: cannot be read: Permission denied"]
        pack.path.chmod(0o644)  # its names can be read, and nothing else of it
        with few_rights():
            assert faults(pack.path)
        folder.chmod(0)
        with few_rights(), pytest.raises(PackError, match="no pack folder: Permission denied"):
            pack_files(pack.path)
        folder.chmod(0o755)
        pack.path.chmod(0o755)


def test_what_is_no_pack_folder_says_why(tmp_path: Path) -> None:
    file = tmp_path / "all.yaml"
    file.write_text("[]")
    empty = tmp_path / "empty"
    empty.mkdir()
    for path, reason in {
        tmp_path / "none": "no pack folder: No such file or directory",
        file: "no pack folder, but a file: a pack is the folder of YAML files",
        file / "x": "no pack folder: Not a directory",
        empty: "no pack folder: it has no YAML files",
        tmp_path / ("x" * 300): "no pack folder: File name too long",
        tmp_path / "a\0b": "no pack folder: its name holds a null character",
    }.items():
        with pytest.raises(PackError) as caught:
            pack_files(path)
        assert str(caught.value) == f"{path}:1:1: {reason}".replace("\0", "\\x00")


def test_the_hash_follows_content_and_names_and_nothing_else(
    pack: PackFolder, tmp_path: Path
) -> None:
    copy = PackFolder(tmp_path / "copy").write_all()
    before = content_hash([pack.path])
    assert content_hash([copy.path]) == before
    (copy.path / "README.md").write_text("not part of it")
    assert content_hash([copy.path]) == before
    (copy.path / "faqs/all.yaml").rename(copy.path / "faqs/every.yaml")
    assert content_hash([copy.path]) != before
    pack.edit_faq("salary", text="Other.")
    assert content_hash([pack.path]) != before


def swap(file: Path) -> None:
    """Put another file of equal size and time in its place."""
    before = file.stat()
    twin = file.with_suffix(".twin")
    twin.write_bytes(file.read_bytes()[::-1])
    os.utime(twin, ns=(before.st_atime_ns, before.st_mtime_ns))
    twin.rename(file)


def overwrite(file: Path) -> None:
    """Edit it where it is, and put its time back."""
    before = file.stat()
    file.write_bytes(file.read_bytes()[::-1])
    while file.stat().st_ctime_ns == before.st_ctime_ns:  # until the file system's clock ticks
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("change", [swap, overwrite, Path.unlink], ids=lambda one: one.__name__)
def test_each_change_of_a_file_is_seen_without_reading_it(
    pack: PackFolder, change: Callable[[Path], None]
) -> None:
    before = fingerprint([pack.path])
    assert fingerprint([pack.path]) == before
    change(pack.path / "faqs/all.yaml")
    assert fingerprint([pack.path]) != before


def test_odd_names_are_read_and_shown_on_one_line(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"my pack\nfor \xff\x1b[31m")
    pack = PackFolder(odd).write_all()
    pack.write("faqs/new\u2028 one", [FAQS[0] | {"id": "x", "title": "X?", "also_asked": []}])
    assert content_hash([odd])
    assert load_pack([odd]).faqs[-1].id == "x"
    pack.write_text("faqs/new\u2028 one", "a: b: c")
    with pytest.raises(PackError) as caught:
        load_pack([odd])
    shown = str(caught.value)
    assert shown.isprintable()
    assert r"my pack\nfor \udcff\x1b[31m/faqs/new\u2028 one.yaml:1:5: " in shown


def test_a_file_deleted_while_we_look_is_a_change_and_no_fault(pack: PackFolder) -> None:
    """Somebody deletes and writes a file without a pause; each look finds it, or not."""
    file = pack.path / "faqs/more.yaml"
    ended = threading.Event()

    def come_and_go() -> None:
        while not ended.is_set():
            file.write_text("[]")
            file.unlink()

    other = threading.Thread(target=come_and_go)
    other.start()
    try:
        seen = {len(fingerprint([pack.path])) for _ in range(2_000)}
    finally:
        ended.set()
        other.join()
    assert seen <= {len(fingerprint([pack.path])), len(fingerprint([pack.path])) + 1}
