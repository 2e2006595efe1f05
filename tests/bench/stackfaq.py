"""A public FAQ set, such as StackFAQ, as a pack: its questions with their answers, asked in other
words.

`python -m tests.bench.stackfaq FOLDER`, where the folder holds `corpus.jsonl`, `queries.jsonl` and
`qrels.tsv` in BEIR's format. Each question is one FAQ whose text is all of its answers, so an FAQ
is right where any of its answers is labelled so. The search is the one that serves.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from knowledge.evaluation import evaluate_retrieval
from knowledge.store import open_store

LONGEST_TITLE = 150
LONGEST_TEXT = 1_500
OWNER = {"owner": "StackFAQ", "review_by": "2099-01-01", "basis": "rule"}


def read_faqs(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The answers (`_id`, `title`, `text`) to each question, by the question."""
    faqs: dict[str, list[dict[str, str]]] = {}
    for answer in _lines(folder / "corpus.jsonl"):
        faqs.setdefault(answer["title"].strip(), []).append(answer)
    return faqs


def write_pack(faqs: dict[str, list[dict[str, str]]], folder: Path) -> dict[str, str]:
    """Write the FAQs as a pack; the key of each answer's FAQ, by the answer's id."""
    keys: dict[str, str] = {}
    entries = []
    for number, (question, answers) in enumerate(faqs.items()):
        text = " ".join(" ".join(answer["text"].split()) for answer in answers)
        entries.append(
            {"id": f"q{number}", "title": question[:LONGEST_TITLE],
             "text": text[:LONGEST_TEXT] or question, **OWNER}
        )  # fmt: skip
        keys |= {answer["_id"]: f"faq/q{number}" for answer in answers}
    parts = {"faqs": entries, "sources": [_source()]}
    for part, items in parts.items():
        (folder / f"{part}.yaml").write_text(yaml.safe_dump(items, allow_unicode=True))
    return keys


def read_queries(folder: Path, keys: dict[str, str]) -> list[dict[str, Any]]:
    """The labelled rephrasings, each with the keys of the FAQs that answer it."""
    expected: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text().splitlines()[1:]:
        query, answer, relevant = line.split("\t")
        if int(relevant):
            expected.setdefault(query, set()).add(keys[answer])
    return [
        {"query": q["text"], "kind": "rephrasing", "expected": sorted(expected[q["_id"]])}
        for q in _lines(folder / "queries.jsonl")
        if q["_id"] in expected
    ]


def _source() -> dict[str, Any]:
    return {"id": "stackfaq", "title": "StackFAQ", "publisher": None, "interest": None,
            "published": None, "text": "A public benchmark.", "sections": ["stackfaq#all"],
            "uncited": {"stackfaq#all": "A benchmark cites nothing."}, **OWNER}  # fmt: skip


def _lines(path: Path) -> Iterator[dict[str, str]]:
    return (json.loads(line) for line in path.read_text().splitlines() if line)


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as made:
        keys = write_pack(read_faqs(folder), Path(made))
        store = open_store([Path(made)], Path(made) / "built")
        figures = evaluate_retrieval(store, read_queries(folder, keys))["all"]
    wanted = ("queries", "hit@1", "hit@3", "hit@5", "mrr")
    print(f"{folder.name}:", ", ".join(f"{name} {figures[name]}" for name in wanted))


if __name__ == "__main__":
    main()
