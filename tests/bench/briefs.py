"""How well briefs are read, writer by writer: `python -m tests.bench.briefs [FILE …]`.

Each writer's briefs and ads are read by what was learned without any utterance that stands in
them, and with weights fitted to the other writers. It ends with the weights fitted to all, for
knowledge/briefs/evidence.py, and with the figures of further labelled FILEs, read by the whole
pack. Takes some ten minutes.
"""

import json
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

from knowledge.briefs import evidence, reader
from knowledge.briefs.features import word_groups
from knowledge.briefs.job_ads import is_job_ad
from knowledge.briefs.training import Matrix, train
from knowledge.building import compile_pack
from knowledge.evaluation import evaluate_advice
from knowledge.packs.loader import load_pack
from knowledge.packs.models import Pack
from knowledge.store import Store, open_store

WRITERS = Path(__file__).parent / "labelled" / "writers"
OUTCOMES = ("php-developer", "backend-developer", "both", "unclear")
PARTS = ("one", "both", "lesser")
LESSER = ("own", "own setting")  # of which the lesser role's counts for both
PULL = {"brief": 3.0, "ad": 10.0}  # L2
WEIGHTS = {"a": 0.5}  # of a writer's briefs: the first one's are nearly as many as all others'

Case = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A brief's evidence for the first role and for the second, and its outcome's number."""

    kind: str
    first: list[float]
    second: list[float]
    outcome: int
    weight: float


def main(files: Sequence[str]) -> None:
    """Print figures for each writer, and the weights."""
    pack = load_pack(trained=False)
    cases = {file.stem: _read(file) for file in sorted(WRITERS.glob("*.jsonl"))}
    stores = {writer: _learned_without(pack, mine) for writer, mine in cases.items()}
    names: list[str] = []
    rows = {
        writer: [_row(case, stores[writer], names, WEIGHTS.get(writer, 1.0)) for case in mine]
        for writer, mine in cases.items()
    }
    totals = {"cases": 0, "verdict_right": 0, "engagement_right": 0}
    for writer, mine in cases.items():
        others = [row for other, held in rows.items() if other != writer for row in held]
        with _fitted(others, names):
            figures = evaluate_advice(stores[writer], mine)
        print(f"{writer}: {_told(figures)}", flush=True)
        totals = {name: totals[name] + figures[name] for name in totals}
    print(f"all writers: {_told({**totals, 'spans_right': 0, 'spans': 0})}")
    everything = [row for held in rows.values() for row in held]
    for kind in PULL:
        for part, weights in zip(PARTS, fit(everything, names, kind), strict=True):
            print(f"{kind}, {part}: {json.dumps({n: round(w, 2) for n, w in weights.items()})}")
    with _fitted(everything, names):
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


def _learned_without(pack: Pack, mine: Sequence[Case]) -> Store:
    """A store that has learned nothing from these briefs."""
    [questionnaire] = pack.questionnaires
    lessons = pack.lessons[questionnaire.id]
    texts = "\n".join(" ".join(case["brief"].split()) for case in mine)
    kept = []
    for item in lessons.utterances:
        said = tuple(one for one in item.said_as if one not in texts)
        kept += [item.model_copy(update={"said_as": said})] if said else []
    without = lessons.model_copy(update={"utterances": tuple(kept)})
    learned = train(without.said(questionnaire), word_groups(lessons.words.groups))
    taught = {questionnaire.id: without.model_copy(update={"weights": learned})}
    connection = sqlite3.connect(":memory:")
    compile_pack(pack.model_copy(update={"lessons": taught}), "", connection)
    return Store(connection)


def _row(case: Case, store: Store, names: list[str], weight: float) -> Row:
    text = case["brief"][: reader.LONGEST_BRIEF]
    kind = "ad" if is_job_ad(text) else "brief"
    [questionnaire] = store.questionnaires
    asked = reader.asked_in(store, questionnaire)
    segments = reader.listen(text, asked, kind == "ad")
    said = reader.said_in(text, segments)
    first, second = (reader.evidence(said, segments, role, asked) for role in asked.roles)
    names[:] = first
    outcome = OUTCOMES.index(case["role"])
    return Row(kind, list(first.values()), list(second.values()), outcome, weight)


def _fitted(rows: Sequence[Row], names: Sequence[str]) -> Any:
    """A context in which briefs are weighed as these rows teach."""
    brief, ad = (evidence.Weights(*fit(rows, names, kind)) for kind in ("brief", "ad"))
    return patch.multiple(reader, BRIEF=brief, AD=ad)


def fit(rows: Sequence[Row], names: Sequence[str], kind: str) -> tuple[dict[str, float], ...]:
    """Weights for one role, for both, and for the lesser of both, by softmax regression."""
    mine = [row for row in rows if row.kind == kind]
    first, second = np.array([row.first for row in mine]), np.array([row.second for row in mine])
    lesser = [names.index(name) for name in LESSER]
    both = np.hstack([first + second, np.minimum(first, second)[:, lesser]])
    targets = np.eye(len(OUTCOMES))[[row.outcome for row in mine]]
    counts = np.array([[row.weight] for row in mine])
    scale_one = _scale(np.concatenate([first, second]))
    scale_both = _scale(both)
    first, second, both = first / scale_one, second / scale_one, both / scale_both
    size = len(names)
    pull = np.full(size + both.shape[1], PULL[kind])
    pull[0] = pull[size] = 0.0  # the odds are free

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        one, two = weights[:size], weights[size:]
        scores = np.stack([first @ one, second @ one, both @ two, np.zeros(len(mine))], axis=1)
        scores -= scores.max(axis=1, keepdims=True)
        total = np.log(np.exp(scores).sum(axis=1, keepdims=True))
        wrong = counts * (np.exp(scores - total) - targets)
        lost = -(counts * targets * (scores - total)).sum() + 0.5 * (pull * weights**2).sum()
        slope = [first.T @ wrong[:, 0] + second.T @ wrong[:, 1], both.T @ wrong[:, 2]]
        return float(lost), np.concatenate(slope) + pull * weights

    start = np.zeros(len(pull))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 800})
    one, two = found.x[:size] / scale_one, found.x[size:] / scale_both
    return (
        dict(zip(names, one.tolist(), strict=True)),
        dict(zip(names, two[:size].tolist(), strict=True)),
        dict(zip(LESSER, two[size:].tolist(), strict=True)),
    )


def _scale(values: Matrix) -> Matrix:
    scale = values.std(axis=0)
    scale[scale < 1e-4] = 1.0
    return np.asarray(scale)


if __name__ == "__main__":
    main(sys.argv[1:])
