"""A running server follows its packs, which another process compiles."""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from knowledge.building import build_file
from knowledge.errors import KnowledgeError
from knowledge.live import SETTLE_SECONDS, LiveStore
from knowledge.search import search
from knowledge.store import Store
from tests.support.app import REPOSITORY
from tests.support.config_map import ConfigMapVolume, files_below
from tests.support.packs import PackFolder, text_of
from tests.support.rights import few_rights, public_folder
from tests.support.slack import LONGEST_WAIT
from tests.support.small_pack import FAQS


def test_a_live_store_changes_when_its_pack_does(pack: PackFolder, cache: Path) -> None:
    live = LiveStore([pack.path], cache)
    before = live.current
    assert live.refresh() is False
    assert live.current is before
    pack.edit_faq("salary", text="Nobody knows.")
    assert live.refresh() is True
    assert text_of(live.current, "faq/salary") == "Nobody knows."
    assert text_of(before, "faq/salary") == FAQS[1]["text"]
    assert live.refresh() is False


def test_what_was_asked_before_a_pack_changed_is_at_hand_in_the_next_store(
    pack: PackFolder, cache: Path
) -> None:
    question = "What does a pnter cost for our gate and fence?"
    live = LiveStore([pack.path], cache)
    before = reads(question, live.current)
    pack.edit_faq("salary", text="Nobody knows.")
    assert live.refresh() is True
    after = reads(question, live.current)
    assert (before["postings"] > 0, after["postings"]) == (True, 0)
    assert after["likeness"] < before["likeness"]  # what stands nowhere is looked for again
    assert text_of(live.current, "faq/salary") == "Nobody knows."


def reads(question: str, store: Store) -> Counter[str]:
    """How often each part of a store's index is read to answer a question."""
    statements: list[str] = []
    store._db.set_trace_callback(statements.append)
    search(store, question)
    store._db.set_trace_callback(None)
    return Counter(said.partition(" from ")[2].split()[0] for said in statements)


RUNS = {"PYTHONPATH": str(REPOSITORY)}
FOLLOWS = """
import sys
from pathlib import Path
from knowledge.live import SETTLE_SECONDS, LiveStore
from knowledge.search import search
from knowledge.store import Store
pack, cache = map(Path, sys.argv[1:])
live = LiveStore([pack], cache)
with (pack / "words.yaml").open("a") as words:
    words.write("# changed")
assert live.refresh()
print("knowledge.building" in sys.modules, len([*cache.glob("*.db")]))
"""


def test_a_server_has_its_packs_compiled_by_another_process(
    pack: PackFolder, cache: Path, tmp_path: Path
) -> None:
    pack.write("words", {"groups": {}})
    follows = [sys.executable, "-P", "-c", FOLLOWS, str(pack.path), str(cache)]
    (tmp_path / "knowledge").mkdir()  # where it runs there may be anything
    (tmp_path / "knowledge" / "building.py").write_text("raise SystemExit")
    done = subprocess.run(follows, cwd=tmp_path, env=RUNS, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("False 2\n", "")


EDITED = """
import sys, threading, time
from pathlib import Path
from knowledge.live import SETTLE_SECONDS, LiveStore
from knowledge.search import search
from knowledge.store import Store
pack, cache = map(Path, sys.argv[1:])
live = LiveStore([pack], cache)
def edit():
    while len(opened) < 4:
        with (pack / "words.yaml").open("a") as words:
            words.write("# again\\n")
        time.sleep(0.2)
editor, opened = threading.Thread(target=edit, daemon=True), {live.current.hash}
editor.start()
while editor.is_alive() or live.refresh():
    live.refresh()
    opened.add(live.current.hash)
print("knowledge.building" in sys.modules)
print(LiveStore([pack], cache).current.hash == live.current.hash)
"""


def test_packs_that_change_while_they_are_compiled_are_not_compiled_by_the_server(
    pack: PackFolder, cache: Path
) -> None:
    """But by the other process, time and again, until what serves is what stands there."""
    pack.write("words", {"groups": {}})
    follows = [sys.executable, "-P", "-c", EDITED, str(pack.path), str(cache)]
    done = subprocess.run(follows, env=RUNS, capture_output=True, text=True, timeout=LONGEST_WAIT)
    assert (done.stdout, done.stderr) == ("False\nTrue\n", "")


def test_compiling_stands_back_for_requests_but_not_before_there_can_be_any(
    pack: PackFolder, cache: Path
) -> None:
    live: list[LiveStore] = []
    own = os.nice(0)
    assert {*niceness(cache, lambda: live.append(LiveStore([pack.path], cache)))} == {own}
    pack.edit_faq("salary", text="Nobody knows.")
    assert max(niceness(cache, live[0].refresh)) == min(own + 10, 19)


def niceness(cache: Path, doing: Callable[[], object]) -> list[int]:
    """Of the process that compiles into a folder while something is done, time and again."""
    found = []
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(doing)
        while not work.done():
            for process in Path("/proc").glob("[0-9]*"):
                with suppress(OSError):
                    words = (process / "cmdline").read_bytes().split(b"\0")
                    if {b"knowledge.compiling", os.fsencode(cache)} <= {*words}:
                        found.append(os.getpriority(os.PRIO_PROCESS, int(process.name)))
        work.result()
    return found


def test_a_server_that_can_keep_nothing_compiles_its_packs_itself(
    pack: PackFolder, tmp_path: Path
) -> None:
    cache = tmp_path / "file"
    cache.write_text("no folder")
    live = LiveStore([pack.path], cache)
    pack.edit_faq("salary", text="Nobody knows.")
    assert live.refresh() is True
    assert text_of(live.current, "faq/salary") == "Nobody knows."


def told(live: LiveStore, looks: int = 3) -> list[str]:
    """What a live store raises in so many looks."""
    found = []
    for _ in range(looks):
        try:
            assert live.refresh() is False
        except KnowledgeError as error:
            found.append(str(error))
    return found


def test_a_live_store_keeps_its_store_on_a_faulty_pack_and_reports_once(
    pack: PackFolder, cache: Path
) -> None:
    live = LiveStore([pack.path], cache)
    before = live.current
    file = pack.write_text("faqs/new", "id: [")
    [fault] = told(live)
    assert fault.startswith(f"{file}:")
    assert live.current is before
    pack.write_text("faqs/new", "id: [")  # another file, and the same fault
    assert told(live) == []
    pack.write_text("faqs/new", "id: x\nid: y\n")
    assert told(live) == [f"{file}:2:1: the key 'id' stands here twice"]
    file.unlink()
    assert live.refresh() is True  # nothing has changed since, but it is used again
    assert live.current is before
    assert live.refresh() is False


def test_a_live_store_outlives_its_folder(pack: PackFolder, cache: Path) -> None:
    live = LiveStore([pack.path], cache)
    away = pack.path.with_name("away")
    for _ in range(2):
        pack.path.rename(away)
        assert told(live) == [f"{pack.path}:1:1: no pack folder: No such file or directory"]
        pack.path.mkdir()
        assert told(live) == [f"{pack.path}:1:1: no pack folder: it has no YAML files"]
        pack.path.rmdir()
        away.rename(pack.path)
        assert live.refresh() is True
        assert live.refresh() is False
        assert text_of(live.current, "faq/salary") == FAQS[1]["text"]


def test_a_live_store_says_nothing_of_files_written_anew(pack: PackFolder, cache: Path) -> None:
    live = LiveStore([pack.path], cache)
    before = live.current
    PackFolder(pack.path).write_all()
    assert live.refresh() is False
    assert live.current is before


def test_what_could_not_be_read_is_read_as_soon_as_it_can(cache: Path) -> None:
    with public_folder() as folder:
        pack = PackFolder(folder / "pack").write_all()
        live = LiveStore([pack.path], cache)
        pack.edit_faq("salary", text="Nobody knows.")
        file = pack.path / "faqs/all.yaml"
        file.chmod(0)
        with few_rights():
            assert told(live) == [f"{file}:1:1: cannot be read: Permission denied"]
        if os.geteuid() != 0:  # who may read anything; the file looks as before then
            file.chmod(0o600)
        assert live.refresh() is True
        assert text_of(live.current, "faq/salary") == "Nobody knows."


def test_a_config_map_is_followed_without_a_fault_in_between(
    pack: PackFolder, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = {"topics.yml": b"[]"}  # for a moment, the link to it leads nowhere
    volume = ConfigMapVolume(tmp_path / "mounted", files_below(pack.path) | stale)
    live = LiveStore([volume.path], cache)
    pack.edit_faq("salary", text="Nobody knows.")
    steps = volume.update(files_below(pack.path))
    waits = []

    def go_on(seconds: float) -> None:
        if seconds == SETTLE_SECONDS:
            waits.append(seconds)
            assert [*steps][-1] == "done"

    monkeypatch.setattr(time, "sleep", go_on)  # while we wait, the kubelet goes on
    for step in steps:
        if step == "swapped":
            assert (volume.path / "topics.yml").is_symlink()
            assert live.refresh() is False
    assert len(waits) == 1
    assert live.refresh() is True
    assert text_of(live.current, "faq/salary") == "Nobody knows."


def test_many_swaps_of_a_config_map_are_no_fault(
    pack: PackFolder, tmp_path: Path, cache: Path
) -> None:
    versions = []
    for text in ("One.", "Two, then."):  # else a reused inode in one tick looks the same
        pack.edit_faq("salary", text=text)
        versions.append(files_below(pack.path) | {f"topics-{text}/x.txt": b""})
    volume = ConfigMapVolume(tmp_path / "mounted", versions[1])
    live = LiveStore([volume.path], cache)
    swaps = threading.Thread(
        target=lambda: [[*volume.update(versions[number % 2])] for number in range(21)]
    )
    swaps.start()
    while swaps.is_alive():
        live.refresh()
    live.refresh()
    assert text_of(live.current, "faq/salary") == "One."


def test_a_live_store_follows_a_built_file(pack: PackFolder, tmp_path: Path) -> None:
    out = tmp_path / "store.db"
    build_file([pack.path], out)
    live = LiveStore([out])
    pack.edit_faq("salary", text="Nobody knows.")
    build_file([pack.path], tmp_path / "next.db")
    out.unlink()
    assert told(live) == [f"{out}:1:1: no pack folder: No such file or directory"]
    (tmp_path / "next.db").replace(out)
    assert live.refresh() is True
    assert text_of(live.current, "faq/salary") == "Nobody knows."
