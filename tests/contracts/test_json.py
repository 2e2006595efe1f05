"""What scripts rely on: the fields of `ask`, lines in order, one document and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli import CommandLine
from tests.support.packs import PackFolder

HIT = {"id", "kind", "title", "text", "score", "citations"}
CITATION = {"section", "title", "publisher", "published", "interest", "address"}


@pytest.mark.parametrize(
    ("query", "taken_for", "outcome", "why"),
    [
        ("who owns the database schema", "search", "answer", None),
        ("wordpress paints mars zeppelins", "search", "suggestions", None),
        ("zeppelins", "search", "none", "unknown"),
        ("garage parking", "search", "none", "silent"),
        ("should we hire this candidate", "person", "none", "person"),
        ("php vs backend", "compare", "answer", None),
        ("php", "role", "answer", None),
        ("interview php", "interview", "answer", None),
        ("thanks", "help", "none", None),
        ("help", "help", "none", None),
        ("", "form", "none", None),
    ],
)
def test_ask_prints_exactly_these_fields(
    run: CommandLine, pack: PackFolder, query: str, taken_for: str, outcome: str, why: str | None
) -> None:
    done = run("ask", query, "--json", "--packs", pack.path)
    assert (done.code, done.err) == (0, "")
    document = json.loads(done.out)
    assert document.keys() == {"query", "request", "outcome", "why", "hits"}
    assert document["query"] == query
    assert (document["request"], document["outcome"], document["why"]) == (taken_for, outcome, why)
    for hit in document["hits"]:
        assert hit.keys() == HIT
        assert all(citation.keys() == CITATION for citation in hit["citations"])
    scores = [hit["score"] for hit in document["hits"]]
    assert scores == sorted(scores, reverse=True)


def test_citations_say_what_is_known_and_null_for_the_rest(
    run: CommandLine, pack: PackFolder
) -> None:
    done = run("ask", "who owns the database schema", "--json", "--packs", pack.path)
    assert json.loads(done.out)["hits"][0]["citations"] == [
        {
            "section": "guide#scope",
            "title": "Guide to two roles",
            "publisher": "Acme Research",
            "published": "2026-02-11",
            "interest": "sells training",
            "address": None,
        },
        {
            "section": "essay#intro",
            "title": "Essay on websites",
            "publisher": None,
            "published": None,
            "interest": None,
            "address": None,
        },
    ]


def test_the_limit_is_the_number_of_hits(run: CommandLine, pack: PackFolder) -> None:
    for limit in (1, 2):
        done = run("ask", "php backend schema", "--json", "--limit", limit, "--packs", pack.path)
        assert len(json.loads(done.out)["hits"]) == limit


QUERIES: list[dict[str, Any]] = [
    {"id": "b", "query": "pay bands"},
    {"id": "a", "query": "zeppelins"},
    {"id": 3, "query": "NUL \0 and 😀 \u2028 newline\n"},
    {"id": None, "query": ""},
    {"id": "b", "query": "lone \ud800 surrogate"},
    {"id": "z", "query": "x" * 4000},
    {"id": "more", "query": "pay bands", "kind": "ignored"},
]


@pytest.mark.parametrize("from_stdin", [True, False])
def test_lines_keep_their_order_and_ids(
    run: CommandLine, pack: PackFolder, tmp_path: Path, from_stdin: bool
) -> None:
    lines = "\n\n".join(json.dumps(query) for query in QUERIES)
    file = tmp_path / "queries.jsonl"
    file.write_text(lines)
    source = "-" if from_stdin else str(file)
    done = run("ask", "--jsonl", source, "--packs", pack.path, stdin=lines)
    assert (done.code, done.err) == (0, "")
    found = [json.loads(line) for line in done.out.rstrip("\n").split("\n")]
    assert [line["id"] for line in found] == [query["id"] for query in QUERIES]
    assert [line["query"] for line in found] == [query["query"] for query in QUERIES]
    assert all(
        line.keys() == {"id", "query", "request", "outcome", "why", "hits"} for line in found
    )
    assert found[0]["hits"] == found[-1]["hits"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": 1}', ("line 2", "query")),
        ('{"query": "x"}', ("line 2", "id")),
        ("[]", ("line 2", "id, query")),
        ("{", ("line 2", "this is no JSON")),
        ('{"id": 1, "query": 5}', ("query must be a text",)),
    ],
)
def test_a_faulty_line_is_named_in_one_line(
    run: CommandLine, pack: PackFolder, line: str, words: tuple[str, ...]
) -> None:
    done = run("ask", "--jsonl", "-", "--packs", pack.path, stdin=f'{{"id":1,"query":""}}\n{line}')
    assert done.code == 1
    assert all(word in done.err for word in words)
    assert done.err.count("\n") == 1


def test_a_file_that_is_no_text_is_named_in_one_line(
    run: CommandLine, pack: PackFolder, tmp_path: Path
) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_bytes(b'{"id": 1, "query": "caf\xe9"}\n')
    done = run("ask", "--jsonl", file, "--packs", pack.path)
    assert done.code == 1
    assert done.err.count("\n") == 1


def test_the_same_question_prints_the_same_bytes(run: CommandLine, pack: PackFolder) -> None:
    first = run("ask", "schema tables", "--json", "--packs", pack.path)
    assert run("ask", "schema tables", "--json", "--packs", pack.path) == first
