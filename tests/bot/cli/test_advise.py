"""`rolefit advise` and `rolefit eval advice` on RoleFit's own pack."""

import json
from pathlib import Path

import pytest

from tests.support.cli import CommandLine

FIELDS = [
    "verdict", "role", "sequence", "order_basis", "band", "sentence", "roles", "engagement",
    "answers", "reasons", "unowned", "flips", "next_question", "post", "pack",
]  # fmt: skip
CMS = {"main-work": "web-features", "estate": "cms", "partners": "product-and-content"}


def answers(folder: Path, given: object) -> Path:
    file = folder / "answers.json"
    file.write_text(json.dumps(given))
    return file


def test_advice_is_one_document(run: CommandLine, tmp_path: Path) -> None:
    file = answers(tmp_path, {**CMS, "length": "task", "apis": "dont-know"})
    done = run("advise", "--answers", file, "--json")
    advice = json.loads(done.out)
    assert done.code == 0
    assert list(advice) == FIELDS
    assert (advice["verdict"], advice["role"], advice["band"]) == (
        "role", "php-developer", "moderate",
    )  # fmt: skip
    assert advice["engagement"]["model"] == "hourly"
    assert advice["answers"]["apis"] == {"option": "dont-know", "span": None}
    assert all(reason["citations"] for reason in advice["reasons"])
    assert run("advise", "--answers", file, "--json").out == done.out


def test_advice_is_read_from_stdin_and_told_in_words(run: CommandLine) -> None:
    done = run("advise", "--answers", "-", stdin=json.dumps(CMS))
    assert done.code == 0
    assert done.out.startswith("Post a PHP developer: ")
    assert "Would change if: " in done.out
    assert "For the post\nPHP developer\n" in done.out


def test_no_answers_are_unclear_and_name_the_first_question(run: CommandLine) -> None:
    done = run("advise", "--answers", "-", "--json", stdin="{}")
    advice = json.loads(done.out)
    assert (advice["verdict"], advice["next_question"]) == ("unclear", "main-work")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ('{"colour": "red"}', "there is no question 'colour'"),
        ('{"main-work": "php"}', "main-work has no option 'php', but web-features"),
        ("[]", "answers must be one JSON object"),
        ("nonsense", "the answers are no JSON"),
    ],
)
def test_wrong_answers_are_named_in_one_line(run: CommandLine, given: str, message: str) -> None:
    done = run("advise", "--answers", "-", stdin=given)
    assert (done.code, done.out) == (1, "")
    assert message in done.err
    assert done.err.count("\n") == 1


def test_figures_for_labelled_answers(run: CommandLine, tmp_path: Path) -> None:
    cases = [
        {"id": "a", "answers": CMS, "role": "php-developer", "engagement": None},
        {"id": "b", "answers": {"main-work": "elsewhere"}, "role": "unclear", "engagement": None},
        {"id": "c", "answers": {}, "role": "backend-developer", "engagement": "remote"},
    ]
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(json.dumps(case) + "\n" for case in cases))
    figures = json.loads(run("eval", "advice", file, "--json").out)
    assert figures == {
        "cases": 3,
        "verdict_right": 2,
        "engagement_right": 2,
        "wrong": [{"id": "c", "role": "unclear", "engagement": None}],
    }
    assert "verdict right    2 of 3" in run("eval", "advice", file).out
