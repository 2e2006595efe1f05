"""`rolefit packs train` and `rolefit eval channel`."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from knowledge.packs.loader import load_pack
from tests.support.cli import CommandLine
from tests.support.packs import PackFolder
from tests.support.small_questionnaire import ID, QUESTION, SEATS, ask, say

WEIGHTS_FILE = f"questionnaires/{ID}.weights.json"
STALE = "the utterances or words have changed since: rolefit packs train"
SAID: dict[str, list[str]] = {
    "main-work=inside": ["Paint the gate", "The gate needs paint", "A gate without paint"],
    "main-work=between": ["Lay a pipe to the house", "The house pipe leaks", "A pipe for a house"],
    "seats=one": ["One chair is free", "We have one chair", "Only one chair"],
    "seats=several": ["Several chairs are free", "We have several chairs", "Several chairs, yes"],
    "beside=nothing": ["The cat sleeps", "Nice weather today"],
}
RIGHT: list[dict[str, Any]] = [
    {"id": "pay", "query": "pay bands", "expect": "answer", "sections": ["guide#pay"]},
    {"id": "both", "query": "php vs backend", "expect": "compare"},
    {"id": "kit", "query": "interview php", "expect": "interview"},
    {"id": "she", "query": "should we hire her?", "expect": "person"},
    {"id": "what", "query": "what can you do?", "expect": "help"},
    {"id": "moon", "query": "zeppelins over the moon", "expect": "none"},
    {"id": "open", "query": "advise", "expect": "advise"},
]
WRONG: list[dict[str, Any]] = [
    {"id": "off", "query": "pay bands", "expect": "none"},
    {"id": "lost", "query": "pay bands", "expect": "interview"},
    {"id": "cited", "query": "pay bands", "expect": "answer", "sections": ["essay#cms"]},
]


@pytest.fixture
def taught(pack: PackFolder) -> PackFolder:
    """The small pack, with two questions and a few utterances."""
    ask(pack, QUESTION, SEATS)
    say(pack, SAID)
    return pack


def lines(folder: Path, cases: Iterable[object]) -> Path:
    file = folder / "channel.jsonl"
    file.write_text("".join(json.dumps(case) + "\n" for case in cases))
    return file


def test_training_writes_the_weights_into_the_pack_and_says_so(
    run: CommandLine, taught: PackFolder
) -> None:
    file = taught.path / WEIGHTS_FILE
    done = run("packs", "train", taught.path)
    assert (done.code, done.err) == (0, "")
    many = sum(map(len, SAID.values()))
    assert done.out == f"{file}: learned from {many} utterances\n"
    assert load_pack([taught.path]).lessons[ID].weights is not None
    checked = run("packs", "check", taught.path)
    assert checked.code == 0
    assert checked.err == ""
    assert checked.out.endswith("0 findings, 0 warnings\n")


def test_a_check_warns_when_the_utterances_changed_since(
    run: CommandLine, taught: PackFolder
) -> None:
    run("packs", "train", taught.path)
    say(taught, SAID | {"seats=one": [*SAID["seats=one"], "One stool"]})
    checked = run("packs", "check", taught.path)
    assert checked.code == 0
    assert checked.err == f"warning: {taught.path / WEIGHTS_FILE}:1:1: {STALE}\n"
    assert checked.out.endswith("0 findings, 1 warnings\n")
    assert run("packs", "train", taught.path).code == 0
    assert run("packs", "check", taught.path).err == ""


def test_a_file_that_holds_no_weights_is_an_error_until_it_is_written_anew(
    run: CommandLine, taught: PackFolder
) -> None:
    (taught.path / WEIGHTS_FILE).write_text("garbage")
    checked = run("packs", "check", taught.path)
    assert checked.code == 1
    assert "it holds no weights: write it with rolefit packs train" in checked.err
    assert run("packs", "train", taught.path).code == 0
    assert run("packs", "check", taught.path).code == 0


def test_a_pack_without_utterances_is_not_trained_on(run: CommandLine, pack: PackFolder) -> None:
    done = run("packs", "train", pack.path)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"Error: {pack.path} has no utterances to learn from\n"
    assert not (pack.path / WEIGHTS_FILE).exists()


@pytest.mark.parametrize("name", ["nowhere", "empty", "a-file"])
def test_training_on_a_wrong_path_is_one_line(run: CommandLine, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a-file").write_text("not a pack")
    done = run("packs", "train", tmp_path / name)
    assert (done.code, done.out) == (1, "")
    [line] = done.err.splitlines()
    assert line.startswith(f"rolefit: {tmp_path / name}:1:1: no pack folder")


def test_training_on_a_faulty_pack_is_one_line_and_writes_nothing(
    run: CommandLine, taught: PackFolder
) -> None:
    say(taught, SAID | {"seats=one": []})
    done = run("packs", "train", taught.path)
    assert (done.code, done.out) == (1, "")
    [line] = done.err.splitlines()
    assert "utterances/all.yaml:" in line
    assert not (taught.path / WEIGHTS_FILE).exists()


def test_weights_that_cannot_be_written_are_one_line(run: CommandLine, taught: PackFolder) -> None:
    file = taught.path / WEIGHTS_FILE
    file.mkdir()
    done = run("packs", "train", taught.path)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"Error: {file} cannot be written: Is a directory\n"


def test_a_channel_that_is_answered_right(
    run: CommandLine, taught: PackFolder, tmp_path: Path
) -> None:
    done = run("eval", "channel", lines(tmp_path, RIGHT), "--packs", taught.path)
    assert (done.code, done.err) == (0, "")
    first, second, *kinds = done.out.splitlines()
    assert first.split() == ["right", "7", "of", "7"]
    assert second.split() == ["confidently", "wrong", "0", "of", "7"]
    assert [kind.split()[0] for kind in kinds] == [
        "answer", "none", "person", "compare", "advise", "interview", "help",
    ]  # fmt: skip
    assert all(kind.split()[1:] == ["1", "of", "1"] for kind in kinds)


def test_wrong_answers_are_counted_and_named(
    run: CommandLine, taught: PackFolder, tmp_path: Path
) -> None:
    done = run("eval", "channel", lines(tmp_path, [*RIGHT, *WRONG]), "--packs", taught.path)
    assert (done.code, done.err) == (0, "")
    printed = done.out.splitlines()
    assert printed[0].split() == ["right", "7", "of", "10"]
    assert printed[1].split() == ["confidently", "wrong", "2", "of", "10"]
    assert [line.split() for line in printed if " of " in line][2] == ["answer", "1", "of", "2"]
    assert printed[-3:] == [
        "  off: expected none, got search answer faq/salary  (confident)",
        "  lost: expected interview, got search answer faq/salary",
        "  cited: expected answer, got search answer faq/salary  (confident)",
    ]


def test_the_figures_as_one_document(run: CommandLine, taught: PackFolder, tmp_path: Path) -> None:
    file = lines(tmp_path, [*RIGHT, *WRONG])
    done = run("eval", "channel", file, "--json", "--packs", taught.path)
    figures = json.loads(done.out)
    assert done.code == 0
    assert (figures["cases"], figures["right"], figures["confidently_wrong"]) == (10, 7, 2)
    assert figures["expectations"]["interview"] == {"cases": 2, "right": 1}
    assert [one["id"] for one in figures["wrong"]] == ["off", "lost", "cited"]


@pytest.mark.parametrize(
    ("query", "role", "right"),
    [
        ("advise Paint the gate. A gate without paint.", "php-developer", 1),
        ("advise Paint the gate. A gate without paint.", "backend-developer", 0),
        ("advise The house pipe leaks. A pipe for a house.", "backend-developer", 1),
        ("advise The house pipe leaks. A pipe for a house.", None, 1),
        ("advise", "backend-developer", 1),
    ],
)
def test_advice_is_right_for_the_role_that_is_due(
    run: CommandLine, taught: PackFolder, tmp_path: Path, query: str, role: str | None, right: int
) -> None:
    file = lines(tmp_path, [{"id": "a", "query": query, "expect": "advise", "role": role}])
    done = run("eval", "channel", file, "--json", "--packs", taught.path)
    assert json.loads(done.out)["right"] == right


def test_an_empty_file_has_no_cases(run: CommandLine, pack: PackFolder, tmp_path: Path) -> None:
    done = run("eval", "channel", lines(tmp_path, []), "--packs", pack.path)
    assert done.code == 0
    assert done.out.splitlines()[0].split() == ["right", "0", "of", "0"]


@pytest.mark.parametrize(
    ("faulty", "message"),
    [
        ("no json", "line 2: this is no JSON"),
        ("[]", "line 2: it has no id, query, expect"),
        ('{"id": "b", "query": "pay"}', "line 2: it has no expect"),
        ('{"id": "b", "expect": "none"}', "line 2: it has no query"),
        ('{"id": "b", "query": 3, "expect": "none"}', "b: the query must be a text"),
        (
            '{"id": "b", "query": "pay", "expect": "joy"}',
            "b: expect is one of answer, closest, none, person, compare, advise, interview, help",
        ),
    ],
)
def test_a_faulty_line_is_named(
    run: CommandLine, pack: PackFolder, tmp_path: Path, faulty: str, message: str
) -> None:
    file = tmp_path / "channel.jsonl"
    file.write_text(f"{json.dumps(RIGHT[0])}\n{faulty}\n")
    done = run("eval", "channel", file, "--packs", pack.path)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"Error: {message}\n"


def test_a_file_that_is_no_text_is_named(
    run: CommandLine, pack: PackFolder, tmp_path: Path
) -> None:
    file = tmp_path / "channel.jsonl"
    file.write_bytes(b"\xff\xfe\x00")
    done = run("eval", "channel", file, "--packs", pack.path)
    assert done.code == 1
    assert done.err == f"Error: {file} is not UTF-8 text\n"
