"""A Pack → one SQLite file: documents, an inverted index over their stems, and the words known.

Tables: `meta`, `sources`, `sections`, `documents` (what people read), `wordings` (whole
questions, normalised), `postings` (the documents of each stem, and how far it speaks for them),
`likeness` (what each stem and pair of stems tells of a question's likeness to documents), `words`
(what typos are repaired against),
`labels` and `features` (what was learned from utterances, by which briefs are read).
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from heapq import nlargest
from itertools import starmap
from typing import Any

from sqlite_utils import Database

from knowledge.briefs.classifier import ADDS
from knowledge.briefs.counting import learn
from knowledge.briefs.features import Groups, word_groups
from knowledge.briefs.labels import Learned
from knowledge.likeness import learn_likeness
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
from knowledge.postings import POSTING, pack
from knowledge.text import normal, sentences, stem, stems, words

# How far a word speaks for an entry: BM25's saturation and length (Robertson and Zaragoza: The
# Probabilistic Relevance Framework, 2009), once over what it is asked as, once over all it says.
SATURATION = (
    1.2  # k1: of so many mentions in an entry of mean length, half as much as of any number
)
LENGTH = {"asked": 0.75, "all": 0.6}  # b: how far the length of an entry counts against it
SYNONYM_WEIGHT = 0.8  # of a word that means the same, against the word itself
ASKED_SHARE = 0.45  # of what it is asked as; the rest of all it says
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
        _add_learned(database, _learned(pack, groups))
        meta = {
            **meta,
            "questionnaire": pack.questionnaire.model_dump_json(),
            "word_groups": json.dumps(groups),
            "role_words": json.dumps(_role_words(pack)),
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
    _add_index(database, entries, names, _synonyms(pack))
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


def _synonyms(pack: Pack) -> list[list[str]]:
    """Groups of stems that mean the same."""
    groups = (
        [found[0] for text in group if (found := stems(text))] for group in pack.synonyms.groups
    )
    return [sorted(set(group)) for group in groups]


def _role_words(pack: Pack) -> dict[str, list[str]]:
    """Stems of the words that name a role's tools; of two words (`back-end`) both."""
    return {
        role: sorted({" ".join(map(stem, words(text))) for text in held})
        for role, held in pack.words.speaks_for.items()
    }


def _aliases(entry: AnyEntry) -> tuple[str, ...]:
    return entry.aliases if isinstance(entry, Role) else ()


def _add_index(
    database: Database,
    entries: Sequence[tuple[int, AnyEntry]],
    names: dict[str, str],
    groups: Sequence[list[str]],
) -> None:
    """How far each stem speaks for each document (0 to 1), and what it adds to each document's
    likeness to a question (`knowledge/likeness.py`).
    """
    asked = [_counts(_asked(entry)) for _, entry in entries]
    said = [
        _counts(_said(entry, names)) + counts
        for (_, entry), counts in zip(entries, asked, strict=True)
    ]
    fields = zip(_saturated(asked, "asked"), _saturated(said, "all"), strict=True)
    speaks = [_with_synonyms(_mixed(*weights), groups) for weights in fields]
    postings: dict[str, list[tuple[int, float]]] = {}
    for (number, _), weights in zip(entries, speaks, strict=True):
        for one, weight in weights.items():
            postings.setdefault(one, []).append((number, weight))
    spread = _spread(said, groups)
    rows = (
        _postings(one, found, spread[one], len(entries)) for one, found in sorted(postings.items())
    )
    _insert(database, "postings", rows, pk="stem")
    texts = [(_asked(entry), sentences(" ".join(_said(entry, names)))) for _, entry in entries]
    _add_likeness(
        database,
        zip((number for number, _ in entries), learn_likeness(texts), strict=True),
        len(entries),
    )


def _with_synonyms(weights: dict[str, float], groups: Sequence[list[str]]) -> dict[str, float]:
    """What each stem weighs, where a word that means the same may stand for it."""
    found = dict(weights)
    for group in groups:
        said = [(weights.get(one, 0.0), one) for one in group]
        best = max(said)[0] if said else 0.0
        for weight, one in said:
            if best and max(found.get(one, 0.0), weight) < SYNONYM_WEIGHT * best:
                found[one] = SYNONYM_WEIGHT * best
    return found


def _spread(documents: Sequence[Counter[str]], groups: Sequence[list[str]]) -> Counter[str]:
    """In how many documents each stem stands; one that stands in none, as its synonyms do."""
    spread = Counter(one for counts in documents for one in counts)
    for group in groups:
        most = max((spread[one] for one in group), default=0)
        spread.update({one: most for one in group if not spread[one]})
    return spread


def _asked(entry: AnyEntry) -> tuple[str, ...]:
    """What an entry is asked as: its title, wordings and names."""
    return (entry.title, *entry.also_asked, *_aliases(entry))


def _said(entry: AnyEntry, names: dict[str, str]) -> list[str]:
    """What it says besides: its keywords and its text."""
    text = "" if isinstance(entry, Uncovered) else entry_text(entry, names)
    return [*entry.keywords, text]


def _counts(texts: Iterable[str]) -> Counter[str]:
    return Counter(stem(word) for text in texts for word in words(text))


def _saturated(documents: Sequence[Counter[str]], field: str) -> Iterator[dict[str, float]]:
    """BM25 without its idf, for each document how far each stem speaks for it."""
    lengths = [counts.total() for counts in documents]
    mean = sum(lengths) / len(lengths) or 1.0
    for counts, length in zip(documents, lengths, strict=True):
        half = SATURATION * (1 - LENGTH[field] + LENGTH[field] * length / mean)
        yield {stem: count / (count + half) for stem, count in counts.items()}


def _mixed(asked: dict[str, float], said: dict[str, float]) -> dict[str, float]:
    return {
        stem: ASKED_SHARE * asked.get(stem, 0.0) + (1 - ASKED_SHARE) * weight
        for stem, weight in said.items()
    }


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


def _postings(stem: str, found: list[tuple[int, float]], spread: int, size: int) -> dict[str, Any]:
    best = None
    if len(found) > LONGEST_READ:
        best = sorted(nlargest(LONGEST_READ, found, key=lambda posting: posting[1]))
    some, every = pack(_packed(found), size // 3, size)
    return {
        "stem": stem,
        "spread": spread,
        "some": some,
        "every": every,
        "best": best and _packed(best),
    }


def _packed(postings: Iterable[tuple[int, float]]) -> bytes:
    return b"".join(starmap(POSTING.pack, postings))


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
        for text in (entry.title, *entry.also_asked, *entry.keywords, *_aliases(entry)):
            written.update(words(text))
        written.update(words(entry_text(entry, names)))
    written.update(word for group in pack.synonyms.groups for text in group for word in words(text))
    counts = ({"word": word, "frequency": n} for word, n in sorted(written.items()))
    _insert(database, "words", counts, pk="word")


def _learned(pack: Pack, groups: Groups) -> Learned:
    """What utterances taught: by training where the pack has weights, else by counting."""
    return pack.weights or learn(pack.said, groups)


def _add_learned(database: Database, learned: Learned) -> None:
    columns = {"number": int, "name": str, "subject": str, "base": float, "bias": float}
    database.table("labels").create(columns, pk="number")
    labels = ({"number": number, **asdict(label)} for number, label in enumerate(learned.labels))
    _insert(database, "labels", labels, pk="number")
    database.table("features").create({"feature": str, "idf": float, "adds": bytes}, pk="feature")
    database.conn.executemany(  # plain: there are many, and each insert_all costs more than these
        "insert into features values (?, ?, ?)",
        (
            (feature, idf, b"".join(starmap(ADDS.pack, adds.items())))
            for feature, (idf, adds) in learned.features.items()
        ),
    )
