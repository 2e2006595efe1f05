"""Weights that training writes beside a questionnaire: read as they were written, refused where
they are none, and said to be stale where the utterances have changed since.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.briefs.counting import learn
from knowledge.briefs.features import word_groups
from knowledge.briefs.labels import SUBJECTS, Learned
from knowledge.briefs.training import train
from knowledge.briefs.weights import (
    LARGEST,
    WeightsError,
    learned_from,
    read_weights,
    write_weights,
)
from knowledge.packs.loader import check_pack, load_pack
from knowledge.packs.questionnaire import Lessons, Questionnaire
from knowledge.store import Store, open_store
from tests.knowledge.test_lints import errors
from tests.knowledge.test_utterances import heard
from tests.knowledge.test_utterances import said as said_in
from tests.support.advice import classifier_of
from tests.support.packs import PackFolder
from tests.support.small_questionnaire import ID, QUESTION, SEATS, ask, say

NO_WEIGHTS = "it holds no weights: write it with rolefit packs train"
WEIGHTS_FILE = f"questionnaires/{ID}.weights.json"
STALE = "the utterances or words have changed since: rolefit packs train"
SAID: dict[str, list[str]] = {
    "main-work=inside": [
        "Paint the garden gate",
        "The gate needs green paint",
        "Somebody must paint a gate",
        "A gate without paint",
    ],
    "main-work=between": [
        "Lay a pipe to the next house",
        "The pipe between our houses leaks",
        "Every house needs a water pipe",
        "A pipe from house to house",
    ],
    "seats=one": ["One chair is free", "We have one chair", "Only one chair"],
    "seats=several": [
        "Several chairs are free",
        "We have several chairs",
        "Several chairs, please",
    ],
    "beside=nothing": ["The cat sleeps", "Nice weather today", "Coffee is ready"],
}
TEXTS = [
    "Who would paint our gate?",
    "Pipes for the new house",
    "There is one chair",
    "Several chairs and a gate to paint",
    "The cat likes coffee",
    "",
]


@pytest.fixture
def taught(pack: PackFolder) -> PackFolder:
    """The small pack, with two questions and a few utterances."""
    ask(pack, QUESTION, SEATS)
    say(pack, SAID)
    return pack


def taught_in(folder: Path, *, trained: bool = True) -> tuple[Questionnaire, Lessons]:
    """The questionnaire of a pack, and what briefs are read by."""
    pack = load_pack([folder], trained=trained)
    [questionnaire] = pack.questionnaires
    return questionnaire, pack.lessons[questionnaire.id]


def weights_in(folder: Path) -> Learned | None:
    return taught_in(folder)[1].weights


def train_on(folder: Path) -> Learned:
    """Train on a pack and write the weights into it."""
    questionnaire, lessons = taught_in(folder, trained=False)
    learned = train(lessons.said(questionnaire), word_groups(lessons.words.groups))
    write_weights(learned, questionnaire, lessons, folder / WEIGHTS_FILE)
    return learned


def read(folder: Path) -> tuple[Learned, bool]:
    learned, hash_then = read_weights((folder / WEIGHTS_FILE).read_bytes())
    return learned, hash_then != learned_from(*taught_in(folder, trained=False))


def warnings(folder: Path) -> list[str]:
    found = check_pack([folder])[1]["warning"]
    return [str(problem).replace(f"{folder}/", "") for problem in found]


def held_as(folder: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((folder / WEIGHTS_FILE).read_text(encoding="utf-8"))
    return held


def opened(folder: Path, tmp_path: Path, name: str) -> Store:
    return open_store([folder], tmp_path / name)


def test_weights_are_read_as_they_were_written(taught: PackFolder) -> None:
    learned = train_on(taught.path)
    again, is_stale = read(taught.path)
    assert not is_stale
    assert [(one.subject, one.name) for one in again.labels] == [
        (one.subject, one.name) for one in learned.labels
    ]
    assert [one.bias for one in again.labels] == pytest.approx(
        [one.bias for one in learned.labels], abs=0.006
    )
    assert again.features.keys() == learned.features.keys()
    assert learned.features
    for feature, (idf, adds) in learned.features.items():
        rounded, added = again.features[feature]
        assert rounded == pytest.approx(idf, abs=0.006)
        assert added == pytest.approx(adds, abs=0.006)


def test_what_was_read_is_written_alike(taught: PackFolder, tmp_path: Path) -> None:
    train_on(taught.path)
    copy = tmp_path / "copy.json"
    write_weights(read(taught.path)[0], *taught_in(taught.path), copy)
    assert copy.read_bytes() == (taught.path / WEIGHTS_FILE).read_bytes()


def test_a_feature_stands_on_a_line(taught: PackFolder) -> None:
    learned = train_on(taught.path)
    lines = (taught.path / WEIGHTS_FILE).read_text(encoding="utf-8").splitlines()
    written = [line.partition(":")[0] for line in lines[1:-1]]
    assert written == [json.dumps(feature) for feature in sorted(learned.features)]


def test_training_is_repeatable(taught: PackFolder) -> None:
    train_on(taught.path)
    first = (taught.path / WEIGHTS_FILE).read_bytes()
    train_on(taught.path)
    assert (taught.path / WEIGHTS_FILE).read_bytes() == first


def test_training_gives_every_subject_a_way_to_be_silent(taught: PackFolder) -> None:
    learned = train_on(taught.path)
    silent = [one.subject for one in learned.labels if one.name == "nothing"]
    assert sorted(silent) == sorted(SUBJECTS)
    assert {one.name for one in learned.labels} - {"nothing"} == SAID.keys() - {"beside=nothing"}


def test_a_word_of_too_few_utterances_is_not_trained_on(taught: PackFolder) -> None:
    learned = train_on(taught.path)
    assert "gate" in learned.features
    assert "garden" not in learned.features


def test_a_trained_store_hears_what_it_was_taught(taught: PackFolder, tmp_path: Path) -> None:
    train_on(taught.path)
    store = opened(taught.path, tmp_path, "trained")
    assert said_in(store, "Who would paint our gate?") == {"main-work=inside"}
    assert said_in(store, "New pipes to every house") == {"main-work=between"}
    assert said_in(store, "Several chairs") == {"seats=several"}
    assert said_in(store, "The cat likes coffee") == set()


def test_a_text_is_heard_alike_from_a_second_store(taught: PackFolder, tmp_path: Path) -> None:
    train_on(taught.path)
    first = opened(taught.path, tmp_path, "first")
    second = opened(taught.path, tmp_path, "second")
    assert [heard(first, text) for text in TEXTS] == [heard(second, text) for text in TEXTS]


def test_a_store_is_built_from_the_weights_of_its_pack(taught: PackFolder, tmp_path: Path) -> None:
    train_on(taught.path)
    held = held_as(taught.path)
    names = {"main-work=inside": "main-work=between", "main-work=between": "main-work=inside"}
    held["labels"] = [[subject, names.get(n, n), bias] for subject, n, bias in held["labels"]]
    (taught.path / WEIGHTS_FILE).write_text(json.dumps(held))
    store = opened(taught.path, tmp_path, "swapped")
    assert said_in(store, "Who would paint our gate?") == {"main-work=between"}


def test_a_pack_without_weights_is_read_by_counting(taught: PackFolder, tmp_path: Path) -> None:
    questionnaire, lessons = taught_in(taught.path)
    assert lessons.weights is None
    counted = learn(lessons.said(questionnaire), word_groups(lessons.words.groups))
    store = opened(taught.path, tmp_path, "counted")
    assert classifier_of(store).labels == list(counted.labels)
    assert any(one.base for one in classifier_of(store).labels)
    assert said_in(store, "Who would paint our gate?") == {"main-work=inside"}


def test_weights_take_the_place_of_counting(taught: PackFolder, tmp_path: Path) -> None:
    counted = opened(taught.path, tmp_path, "counted")
    before = heard(counted, TEXTS[0])
    train_on(taught.path)
    trained = opened(taught.path, tmp_path, "trained")
    assert not any(one.base for one in classifier_of(trained).labels)
    assert heard(trained, TEXTS[0]) != before
    (taught.path / WEIGHTS_FILE).unlink()
    assert heard(opened(taught.path, tmp_path, "again"), TEXTS[0]) == before


@pytest.mark.parametrize("farthest", [0, LARGEST], ids=["as trained", "as far as may be"])
def test_features_add_what_the_weights_say(
    taught: PackFolder, tmp_path: Path, farthest: int
) -> None:
    """For all labels at once, the same as label by label."""
    train_on(taught.path)
    held = held_as(taught.path)
    for row in held["features"].values():
        row[2] = -farthest or row[2]
        row[-1] = farthest or row[-1]
    (taught.path / WEIGHTS_FILE).write_text(json.dumps(held))
    weights = weights_in(taught.path)
    assert weights is not None
    text = " ".join(TEXTS) * 20
    store = opened(taught.path, tmp_path, "built")
    [said] = classifier_of(store).classify([text])
    assert len(said.weights) > 10
    for number, added in enumerate(said.added):
        plain = [
            weight * weights.features[feature][1].get(number, 0.0)
            for feature, weight in said.weights.items()
        ]
        assert added == pytest.approx(sum(plain), rel=1e-6, abs=1e-4)


def test_weights_can_be_left_aside(taught: PackFolder) -> None:
    train_on(taught.path)
    assert weights_in(taught.path) is not None
    assert taught_in(taught.path, trained=False)[1].weights is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "garbage",
        '{"learned_from": "x", "labels": [',
        "null",
        "3",
        "[]",
        "{}",
        '{"labels": [], "features": {}}',
        '{"learned_from": "x", "features": {}}',
        '{"learned_from": "x", "labels": []}',
        '{"learned_from": "x", "labels": 3, "features": {}}',
        '{"learned_from": "x", "labels": [["work", "a=b"]], "features": {}}',
        '{"learned_from": "x", "labels": [["work", "a=b", "high"]], "features": {}}',
        '{"learned_from": "x", "labels": [], "features": ["gate"]}',
        '{"learned_from": "x", "labels": [], "features": {"gate": []}}',
        '{"learned_from": "x", "labels": [], "features": {"gate": 3}}',
        '{"learned_from": "x", "labels": [["work", "a=b", 1]], "features": {"gate": [100, 0]}}',
        '{"learned_from": "x", "labels": [["work", "a=b", 1]], "features": {"gate": [1, 0, "x"]}}',
    ],
)
def test_a_file_that_holds_no_weights_is_an_error(taught: PackFolder, text: str) -> None:
    with pytest.raises(WeightsError, match=f"^{NO_WEIGHTS}$"):
        read_weights(text.encode())
    (taught.path / WEIGHTS_FILE).write_text(text)
    assert errors(taught.path) == [f"{WEIGHTS_FILE}:1:1: {NO_WEIGHTS}"]


def test_a_file_that_is_no_text_is_an_error(taught: PackFolder) -> None:
    (taught.path / WEIGHTS_FILE).write_bytes(b"\xff\xfe\x00")
    assert errors(taught.path) == [f"{WEIGHTS_FILE}:1:1: {NO_WEIGHTS}"]


def test_training_anew_needs_no_readable_weights(taught: PackFolder) -> None:
    (taught.path / WEIGHTS_FILE).write_text("garbage")
    train_on(taught.path)
    assert warnings(taught.path) == []
    assert weights_in(taught.path) is not None


def test_fresh_weights_are_no_warning(taught: PackFolder) -> None:
    train_on(taught.path)
    assert warnings(taught.path) == []


@pytest.mark.parametrize(
    "changed",
    [
        SAID | {"seats=one": [*SAID["seats=one"], "One stool"]},
        SAID | {"seats=one": SAID["seats=one"][1:]},
        SAID | {"seats=one": SAID["seats=several"], "seats=several": SAID["seats=one"]},
        SAID | {"seats=one": [text.lower() for text in SAID["seats=one"]]},
    ],
)
def test_weights_of_other_utterances_are_a_warning_and_serve_on(
    taught: PackFolder, changed: dict[str, list[str]]
) -> None:
    train_on(taught.path)
    before = weights_in(taught.path)
    say(taught, changed)
    assert warnings(taught.path) == [f"{WEIGHTS_FILE}:1:1: {STALE}"]
    assert weights_in(taught.path) == before
    assert read(taught.path)[1]
    train_on(taught.path)
    assert warnings(taught.path) == []


def test_weights_of_other_word_groups_are_a_warning(taught: PackFolder) -> None:
    train_on(taught.path)
    taught.write("words", {"groups": {"border": ["gate", "fence"]}})
    assert warnings(taught.path) == [f"{WEIGHTS_FILE}:1:1: {STALE}"]


def test_the_order_of_utterances_does_not_make_weights_stale(taught: PackFolder) -> None:
    train_on(taught.path)
    say(taught, {label: SAID[label][::-1] for label in reversed(SAID)})
    assert warnings(taught.path) == []


def test_what_is_no_utterance_does_not_make_weights_stale(taught: PackFolder) -> None:
    train_on(taught.path)
    taught.edit_faq("salary", text="There are no figures.")
    assert warnings(taught.path) == []


def test_a_pack_is_known_by_its_utterances(taught: PackFolder) -> None:
    def known() -> str:
        return learned_from(*taught_in(taught.path))

    before = known()
    assert known() == before
    say(taught, SAID | {"seats=one": ["One stool"]})
    assert known() != before
