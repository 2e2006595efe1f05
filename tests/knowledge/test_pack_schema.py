"""The schema of pack files, for editors' completion: it explains every field."""

import json
import re
from typing import Any

import pytest

from knowledge.packs.loader import PARTS
from tests.support.cli import CommandLine

OF_PYTHON = re.compile(r"\b(?:None|True|False|str|dict|tuple|bool|regex|iterable)\b")


@pytest.fixture
def kinds(run: CommandLine) -> dict[str, Any]:
    """What each kind of item holds, as the command prints it."""
    done = run("packs", "schema")
    assert done.code == 0
    found: dict[str, Any] = json.loads(done.out)["$defs"]
    assert {part.__name__ for part in PARTS.values()} <= {*found}
    return found


def described(kinds: dict[str, Any]) -> dict[str, str]:
    return {
        f"{kind}.{field}": schema.get("description", "")
        for kind, item in kinds.items()
        for field, schema in item["properties"].items()
    }


def test_every_field_is_described_in_a_plain_sentence(kinds: dict[str, Any]) -> None:
    fields = described(kinds)
    assert len(fields) > 150
    assert [name for name, text in fields.items() if not text] == []
    assert [name for name, text in fields.items() if len(text) > 120] == []
    assert [name for name, text in fields.items() if not text.endswith(".")] == []
    assert [name for name, text in fields.items() if OF_PYTHON.search(text)] == []


def test_every_kind_of_item_is_described(kinds: dict[str, Any]) -> None:
    assert [kind for kind, item in kinds.items() if not item.get("description")] == []
