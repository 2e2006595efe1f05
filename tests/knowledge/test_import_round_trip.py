"""Whatever is imported is read back by `packs check` as the cells had it."""

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.packs.importing import import_faqs
from knowledge.packs.loader import check_pack
from tests.support.packs import PackFolder
from tests.support.small_pack import SOURCES

# Of any characters, with more than their share of those that YAML, CSV and JSON give a meaning.
ODD = st.sampled_from(
    "\n\t \x85\u2028\u2029\ufeff\u00a0\x0b\x0c\x1c\x7f\u200b\ufffe'\"\\:#-?|>%@`&*!,;[]{}~=<"
)
SIGNS = st.one_of(ODD, st.characters(codec="utf-8", exclude_characters="\r\0"))
LOOKALIKES = (
    "0800", "tRUE", "1e3", "2026-01-01", "2026-13-45", "~", "0x1F", "1_000", ".5", "yes", "No",
    "null", "NULL", "-5", "+1", "1:30", "0o7", ".inf", ".NaN", "=", "<<", "---", "...", "- a",
    "? a", "a: b", "a #b", "#a", ">-", "!!int 5", "&a b", "*a", "%TAG", "[a", "{a", "'a", '"a',
    "\\n", "2026-01-01T00:00:00Z", "a:", "\ufeffx", "a\x85b", "a\u2028b", "a \u2029 b", "a\tb",
)  # fmt: skip
LONG_LOOKALIKES = (
    *LOOKALIKES, "- x\n  y", "a\n\n\n  b", "x\n---\ny", "a\nb\x85c", "a\n\u2028b", "a\n b \nc",
    "a | b", "word " * 60 + "end", "a\n" + "word " * 60 + "end",
)  # fmt: skip
LONG = st.lists(st.sampled_from(["word", "a:", "#b", "- c", "é", "  ", "'"]), max_size=60)
TEXTS = st.one_of(st.text(SIGNS, max_size=40), st.sampled_from(LONG_LOOKALIKES), LONG.map(" ".join))
CELLS = TEXTS.map(str.strip)
PARTS = CELLS.map(lambda text: "".join(text.split("\n")).replace("|", "").strip()[:150].strip())
ROWS = st.fixed_dictionaries(
    {
        "question": PARTS.map(lambda text: text[:140]),
        "answer": CELLS.filter(bool),
        "keywords": st.lists(PARTS.filter(bool), max_size=4),
        "also_asked": st.lists(PARTS, max_size=3),
    }
)


@st.composite
def tables(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows that ask different things."""
    rows = draw(st.lists(ROWS, min_size=1, max_size=4))
    for number, row in enumerate(rows):
        row["question"] = f"{row['question']} q{number}"
        row["also_asked"] = [f"w{number}-{n} {text}" for n, text in enumerate(row["also_asked"])]
        row["also_asked"] = [text[:150].strip() for text in row["also_asked"]]
    return rows


def as_csv(rows: list[dict[str, Any]], separator: str, encoding: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["Question", "Answer", "Keywords", "Also asked", "Basis"])
    for row in rows:
        lists = ["|".join(row["keywords"]), " | ".join(row["also_asked"])]
        writer.writerow([row["question"], row["answer"], *lists, "rule"])
    return out.getvalue().encode(encoding)


def as_json_lines(rows: list[dict[str, Any]], *, escaped: bool) -> bytes:
    lines = [json.dumps({**row, "basis": "rule"}, ensure_ascii=escaped) for row in rows]
    return "\n".join(lines).encode()


EACH_LOOKALIKE = [
    {
        "question": f"q{n}",
        "answer": text,
        "keywords": [*LOOKALIKES],
        "also_asked": [],
    }
    for n, text in enumerate(LONG_LOOKALIKES)
]


@example(rows=EACH_LOOKALIKE, separator=",", encoding="utf-8", escaped=False)
@given(
    rows=tables(),
    separator=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    escaped=st.booleans(),
)
def test_what_is_imported_is_read_back_as_the_cells_had_it(
    rows: list[dict[str, Any]], separator: str, encoding: str, escaped: bool
) -> None:
    for name, content in (
        ("table.csv", as_csv(rows, separator, encoding)),
        ("table.jsonl", as_json_lines(rows, escaped=escaped)),
    ):
        with tempfile.TemporaryDirectory() as folder:
            pack = PackFolder(Path(folder) / "pack")
            pack.write("sources", SOURCES)
            (Path(folder) / name).write_bytes(content)
            import_faqs(Path(folder) / name, pack.path)
            faqs = check_pack([pack.path])[0].faqs
        read = [(faq.title, faq.text, faq.keywords, faq.also_asked) for faq in faqs]
        assert read == [
            (row["question"].strip(), row["answer"], (*row["keywords"],), (*row["also_asked"],))
            for row in rows
        ]
