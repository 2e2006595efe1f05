"""How well briefs are read, by five-fold cross-validation: `python -m tests.bench.briefs [FILE …]`.

Each fold is read by what was learned without any utterance that stands in its briefs, and with
weights fitted to the other folds. It ends with the weights fitted to all, for `SIDE` of
knowledge/briefs.py, and with the figures of further labelled FILEs, read by the whole pack.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from math import exp
from operator import add, mul
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zlib import crc32

from knowledge import briefs
from knowledge.advice import BACKEND, PHP
from knowledge.compiler import compile_pack
from knowledge.evaluation import evaluate_advice
from knowledge.models import Pack
from knowledge.packs import load_pack
from knowledge.parts import listen
from knowledge.store import Store, open_store

LABELLED = Path(__file__).parent / "labelled" / "briefs.jsonl"
FOLDS = 5
STEPS = 12
PULL = 1.0  # towards 0, that keeps weights small

Case = dict[str, Any]
Row = tuple[list[float], bool]


def main(files: Sequence[str]) -> None:
    """Print figures of each fold, of all, and the weights."""
    pack, cases = load_pack(), _read(LABELLED)
    folds = [
        [case for case in cases if crc32(case["id"].encode()) % FOLDS == n] for n in range(FOLDS)
    ]
    stores = [_learned_without(pack, fold) for fold in folds]
    rows = [list(_rows(fold, store)) for fold, store in zip(folds, stores, strict=True)]
    right = {"verdict_right": 0, "engagement_right": 0}
    for number, (fold, store) in enumerate(zip(folds, stores, strict=True)):
        others = [row for n in range(FOLDS) if n != number for row in rows[n]]
        with patch.dict(briefs.SIDE, fit(others)):
            figures = evaluate_advice(store, fold)
        print(f"fold {number + 1}: {_told(figures)}", flush=True)
        right = {name: right[name] + figures[name] for name in right}
    print(f"all folds: verdict {right['verdict_right'] / len(cases):.3f}", end=", ")
    print(f"engagement {right['engagement_right'] / len(cases):.3f} of {len(cases)}")
    for name, weight in fit([*chain(*rows)]).items():
        print(f'    "{name}": {weight:.2f},')
    for file in files:
        print(f"{file}: {_told(evaluate_advice(open_store(), _read(Path(file))))}")


def _read(file: Path) -> list[Case]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def _told(figures: Mapping[str, Any]) -> str:
    cases = figures["cases"]
    said = ", ".join(
        f"{name} {figures[f'{name}_right'] / cases:.3f}" for name in ("verdict", "engagement")
    )
    return f"{said} of {cases}, {figures['spans_right']} of {figures['spans']} spans stand there"


def _learned_without(pack: Pack, fold: Sequence[Case]) -> Store:
    """A store that has learned nothing from these briefs."""
    texts = "\n".join(" ".join(case["brief"].split()) for case in fold)
    kept = []
    for item in pack.utterances:
        said = tuple(one for one in item.said_as if one not in texts)
        kept += [item.model_copy(update={"said_as": said})] if said else []
    connection = sqlite3.connect(":memory:")
    compile_pack(
        pack.model_copy(update={"utterances": tuple(kept)}), {"pack": "", "format": ""}, connection
    )
    return Store(connection)


def _rows(cases: Sequence[Case], store: Store) -> Iterator[Row]:
    """For each role, what a brief says of its work, and whether the label has it."""
    for case in cases:
        parts = listen(case["brief"], store.listener)
        for role in (PHP, BACKEND):
            yield list(briefs.evidence(parts, role, store).values()), case["role"] in {role, "both"}


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Weights by logistic regression, with Newton's method."""
    size = len(briefs.SIDE)
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [-PULL * weight for weight in weights]
        bend = [[PULL * (n == m) for m in range(size)] for n in range(size)]
        for values, has_work in rows:
            likely = 1 / (1 + exp(-sum(map(mul, weights, values))))
            for n, value in enumerate(values):
                slope[n] += (has_work - likely) * value
                for m in range(n + 1):
                    bend[n][m] += likely * (1 - likely) * value * values[m]
        for n, m in combinations(range(size), 2):
            bend[n][m] = bend[m][n]
        weights = list(map(add, weights, _solve(bend, slope)))
    return dict(zip(briefs.SIDE, weights, strict=True))


def _solve(matrix: list[list[float]], result: list[float]) -> list[float]:
    """Solve linear equations by elimination; `matrix` is positive definite and used up."""
    rows = [[*row, value] for row, value in zip(matrix, result, strict=True)]
    for n, pivot in enumerate(rows):
        for other in rows[n + 1 :]:
            share = other[n] / pivot[n]
            other[:] = [value - share * above for value, above in zip(other, pivot, strict=True)]
    found = [0.0] * len(rows)
    for n, row in reversed(list(enumerate(rows))):
        known = sum(map(mul, row[n + 1 : -1], found[n + 1 :]))
        found[n] = (row[-1] - known) / row[n]
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
