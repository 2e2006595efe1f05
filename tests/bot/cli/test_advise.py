"""`rolefit advise` and `rolefit eval advice` on RoleFit's own pack."""

import json
from pathlib import Path

import pytest

from tests.support.cli import CommandLine

FIELDS = [
    "verdict", "role", "sequence", "order_basis", "band", "sentence", "roles", "engagement",
    "answers", "reasons", "unowned", "flips", "next_question", "post", "questionnaire", "pack",
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
    assert done.out.startswith("Post a PHP developer.\nModerate: three answers point there.\n")
    assert "What would change it:\n" in done.out
    assert "Text for the post\nPHP developer (CMS)\n" in done.out


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
        "spans": 0,
        "spans_right": 0,
        "wrong": [{"id": "c", "role": "unclear", "engagement": None}],
    }
    assert "verdict right    2 of 3" in run("eval", "advice", file).out


SITE = "Landing pages and forms for our WordPress site."
BRIEF = f"{SITE} The hire sits with the content team and builds plug-ins. Someone suggested Kafka."


def test_a_brief_is_advised_on_with_its_words_as_json(run: CommandLine) -> None:
    document = json.loads(run("advise", "--brief", BRIEF, "--json").out)
    assert (document["verdict"], document["role"]) == ("role", "php-developer")
    assert document["answers"]["estate"] == {"option": "cms", "span": SITE}
    assert document["answers"]["main-work"]["option"] == "web-features"
    assert all(answer["span"] in BRIEF for answer in document["answers"].values())


def test_a_brief_is_advised_on_with_its_words_for_people(run: CommandLine) -> None:
    printed = run("advise", "--brief", BRIEF).out
    for part in (f"“{SITE}”", "such as WordPress", "Post a PHP developer"):
        assert part in printed
    assert "Nothing in the text answers" in run("advise", "--brief", "[bold]").out


def test_for_people_the_verdict_stands_first_and_what_was_read_last(run: CommandLine) -> None:
    for told in (run("advise", "--brief", BRIEF).out, run("ask", f"advise {BRIEF}").out):
        parts = [
            "Post a PHP developer.\nModerate: ",
            "You said: a CMS",
            "What would change it:\n  • If there were also ",
            "Source: Digiqt",
            "Text for the post\n",
            "What I understood\n",
            "“The hire sits with the content team",
        ]
        places = [told.find(part) for part in parts]
        assert places == sorted(places)
        assert places[0] == 0
        assert "#" not in told  # ids of sections are for scripts


def test_many_briefs_keep_their_order_and_ids(run: CommandLine) -> None:
    lines = [{"id": 2, "brief": BRIEF}, {"id": "a", "brief": ""}, {"id": 2, "brief": "\ud800\0"}]
    given = "\n".join(json.dumps(line) for line in lines)
    done = run("advise", "--jsonl", "-", stdin=given)
    assert (done.code, done.err) == (0, "")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [(one["id"], one["verdict"]) for one in found] == [
        (2, "role"),
        ("a", "unclear"),
        (2, "unclear"),
    ]
    alone = json.loads(run("advise", "--brief", BRIEF, "--json").out)
    assert found[0] == {"id": 2, **alone}


@pytest.mark.parametrize("line", ['{"id": 1}', '{"id": 1, "brief": 5}'])
def test_a_faulty_line_of_briefs_is_named(run: CommandLine, line: str) -> None:
    done = run("advise", "--jsonl", "-", stdin=line)
    assert done.code == 1
    assert "brief" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("given", [(), ("--brief", "x", "--answers", "-")])
def test_advice_needs_one_kind_of_input(run: CommandLine, given: tuple[str, ...]) -> None:
    done = run("advise", *given, stdin="{}")
    assert done.code == 2
    assert "--answers, --brief and --jsonl" in done.err


def test_figures_for_labelled_briefs(run: CommandLine, tmp_path: Path) -> None:
    cases = [
        {"id": "a", "brief": BRIEF, "role": "php-developer", "engagement": None},
        {"id": "b", "brief": BRIEF, "role": "both", "engagement": "remote"},
        {"id": "c", "brief": "Hello", "role": "unclear", "engagement": None},
    ]
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(json.dumps(case) + "\n" for case in cases))
    figures = json.loads(run("eval", "advice", file, "--json").out)
    answers = 2 * len(json.loads(run("advise", "--brief", BRIEF, "--json").out)["answers"])
    assert figures == {
        "cases": 3,
        "verdict_right": 2,
        "engagement_right": 2,
        "spans": answers,
        "spans_right": answers,
        "wrong": [{"id": "b", "role": "php-developer", "engagement": None}],
    }
    assert f"spans right      {answers} of {answers}" in run("eval", "advice", file).out
    file.write_text('{"id": "d", "role": "both", "engagement": null}')
    assert "d: it has no answers, and no brief" in run("eval", "advice", file).err
