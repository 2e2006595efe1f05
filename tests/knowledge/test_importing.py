"""Tables of questions and answers → FAQs of a pack folder, or every faulty row by its line."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from knowledge.errors import PackError
from knowledge.packs.importing import REVIEW_AFTER, import_faqs
from knowledge.packs.loader import load_pack
from tests.support.cli import CommandLine
from tests.support.packs import PackFolder
from tests.support.rights import few_rights, public_folder

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
        (HEADER + GOOD + GOOD, "t.csv",
         "t.csv:3:1: who-pays of another row is asked in the same words: Who pays?"),
        (HEADER + "A?,x,,,guide#scope,a\nB?,y,,,guide#scope,a\n", "t.csv",
         "t.csv:3:1: id: another row has the id a"),
        (HEADER + "A?,x,,,guide#scope,\nB?,y,so| a ,,guide#scope,\n", "t.csv",
         "t.csv:3:1: a of another row is asked in the same words: a"),
        (HEADER + "A?,x,,,guide#scope,,y\n", "t.csv", "t.csv:2:1: a cell stands under no heading"),
        (HEADER, "t.csv", "there are no rows"),
        ("question,answer\nWho?,x\n", "t.csv", "missing: source"),
        (HEADER + 'Who?,"x\n', "t.csv", "unexpected end of data"),
        (b"\xff\xfe\xe9", "t.csv", "cannot be read as text"),
        ("{}\nnonsense\n", "t.jsonl", "t.jsonl:2:1: this is no JSON"),
        ("[1]\n", "t.jsonl", "t.jsonl:1:1: a row is an object"),
        ('{"question": "Who?", "answer": "x", "source": "guide#scope", "anser": "y"}\n', "t.jsonl",
         "there is no column anser"),
        ('{"question": ["a"], "answer": "x"}', "t.jsonl", "question: must be a text"),
        ('{"question": "a", "answer": {"b": "c"}}', "t.jsonl", "answer: must be a text"),
        ('{"question": "a", "answer": "b", "keywords": [["c"]]}', "t.jsonl",
         "keywords: must be a text"),
        ('{"question": "a", "answer": "b", "keywords": [1e3]}', "t.jsonl",
         "keywords: must be a text"),
        ('{"question": "a", "answer": "b", "also_asked": {"c": "d"}}', "t.jsonl",
         "also_asked: must be a text"),
        ('{"question": "a \\ud800", "answer": "b"}', "t.jsonl", "question: "),
        ("Who?", "t.xlsx", "only .csv, .tsv, .txt and .jsonl can be imported"),
    ],
)  # fmt: skip
def test_a_faulty_table_is_named_by_row_and_writes_nothing(
    tmp_path: Path, text: str | bytes, name: str, message: str
) -> None:
    assert any(message in found for found in faults(table(tmp_path, text, name), tmp_path / "out"))


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (",rule,,", ""),
        (",Editor note,Content desk,2027-08-01", ""),
        (",EDITOR_NOTE,,2027-08-01 00:00:00", ""),
        ("guide#scope,sourced,,", ""),
        (",,,", "2:1: a sourced entry cites one to three sections"),
        (",sourced,,", "2:1: a sourced entry cites one to three sections"),
        (",gossip,,", "2:1: basis: Input should be 'sourced', 'rule' or 'editor_note'"),
        (",rule,,31.12.2027", "2:1: review_by: must be a date such as 2027-08-01"),
        (",rule,,45870", "2:1: review_by: must be a date such as 2027-08-01"),
        (",rule,,86400", "2:1: review_by: must be a date such as 2027-08-01"),
    ],
)
def test_basis_owner_and_review_are_columns_too(
    pack: PackFolder, tmp_path: Path, cells: str, fault: str
) -> None:
    text = f"Question,Answer,Source,Basis,Owner,Review by\nWho pays?,x,{cells}\n"
    if fault:
        assert any(fault in found for found in faults(table(tmp_path, text), tmp_path / "out"))
        return
    import_faqs(table(tmp_path, text), pack.path)
    [faq] = [faq for faq in load_pack([pack.path]).faqs if faq.id == "who-pays"]
    _, basis, owner, review_by = cells.split(",")
    assert faq.basis == basis.lower().replace(" ", "_")
    assert faq.owner == (owner or "Imported")
    year_from_now = datetime.now(UTC).date() + REVIEW_AFTER
    assert faq.review_by in ({date(2027, 8, 1)} if review_by else {year_from_now})


def test_a_table_without_sources_needs_a_basis(pack: PackFolder, tmp_path: Path) -> None:
    import_faqs(table(tmp_path, "question,answer,basis\nWho pays?,x,rule\n"), pack.path)
    assert load_pack([pack.path]).faqs[-1].basis == "rule"


def test_line_ends_in_cells_belong_to_answers_and_part_lists(
    pack: PackFolder, tmp_path: Path
) -> None:
    text = 'question;answer;also_asked;source\r\n"Who\r\n pays?";"a\r\n\r\n b";"c\rd|e";guide#scope'
    import_faqs(table(tmp_path, text), pack.path)
    [faq] = [faq for faq in load_pack([pack.path]).faqs if faq.id == "who-pays"]
    assert (faq.title, faq.text, faq.also_asked) == ("Who pays?", "a\n\n b", ("c", "d", "e"))


def test_questions_get_ids_of_their_own(pack: PackFolder, tmp_path: Path) -> None:
    long = "How do we hire a backend developer for a shop that sells "
    asked = [f"{long}{thing}?" for thing in ("hats", "socks", "shoes")] + [
        "谁付钱?",
        "👍 🙂 ",
        "Où?",
    ]
    rows = "".join(f"{question},x,guide#scope\n" for question in asked)
    import_faqs(table(tmp_path, "question,answer,source\n" + rows), pack.path)
    ids = [faq.id for faq in load_pack([pack.path]).faqs if faq.title in map(str.strip, asked)]
    assert ids[:3] == [
        "how-do-we-hire-a-backend-developer-for-a-shop",
        "how-do-we-hire-a-backend-developer-for-a-sh-2",
        "how-do-we-hire-a-backend-developer-for-a-sh-3",
    ]
    assert len({*ids}) == 6
    assert ids[5] == "ou"


def test_rows_below_cells_of_many_lines_are_named_by_their_number(tmp_path: Path) -> None:
    text = 'question,answer,source\nA?,"x\n\ny",guide#scope\n,x,guide#scope\n'
    expected = "more.csv:5:1: row 3: question: must not be empty"
    assert expected in faults(table(tmp_path, text), tmp_path / "out")


def test_a_table_too_large_for_one_file_is_told(tmp_path: Path) -> None:
    row = f"A?,x,,{'k|' * 60_000},guide#scope,\n"
    [found] = faults(table(tmp_path, HEADER + row), tmp_path / "out")
    assert found == "more.csv:1:1: split this table: more than 50000 values in one file"
    assert [*(tmp_path / "out/faqs").iterdir()] == []


@pytest.mark.parametrize(
    ("name", "written"),
    [(".faqs.csv", "faqs"), ("...csv", "imported"), ("my faqs (2).CSV", "my faqs (2)"),
     ("a\nb.csv", "a\nb"), ("c.v2.csv", "c.v2")],
)  # fmt: skip
def test_the_file_is_one_that_the_pack_has(
    pack: PackFolder, tmp_path: Path, run: CommandLine, name: str, written: str
) -> None:
    done = run("packs", "import", table(tmp_path, HEADER + GOOD, name), "--out", pack.path)
    shown = written.replace("\n", "\\n")
    assert (done.code, done.out) == (0, f"written: {pack.path}/faqs/{shown}.yaml\n")
    assert "who-pays" in [faq.id for faq in load_pack([pack.path]).faqs]


@pytest.mark.parametrize("out", ["file/pack", "file", "x" * 300, "shut/pack"])
def test_a_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, run: CommandLine, out: str
) -> None:
    with public_folder() as folder:
        (folder / "file").touch()
        (folder / "shut").mkdir(mode=0o555)
        file = table(folder, HEADER + GOOD)
        run("packs", "import")  # wrong usage, whose words click loads only now
        with few_rights():
            done = run("packs", "import", file, "--out", folder / out)
        assert done.code in (1, 2)
        assert "Traceback" not in done.err
        assert done.code == 2 or done.err.count("\n") == 1
        assert {each.name for each in folder.iterdir()} == {"file", "shut", file.name}


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
