"""How well briefs are read, writer by writer: `python -m tests.bench.briefs [--ads FILE] [FILE …]`.

Each writer's briefs and ads are read by what was learned without any utterance that stands in
them, and with weights fitted to the other writers. It ends with the weights fitted to all, for
knowledge/briefs/evidence.py, and with the figures of further labelled FILEs, read by the whole
pack. Takes some ten minutes.

`--ads` is a file of real job ads (`{"brief", "role"}` a line), which are fitted to besides: each
outcome as much as the others, the writers' ads a quarter as much as one of them.
"""

import argparse
import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

from knowledge.briefs import listening
from knowledge.briefs.asked import asked_in
from knowledge.briefs.evidence import AD, BRIEF, Weights
from knowledge.briefs.features import word_groups
from knowledge.briefs.job_ads import is_job_ad
from knowledge.briefs.reader import LONGEST_BRIEF
from knowledge.briefs.training import Matrix, train
from knowledge.building import compile_pack
from knowledge.evaluation import evaluate_advice
from knowledge.packs.loader import load_pack
from knowledge.packs.models import Pack
from knowledge.store import Store, open_store

WRITERS = Path(__file__).parent / "labelled" / "writers"
OUTCOMES = ("php-developer", "backend-developer", "both", "unclear")
KINDS = {"brief": BRIEF, "ad": AD}
PULL = 3.0  # L2
WEIGHTS = {"a": 0.5}  # of a writer's briefs: the first one's are nearly as many as all others'
EACH_OUTCOME = 100.0  # of real ads, however many there are of it …
BESIDE_REAL = 0.25  # … and of a writer's ad beside them

Case = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A brief's evidence for the first role and for the second, and its outcome's number."""

    kind: str
    first: dict[str, float]
    second: dict[str, float]
    outcome: int
    weight: float


def main() -> None:
    """Print figures for each writer, and the weights."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--ads", type=Path, metavar="FILE")
    asked.add_argument("files", type=Path, nargs="*", metavar="FILE")
    given = asked.parse_args()
    real = _real_ads(given.ads) if given.ads else []
    pack = load_pack(trained=False)
    cases = {file.stem: _read(file) for file in sorted(WRITERS.glob("*.jsonl"))}
    stores = {writer: _learned_without(pack, mine) for writer, mine in cases.items()}
    rows = {
        writer: [_row(case, stores[writer], WEIGHTS.get(writer, 1.0), bool(real)) for case in mine]
        for writer, mine in cases.items()
    }
    totals = {"cases": 0, "verdict_right": 0, "engagement_right": 0}
    for writer, mine in cases.items():
        others = [row for other, held in rows.items() if other != writer for row in held]
        with _fitted([*others, *real]):
            figures = evaluate_advice(stores[writer], mine)
        print(f"{writer}: {_told(figures)}", flush=True)
        totals = {name: totals[name] + figures[name] for name in totals}
    print(f"all writers: {_told({**totals, 'spans_right': 0, 'spans': 0})}")
    everything = [*(row for held in rows.values() for row in held), *real]
    for kind in KINDS:
        for part, weights in asdict(fit(everything, kind)).items():
            print(f"{kind}, {part}: {json.dumps({n: round(w, 2) for n, w in weights.items()})}")
    with _fitted(everything):
        for file in given.files:
            print(f"{file}: {_told(evaluate_advice(open_store(), _read(file)))}")


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


def _real_ads(file: Path) -> list[Row]:
    store, cases = open_store(), _read(file)
    many = Counter(case["role"] for case in cases)
    return [_row(case, store, EACH_OUTCOME / many[case["role"]]) for case in cases]


def _row(case: Case, store: Store, weight: float, beside_real: bool = False) -> Row:
    text = case["brief"][:LONGEST_BRIEF]
    is_ad = is_job_ad(text)
    if is_ad and beside_real:
        weight *= BESIDE_REAL
    [questionnaire] = store.questionnaires
    asked = asked_in(store, questionnaire)
    first, second = listening.evidence(text, listening.listen(text, asked, is_ad), is_ad, asked)
    return Row("ad" if is_ad else "brief", first, second, OUTCOMES.index(case["role"]), weight)


def _fitted(rows: Sequence[Row]) -> Any:
    """A context in which briefs are weighed as these rows teach."""
    return patch.multiple(listening, BRIEF=fit(rows, "brief"), AD=fit(rows, "ad"))


def fit(rows: Sequence[Row], kind: str) -> Weights:
    """Weights for one role, for both, and for the lesser of both, by softmax regression; of the
    evidence that counts today.
    """
    names, lesser = list(KINDS[kind].one), list(KINDS[kind].lesser)
    mine = [row for row in rows if row.kind == kind]
    first = np.array([[row.first[name] for name in names] for row in mine])
    second = np.array([[row.second[name] for name in names] for row in mine])
    least = np.minimum(first, second)[:, [names.index(name) for name in lesser]]
    both = np.hstack([first + second, least])
    targets = np.eye(len(OUTCOMES))[[row.outcome for row in mine]]
    counts = np.array([[row.weight] for row in mine])
    scale_one = _scale(np.concatenate([first, second]))
    scale_both = _scale(both)
    first, second, both = first / scale_one, second / scale_one, both / scale_both
    size = len(names)
    pull = np.full(size + both.shape[1], PULL)
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
    return Weights(
        dict(zip(names, one.tolist(), strict=True)),
        dict(zip(names, two[:size].tolist(), strict=True)),
        dict(zip(lesser, two[size:].tolist(), strict=True)),
    )


def _scale(values: Matrix) -> Matrix:
    scale = values.std(axis=0)
    scale[scale < 1e-4] = 1.0
    return np.asarray(scale)


if __name__ == "__main__":
    main()
