"""Learn whether to answer: `python -m tests.bench.answerability [FILE.jsonl …]`.

Each wording of the default pack is asked of a pack that hasn't got it, and a fifth of what the
sources are silent about is asked of a pack that doesn't know the topic: is the best entry the right
one? It prints the constants of `knowledge/search/answering.py` and then, for files of `rolefit eval
channel`, what answering from other log-odds on would come to. Needs numpy and scipy.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from scipy.optimize import minimize

from bot.ask.evaluation import evaluate_channel
from knowledge.evaluation import evaluate_retrieval
from knowledge.packs.loader import load_pack
from knowledge.packs.models import Entry, Pack
from knowledge.search import answering
from knowledge.search.answering import Evidence
from knowledge.search.parameters import RANKING
from knowledge.search.ranking import evidence
from knowledge.store import open_store
from tests.bench.size import build

FOLDS = 5
PULL = 1.0  # L2, of standardised evidence
PARTS = ("roles", "topics", "engagement", "interviews", "faqs")
Asked = TypeVar("Asked", bound=Entry)
Numbers = np.ndarray[Any, np.dtype[np.float64]]


def fold_of(text: str) -> int:
    """In which fold a wording or a topic is left out."""
    return int(sha256(text.encode()).hexdigest(), 16) % FOLDS


def without(pack: Pack, fold: int) -> Pack:
    """The pack without the wordings and the uncovered topics of a fold."""
    left: dict[str, Any] = {
        part: tuple(_cut(e, fold) for e in getattr(pack, part)) for part in PARTS
    }
    left["dimensions"] = tuple(
        _cut(d, fold).model_copy(update={"aspects": tuple(_cut(a, fold) for a in d.aspects)})
        for d in pack.dimensions
    )
    kept = (topic for topic in pack.uncovered if fold_of(topic.id) != fold)
    left["uncovered"] = tuple(_cut(topic, fold) for topic in kept)
    return pack.model_copy(update=left)


def _cut(entry: Asked, fold: int) -> Asked:
    kept = tuple(wording for wording in entry.also_asked if fold_of(wording) != fold)
    return entry.model_copy(update={"also_asked": kept})


def asked(pack: Pack) -> Iterator[tuple[Evidence, bool]]:
    """The evidence for the best entry for each wording that is left out, and whether it is right:
    the wording's own, or one that cites a section of it.
    """
    entries: list[Entry] = [entry for part in PARTS for entry in getattr(pack, part)]
    entries += [*pack.dimensions, *(a for d in pack.dimensions for a in d.aspects)]
    for fold in range(FOLDS):
        store = build(without(pack, fold), RANKING)
        for entry in [*entries, *pack.uncovered]:
            is_new = entry.kind == "uncovered" and fold_of(entry.id) == fold
            own = store.get(entry.key) if entry.kind != "uncovered" else None
            sections = {one.section for one in own.citations} if own else set()
            for wording in entry.also_asked:
                if not is_new and fold_of(wording) != fold:
                    continue
                if found := evidence(store, wording):
                    cited = {one.section for one in found[0].citations}
                    yield found[1], found[0] == own or bool(sections & cited)


def learn(rows: list[tuple[Evidence, bool]]) -> tuple[float, Evidence]:
    """The bias and the weights of a logistic regression."""
    told = np.array([row for row, _ in rows], float)
    right = np.array([is_right for _, is_right in rows], float)
    mean, spread = told.mean(0), told.std(0) + 1e-9
    scaled = np.c_[(told - mean) / spread, np.ones(len(told))]

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        odds, pulled = scaled @ weights, np.append(weights[:-1], 0)
        off = 1 / (1 + np.exp(-odds)) - right
        lost = (np.logaddexp(0, odds) - right * odds).sum() + PULL * (pulled @ pulled) / 2
        return float(lost), scaled.T @ off + PULL * pulled

    start = np.zeros(scaled.shape[1])
    fitted = minimize(loss, start, jac=True, method="L-BFGS-B").x
    weights = fitted[:-1] / spread
    return float(fitted[-1] - weights @ mean), Evidence(*map(float, weights))


def main() -> None:
    """Print the constants, and the curve over the files."""
    rows = [*asked(load_pack())]
    bias, weights = learn(rows)
    print(f"{len(rows)} wordings, of {sum(right for _, right in rows)} the best entry is right")
    print(f"BIAS = {bias:.2f}")
    told = (f"{name}={weight:.2f}" for name, weight in weights._asdict().items())
    print(f"WEIGHTS = Evidence({', '.join(told)})")
    store = open_store()
    read = {path: Path(path).read_text().splitlines() for path in sys.argv[1:]}
    files = {path: [json.loads(line) for line in lines] for path, lines in read.items()}
    answering.BIAS, answering.WEIGHTS = bias, weights
    for least in (-9.0, -3.0, -2.75, -2.5, -2.25, -2.0, -1.75, -1.5, -1.25, -1.0, -0.5):
        store.index.ranking = replace(RANKING, answer_odds=least)
        print(f"{least:5.2f}", *(_figures(store, lines) for lines in files.values()), sep=" | ")


def _figures(store: Any, lines: list[dict[str, Any]]) -> str:
    if "expected" in lines[0]:
        found = evaluate_retrieval(store, lines)["all"]
        return f"not answered {found['unanswered']:.3f}, {found['none_unanswered']:.2f}"
    channel = evaluate_channel(store, lines)
    return f"right {channel['right']}, wrong {channel['confidently_wrong']}"


if __name__ == "__main__":
    main()
