"""The store of a running server, which follows its packs."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from knowledge.briefs.reader import read_brief
from knowledge.cache import cache_folders
from knowledge.errors import PackError, StoreError
from knowledge.packs.files import Fingerprint, fingerprint
from knowledge.packs.shipped import DEFAULT_PACK
from knowledge.search import search
from knowledge.store import Store, open_built, open_store

WHATEVER = "Who builds the pages?"  # any question
MISSPELT = "mispelt"  # any word that none is
# Of 19 steps by which compiling stands back: for requests, where processors are few, but not before
# there can be any, when it is waited for.
STARTING, SERVING = 0, 10
WORK_SECONDS, PAUSE_SECONDS = 0.0005, 0.001  # of what is done beforehand: then it's others' turn
SETTLE_SECONDS = 0.5  # whoever writes several files of a pack may be in the middle of it


class LiveStore:
    """The store of a running server, which follows its packs: `current` changes, it never does.

    Whoever answers a request takes `current` once and keeps it until the answer is out.
    """

    def __init__(self, paths: Sequence[Path] = (), cache_dir: Path | None = None) -> None:
        self._paths = tuple(paths) or (DEFAULT_PACK,)
        self._cache_dir = cache_dir
        self._seen = self._look()
        self._fault = ""  # what was wrong the last time, as it was raised
        self.current = self._open(STARTING)

    def refresh(self) -> bool:
        """Swap the store if a pack has changed; blocking, so call it in a thread.

        True if another store serves from now on, or the one that was after a fault. Raises
        whatever keeps the packs from being read, KnowledgeError above all, but only once until
        the fault is another: the store that was stays.
        """
        seen = self._look()
        if seen == self._seen:
            return False
        try:
            store = self._open(SERVING)
        except Exception as error:
            time.sleep(SETTLE_SECONDS)
            if self._look() != seen:
                return False
            if not isinstance(error.__cause__, OSError):  # else it may be readable the next time
                self._seen = seen
            if repr(error) == self._fault:
                return False
            self._fault = repr(error)
            raise
        was_faulty, self._fault, self._seen = bool(self._fault), "", seen
        if store.hash == self.current.hash:
            return was_faulty
        _follow(store, self.current)
        self.current = store
        return True

    def _open(self, yielding: int) -> Store:
        """The packs as they are now, with what the first question and brief would wait for."""
        store = _open(self._paths, self._cache_dir, yielding)
        _ = store.aliases, store.topics
        search(store, WHATEVER)
        for questionnaire in store.questionnaires:
            read_brief(WHATEVER, store, questionnaire)
        return store

    def _look(self) -> Fingerprint | str:
        """What tells whether packs have changed; of those that cannot be looked at, why not."""
        try:
            return fingerprint(self._paths)
        except PackError as error:
            return str(error)


def _open(paths: Sequence[Path], cache_dir: Path | None, yielding: int) -> Store:
    """Open packs, compiled by another process if they have to be: requests share neither the
    interpreter nor memory with that. What it has built is opened although the packs may have
    changed since. What it cannot do is done, or told, here.
    """
    if len(paths) > 1 or not os.path.isfile(paths[0]):
        if store := open_built(paths, cache_dir):
            return store
        places = [cache_dir] if cache_dir else cache_folders(to_write=True)
        if place := next(filter(_can_be_written, places), None):
            done = _compile(paths, place, yielding)
            if done.returncode == 0:
                with suppress(StoreError):
                    return open_store([Path(os.fsdecode(done.stdout))])
    return open_store(paths, cache_dir)


def _compile(
    paths: Sequence[Path], place: Path, yielding: int
) -> subprocess.CompletedProcess[bytes]:
    """Has another process compile packs into a folder, and print the path of what it built."""
    told = [sys.executable, "-P", "-m", "knowledge.compiling", *map(str, (yielding, place, *paths))]
    quiet = subprocess.DEVNULL
    return subprocess.run(  # noqa: S603
        told, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet, check=False
    )


def _follow(store: Store, before: Store) -> None:
    """Have a store ready for what was asked of the one before; requests go on in between."""
    store.index.nearest(MISSPELT, 2)
    until = time.monotonic() + WORK_SECONDS
    for _ in store.index.follow(before.index):
        if time.monotonic() > until:
            time.sleep(PAUSE_SECONDS)
            until = time.monotonic() + WORK_SECONDS


def _can_be_written(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
