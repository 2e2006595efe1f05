"""What the commands about knowledge print, and how they end."""

import json
from pathlib import Path

import pytest

from tests.support.cli import CommandLine
from tests.support.packs import PackFolder
from tests.support.small_pack import FAQS


def test_ask_prints_the_answer_and_its_source(run: CommandLine, pack: PackFolder) -> None:
    done = run("ask", "who owns the database schema", "--packs", pack.path)
    assert (done.code, done.err) == (0, "")
    assert "Inside one application the PHP developer" in done.out
    assert "Acme Research, 2026-02-11 (sells training)" in done.out
    assert "Who runs schema migrations?" in done.out


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("who runs schema migrations", "RoleFit's own rule"),
        ("do we offer a trial week", "Editor's note, not evidence"),
    ],
)
def test_ask_says_whose_word_it_is(
    run: CommandLine, pack: PackFolder, question: str, label: str
) -> None:
    assert label in run("ask", question, "--packs", pack.path).out


def test_ask_says_that_it_does_not_know(run: CommandLine, pack: PackFolder) -> None:
    done = run("ask", "zeppelins", "--packs", pack.path)
    assert done.code == 0
    assert done.out.startswith("I don't know.")
    assert (
        "I have no direct answer."
        in run("ask", "wordpress paints mars zeppelins", "--packs", pack.path).out
    )


def test_ask_says_that_it_sees_no_earlier_messages(run: CommandLine, pack: PackFolder) -> None:
    done = run("ask", "ok and the other one?", "--packs", pack.path)
    assert done.code == 0
    assert "I don't see earlier messages." in done.out


def test_ask_names_the_other_question_of_a_text(run: CommandLine, pack: PackFolder) -> None:
    text = "Who owns the database schema? And what does a php developer do?"
    done = run("ask", text, "--packs", pack.path)
    assert done.code == 0
    answer, _, other = done.out.partition("You asked as well:")
    assert answer.startswith("Who owns the database schema?")
    assert "role/php-developer" in other
    one = run("ask", "Who owns the database schema?", "--packs", pack.path)
    assert "You asked as well" not in one.out


def test_ask_names_what_no_source_covers(run: CommandLine, pack: PackFolder) -> None:
    done = run("ask", "garage parking", "--packs", pack.path)
    assert done.code == 0
    assert done.out.startswith("I don't know. My sources say nothing about parking and commuting")


def test_ask_answers_small_talk(run: CommandLine, pack: PackFolder) -> None:
    assert run("ask", "Thank you so much!", "--packs", pack.path).out == (
        "You are welcome. Ask me which role to open.\n"
    )


def test_marks_in_a_pack_are_printed_as_they_are(run: CommandLine, pack: PackFolder) -> None:
    pack.edit_faq("trial-week", text="Ask [team] or [/bold] [link=x]y[/link].")
    done = run("ask", "do we offer a trial week", "--packs", pack.path)
    assert "Ask [team] or [/bold] [link=x]y[/link]." in done.out


def test_compare_prints_both_roles(run: CommandLine, pack: PackFolder) -> None:
    done = run("compare", "php", "Back-End", "--packs", pack.path, "--dimension", "stack")
    assert done.code == 0
    for words in ("PHP developer", "Backend developer", "Frameworks", "C++ and .NET."):
        assert words in done.out
    assert "Acme Research" in done.out


def test_compare_as_json_is_one_document(run: CommandLine, pack: PackFolder) -> None:
    done = run("compare", "api", "php", "--json", "--packs", pack.path)
    document = json.loads(done.out)
    assert [role["id"] for role in document["roles"]] == ["api-developer", "php-developer"]
    assert document["dimension"]["id"] == "responsibilities"
    scope, contracts = document["aspects"]
    assert scope["roles"].keys() == {"php-developer"}
    assert contracts["roles"].keys() == {"api-developer", "php-developer"}
    assert contracts["citations"][0]["section"] == "essay#intro"


def test_compare_prints_a_comparison_that_is_a_rule(run: CommandLine, pack: PackFolder) -> None:
    text = (pack.path / "comparisons/stack.yaml").read_text()
    assert text.count("citations:\n- guide#stack\n") == 1
    pack.write_text(
        "comparisons/stack", text.replace("citations:\n- guide#stack\n", "basis: rule\n")
    )
    done = run("compare", "php", "backend", "--dimension", "stack", "--packs", pack.path)
    assert done.code == 0
    assert "RoleFit's own rule" in done.out


def test_compare_prints_marks_in_a_pack_as_they_are(run: CommandLine, pack: PackFolder) -> None:
    file = pack.path / "comparisons/stack.yaml"
    pack.write_text("comparisons/stack", file.read_text().replace("Laravel.", "A [red] B [/x]."))
    done = run("compare", "php", "backend", "--dimension", "stack", "--packs", pack.path)
    assert done.code == 0
    assert "[red]" in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("compare", "php", "rust"), "'rust' is no role that is covered"),
        (("compare", "php", "backend", "--dimension", "taste"), "responsibilities, stack"),
    ],
)
def test_compare_says_what_there_is(
    run: CommandLine, pack: PackFolder, arguments: tuple[str, ...], words: str
) -> None:
    done = run(*arguments, "--packs", pack.path)
    assert (done.code, done.out) == (1, "")
    assert words in done.err
    assert done.err.count("\n") == 1


def test_check_counts_and_passes(run: CommandLine, pack: PackFolder) -> None:
    done = run("packs", "check", pack.path)
    assert done.code == 0
    lines = dict(line.rsplit(maxsplit=1) for line in done.out.splitlines()[:-1])
    assert lines["faq"] == str(len(FAQS))
    assert lines["role"] == "3"


def test_check_names_each_fault_and_fails(run: CommandLine, pack: PackFolder) -> None:
    file = pack.write_text("faqs/new", "- id: parking\n  titel: x\n")
    done = run("packs", "check", pack.path)
    assert (done.code, done.out) == (1, "")
    assert f"{file}:2:3: 0/titel: there is no such field\n" in done.err
    assert f"{file}:1:3: 0/text: this field is missing\n" in done.err


def test_check_fails_on_findings_and_passes_on_warnings(run: CommandLine, pack: PackFolder) -> None:
    pack.edit_faq("salary", review_by="2020-01-01")
    done = run("packs", "check", pack.path)
    assert done.code == 0
    assert "its review was due on 2020-01-01" in done.err
    pack.edit_faq("salary", text="It is 5% more.")
    done = run("packs", "check", pack.path)
    assert done.code == 1
    assert "a figure needs its year" in done.err


def test_build_makes_a_file_that_answers(
    run: CommandLine, pack: PackFolder, tmp_path: Path
) -> None:
    out = tmp_path / "store.db"
    done = run("packs", "build", pack.path, "--out", out)
    assert done.code == 0
    assert run("ask", "pay bands", "--json", "--packs", out).out == (
        run("ask", "pay bands", "--json", "--packs", pack.path).out
    )
    again = run("packs", "build", pack.path, "--out", out)
    assert again.code == 1
    assert again.err == f"rolefit: {out} exists already; a built store is never overwritten\n"


def test_the_schema_is_one_document(run: CommandLine) -> None:
    schema = json.loads(run("packs", "schema").out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_eval_prints_figures(run: CommandLine, pack: PackFolder, tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    query = {"id": "1", "query": "pay bands", "kind": "keyword", "expected": ["faq/salary"]}
    file.write_text(json.dumps(query))
    done = run("eval", "retrieval", file, "--json", "--packs", pack.path)
    assert json.loads(done.out)["all"]["hit@1"] == 1
    assert "hit@1 1" in run("eval", "retrieval", file, "--packs", pack.path).out
