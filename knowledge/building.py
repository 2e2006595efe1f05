"""A Pack → one SQLite file: documents, an inverted index over their stems, and the words known.

knowledge/schema.py has its tables.
"""

import gc
import json
import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple
from itertools import chain, islice
from pathlib import Path
from sys import intern

from sqlite_utils import Database

from knowledge.briefs.classifier import ADDS
from knowledge.briefs.counting import learn
from knowledge.briefs.features import word_groups
from knowledge.errors import StoreError
from knowledge.packs.files import content_hash
from knowledge.packs.loader import load_pack
from knowledge.packs.models import AnyEntry, Faq, Pack, Source, Topic
from knowledge.packs.questionnaire import Words
from knowledge.packs.texts import asked_as, entry_text, said_besides, short_label
from knowledge.schema import TABLES, store_format
from knowledge.search.indexing import posting_rows
from knowledge.search.likeness import likeness_rows
from knowledge.search.occurrences import Said, read_corpus
from knowledge.search.parameters import RANKING, Ranking
from knowledge.text import normal, singular, stems, words

ROWS = 100  # that a statement inserts


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
        pack = load_pack(folders)
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
    names = {role.id: role.name for role in pack.roles}
    entries = list(enumerate(pack.entries, start=1))
    said = [_said(entry, names) for _, entry in entries]
    corpus = read_corpus(said)
    about = json.dumps([about.model_dump() for about in pack.about])
    few: dict[str, Iterable[Sequence[object]]] = {
        "meta": [("format", store_format()), ("pack", pack_hash), ("about", about)],
        "sources": map(_source, pack.sources),
        "sections": ((section, one.id) for one in pack.sources for section in one.sections),
        "documents": (_document(number, entry, names) for number, entry in entries),
    }
    many: dict[str, Iterable[Sequence[object]]] = {
        "wordings": _wordings(entries, said),
        "postings": posting_rows(corpus, _synonyms(pack), ranking),
        "likeness": likeness_rows(corpus, ranking.text_wordings),
        "words": sorted(_written(pack, said).items()),
    }
    with connection:
        for statement in TABLES:
            connection.execute(statement)
        for table, rows in few.items():
            _insert(connection, table, rows)
        for table, rows in many.items():
            _insert_many(connection, table, rows)
        _add_learned(connection, pack)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]) -> None:
    into = Database(connection).table(table)
    into.insert_all(chain([[column.name for column in into.columns]], rows))


def _insert_many(
    connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]
) -> None:
    """Insert rows in plain SQL, several by each statement: a third of what it takes otherwise."""
    left = iter(rows)
    while several := tuple(islice(left, ROWS)):
        row = f"({', '.join('?' * len(several[0]))})"
        statement = f"insert into {table} values {', '.join([row] * len(several))}"  # noqa: S608
        connection.execute(statement, tuple(chain.from_iterable(several)))


def _source(source: Source) -> Sequence[object]:
    published = source.published and source.published.isoformat()
    return (
        source.id, source.title, source.publisher, source.interest, published, source.address,
        source.licence, source.text, bool(source.separates_roles),
    )  # fmt: skip


def _document(number: int, entry: AnyEntry, names: dict[str, str]) -> Sequence[object]:
    """One row of what people read; the last column keeps the fields that only its kind has."""
    own_fields = not isinstance(entry, Faq | Topic | Source)
    return (
        number, entry.key, entry.kind, entry.title, entry.label or short_label(entry.title),
        entry_text(entry, names), entry.basis, json.dumps(entry.citations),
        json.dumps([note.model_dump(mode="json") for note in entry.notes]),
        entry.model_dump_json() if own_fields else None,
    )  # fmt: skip


def _synonyms(pack: Pack) -> list[list[str]]:
    """Groups of stems that mean the same."""
    groups = (
        [found[0] for text in group if (found := stems(text))] for group in pack.synonyms.groups
    )
    return [sorted(set(group)) for group in groups]


def _said(entry: AnyEntry, names: dict[str, str]) -> Said:
    return Said(
        asked_as(entry),
        [intern(word) for text in said_besides(entry, names) for word in words(text)],
    )


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
    return sorted(found.items())  # rows in order are written in a third of the time


def _written(pack: Pack, said: Sequence[Said]) -> Counter[str]:
    """Words as people write them, with how often they stand in the pack."""
    texts = (text for one in said for text in (*one.asked, one.besides))
    written = Counter(chain.from_iterable(texts))
    for text in (one.text for one in pack.uncovered):
        written.update(words(text))
    written.update(word for group in pack.synonyms.groups for text in group for word in words(text))
    return written


def _role_words(held: Words) -> dict[str, list[str]]:
    """The words that name a role's tools; of two words (`back-end`) both."""
    return {
        role: sorted({" ".join(map(singular, words(text))) for text in texts})
        for role, texts in held.speaks_for.items()
    }


def _add_learned(connection: sqlite3.Connection, pack: Pack) -> None:
    """Each questionnaire, and what briefs are read by: learned by training where the pack has
    weights, else by counting.
    """
    for number, questionnaire in enumerate(pack.questionnaires):
        lessons = pack.lessons[questionnaire.id]
        groups = word_groups(lessons.words.groups)
        words = map(json.dumps, (groups, _role_words(lessons.words)))
        row = number, questionnaire.id, questionnaire.model_dump_json(), *words
        _insert(connection, "questionnaires", [row])
        learned = lessons.weights or learn(lessons.said(questionnaire), groups)
        labels = enumerate(learned.labels)
        _insert(connection, "labels", ((number, n, *astuple(label)) for n, label in labels))
        features = (
            (number, feature, idf, b"".join(map(ADDS.pack, adds, adds.values())))
            for feature, (idf, adds) in learned.features.items()
        )
        _insert_many(connection, "features", features)
