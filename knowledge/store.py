"""A read-only, immutable store of knowledge: open it, and get from it."""

import json
import os
import sqlite3
import weakref
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import cache, cached_property, lru_cache, partial
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, cast

from knowledge.advice.besides import CARRIED
from knowledge.advice.rules import SignalsByOption, read_signals
from knowledge.briefs.classifier import Classifier
from knowledge.cache import cache_file, cache_folders
from knowledge.documents import Citation, Document, SourceRecord
from knowledge.errors import StoreError
from knowledge.packs.files import content_hash
from knowledge.packs.models import (
    About,
    Aspect,
    Dimension,
    Engagement,
    Interview,
    Note,
    Role,
    Uncovered,
)
from knowledge.packs.questionnaire import Questionnaire
from knowledge.packs.shipped import DEFAULT_PACK
from knowledge.schema import store_format
from knowledge.search.index import Index
from knowledge.search.parameters import RANKING, Ranking
from knowledge.text import normal

MOST_EXAMPLES = 3
CACHE_KIB = 256  # of SQLite's own, not 2 MB: what is read often is kept here, pages by the system


class Store:
    """One built store. Methods may be called from any one thread at a time. Its connection is
    closed once nobody uses it any more, and its parts (`index`, `classifier`) serve no longer.
    """

    def __init__(self, connection: sqlite3.Connection, ranking: Ranking = RANKING) -> None:
        self._db = connection
        weakref.finalize(self, connection.close)
        self._db.row_factory = sqlite3.Row
        meta = dict(self._db.execute("select key, value from meta").fetchall())
        self.hash = str(meta["pack"])
        self._about = str(meta["about"])
        self.index = Index(connection, ranking)
        self.derived: dict[object, Any] = {}
        self.weakly = me = cast("Store", weakref.proxy(self))
        # read once, then kept
        self._classifiers = lru_cache(maxsize=None)(partial(Store._read_classifier, me))
        self._signals = lru_cache(maxsize=None)(partial(Store._read_signals, me))
        self._dimensions = lru_cache(maxsize=1024)(partial(Store._order_dimensions, me))
        self._documents = lru_cache(maxsize=4096)(partial(Store._read_document, me))

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

    def tells_apart(self, first: str, second: str) -> bool:
        """Whether it says of each of two roles (ids) when to choose it."""
        return all(self.roles[role].chosen_if for role in (first, second))

    def dimensions_of(self, first: str, second: str) -> dict[str, Dimension]:
        """Dimensions by id that tell of two roles (ids): first those with an aspect of both, then
        those of either, in the pack's order; all, if none tells of them.
        """
        return self._dimensions(first, second)

    def _order_dimensions(self, first: str, second: str) -> dict[str, Dimension]:
        pair = {first, second}
        told = {
            one.id: max(len(pair & aspect.roles.keys()) for aspect in one.aspects)
            for one in self.dimensions.values()
        }
        kept = [one for one in self.dimensions.values() if told[one.id]]
        kept.sort(key=lambda one: -told[one.id])
        return {one.id: one for one in kept} or self.dimensions

    @cached_property
    def compared_with(self) -> dict[str, tuple[str, ...]]:
        """For each role that comparisons tell of, those that they set beside it, in order."""
        beside: dict[str, set[str]] = {role: set() for role in self.compared}
        for aspect in self.aspects.values():
            for role in aspect.roles:
                beside[role] |= aspect.roles.keys() - {role}
        return {
            role: tuple(other for other in self.roles if other in others)
            for role, others in beside.items()
        }

    @cached_property
    def first_pair(self) -> tuple[str, ...]:
        """The first two roles (ids) that comparisons set beside each other, if there are any."""
        pairs = ((role, others[0]) for role, others in self.compared_with.items() if others)
        return next(pairs, ())

    @cached_property
    def examples(self) -> tuple[str, ...]:
        """What people may type, of each pack in turn; three at most."""
        by_turns = zip_longest(*(about.examples for about in self.about))
        given = [one for turn in by_turns for one in turn if one]
        compared = " vs ".join(self.roles[role].aliases[0] for role in self.first_pair)
        own = [compared] if compared else []
        own += [entry.title for entry in self.documents("faq", MOST_EXAMPLES)]
        return tuple((given or own)[:MOST_EXAMPLES]) or ("help",)

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
    def about(self) -> tuple[About, ...]:
        """What the packs say of themselves, in their order."""
        return tuple(About.model_validate(about) for about in json.loads(self._about))

    @cached_property
    def questionnaires(self) -> dict[str, Questionnaire]:
        """What is asked before advice, by id: one for each pair of roles that is decided between,
        in the order of packs.
        """
        rows = self._db.execute("select model from questionnaires order by number")
        found = (Questionnaire.model_validate_json(model) for (model,) in rows)
        return {one.id: one for one in found}

    def deciding(self, roles: Iterable[str]) -> list[Questionnaire]:
        """The questionnaires that decide between all of these roles."""
        asked = {*roles}
        return [one for one in self.questionnaires.values() if asked <= {*one.roles}]

    def asking(self, questions: Iterable[str]) -> list[Questionnaire]:
        """The questionnaires that ask all of these questions (by id); what is carried beside
        answers is none.
        """
        given = {*questions} - CARRIED
        return [
            one for one in self.questionnaires.values() if given <= {q.id for q in one.questions}
        ]

    def signals(self, questionnaire: str) -> SignalsByOption:
        """What each answer to a questionnaire (id) says for which role."""
        return self._signals(questionnaire)

    def _read_signals(self, questionnaire: str) -> SignalsByOption:
        return read_signals(self.questionnaires[questionnaire])

    def classifier(self, questionnaire: str) -> Classifier:
        """What was learned to read briefs for a questionnaire (id)."""
        return self._classifiers(questionnaire)

    def _read_classifier(self, questionnaire: str) -> Classifier:
        return Classifier(self._db, [*self.questionnaires].index(questionnaire))

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Role ids by normalised alias, name and id."""
        return {
            normal(alias): role.id
            for role in self.roles.values()
            for alias in (role.id.replace("-", " "), role.name, *role.aliases)
        }

    @cached_property
    def topics(self) -> dict[str, tuple[str, ...]]:
        """Dimension ids by everything that a dimension is called (normalised); dimensions of other
        roles may be called alike.
        """
        found: dict[str, tuple[str, ...]] = {}
        for one in self.dimensions.values():
            for name in {*map(normal, (one.id, one.label, one.title, *one.also_asked))}:
                found[name] = (*found.get(name, ()), one.id)
        return found

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
        return tuple(map(self._citation, sections))

    @cached_property
    def _citation(self) -> Callable[[str], Citation]:
        """A section with its source: each is made once, since advice names the same again."""
        sources = self.sources
        return cache(lambda section: Citation(section, sources[section.partition("#")[0]]))

    def _models(self, kind: str) -> list[str]:
        rows = self._db.execute("select model from documents where kind = ? order by id", (kind,))
        return [model for (model,) in rows]

    def document(self, number: int) -> Document:
        """The document with a number."""
        return self._documents(number)

    def _read_document(self, number: int) -> Document:
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


def is_built(folders: Sequence[Path] = ()) -> bool:
    """Whether these pack folders (the default pack when none is given), as they are now, stand
    compiled in a cache folder. Raises PackError for what is no pack folder.
    """
    pack_hash = content_hash(tuple(folders) or (DEFAULT_PACK,))
    return any(cache_file(place, pack_hash).is_file() for place in cache_folders(to_write=False))


def open_built(folders: Sequence[Path], cache_dir: Path | None = None) -> Store | None:
    """The store of pack folders as they are now, if it stands compiled in a cache folder. Raises
    PackError for what is no pack folder.
    """
    pack_hash = content_hash(folders)
    for place in [cache_dir] if cache_dir else cache_folders(to_write=False):
        with suppress(StoreError):
            return _open_file(cache_file(place, pack_hash))
    return None


def _open_folders(folders: Sequence[Path], cache_dir: Path | None) -> Store:
    if store := open_built(folders, cache_dir):
        return store
    from knowledge import building  # with what only who builds needs

    pack, pack_hash = building.read_pack(folders)
    for place in [cache_dir] if cache_dir else cache_folders(to_write=True):
        file = cache_file(place, pack_hash)
        with suppress(StoreError):
            building.write_store(pack, pack_hash, file)
        with suppress(StoreError):  # written just now, here or by another process
            return _open_file(file)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    building.compile_pack(pack, pack_hash, connection)
    return Store(connection)


def _open_file(path: Path) -> Store:
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            found = connection.execute("select value from meta where key = 'format'").fetchone()
            if not found or found[0] != store_format():
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
        row["id"], row["title"], row["publisher"], row["interest"], published, row["address"],
        row["licence"], row["text"], bool(row["separates_roles"]),
    )  # fmt: skip
