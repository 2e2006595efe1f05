"""`rolefit packs new`: a pack that works as it is written, whatever it is laid over."""

import json
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from knowledge.packs.loader import load_pack
from knowledge.packs.template import TEMPLATE
from tests.support.cli import CommandLine
from tests.support.rights import few_rights, public_folder

SUPPORT, RELIABILITY = "support-engineer", "site-reliability-engineer"
LAYERS = {"alone": (), "over-all": ("default", "data-roles")}


@pytest.fixture
def begun(run: CommandLine, tmp_path: Path) -> Path:
    """A pack as the command writes it."""
    folder = tmp_path / "my-pack"
    assert run("packs", "new", folder).code == 0
    return folder


@pytest.fixture(params=[*LAYERS.values()], ids=[*LAYERS])
def packs(request: pytest.FixtureRequest, begun: Path) -> list[str]:
    """It alone, and over all that come with RoleFit."""
    return [*request.param, str(begun)]


def served(packs: list[str]) -> list[str]:
    return [part for pack in packs for part in ("--packs", pack)]


def each(
    run: CommandLine, command: str, field: str, texts: Iterable[str], packs: list[str]
) -> dict[str, Any]:
    """What a command makes of each text."""
    lines = [json.dumps({"id": text, field: text}) for text in texts]
    done = run(command, "--jsonl", "-", *served(packs), stdin="\n".join(lines))
    assert (done.code, done.err) == (0, "")
    return {one["id"]: one for one in map(json.loads, done.out.splitlines())}


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_it_is_the_template(begun: Path) -> None:
    assert files(begun) == files(TEMPLATE)


@pytest.mark.parametrize("below", [(), ("default",), ("default", "data-roles")])
def test_it_is_clean(run: CommandLine, begun: Path, below: tuple[str, ...]) -> None:
    done = run("packs", "check", *below, begun)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("\n0 findings, 0 warnings\n")


def test_what_it_knows_is_answered(run: CommandLine, packs: list[str]) -> None:
    asked = {
        "support engineer vs sre": ("compare", f"role/{SUPPORT}"),
        "sre": ("role", f"role/{RELIABILITY}"),
        "what does a site reliability engineer do": ("role", f"role/{RELIABILITY}"),
        "interview support engineer": ("interview", f"interview/{SUPPORT}"),
        "who is on call at night": ("search", "faq/who-is-on-call"),
        "who takes the pager?": ("search", "faq/who-is-on-call"),
        "Who tells customers about an outage?": ("search", "faq/who-tells-customers"),
        "who announces downtime": ("search", "faq/who-tells-customers"),
        "Do we open support before reliability?": ("search", "faq/support-or-reliability-first"),
        "who automates operations": ("search", "aspect/preventing-problems"),
    }
    answers = each(run, "ask", "query", asked, packs)
    found = {text: (one["request"], one["hits"][0]["id"]) for text, one in answers.items()}
    assert found == asked
    assert {answer["outcome"] for answer in answers.values()} == {"answer"}


def test_what_it_says_of_itself_comes_true(run: CommandLine, begun: Path) -> None:
    [about] = load_pack([begun]).about
    known, unknown = [*about.examples, str(about.question)], str(about.unanswered)
    answers = each(run, "ask", "query", [*known, unknown], [str(begun)])
    assert {answers[text]["outcome"] for text in known} == {"answer"}
    assert answers[unknown]["why"] == "silent"
    [advice] = each(run, "advise", "brief", [str(about.situation)], [str(begun)]).values()
    assert advice["role"] == SUPPORT


def test_what_it_lists_as_uncovered_is_told_and_its_form_opens(
    run: CommandLine, packs: list[str]
) -> None:
    silent, form = ["what is on-call work paid", "salary of an sre"], "which role should we open"
    answers = each(run, "ask", "query", [*silent, form], packs)
    assert {answers[text]["why"] for text in silent} == {"silent"}
    assert answers[form]["request"] == "form"


def test_briefs_are_read_without_training(run: CommandLine, packs: list[str]) -> None:
    expected = {
        "Clients complain that nobody answers. We can hire one person.": ("role", SUPPORT),
        "Our users can't log in and write to us. The same questions return.": ("role", SUPPORT),
        "Production went down three times. We want fewer outages.": ("role", RELIABILITY),
        "Support is done by an agency. Our cluster falls over daily.": ("role", RELIABILITY),
        "Tickets pile up. The service is down every week. Two seats.": ("both", None),
        "We need someone good.": ("unclear", None),
    }
    read = each(run, "advise", "brief", expected, packs)
    assert {text: (one["verdict"], one["role"]) for text, one in read.items()} == expected
    for brief, advice in read.items():
        assert all(answer["span"] in brief for answer in advice["answers"].values())


@pytest.mark.parametrize(
    ("answers", "verdict", "role"),
    [
        ({"support-problems": "customers", "support-results": "help"}, "role", SUPPORT),
        ({"support-problems": "outages", "support-first": "failing"}, "role", RELIABILITY),
        ({"support-problems": "both", "support-seats": "several"}, "both", None),
        ({"support-problems": "other-work"}, "neither", None),
    ],
)
def test_its_form_advises_with_duties_to_post(
    run: CommandLine, begun: Path, answers: dict[str, str], verdict: str, role: str | None
) -> None:
    file = Path("answers.json")
    file.write_text(json.dumps(answers))
    advice = json.loads(run("advise", "--answers", file, "--json", "--packs", begun).out)
    assert (advice["verdict"], advice["role"]) == (verdict, role)
    assert advice["questionnaire"] == "support-or-reliability"
    assert ("This role:" in advice["post"]) == (verdict in {"role", "both"})


def test_what_is_printed_next_works(run: CommandLine, tmp_path: Path) -> None:
    done = run("packs", "new", tmp_path / "my own pack")
    commands = [shlex.split(line) for line in done.out.splitlines() if line.startswith("  ")]
    assert [command[:3] for command in commands] == [
        ["rolefit", "packs", "check"],
        ["rolefit", "ask", "who is on call at night"],
        ["rolefit", "demo", "--packs"],
    ]
    assert all(command[-1] == str(tmp_path / "my own pack") for command in commands)
    for command in commands[:2]:
        assert run(*command[1:]).code == 0


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "pack.yaml"])
def test_nothing_is_written_into_a_folder_that_is_not_empty(
    run: CommandLine, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / name).write_text("mine")
    done = run("packs", "new", folder)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"rolefit: {folder}:1:1: it is not empty: nothing was written\n"
    assert files(folder) == {name: b"mine"}


def test_an_empty_folder_is_filled_and_one_that_is_not_there_is_made(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    for folder in (".", "a/b"):
        if folder == "a/b":
            monkeypatch.chdir(tmp_path)
        assert run("packs", "new", folder).code == 0
        assert run("packs", "check", folder).code == 0


def test_what_is_written_may_be_changed(run: CommandLine) -> None:
    with public_folder() as folder, few_rights():
        denied = run("packs", "new", folder / "mine")
        assert (denied.code, denied.out) == (1, "")
        assert denied.err == (f"rolefit: {folder}/mine:1:1: cannot be written: Permission denied\n")
    with public_folder() as folder:
        folder.chmod(0o777)
        with few_rights():
            assert run("packs", "new", folder / "mine").code == 0
            for path in (folder / "mine").rglob("*.yaml"):
                path.write_text("changed")


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", "the path is empty"),
        ("default", "default comes with RoleFit: choose another name"),
        ("data-roles", "data-roles comes with RoleFit: choose another name"),
    ],
)
def test_a_name_that_would_mean_another_pack_is_wrong_usage(
    run: CommandLine, tmp_path: Path, name: str, fault: str
) -> None:
    done = run("packs", "new", name)
    assert (done.code, done.out) == (2, "")
    assert fault in done.err
    assert [*tmp_path.iterdir()] == []


def test_a_file_is_no_folder(run: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    done = run("packs", "new", file)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"rolefit: {file}:1:1: cannot be written: File exists\n"
    assert file.read_text() == "mine"
