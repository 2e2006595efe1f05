"""A Pack → one SQLite file: documents, an inverted index over their stems, and the words known.

Tables: `meta`, `sources`, `sections`, `documents` (what people read), `wordings` (whole
questions, normalised), `postings` (the documents of each stem, and how far it speaks for them),
`likeness` (what each stem and pair of stems tells of a question's likeness to documents), `words`
(what typos are repaired against), `questionnaires`, and for each `labels` and `features` (what was
learned from utterances, by which briefs are read).
"""

import gc
import json
import os
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from itertools import starmap
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from knowledge.briefs.classifier import ADDS
from knowledge.briefs.counting import learn
from knowledge.briefs.features import word_groups
from knowledge.briefs.labels import Learned
from knowledge.errors import StoreError
from knowledge.packs.files import content_hash
from knowledge.packs.loader import check_pack
from knowledge.packs.models import AnyEntry, Faq, Pack, Source, Topic
from knowledge.packs.questionnaire import Words
from knowledge.packs.texts import asked_as, entry_text, said_besides, short_label
from knowledge.schema import store_format
from knowledge.search.indexing import Said, posting_rows
from knowledge.search.likeness import learn_likeness
from knowledge.search.parameters import RANKING, Ranking
from knowledge.search.postings import POSTING, pack
from knowledge.text import normal, stem, stems, words


def build_file(folders: Sequence[Path], out: Path) -> str:
    """Compile pack folders into one new file and return the content's hash.

    Raises PackError, and StoreError where the file exists or cannot be written.
    """
    pack, pack_hash = read_pack(folders)
    write_store(pack, pack_hash, out)
    return pack_hash


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keeps the collector of garbage from going through all that is read and built again and again:
    that takes a quarter of the time, and finds none.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


@_uncollected()
def read_pack(folders: Sequence[Path]) -> tuple[Pack, str]:
    """A pack and its hash, of the same content even if somebody edits it meanwhile."""
    while True:
        before = content_hash(folders)
        pack, _ = check_pack(folders)
        if content_hash(folders) == before:
            return pack, before


def write_store(pack: Pack, pack_hash: str, out: Path) -> None:
    """Compile a pack into one new file. Raises StoreError where it exists or cannot be written."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent) as folder:
            draft = Path(folder) / "store.db"
            with closing(sqlite3.connect(draft)) as connection:
                compile_pack(pack, pack_hash, connection)
            if out.exists():
                raise StoreError(f"{out} exists already; a built store is never overwritten")
            os.link(draft, out)  # fails if somebody else has made it meanwhile
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{out} cannot be written: {error}") from error


@_uncollected()
def compile_pack(
    pack: Pack, pack_hash: str, connection: sqlite3.Connection, ranking: Ranking = RANKING
) -> None:
    """Build a store from a pack in an empty database, marked with the hash of the pack's content.

    Raises sqlite3.Error where the file cannot be written.
    """
    database = Database(connection)
    names = {role.id: role.name for role in pack.roles}
    entries = list(enumerate(pack.entries, start=1))
    said = [_said(entry, names) for _, entry in entries]
    meta = {
        "format": store_format(),
        "pack": pack_hash,
        "about": json.dumps([about.model_dump() for about in pack.about]),
    }
    with connection:
        _insert(database, "meta", ({"key": k, "value": v} for k, v in meta.items()), pk="key")
        _add_sources(database, pack)
        _add_documents(database, entries, names)
        for create, insert, rows in _many(pack, entries, said, ranking):
            database.conn.execute(create)
            database.conn.executemany(insert, rows)
        _add_learned(database, pack)


def _insert(database: Database, table: str, rows: Iterable[dict[str, Any]], pk: str) -> None:
    database.table(table).insert_all(rows, pk=pk)


def _many(
    pack: Pack, entries: Sequence[tuple[int, AnyEntry]], said: Sequence[Said], ranking: Ranking
) -> Iterator[tuple[str, str, Iterable[Sequence[object]]]]:
    """What makes and what fills the tables of many rows: plain SQL, since each `insert_all` costs
    more than all of these.
    """
    yield (
        "create table wordings (wording text primary key, document integer)",
        "insert into wordings values (?, ?)",
        _wordings(entries, said),
    )
    yield (
        "create table postings "
        "(stem text primary key, spread integer, some blob, every blob, best blob)",
        "insert into postings values (?, ?, ?, ?, ?)",
        posting_rows(said, _synonyms(pack), ranking),
    )
    yield (
        "create table likeness (feature text primary key, some blob, every blob) without rowid",
        "insert into likeness values (?, ?, ?)",
        _likeness(said, ranking),
    )
    yield (
        "create table words (word text primary key, frequency integer)",
        "insert into words values (?, ?)",
        sorted(_written(pack, said).items()),
    )


def _add_sources(database: Database, pack: Pack) -> None:
    database.table("sources").create(
        {"id": str, "title": str, "publisher": str, "interest": str, "published": str,
         "address": str, "licence": str, "text": str, "separates_roles": int},
        pk="id",
    )  # fmt: skip
    told = {"id", "title", "publisher", "interest", "published", "address", "licence", "text"}
    sources = (
        source.model_dump(mode="json", include=told)
        | {"separates_roles": bool(source.separates_roles)}
        for source in pack.sources
    )
    _insert(database, "sources", sources, pk="id")
    sections = (
        {"id": section, "source": source.id}
        for source in pack.sources
        for section in source.sections
    )
    _insert(database, "sections", sections, pk="id")


def _add_documents(
    database: Database, entries: Sequence[tuple[int, AnyEntry]], names: dict[str, str]
) -> None:
    database.table("documents").create(
        {"id": int, "key": str, "kind": str, "title": str, "label": str, "text": str,
         "basis": str, "citations": str, "notes": str, "model": str},
        pk="id",
    )  # fmt: skip
    _insert(database, "documents", (_document(n, e, names) for n, e in entries), pk="id")
    database.table("documents").create_index(["key"], unique=True)


def _document(number: int, entry: AnyEntry, names: dict[str, str]) -> dict[str, Any]:
    """One row of what people read; `model` keeps the fields that only its kind has."""
    own_fields = not isinstance(entry, Faq | Topic | Source)
    return {
        "id": number,
        "key": entry.key,
        "kind": entry.kind,
        "title": entry.title,
        "label": entry.label or short_label(entry.title),
        "text": entry_text(entry, names),
        "basis": entry.basis,
        "citations": json.dumps(entry.citations),
        "notes": json.dumps([note.model_dump(mode="json") for note in entry.notes]),
        "model": entry.model_dump_json() if own_fields else None,
    }


def _synonyms(pack: Pack) -> list[list[str]]:
    """Groups of stems that mean the same."""
    groups = (
        [found[0] for text in group if (found := stems(text))] for group in pack.synonyms.groups
    )
    return [sorted(set(group)) for group in groups]


def _said(entry: AnyEntry, names: dict[str, str]) -> Said:
    return Said(
        [words(text) for text in asked_as(entry)],
        [word for text in said_besides(entry, names) for word in words(text)],
    )


def _likeness(said: Sequence[Said], ranking: Ranking) -> Iterator[Sequence[object]]:
    """What each feature adds to each document's likeness, by feature."""
    # packed, since the collector would go through as many lists again and again
    postings: defaultdict[str, bytearray] = defaultdict(bytearray)
    for number, adds in enumerate(learn_likeness(said, ranking.text_wordings), start=1):
        for feature, add in adds.items():
            postings[feature] += POSTING.pack(number, add)
    for feature in sorted(postings):
        yield feature, *pack(postings[feature], len(said) // 8, len(said))


def _wordings(
    entries: Sequence[tuple[int, AnyEntry]], said: Sequence[Said]
) -> Iterable[tuple[str, int]]:
    """What is answered by just one entry; of those that share a wording, by the first. What a
    button says asks for what it opens.
    """
    found: dict[str, int] = {}
    for (number, entry), one in zip(entries, said, strict=True):
        for wording in one.asked[: 1 + len(entry.also_asked)]:
            found.setdefault(" ".join(wording), number)
    for number, entry in entries:
        found.setdefault(normal(entry.label or ""), number)
    found.pop("", None)
    return found.items()


def _written(pack: Pack, said: Sequence[Said]) -> Counter[str]:
    """Words as people write them, with how often they stand in the pack."""
    written: Counter[str] = Counter()
    for one in said:
        for text in (*one.asked, one.besides):
            written.update(text)
    for text in (one.text for one in pack.uncovered):
        written.update(words(text))
    written.update(word for group in pack.synonyms.groups for text in group for word in words(text))
    return written


def _role_words(held: Words) -> dict[str, list[str]]:
    """Stems of the words that name a role's tools; of two words (`back-end`) both."""
    return {
        role: sorted({" ".join(map(stem, words(text))) for text in texts})
        for role, texts in held.speaks_for.items()
    }


def _add_learned(database: Database, pack: Pack) -> None:
    """Each questionnaire, and what briefs are read by: learned by training where the pack has
    weights, else by counting.
    """
    database.table("questionnaires").create(
        {"number": int, "id": str, "model": str, "word_groups": str, "role_words": str},
        pk="number",
    )
    columns = {
        "questionnaire": int, "number": int, "name": str, "subject": str, "base": float,
        "bias": float,
    }  # fmt: skip
    database.table("labels").create(columns, pk=("questionnaire", "number"))
    database.conn.execute(
        "create table features (questionnaire integer, feature text, idf real, adds blob, "
        "primary key (questionnaire, feature)) without rowid"
    )
    for number, questionnaire in enumerate(pack.questionnaires):
        lessons = pack.lessons[questionnaire.id]
        groups = word_groups(lessons.words.groups)
        row = {
            "number": number,
            "id": questionnaire.id,
            "model": questionnaire.model_dump_json(),
            "word_groups": json.dumps(groups),
            "role_words": json.dumps(_role_words(lessons.words)),
        }
        database.table("questionnaires").insert(row)
        learned = lessons.weights or learn(lessons.said(questionnaire), groups)
        _add_weights(database, number, learned)


def _add_weights(database: Database, questionnaire: int, learned: Learned) -> None:
    labels = (
        {"questionnaire": questionnaire, "number": number, **asdict(label)}
        for number, label in enumerate(learned.labels)
    )
    database.table("labels").insert_all(labels)
    database.conn.executemany(  # plain: there are many, and each insert_all costs more than these
        "insert into features values (?, ?, ?, ?)",
        (
            (questionnaire, feature, idf, b"".join(starmap(ADDS.pack, adds.items())))
            for feature, (idf, adds) in learned.features.items()
        ),
    )
