"""What each part of the search earns: `python -m tests.bench.ablation FILE.jsonl …`.

Every part is switched off by itself, and the labelled queries are asked again.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge.evaluation import evaluate_retrieval
from knowledge.packs.loader import load_pack
from knowledge.packs.models import Pack, Synonyms
from knowledge.search.parameters import RANKING, Ranking
from tests.bench.size import build

FIGURES = ("hit@1", "hit@3", "mrr", "unanswered", "none_unanswered")


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


def parts(pack: Pack) -> Iterator[tuple[str, Pack, Ranking]]:
    """The name of each part, and the pack and the numbers without it."""
    yield "everything", pack, RANKING
    yield "without wordings and keywords", without_wordings(pack), RANKING
    covered = pack.model_copy(update={"uncovered": ()})
    yield "without topics that are not covered", covered, RANKING
    yield "without likeness", pack, Ranking(likeness_power=0.0)
    yield "without likeness to texts", pack, Ranking(text_wordings=0.0)
    yield "without the words of titles and wordings alone", pack, Ranking(asked_share=0.0)
    yield "without the length of entries", pack, Ranking(length_asked=0.0, length_all=0.0)
    yield "without the little words", pack, Ranking(small_weight=0.0)
    yield "without repair of typos", pack, Ranking(repairs=False)
    yield "without joining and cutting words", pack, Ranking(joins=False)
    plain = pack.model_copy(update={"synonyms": Synonyms()})
    yield "without synonyms", plain, RANKING


def main() -> None:
    """Print a table for each file."""
    pack = load_pack()
    for path in sys.argv[1:]:
        queries = [json.loads(line) for line in Path(path).read_text().splitlines() if line]
        print(f"| {Path(path).name}, {len(queries)} queries | {' | '.join(FIGURES)} |")
        print(f"|---|{'--:|' * len(FIGURES)}")
        for name, changed, ranking in parts(pack):
            figures = evaluate_retrieval(build(changed, ranking), queries)["all"]
            cells = (f"{figures.get(figure, 0):.3f}" for figure in FIGURES)
            print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
