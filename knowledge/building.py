"""A Pack → one SQLite file: documents, an inverted index over their stems, and the words known.

Tables: `meta`, `sources`, `sections`, `documents` (what people read), `wordings` (whole
questions, normalised), `postings` (the documents of each stem, and how far it speaks for them),
`likeness` (what each stem and pair of stems tells of a question's likeness to documents), `words`
(what typos are repaired against),
`questionnaires`, and for each `labels` and `features` (what was learned from utterances, by which
briefs are read).
"""

import json
import os
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
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
from knowledge.packs.texts import aliases, asked_as, entry_text, said_besides, short_label
from knowledge.schema import store_format
from knowledge.search.indexing import posting_rows
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


def compile_pack(
    pack: Pack, pack_hash: str, connection: sqlite3.Connection, ranking: Ranking = RANKING
) -> None:
    """Build a store from a pack in an empty database, marked with the hash of the pack's content.

    Raises sqlite3.Error where the file cannot be written.
    """
    database = Database(connection)
    with connection:
        _add_sources(database, pack)
        _add_documents(database, pack, ranking)
        _add_vocabulary(database, pack)
        _add_learned(database, pack)
        meta = {
            "format": store_format(),
            "pack": pack_hash,
            "about": json.dumps([about.model_dump() for about in pack.about]),
        }
        _insert(database, "meta", ({"key": k, "value": v} for k, v in meta.items()), pk="key")


def _insert(database: Database, table: str, rows: Iterator[dict[str, Any]], pk: str) -> None:
    database.table(table).insert_all(rows, pk=pk)


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


def _add_documents(database: Database, pack: Pack, ranking: Ranking) -> None:
    names = {role.id: role.name for role in pack.roles}
    database.table("documents").create(
        {"id": int, "key": str, "kind": str, "title": str, "label": str, "text": str,
         "basis": str, "citations": str, "notes": str, "model": str},
        pk="id",
    )  # fmt: skip
    database.table("wordings").create({"wording": str, "document": int}, pk="wording")
    entries = list(enumerate(pack.entries, start=1))
    _insert(database, "documents", (_document(n, e, names) for n, e in entries), pk="id")
    _add_index(database, entries, names, _synonyms(pack), ranking)
    _insert(database, "wordings", _wordings(entries), pk="wording")
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


def _role_words(held: Words) -> dict[str, list[str]]:
    """Stems of the words that name a role's tools; of two words (`back-end`) both."""
    return {
        role: sorted({" ".join(map(stem, words(text))) for text in texts})
        for role, texts in held.speaks_for.items()
    }


def _add_index(
    database: Database,
    entries: Sequence[tuple[int, AnyEntry]],
    names: dict[str, str],
    groups: Sequence[list[str]],
    ranking: Ranking,
) -> None:
    """How far each stem speaks for each document (0 to 1), and what it adds to each document's
    likeness to a question (`knowledge/search/likeness.py`).
    """
    _insert(database, "postings", posting_rows(entries, names, groups, ranking), pk="stem")
    texts = ((*asked_as(entry), " ".join(said_besides(entry, names))) for _, entry in entries)
    _add_likeness(
        database,
        zip(
            (number for number, _ in entries),
            learn_likeness(texts, ranking.text_wordings),
            strict=True,
        ),
        len(entries),
    )


def _add_likeness(
    database: Database, alike: Iterable[tuple[int, dict[str, float]]], size: int
) -> None:
    """What each feature adds to each document's likeness, by feature."""
    # packed, since the collector would go through as many lists again and again
    postings: defaultdict[str, bytearray] = defaultdict(bytearray)
    for number, adds in alike:
        for feature, add in adds.items():
            postings[feature] += POSTING.pack(number, add)
    database.conn.execute(
        "create table likeness (feature text primary key, some blob, every blob) without rowid"
    )
    database.conn.executemany(  # plain: there are many, and each insert_all costs more than these
        "insert into likeness values (?, ?, ?)",
        ((feature, *pack(postings[feature], size // 8, size)) for feature in sorted(postings)),
    )


def _wordings(entries: Sequence[tuple[int, AnyEntry]]) -> Iterator[dict[str, Any]]:
    """What is answered by just one entry; of those that share a wording, by the first. What a
    button says asks for what it opens.
    """
    asked = [(number, (entry.title, *entry.also_asked)) for number, entry in entries]
    labels = [(number, (entry.label,)) for number, entry in entries if entry.label]
    found: dict[str, int] = {}
    for number, texts in [*asked, *labels]:
        for wording in map(normal, texts):
            found.setdefault(wording, number)
    found.pop("", None)
    return ({"wording": wording, "document": number} for wording, number in found.items())


def _add_vocabulary(database: Database, pack: Pack) -> None:
    """Words as people write them."""
    names = {role.id: role.name for role in pack.roles}
    written: Counter[str] = Counter()
    for entry in pack.entries:
        for text in (entry.title, *entry.also_asked, *entry.keywords, *aliases(entry)):
            written.update(words(text))
        written.update(words(entry_text(entry, names)))
    written.update(word for group in pack.synonyms.groups for text in group for word in words(text))
    counts = ({"word": word, "frequency": n} for word, n in sorted(written.items()))
    _insert(database, "words", counts, pk="word")


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
