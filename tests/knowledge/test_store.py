"""Packs are built once, kept by their content and opened read-only."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.building import build_file
from knowledge.errors import StoreError
from knowledge.search import search
from knowledge.store import Store, open_store
from tests.support.app import REPOSITORY
from tests.support.packs import PackFolder, text_of
from tests.support.small_pack import FAQS


def test_a_document_says_what_the_pack_says(store: Store) -> None:
    document = store.get("faq/schema-ownership")
    assert document is not None
    assert (document.kind, document.label) == ("faq", "Who owns the schema?")
    assert document.text == FAQS[0]["text"]
    assert [citation.section for citation in document.citations] == ["guide#scope", "essay#intro"]
    assert [citation.source.publisher for citation in document.citations] == ["Acme Research", None]
    assert [note.text for note in document.notes] == ["Two of our teams do it together."]
    assert store.get("faq/none") is None


def test_roles_dimensions_and_aliases_are_there(store: Store) -> None:
    assert list(store.roles) == ["php-developer", "backend-developer", "api-developer"]
    assert list(store.dimensions) == ["responsibilities", "stack"]
    assert store.aliases["back end"] == "backend-developer"
    assert store.aliases["php developer"] == "php-developer"


def test_a_built_store_is_reused_and_never_overwritten(pack: PackFolder, cache: Path) -> None:
    first = open_store([pack.path], cache)
    [file] = cache.iterdir()
    before = (file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino)
    second = open_store([pack.path], cache)
    assert [*cache.iterdir()] == [file]
    assert (file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino) == before
    assert first.hash == second.hash


def test_an_edit_makes_another_file_and_keeps_the_first(pack: PackFolder, cache: Path) -> None:
    old = open_store([pack.path], cache)
    pack.edit_faq("salary", text="Nobody knows.")
    new = open_store([pack.path], cache)
    assert len([*cache.iterdir()]) == 2
    assert old.hash != new.hash
    assert text_of(old, "faq/salary") == FAQS[1]["text"]
    assert text_of(new, "faq/salary") == "Nobody knows."


def test_a_damaged_file_in_the_cache_is_not_believed(pack: PackFolder, cache: Path) -> None:
    open_store([pack.path], cache)
    [file] = cache.iterdir()
    file.write_bytes(b"not a store")
    assert text_of(open_store([pack.path], cache), "faq/salary") == FAQS[1]["text"]


def test_many_processes_build_at_once(pack: PackFolder, cache: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from knowledge.store import open_store\n"
        "store = open_store([Path(sys.argv[1])], Path(sys.argv[2]))\n"
        "print(store.hash, store.index.size)"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(pack.path), str(cache)],
            env={"PYTHONPATH": str(REPOSITORY)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    answers = {one.communicate(timeout=120) for one in running}
    assert len(answers) == 1
    [(printed, complaints)] = answers
    assert complaints == ""
    assert printed.split()[0] == open_store([pack.path], cache).hash
    assert [file.suffix for file in cache.iterdir()] == [".db"]


@pytest.mark.parametrize("where", ["/dev/null/cache", "/proc/none"])
def test_without_a_writable_cache_the_store_is_in_memory(pack: PackFolder, where: str) -> None:
    store = open_store([pack.path], Path(where))
    assert search(store, "who owns the database schema").outcome == "answer"


def test_a_built_file_opens_without_its_pack(pack: PackFolder, tmp_path: Path) -> None:
    out = tmp_path / "sub" / "store.db"
    built = build_file([pack.path], out)
    assert [*out.parent.iterdir()] == [out]
    store = open_store([out])
    assert store.hash == built == open_store([pack.path], tmp_path / "built").hash
    assert text_of(store, "faq/salary") == FAQS[1]["text"]


def test_equal_packs_build_equal_files(pack: PackFolder, tmp_path: Path) -> None:
    twin = PackFolder(tmp_path / "twin").write_all()
    build_file([pack.path], tmp_path / "1.db")
    build_file([twin.path], tmp_path / "2.db")
    assert (tmp_path / "1.db").read_bytes() == (tmp_path / "2.db").read_bytes()


def test_building_never_overwrites(pack: PackFolder, tmp_path: Path) -> None:
    out = tmp_path / "store.db"
    out.write_text("mine")
    with pytest.raises(StoreError, match="never overwritten"):
        build_file([pack.path], out)
    assert out.read_text() == "mine"


def test_a_build_that_cannot_be_written_says_where(pack: PackFolder) -> None:
    with pytest.raises(StoreError, match=r"/dev/null/store\.db cannot be written"):
        build_file([pack.path], Path("/dev/null/store.db"))


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\0" + b"\0" * 100])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(content)
    with pytest.raises(StoreError, match=r"foreign\.db"):
        open_store([foreign])
    assert foreign.read_bytes() == content


def test_a_store_of_another_version_is_refused(pack: PackFolder, tmp_path: Path) -> None:
    out = tmp_path / "store.db"
    build_file([pack.path], out)
    with closing(sqlite3.connect(out)) as connection, connection:
        connection.execute("update meta set value = 'older' where key = 'format'")
    with pytest.raises(StoreError, match="built by another version of RoleFit: build it again"):
        open_store([out])


def test_a_store_cannot_be_written(pack: PackFolder, tmp_path: Path) -> None:
    out = tmp_path / "store.db"
    build_file([pack.path], out)
    before = out.read_bytes()
    search(open_store([out]), "schema")
    assert out.read_bytes() == before
    assert [*tmp_path.glob("store.db*")] == [out]


def test_a_path_with_marks_that_mean_something_in_addresses_opens(
    pack: PackFolder, tmp_path: Path
) -> None:
    odd = tmp_path / "a?b#c%20 d" / "é.db"
    build_file([pack.path], odd)
    assert open_store([odd]).hash == open_store([pack.path], tmp_path / "built").hash
    assert search(open_store([pack.path], odd.parent / "cache?x=1"), "salary").hits
