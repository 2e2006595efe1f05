"""`rolefit interview` and `rolefit kickoff`."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.support.cli import CommandLine
from tests.support.packs import PackFolder
from tests.support.small_pack import INTERVIEWS

ANSWERS = {"main-work": "steady-app", "estate": "cms", "growth": "web-tier", "apis": "dont-know"}
HEADINGS = [
    "As answered",
    "Opening",
    "Advice",
    "To settle first",
    "Why",
    "Order and engagement",
    "Ask in interviews",
    "Duties for the post",
    "Not from RoleFit",
    "Sources",
]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A file of answers."""
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(ANSWERS))
    return file


def test_a_kickoff_sheet_in_text_and_markdown(run: CommandLine, answers: Path) -> None:
    text = run("kickoff", "--answers", answers)
    assert (text.code, text.err) == (0, "")
    title, *parts = text.out.rstrip("\n").split("\n\n")
    assert title == "Kickoff sheet"
    assert [part.split("\n")[0] for part in parts] == HEADINGS
    assert "(sells development services)" in parts[-1]
    assert text.out.count("RoleFit's own rule") == text.out.count("Pack ") == 1
    assert "- Which work is there on interfaces (APIs)?" in text.out  # "don't know" is open
    marked_up = run("kickoff", "--answers", answers, "--format", "md").out
    assert [line[3:] for line in marked_up.split("\n") if line.startswith("## ")] == HEADINGS
    assert run("kickoff", "--answers", "-", stdin=json.dumps(ANSWERS)).out == text.out


def test_an_interview_sheet_asks_first_what_meets_the_answers(
    run: CommandLine, answers: Path
) -> None:
    plain, sheet = run("interview", "php"), run("interview", "php", "--answers", answers)
    assert (sheet.code, sheet.err) == (0, "")
    asked = [line[3:] for line in sheet.out.split("\n") if line[:1].isdigit()]
    first = [line[3:] for line in plain.out.split("\n") if line[:1].isdigit()]
    assert len(asked) == len(first) == 8
    assert asked != first
    assert {*asked[:4]} != {*first[:4]}
    assert sheet.out.count("A strong answer shows: ") == sheet.out.count("Evidence heard:") == 8
    assert "What meets the answers comes first." in sheet.out
    assert "What meets" not in plain.out


def test_the_same_sheet_as_a_table(run: CommandLine, answers: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("interview", "php", "--format", "csv").out)))
    assert rows[0] == ["Question", "A strong answer shows", "Source", "Evidence heard"]
    assert len(rows) == 1 + 8
    assert all(len(row) == 4 and all(row[:3]) and not row[3] for row in rows[1:])
    assert all("Digiqt, 11 Feb 2026 (sells development services)" in row[2] for row in rows[1:])
    table = run("interview", "php", "--format", "md").out.split("\n")
    lines = [line for line in table if line.startswith("| ")]
    assert [line.count(" | ") for line in lines] == [3] * 9
    assert all(line.endswith("| |") for line in lines[1:])


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_no_cell_is_a_formula_and_no_line_leaves_its_table(
    run: CommandLine, tmp_path: Path, begin: str
) -> None:
    probe = INTERVIEWS[0]["probes"][0] | {
        "asks": f'{begin}, "quoted"; a\nline',
        "strong": f"{begin} | <b> *x*",
    }
    kit = INTERVIEWS[0] | {"probes": [probe]}
    pack = PackFolder(tmp_path / "pack").write_all(interviews=[kit])
    written = run("interview", "php", "--format", "csv", "--packs", pack.path).out
    [_, row] = csv.reader(io.StringIO(written))
    assert row[0] == f'\'{begin}, "quoted"; a\nline'
    assert row[1] == f"'{begin} | <b> *x*"
    table = run("interview", "php", "--format", "md", "--packs", pack.path).out
    [line] = [line for line in table.split("\n") if line.startswith("| 1 |")]
    assert "\\| \\<b\\> \\*x\\*" in line


@pytest.mark.parametrize(
    ("arguments", "given", "code", "message"),
    [
        (["kickoff"], "", 2, "give one of --answers and --brief"),
        (["kickoff", "--answers", "-", "--format", "csv"], "{}", 2, "'csv' is not one of"),
        (["kickoff", "--answers", "-"], "[]", 1, "answers must be one JSON object"),
        (["kickoff", "--answers", "-"], "nonsense", 1, "the answers are no JSON"),
        (["interview"], "", 2, "Missing argument 'ROLE'"),
        (["interview", "rust"], "", 1, "'rust' is no role that is covered"),
        (["interview", "api developer"], "", 1, "no interview questions for api-developer"),
        (["interview", "php", "--answers", "-"], '{"main-work": "x"}', 1, "has no option 'x'"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    run: CommandLine, arguments: list[str], given: str, code: int, message: str
) -> None:
    done = run(*arguments, stdin=given)
    assert (done.code, done.out) == (code, "")
    assert message in done.err.rstrip("\n").split("\n")[-1]


def test_ask_says_that_a_kickoff_is_asked_for(run: CommandLine) -> None:
    asked = json.loads(run("ask", "kickoff", "--json").out)
    assert (asked["request"], asked["outcome"], asked["why"], asked["hits"]) == (
        "kickoff", "none", None, [],
    )  # fmt: skip
    assert "rolefit kickoff --answers FILE" in run("ask", "kickoff").out
    carried = json.loads(run("ask", "kickoff php-or-backend main-work=web-features", "--json").out)
    assert (carried["request"], carried["outcome"]) == ("kickoff", "answer")
    assert "role/php-developer" in {hit["id"] for hit in carried["hits"]}


def test_a_kickoff_sheet_from_a_brief_holds_none_of_its_words(run: CommandLine) -> None:
    brief = "Our ferrets' fan club runs on WordPress. Weekly: new ballots, quizzes, page layouts."
    sheet = run("kickoff", "--brief", brief)
    assert (sheet.code, sheet.err) == (0, "")
    assert "- PHP developer (WordPress)" in sheet.out  # as the pack spells it
    assert not [word for word in ("ferret", "ballot", "quiz") if word in sheet.out.lower()]
    for given in ([], ["--brief", brief, "--answers", "-"]):
        refused = run("kickoff", *given, stdin="{}")
        assert (refused.code, refused.out) == (2, "")
        assert "give one of --answers and --brief" in refused.err
