"""A read-only, immutable store of knowledge: open it, get from it, follow its pack's changes."""

import json
import os
import sqlite3
import tempfile
import time
import weakref
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from itertools import islice
from pathlib import Path

from knowledge.advice import SignalsByOption, read_signals
from knowledge.briefs.classifier import Classifier
from knowledge.cache import cache_folders
from knowledge.errors import PackError, StoreError
from knowledge.index import Index
from knowledge.models import (
    Aspect,
    Basis,
    Dimension,
    Engagement,
    Interview,
    Note,
    Pack,
    Questionnaire,
    Role,
    Uncovered,
)
from knowledge.pack_files import Fingerprint, content_hash, fingerprint
from knowledge.packs import DEFAULT_PACK, check_pack
from knowledge.text import normal

FORMAT = (  # what decides what a built store looks like
    "models.py", "text.py", "likeness.py", "postings.py", "compiler.py", "briefs/features.py",
    "briefs/labels.py", "briefs/counting.py", "briefs/weights.py",
)  # fmt: skip
SETTLE_SECONDS = 0.5  # whoever writes several files of a pack may be in the middle of it


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """An article: unknown publisher, interest or date are None; `text` is what it can tell."""

    id: str
    title: str
    publisher: str | None
    interest: str | None
    published: date | None
    text: str
    separates_roles: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """A section of a source."""

    section: str
    source: SourceRecord


@dataclass(frozen=True, slots=True)
class Document:
    """What the store says under one key: an entry as people read it."""

    key: str
    kind: str
    title: str
    label: str
    text: str
    basis: Basis
    citations: tuple[Citation, ...]
    notes: tuple[Note, ...]


class Store:
    """One built store. Methods may be called from any one thread at a time. Its connection is
    closed once nobody uses it any more.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        weakref.finalize(self, connection.close)
        self._db.row_factory = sqlite3.Row
        meta = dict(self._db.execute("select key, value from meta").fetchall())
        self.hash = str(meta["pack"])
        self._questionnaire = str(meta["questionnaire"])
        self.index = Index(connection)
        self.classifier = Classifier(connection)
        self._role_words = str(meta["role_words"])
        self.document = lru_cache(maxsize=4096)(self._document)  # by number; read once, then kept

    @cached_property
    def sources(self) -> dict[str, SourceRecord]:
        """Sources by id."""
        rows = self._db.execute("select * from sources order by rowid")
        return {row["id"]: _source(row) for row in rows}

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Roles by id, in the pack's order."""
        return {role.id: role for role in map(Role.model_validate_json, self._models("role"))}

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        """Dimensions of comparison by id, in the pack's order."""
        models = map(Dimension.model_validate_json, self._models("dimension"))
        return {dimension.id: dimension for dimension in models}

    @cached_property
    def aspects(self) -> dict[str, Aspect]:
        """Aspects of all dimensions by id."""
        return {aspect.id: aspect for d in self.dimensions.values() for aspect in d.aspects}

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """The ids of roles that comparisons tell of, in the order of roles."""
        told = {role for aspect in self.aspects.values() for role in aspect.roles}
        return tuple(role for role in self.roles if role in told)

    @cached_property
    def engagement(self) -> dict[str, Engagement]:
        """Engagement models by id, in the pack's order."""
        models = map(Engagement.model_validate_json, self._models("engagement"))
        return {model.id: model for model in models}

    @cached_property
    def interviews(self) -> dict[str, Interview]:
        """Interview kits by the id of their role."""
        kits = map(Interview.model_validate_json, self._models("interview"))
        return {kit.role: kit for kit in kits}

    @cached_property
    def uncovered(self) -> dict[str, Uncovered]:
        """What the sources are known to be silent about, by key."""
        models = map(Uncovered.model_validate_json, self._models("uncovered"))
        return {model.key: model for model in models}

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """What is asked before advice."""
        return Questionnaire.model_validate_json(self._questionnaire)

    @cached_property
    def signals(self) -> SignalsByOption:
        """What each answer to the questionnaire says for which role."""
        return read_signals(self.questionnaire)

    @cached_property
    def role_words(self) -> dict[str, frozenset[str]]:
        """Stems of words that name a role's tools, by the role's id; `elsewhere` those of none."""
        return {role: frozenset(held) for role, held in json.loads(self._role_words).items()}

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Role ids by normalised alias, name and id."""
        return {
            normal(alias): role.id
            for role in self.roles.values()
            for alias in (role.id.replace("-", " "), role.name, *role.aliases)
        }

    @cached_property
    def topics(self) -> dict[str, str]:
        """Dimension ids by everything that a dimension is called (normalised)."""
        return {
            normal(name): dimension.id
            for dimension in self.dimensions.values()
            for name in (dimension.id, dimension.label, dimension.title, *dimension.also_asked)
        }

    @cached_property
    def telling(self) -> dict[str, str]:
        """For each section the key of the entry that tells it to who compares roles or asks."""
        found: dict[str, str] = {}
        for kind in ("aspect", "faq", "topic"):
            for row in self._db.execute(
                "select key, citations from documents where kind = ? order by id", (kind,)
            ):
                for section in json.loads(row["citations"]):
                    found.setdefault(section, row["key"])
        return found

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return dict(self._db.execute("select key, id from documents order by id").fetchall())

    def get(self, key: str) -> Document | None:
        """The document with a key such as `faq/salary`."""
        number = self._numbers.get(key)
        return None if number is None else self.document(number)

    def documents(self, kind: str, limit: int) -> list[Document]:
        """The first documents of a kind, in the pack's order."""
        keys = (key for key in self._numbers if key.startswith(f"{kind}/"))
        return [self.document(self._numbers[key]) for key in islice(keys, limit)]

    def cite(self, sections: Iterable[str]) -> tuple[Citation, ...]:
        """Sections with the sources that they belong to."""
        return tuple(Citation(s, self.sources[s.partition("#")[0]]) for s in sections)

    def _models(self, kind: str) -> list[str]:
        rows = self._db.execute("select model from documents where kind = ? order by id", (kind,))
        return [model for (model,) in rows]

    def _document(self, number: int) -> Document:
        row = self._db.execute("select * from documents where id = ?", (number,)).fetchone()
        return Document(
            row["key"], row["kind"], row["title"], row["label"], row["text"], row["basis"],
            self.cite(json.loads(row["citations"])),
            tuple(Note.model_validate(note) for note in json.loads(row["notes"])),
        )  # fmt: skip


def open_store(paths: Sequence[Path] = (), cache_dir: Path | None = None) -> Store:
    """Open pack folders (the default pack when none is given), or one built file.

    Folders are compiled into a file of `cache_dir` (by default the user's cache folder, else one
    of the temp folder) named by their content; where it cannot be written, in memory. Raises
    PackError for a faulty pack and StoreError for a file that is no store.
    """
    paths = tuple(paths) or (DEFAULT_PACK,)
    if len(paths) == 1 and os.path.isfile(paths[0]):
        return _open_file(paths[0])
    return _open_folders(paths, cache_dir)


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


def build_file(folders: Sequence[Path], out: Path) -> str:
    """Compile pack folders into one new file and return the content's hash.

    Raises PackError, and StoreError where the file exists or cannot be written.
    """
    pack, pack_hash = _read(folders)
    _write(pack, pack_hash, out)
    return pack_hash


def is_built(folders: Sequence[Path] = ()) -> bool:
    """Whether these pack folders (the default pack when none is given), as they are now, stand
    compiled in a cache folder. Raises PackError for what is no pack folder.
    """
    pack_hash = content_hash(tuple(folders) or (DEFAULT_PACK,))
    return any(_cache_file(place, pack_hash).is_file() for place in cache_folders(to_write=False))


def _open_folders(folders: Sequence[Path], cache_dir: Path | None) -> Store:
    pack_hash = content_hash(folders)
    for place in [cache_dir] if cache_dir else cache_folders(to_write=False):
        with suppress(StoreError):
            return _open_file(_cache_file(place, pack_hash))
    pack, pack_hash = _read(folders)
    for place in [cache_dir] if cache_dir else cache_folders(to_write=True):
        file = _cache_file(place, pack_hash)
        with suppress(StoreError):
            _write(pack, pack_hash, file)
        with suppress(StoreError):  # written just now, here or by another process
            return _open_file(file)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _compile(pack, pack_hash, connection)
    return Store(connection)


def _cache_file(cache_dir: Path, pack_hash: str) -> Path:
    return cache_dir / f"{pack_hash[:16]}-{_format()[:16]}.db"


def _read(folders: Sequence[Path]) -> tuple[Pack, str]:
    """A pack and its hash, of the same content even if somebody edits it meanwhile."""
    while True:
        before = content_hash(folders)
        pack, _ = check_pack(folders)
        if content_hash(folders) == before:
            return pack, before


def _write(pack: Pack, pack_hash: str, out: Path) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent) as folder:
            draft = Path(folder) / "store.db"
            with closing(sqlite3.connect(draft)) as connection:
                _compile(pack, pack_hash, connection)
            if out.exists():
                raise StoreError(f"{out} exists already; a built store is never overwritten")
            os.link(draft, out)  # fails if somebody else has made it meanwhile
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{out} cannot be written: {error}") from error


def _compile(pack: Pack, pack_hash: str, connection: sqlite3.Connection) -> None:
    from knowledge.compiler import compile_pack  # sqlite-utils is imported only to build

    compile_pack(pack, {"format": _format(), "pack": pack_hash}, connection)


@cache
def _format() -> str:
    """A hash (hex) of the code that decides what a built store looks like."""
    digest = sha256()
    for name in FORMAT:
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()


def _open_file(path: Path) -> Store:
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            found = connection.execute("select value from meta where key = 'format'").fetchone()
            if not found or found[0] != _format():
                raise StoreError(f"{path} was built by another version of RoleFit: build it again")
            return Store(connection)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise StoreError(f"{path} is no store of RoleFit") from error


def _source(row: sqlite3.Row) -> SourceRecord:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return SourceRecord(
        row["id"], row["title"], row["publisher"], row["interest"], published, row["text"],
        bool(row["separates_roles"]),
    )  # fmt: skip
