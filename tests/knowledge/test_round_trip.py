"""Whatever editors write that is valid comes back from YAML, and from the store, as it was."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.packs.loader import load_pack
from knowledge.packs.models import Faq
from knowledge.store import open_store
from tests.support.packs import PackFolder
from tests.support.small_pack import OWNER

PRINTABLE = st.characters(
    codec="utf-8",
    exclude_categories=["Cc", "Cs", "Cn"],
    exclude_characters="\ufeff\u2028\u2029\x85",
)
LINES = st.text(PRINTABLE, min_size=1, max_size=60).map(str.strip).filter(bool)
YAML_LOOKALIKES = st.sampled_from(
    ["no", "null", "~", "true", "2024-01-01", "1", "-5", "1e3", "0o7", "- a", "a: b", "#x", "&a",
     "*a", "!x", "%x", "@x", "`x`", "'", '"', "{a}", "[a]", "|", ">", "?", "=", "<<", "null: x"]
)  # fmt: skip
TEXTS = st.one_of(LINES, YAML_LOOKALIKES)


@st.composite
def faqs(draw: st.DrawFn) -> list[dict[str, Any]]:
    count = draw(st.integers(1, 4))
    return [
        {
            "id": f"faq-{number}",
            "title": f"{number} {draw(TEXTS)}",
            "text": draw(TEXTS),
            "also_asked": [
                f"{number} {n} {text}" for n, text in enumerate(draw(st.lists(TEXTS, max_size=3)))
            ],
            "keywords": draw(st.lists(TEXTS, max_size=3)),
            "basis": "rule",
            "notes": [{"text": draw(TEXTS), "dated": draw(st.dates()).isoformat()}],
            **OWNER,
        }
        for number in range(count)
    ]


@settings(max_examples=40)
@given(written=faqs())
def test_a_written_pack_loads_to_the_same_models(written: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pack = PackFolder(Path(folder) / "pack")
        pack.write("faqs/all", written)
        expected = tuple(Faq.model_validate(faq) for faq in written)
        assert load_pack([pack.path]).faqs == expected
        store = open_store([pack.path], Path(folder) / "cache")
        for faq in expected:
            document = store.get(faq.key)
            assert document is not None
            assert (document.title, document.text) == (faq.title, faq.text)
            assert document.notes == faq.notes
