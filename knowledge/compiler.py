"""A Pack → one SQLite file: documents, an inverted index over their stems, and the words known.

Tables: `meta`, `sources`, `sections`, `documents` (what people read), `wordings` (whole
questions, normalised), `profiles` (the stems of each whole wording), `postings` (the documents
of each stem, and how far it speaks for them), `words` (what typos are repaired against),
`labels` and `features` (what was learned from utterances, by which briefs are read).
"""

import json
import sqlite3
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import starmap
from typing import Any

from sqlite_utils import Database

from knowledge.models import (
    AnyEntry,
    Aspect,
    Engagement,
    Faq,
    Interview,
    Pack,
    Role,
    Source,
    Topic,
    Uncovered,
)
from knowledge.text import normal, stems, words
from knowledge.utterances import NOTHING, WEIGHT, Groups, Learned, learn, subject_of, word_groups

# What a word's standing in a field adds to the evidence that it speaks for the entry, each time
# up to so many times. Of e evidence, e / (e + EVIDENCE_HALF) counts: the second mention says less
# than the first, and one of twenty wordings less than the title.
EVIDENCE = {"title": (1.0, 1), "keywords": (0.8, 1), "text": (0.5, 2), "wordings": (0.5, 40)}
EVIDENCE_HALF = 0.8
# Of a stem that stands in more documents, only those that it speaks most for are read where a
# question has nothing rarer to start from.
LONGEST_READ = 15_000
LABEL_LENGTH = 30


def compile_pack(pack: Pack, meta: dict[str, str], connection: sqlite3.Connection) -> None:
    """Build a store from a pack in an empty database, with `meta` kept in the table of that name.

    Raises sqlite3.Error where the file cannot be written.
    """
    database = Database(connection)
    with connection:
        _add_sources(database, pack)
        _add_documents(database, pack)
        _add_vocabulary(database, pack)
        groups = word_groups(pack.words.groups)
        _add_learned(database, _learn(pack, groups))
        meta = {
            **meta,
            "synonyms": json.dumps(pack.synonyms.groups),
            "questionnaire": pack.questionnaire.model_dump_json(),
            "word_groups": json.dumps(groups),
        }
        _insert(database, "meta", ({"key": k, "value": v} for k, v in meta.items()), pk="key")


def _insert(database: Database, table: str, rows: Iterator[dict[str, Any]], pk: str) -> None:
    database.table(table).insert_all(rows, pk=pk)


def _add_sources(database: Database, pack: Pack) -> None:
    database.table("sources").create(
        {"id": str, "title": str, "publisher": str, "interest": str, "published": str,
         "text": str, "separates_roles": int},
        pk="id",
    )  # fmt: skip
    told = {"id", "title", "publisher", "interest", "published", "text"}
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


def _add_documents(database: Database, pack: Pack) -> None:
    names = {role.id: role.name for role in pack.roles}
    database.table("documents").create(
        {"id": int, "key": str, "kind": str, "title": str, "label": str, "text": str,
         "basis": str, "citations": str, "notes": str, "model": str},
        pk="id",
    )  # fmt: skip
    database.table("wordings").create({"wording": str, "document": int}, pk="wording")
    entries = list(enumerate(pack.entries, start=1))
    _insert(database, "documents", (_document(n, e, names) for n, e in entries), pk="id")
    _insert(database, "profiles", (_profile(n, e) for n, e in entries), pk="id")
    _add_postings(database, entries, names)
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


def entry_text(entry: AnyEntry, names: dict[str, str]) -> str:
    """What an entry says, as one text: an aspect's is put together from its roles, and lists
    follow the text that they belong to.
    """
    match entry:
        case Aspect():
            parts = [f"{names[role]}: {c.focus} {c.practice}" for role, c in entry.roles.items()]
            return " ".join([*parts, entry.why])
        case Engagement():
            said = [statement.text for statement in (*entry.when, *entry.when_not)]
            return " ".join([entry.text, *said])
        case Interview():
            probes = [f"{p.topic}: {p.probe} {p.strong}" for p in entry.probes]
            return " ".join([entry.text, *probes])
        case _:
            return entry.text


def short_label(title: str) -> str:
    """A title cut at a word to what a button shows on a phone."""
    if len(title) <= LABEL_LENGTH:
        return title
    return title[: LABEL_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:?") + "…"


def _profile(number: int, entry: AnyEntry) -> dict[str, Any]:
    asked = (entry.title, *entry.also_asked, *_aliases(entry))
    lines = filter(None, (" ".join(stems(wording)) for wording in asked))
    return {"id": number, "wordings": "\n".join(dict.fromkeys(lines))}


def _aliases(entry: AnyEntry) -> tuple[str, ...]:
    return entry.aliases if isinstance(entry, Role) else ()


def _add_postings(
    database: Database, entries: Sequence[tuple[int, AnyEntry]], names: dict[str, str]
) -> None:
    """For each stem the documents that it stands in, with how far it speaks for them (0 to 1)."""
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, entry in entries:
        for stem, evidence in _evidence(entry, names).items():
            speaks = evidence / (evidence + EVIDENCE_HALF)
            postings.setdefault(stem, []).append((number, speaks))
    rows = (_postings(stem, found) for stem, found in sorted(postings.items()))
    _insert(database, "postings", rows, pk="stem")


def _postings(stem: str, found: list[tuple[int, float]]) -> dict[str, Any]:
    best = None
    if len(found) > LONGEST_READ:
        best = _packed(sorted(nlargest(LONGEST_READ, found, key=lambda posting: posting[1])))
    numbers, speaks = _packed(found)
    return {
        "stem": stem,
        "mass": sum(speaks for _, speaks in found),
        "numbers": numbers,
        "speaks": speaks,
        "best_numbers": best[0] if best else None,
        "best_speaks": best[1] if best else None,
    }


def _packed(postings: list[tuple[int, float]]) -> tuple[bytes, bytes]:
    numbers, speaks = zip(*postings, strict=True)
    return struct.pack(f"<{len(postings)}I", *numbers), struct.pack(f"<{len(postings)}f", *speaks)


def _evidence(entry: AnyEntry, names: dict[str, str]) -> dict[str, float]:
    """How much each stem's standing in the fields of an entry adds up to."""
    asked = (entry.title, *entry.also_asked, *_aliases(entry))
    fields = {
        "title": Counter(stems(" ".join((entry.title, *_aliases(entry))))),
        "keywords": Counter(stems(" ".join(entry.keywords))),
        "text": Counter(stems("" if isinstance(entry, Uncovered) else entry_text(entry, names))),
        "wordings": Counter(stem for wording in asked for stem in set(stems(wording))),
    }
    evidence: dict[str, float] = {}
    for field, counts in fields.items():
        weight, most = EVIDENCE[field]
        for stem, count in counts.items():
            evidence[stem] = evidence.get(stem, 0.0) + weight * min(count, most)
    return evidence


def _wordings(entries: Sequence[tuple[int, AnyEntry]]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for number, entry in entries:
        for wording in map(normal, (entry.title, *entry.also_asked)):
            if wording and wording not in seen:
                seen.add(wording)
                yield {"wording": wording, "document": number}


def _add_vocabulary(database: Database, pack: Pack) -> None:
    """Words as people write them."""
    names = {role.id: role.name for role in pack.roles}
    written: Counter[str] = Counter()
    for entry in pack.entries:
        for text in (entry.title, *entry.also_asked, *entry.keywords, *_aliases(entry)):
            written.update(words(text))
        written.update(words(entry_text(entry, names)))
    written.update(word for group in pack.synonyms.groups for text in group for word in words(text))
    counts = ({"word": word, "frequency": n} for word, n in sorted(written.items()))
    _insert(database, "words", counts, pk="word")


def _learn(pack: Pack, groups: Groups) -> Learned:
    subjects = {question.id: subject_of(question.kind) for question in pack.questionnaire.questions}
    said: dict[str, dict[str, str]] = {}  # text → its labels → the subject of each
    for item in pack.utterances:
        for text in item.said_as:
            labels = said.setdefault(text, {})
            if item.beside != NOTHING:
                labels[item.label] = subjects.get(item.question or "", subject_of(""))
    return learn(said, groups)


def _add_learned(database: Database, learned: Learned) -> None:
    columns = {"number": int, "name": str, "subject": str, "base": float}
    database.table("labels").create(columns, pk="number")
    labels = (
        {"number": number, "name": label.name, "subject": label.subject, "base": label.base}
        for number, label in enumerate(learned.labels)
    )
    _insert(database, "labels", labels, pk="number")
    database.table("features").create({"feature": str, "idf": float, "weighs": bytes}, pk="feature")
    database.conn.executemany(  # plain: there are many, and each insert_all costs more than these
        "insert into features values (?, ?, ?)",
        (
            (feature, idf, b"".join(starmap(WEIGHT.pack, row.items())))
            for feature, (idf, row) in learned.features.items()
        ),
    )
