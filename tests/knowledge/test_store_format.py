"""A store is built again where another version of RoleFit built it, so what building writes changes
with the version alone.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256

import msgspec
import pytest

from knowledge.briefs.classifier import ADDS
from knowledge.building import compile_pack
from knowledge.packs.loader import load_pack
from knowledge.schema import VERSION
from knowledge.search.postings import POSTING
from tests.support.packs import PackFolder
from tests.support.small_questionnaire import LENGTH, QUESTION, SEATS, ask, say

# A digest of what the pack below is built into, by version. Change none that was ever released.
WRITTEN = {
    1: "eacf50b377527ce7",
    2: "ce2c8835a352c767",
    3: "ff914a97aab56f42",
    4: "ff914a97aab56f42",
    5: "b6e06e11432cf1ba",
}
CHANGED = (
    "building writes otherwise than it did for version {0} of stores: raise VERSION in "
    "knowledge/schema.py, so that those built before are built again, and note {1} for the new "
    "version here"
)
PACKED = {"postings": POSTING, "best": POSTING, "adds": ADDS}  # by column


@pytest.fixture
def full(pack: PackFolder) -> PackFolder:
    """The small pack with everything that a pack may have."""
    pack.write("pack", {"name": "Small", "examples": ["php vs backend"], "welcome": "Ask."})
    pack.write("questions", [LENGTH])
    special = {"unsaid": "If it is PHP", "denied": "Post a backend developer.", "setting": 2}
    ask(pack, QUESTION, SEATS, shared=["length"], speciality=special, one_seat="Split it.")
    said = {"main-work=inside": ["Paint the gate"], "main-work=between": ["Lay a pipe"]}
    say(pack, said | {"beside=vague": ["Make everything lovely"]})
    pack.write("words", {"groups": {"colour": ["paint"]}, "speaks_for": {"elsewhere": ["roof"]}})
    return pack


def written(connection: sqlite3.Connection) -> Iterator[object]:
    """Each table's columns, then its rows, with numbers rounded to what all machines agree on."""
    tables = "select name from sqlite_master where type = 'table' order by name"
    for (table,) in connection.execute(tables).fetchall():
        columns = connection.execute(f"pragma table_info({table})").fetchall()
        yield [table, *([name, kind.lower(), key] for _, name, kind, *_, key in columns)]
        keys = ", ".join(str(place) for place in range(1, len(columns) + 1))
        for row in connection.execute(f"select * from {table} order by {keys}"):
            if row[0] != "format":  # it names the version, and how words are stemmed here
                yield [
                    _rounded(name, value) for (_, name, *_), value in zip(columns, row, strict=True)
                ]


def _rounded(column: str, value: object) -> object:
    if isinstance(value, bytes) and column == "features":  # many in a row, each by its name
        held = msgspec.msgpack.decode(value)
        return sorted((one, _rounded("postings", packed)) for one, packed in held.items())
    if isinstance(value, bytes):
        return [_rounded(column, one) for row in PACKED[column].iter_unpack(value) for one in row]
    return round(value, 4) if isinstance(value, float) else value


def test_what_is_written_changes_only_with_the_version(full: PackFolder) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        compile_pack(load_pack([full.path]), "hash", connection)
        lines = [json.dumps(one) for one in written(connection)]
    digest = sha256("\n".join(lines).encode()).hexdigest()[:16]
    assert WRITTEN.get(VERSION) == digest, CHANGED.format(VERSION, digest)
    assert len(lines) > 100
