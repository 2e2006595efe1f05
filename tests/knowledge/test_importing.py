"""Tables of questions and answers → FAQs of a pack folder, or every faulty row by its line."""

import json
from pathlib import Path

import pytest

from knowledge.errors import PackError
from knowledge.importing import import_faqs
from knowledge.packs import load_pack
from tests.support.cli import CommandLine
from tests.support.packs import PackFolder

HEADER = "question,answer,also_asked,keywords,source,id\n"
GOOD = 'Who pays?,"Nobody, says the guide.",who pays for it|the bill|cost,cost|bill,guide#scope,\n'


def table(folder: Path, text: str | bytes, name: str = "more.csv") -> Path:
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def faults(file: Path, out: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        import_faqs(file, out)
    assert not (out / "faqs" / f"{file.stem}.yaml").exists()
    return [str(problem).replace(f"{file.parent}/", "") for problem in caught.value.problems]


def test_csv_rows_become_faqs_that_a_pack_loads(pack: PackFolder, tmp_path: Path) -> None:
    second = "What?,Ünïcode: yes,,,guide#scope|essay#cms,own-id\n"
    import_faqs(table(tmp_path, HEADER + GOOD + second), pack.path)
    faqs = {faq.id: faq for faq in load_pack([pack.path]).faqs}
    assert faqs["who-pays"].text == "Nobody, says the guide."
    assert faqs["who-pays"].also_asked == ("who pays for it", "the bill", "cost")
    assert faqs["who-pays"].keywords == ("cost", "bill")
    assert faqs["own-id"].citations == ("guide#scope", "essay#cms")
    assert faqs["own-id"].text == "Ünïcode: yes"


def test_jsonl_rows_may_hold_lists(pack: PackFolder, tmp_path: Path) -> None:
    row = {"question": "Why?", "answer": "So.", "source": ["guide#scope"], "also_asked": ["how so"]}
    import_faqs(table(tmp_path, json.dumps(row) + "\n\n", "more.jsonl"), pack.path)
    [faq] = [faq for faq in load_pack([pack.path]).faqs if faq.id == "why"]
    assert (faq.citations, faq.also_asked) == (("guide#scope",), ("how so",))


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        (HEADER + ",x,,,guide#scope,\n", "t.csv", "t.csv:2:1: question: must not be empty"),
        (HEADER + "Who?,,,,guide#scope,\n", "t.csv", "t.csv:2:1: answer: must not be empty"),
        (HEADER + "Who?,x,,,guide,\n", "t.csv", "t.csv:2:1: source: must be a section id"),
        (HEADER + "Who?,x,,,,\n", "t.csv", "a sourced entry cites one to three sections"),
        (HEADER + "Who?,x,,,guide#scope,No Good\n", "t.csv", "id: must be lower-case words"),
        (HEADER + GOOD + GOOD, "t.csv", "t.csv:3:1: id: another row has the id who-pays"),
        (HEADER, "t.csv", "there are no rows"),
        ("question,answer\nWho?,x\n", "t.csv", "missing: source"),
        (HEADER + 'Who?,"x\n', "t.csv", "unexpected end of data"),
        (b"\xff\xfe\xe9", "t.csv", "cannot be read as text"),
        ("{}\nnonsense\n", "t.jsonl", "t.jsonl:2:1: this is no JSON"),
        ("[1]\n", "t.jsonl", "t.jsonl:1:1: a row is an object"),
        ('{"question": "Who?", "answer": "x", "source": "guide#scope", "anser": "y"}\n', "t.jsonl",
         "there is no column anser"),
        ("Who?", "t.txt", "only .csv and .jsonl can be imported"),
    ],
)  # fmt: skip
def test_a_faulty_table_is_named_by_row_and_writes_nothing(
    tmp_path: Path, text: str | bytes, name: str, message: str
) -> None:
    assert any(message in found for found in faults(table(tmp_path, text, name), tmp_path / "out"))


def test_all_faulty_rows_are_named_at_once(tmp_path: Path) -> None:
    rows = HEADER + ",x,,,guide#scope,\n" + GOOD + "Why?,x,,,nowhere,\n"
    found = faults(table(tmp_path, rows), tmp_path / "out")
    assert [line.split(":")[1] for line in found] == ["2", "4"]


def test_nothing_is_overwritten(pack: PackFolder, tmp_path: Path, run: CommandLine) -> None:
    file = table(tmp_path, HEADER + GOOD)
    assert run("packs", "import", file, "--out", pack.path).code == 0
    done = run("packs", "import", file, "--out", pack.path)
    assert done.code == 1
    assert "it exists already: nothing was imported" in done.err
