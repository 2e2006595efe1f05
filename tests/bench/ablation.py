"""What each part of the search earns: `python -m tests.bench.ablation FILE.jsonl …`.

Every part is switched off by itself, and the labelled queries are asked again.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from knowledge import compiler, query, search
from knowledge.evaluation import evaluate_retrieval
from knowledge.models import Pack, Synonyms
from knowledge.packs import load_pack
from tests.bench.size import build

FIGURES = ("hit@1", "hit@3", "mrr", "unanswered", "none_unanswered")
EVEN = {"asked": 0.0, "all": 0.0}

Part = tuple[Callable[[Pack], Pack], AbstractContextManager[Any]]


def same(pack: Pack) -> Pack:
    """The pack as it is."""
    return pack


def without_wordings(pack: Pack) -> Pack:
    """The pack with titles only."""
    bare: Any = {"also_asked": (), "keywords": ()}
    parts: dict[str, Any] = {
        name: tuple(entry.model_copy(update=bare) for entry in getattr(pack, name))
        for name in ("roles", "topics", "engagement", "interviews", "faqs")
    }
    parts["dimensions"] = tuple(
        d.model_copy(update=bare | {"aspects": tuple(a.model_copy(update=bare) for a in d.aspects)})
        for d in pack.dimensions
    )
    return pack.model_copy(update=parts)


def parts() -> Iterator[tuple[str, Part]]:
    """The name of each part, and what switches it off."""
    yield "everything", (same, nullcontext())
    yield "without wordings and keywords", (without_wordings, nullcontext())
    yield "without topics that are not covered", (
        lambda pack: pack.model_copy(update={"uncovered": ()}), nullcontext()
    )  # fmt: skip
    yield "without likeness to wordings", (same, patch.object(search, "LIKENESS_POWER", 0.0))
    yield "without the words of titles and wordings alone", (
        same, patch.object(compiler, "ASKED_SHARE", 0.0)
    )  # fmt: skip
    yield "without the length of entries", (same, patch.object(compiler, "LENGTH", EVEN))
    yield "without the little words", (same, patch.object(query, "SMALL_WEIGHT", 0.0))
    yield "without repair of typos", (same, patch.object(query, "repair", lambda word, _: word))
    yield "without joining and cutting words", (same, _spaces_as_typed())
    yield "without synonyms", (
        lambda pack: pack.model_copy(update={"synonyms": Synonyms()}), nullcontext()
    )  # fmt: skip


@contextmanager
def _spaces_as_typed() -> Iterator[None]:
    with (
        patch.object(query, "join_words", lambda said, _: said),
        patch.object(query, "mend", lambda word, index: (query.repair(word, index),)),
    ):
        yield


def main() -> None:
    """Print a table for each file."""
    pack = load_pack()
    for path in sys.argv[1:]:
        queries = [json.loads(line) for line in Path(path).read_text().splitlines() if line]
        print(f"| {Path(path).name}, {len(queries)} queries | {' | '.join(FIGURES)} |")
        print(f"|---|{'--:|' * len(FIGURES)}")
        for name, (change, off) in parts():
            with off:
                figures = evaluate_retrieval(build(change(pack)), queries)["all"]
            cells = (f"{figures.get(figure, 0):.3f}" for figure in FIGURES)
            print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
