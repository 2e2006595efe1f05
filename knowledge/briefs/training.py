"""Learning from utterances by softmax regression, for `rolefit packs train`.

For each subject one softmax over its labels, `nothing` among them, of the same features that
counting uses (tf-idf at unit length), with weights pulled towards 0 (L2) and fitted by L-BFGS. An
utterance that says two things of a subject is split between them. Needs numpy and scipy, which
nobody needs to serve: `pip install rolefit[train]`.
"""

from collections import Counter
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from knowledge.briefs.features import Groups, features, idf, weigh
from knowledge.briefs.labels import NOTHING, SUBJECTS, Label, Learned, Said, labels_of

FEWEST = 3  # utterances that a feature stands in
PULL = 0.1  # L2
ROUNDS = 150
LEAST = 0.3  # weights nearer to 0 are left out: they change little but the size of the file

Matrix = np.ndarray[Any, np.dtype[np.float64]]


def train(said: Said, groups: Groups) -> Learned:
    """Weights for what utterances say."""
    found = [features(text, groups) for text in said]
    spread = Counter(feature for counts in found for feature in counts)
    known = sorted(feature for feature, many in spread.items() if many >= FEWEST)
    rarity = {feature: idf(len(found), spread[feature]) for feature in known}
    texts = _matrix([weigh(counts, rarity)[0] for counts in found], known)
    labels: list[Label] = []
    adds: dict[str, dict[int, float]] = {feature: {} for feature in known}
    by_subject = {subject: [] for subject in SUBJECTS}  # type: dict[str, list[str]]
    for subject, name in labels_of(said):
        by_subject[subject].append(name)
    for subject, names in by_subject.items():
        weights = _fit(texts, _targets(said, subject, names))
        for column, name in enumerate(names):
            number = len(labels)
            labels.append(Label(name, subject, 0.0, float(weights[-1, column])))
            strong = np.flatnonzero(np.abs(weights[:-1, column]) >= LEAST)
            for row in strong:
                adds[known[row]][number] = float(weights[row, column])
    return Learned(labels, {f: (rarity[f], adds[f]) for f in known if adds[f]})


def _matrix(weighed: list[dict[str, float]], known: list[str]) -> csr_matrix:
    """A row a text: the weights of its features, and 1 for the bias."""
    columns = {feature: number for number, feature in enumerate(known)}
    rows, places, values = [], [], []
    for number, weights in enumerate(weighed):
        for feature, weight in weights.items():
            rows.append(number)
            places.append(columns[feature])
            values.append(weight)
        rows.append(number)
        places.append(len(known))
        values.append(1.0)
    return csr_matrix((values, (rows, places)), shape=(len(weighed), len(known) + 1))


def _targets(said: Said, subject: str, names: list[str]) -> Matrix:
    """A row a text: what it says of a subject, as shares that add up to 1."""
    columns = {name: number for number, name in enumerate(names)}
    targets = np.zeros((len(said), len(names)))
    for row, labels in enumerate(said.values()):
        mine = [name for name, about in labels.items() if about == subject] or [NOTHING]
        for name in mine:
            targets[row, columns[name]] = 1 / len(mine)
    return targets


def _fit(texts: csr_matrix, targets: Matrix) -> Matrix:
    """Weights (a row a feature, the bias last; a column a label) with the least loss."""
    size = texts.shape[1], targets.shape[1]
    turned = texts.T.tocsr()
    pull = np.full((size[0], 1), PULL)
    pull[-1] = 0.001  # the bias is free

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        weights = flat.reshape(size)
        scores = texts @ weights
        scores -= scores.max(axis=1, keepdims=True)
        total = np.log(np.exp(scores).sum(axis=1, keepdims=True))
        likely = np.exp(scores - total)
        lost = -(targets * (scores - total)).sum() + 0.5 * (pull * weights**2).sum()
        slope = turned @ (likely - targets) + pull * weights
        return float(lost), slope.ravel()

    start = np.zeros(size[0] * size[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return np.asarray(found.x).reshape(size)
