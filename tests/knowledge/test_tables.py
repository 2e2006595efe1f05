"""Tables as Excel, Numbers and Sheets write them in all countries, and what is none."""

import csv
import io
import json
import os
from pathlib import Path

import pytest

from knowledge.errors import PackError
from knowledge.packs.tables import Row, read_rows

COLUMNS = ("question", "answer", "source", "also_asked")
REQUIRED = (("question",), ("answer", "also_asked"))
HEADINGS = ["Question", "Also asked", "ANSWER ", " source"]
ROWS = [
    ["Who pays; and when?", "a, b|c", 'Nobody, says "the" guide;\nnot\tyet.', "guide#scope"],
    ["Wer zahlt?", "", "Niemand\u2028weiß \x0b es \x85 je \x1c genau.", "guide#scope|essay#cms"],
]
EXPECTED = [
    {"question": ROWS[0][0], "also_asked": "a, b|c", "answer": ROWS[0][2], "source": ROWS[0][3]},
    {"question": ROWS[1][0], "answer": ROWS[1][2], "source": ROWS[1][3]},
]


def written(separator: str = ",", line_end: str = "\n", headings: list[str] = HEADINGS) -> str:
    """As a spreadsheet writes it: cells that need it are quoted, line ends in them are its own."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=line_end)
    writer.writerows([headings, *ROWS])
    return out.getvalue().replace("not\tyet", "not\tyet").replace(";\nnot", f";{line_end}not")


def read(folder: Path, content: str | bytes, name: str = "t.csv") -> list[Row]:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_rows(file, COLUMNS, REQUIRED)


def cells(rows: list[Row]) -> list[dict[str, object]]:
    return [row.cells for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_each_way_to_save_a_sheet_is_read(
    tmp_path: Path, separator: str, line_end: str, encoding: str
) -> None:
    text = written(separator, line_end)
    if encoding == "utf-16-be-sig":
        content = ("\ufeff" + text).encode("utf-16-be")
    else:
        content = text.encode(encoding)
    for name in ("t.csv", "t.tsv", "t.txt", "T.CSV"):
        assert cells(read(tmp_path, content, name)) == EXPECTED


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"'])
def test_the_first_line_that_excel_reads_is_no_heading(tmp_path: Path, first: str) -> None:
    rows = read(tmp_path, f"{first}\r\n{written(';')}")
    assert cells(rows) == EXPECTED
    assert [row.line for row in rows] == [3, 5]


def test_quoted_headings_and_two_marks_are_read(tmp_path: Path) -> None:
    quoted = '"question";"answer"\n"a;b";"c"\n'
    assert cells(read(tmp_path, "\ufeff\ufeff" + quoted)) == [{"question": "a;b", "answer": "c"}]


def test_blank_rows_and_blank_columns_are_nothing(tmp_path: Path) -> None:
    text = " ;;\n\n;;;\nquestion;;answer;\n;;;\n \t; ;\u00a0;\nWho?;;x;\nWhy?;; ;\n;;;;;;;\n"
    rows = read(tmp_path, text)
    assert cells(rows) == [{"question": "Who?", "answer": "x"}, {"question": "Why?"}]
    assert [(row.line, row.number) for row in rows] == [(7, 7), (8, 8)]


def test_a_row_is_known_by_its_line_and_by_its_number(tmp_path: Path) -> None:
    rows = read(tmp_path, 'question,answer\n"a\nb\n\nc",x\n\nd,"e\nf"\ng,h\n')
    assert [(row.line, row.number) for row in rows] == [(2, 2), (7, 4), (9, 5)]
    assert [row.cells["question"] for row in rows] == ["a\nb\n\nc", "d", "g"]


def test_a_cell_under_no_heading_is_kept_apart(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "question,,answer\na,b,c\na,,c,d\n")) == [
        {"question": "a", "": "b", "answer": "c"},
        {"question": "a", "answer": "c", "": "d"},
    ]


def test_json_lines_are_read_alike(tmp_path: Path) -> None:
    lines = [
        json.dumps({" Question": "a\r\nb ", "ALSO ASKED": [" c", "", None, 5], "source": ""}),
        json.dumps({"question": "x\u2028y\x85z", "answer": None}, ensure_ascii=False),
        "  ",
        json.dumps({"question": " ", "also_asked": []}),
        json.dumps({"question": "d", "answer": json.loads("[" * 500 + "]" * 500)}),
    ]
    for content in ("\r\n".join(lines).encode(), "\n".join(lines).encode("utf-16")):
        rows = read(tmp_path, content, "t.jsonl")
        assert [(row.line, row.cells) for row in rows] == [
            (1, {"question": "a\nb", "also_asked": ["c", 5]}),
            (2, {"question": "x\u2028y\x85z"}),
            (5, {"question": "d", "answer": json.loads("[" * 500 + "]" * 500)}),
        ]


@pytest.mark.parametrize(
    ("content", "name", "fault"),
    [
        (b"", "t.csv", "1:1: the first line must name the columns; missing: question, answer or"),
        ("question;source\na;b\n", "t.csv", "missing: answer or also_asked"),
        ("Table 1\nquestion,answer\n", "t.csv", "1:1: there is no column table_1; there are"),
        ("\nquestion,anser\n", "t.csv", "2:1: there is no column anser; there are question,"),
        ("question,answer,Answer\n", "t.csv", "1:1: two columns have the name answer"),
        ('question,answer\na,b\nc,"d\ne\n', "t.csv", "3:1: row 3 is no row of a table: unexpected"),
        ('question,answer\na,"b"c\n', "t.csv", "2:1: row 2 is no row of a table: "),
        ("question,answer\n" + "a" * 200_000, "t.csv", "2:1: row 2 is no row of a table: field"),
        ("Größe,b".encode("cp1252"), "t.csv", "save the sheet as CSV in UTF-8"),
        ("question,answer".encode("utf-16-le"), "t.csv", "save the sheet as CSV in UTF-8"),
        (b"\xff\xfea", "t.csv", "save the sheet as CSV in UTF-8"),
        (b"PK\x03\x04\x14\0", "t.xlsx", "1:1: only .csv, .tsv, .txt and .jsonl can be imported"),
        ("[" * 100_000, "t.jsonl", "1:1: this is no JSON"),
        ('{"question": "a"}\n{"question": ' + "9" * 9_000 + "}", "t.jsonl", "2:1: this is no JSON"),
        ('{"question": "a", "question ": "b"}', "t.jsonl", "1:1: two columns have the name quest"),
        ('{"question": "a", "question": "b"}', "t.jsonl", "1:1: two columns have the name quest"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_named(
    tmp_path: Path, content: str | bytes, name: str, fault: str
) -> None:
    with pytest.raises(PackError) as caught:
        read(tmp_path, content, name)
    [problem] = caught.value.problems
    assert str(problem).startswith(f"{tmp_path / name}:")
    assert fault in str(problem)


def test_a_table_that_is_no_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "t.csv")
    for file in (tmp_path / "t.csv", tmp_path / "none.csv"):
        with pytest.raises(PackError, match=r"csv:1:1: this is no regular file"):
            read_rows(file, COLUMNS, REQUIRED)
    (tmp_path / "m.csv").symlink_to("/proc/self/mem")
    with pytest.raises(PackError, match=r"csv:1:1: cannot be read: Input/output"):
        read_rows(tmp_path / "m.csv", COLUMNS, REQUIRED)
