"""The store of a running server, which follows its packs."""

import time
from collections.abc import Sequence
from pathlib import Path

from knowledge.errors import PackError
from knowledge.packs.files import Fingerprint, fingerprint
from knowledge.packs.shipped import DEFAULT_PACK
from knowledge.store import open_store

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
        self.current = open_store(self._paths, cache_dir)

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
            store = open_store(self._paths, self._cache_dir)
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
        self.current = store
        return True

    def _look(self) -> Fingerprint | str:
        """What tells whether packs have changed; of those that cannot be looked at, why not."""
        try:
            return fingerprint(self._paths)
        except PackError as error:
            return str(error)
