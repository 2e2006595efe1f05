"""A pack with its questions in one `questionnaire.yaml`, as packs had them up to version 0.2, goes
on working: same verdicts, same readings.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.advice.explanation import Advice
from knowledge.advice.posts import Post
from knowledge.advice.rules import DONT_KNOW
from knowledge.errors import PackError
from knowledge.packs.loader import check_pack, load_pack
from knowledge.packs.shipped import DEFAULT_PACK
from knowledge.store import Store, open_store
from tests.support.advice import advise_on, classifier_of, only_questionnaire, read_in
from tests.support.app import REPOSITORY
from tests.support.packs import PackFolder
from tests.support.small_pack import Item
from tests.support.small_questionnaire import BACKEND, PHP, QUESTION, SEATS, option, say

NOW = open_store()
WEIGHTS = "questionnaire.weights.json"
BRIEFS = REPOSITORY / "tests" / "bench" / "labelled" / "briefs-held-out.jsonl"
LANGUAGE = {"stated": "php", "denied": "other"}
ANY_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        question.id: st.sampled_from([DONT_KNOW, *(option.id for option in question.options)])
        for question in only_questionnaire(NOW).questions
    },
)


def as_before(questionnaire: Item, shared: list[Item]) -> Iterator[Item]:
    """Its questions as one list, with the languages that options state."""
    for question in [*questionnaire["questions"], *shared]:
        options = [
            {"language" if name == "speciality" else name: LANGUAGE.get(value, value)
             if name == "speciality" else value for name, value in option.items()}
            for option in question["options"]
        ]  # fmt: skip
        yield {**question, "options": options}


@pytest.fixture(scope="session")
def earlier_pack(tmp_path_factory: pytest.TempPathFactory) -> PackFolder:
    """The default pack as it would have been written."""
    pack = PackFolder(tmp_path_factory.mktemp("earlier") / "pack")
    shutil.copytree(DEFAULT_PACK, pack.path)
    [file] = pack.path.glob("questionnaires/*.yaml")
    [weights] = pack.path.glob("questionnaires/*.json")
    shared = pack.path / "questions.yaml"
    questions = as_before(yaml.safe_load(file.read_text()), yaml.safe_load(shared.read_text()))
    pack.write("questionnaire", [*questions])
    weights.rename(pack.path / WEIGHTS)
    shared.unlink()
    shutil.rmtree(file.parent)
    return pack


@pytest.fixture(scope="session")
def earlier(earlier_pack: PackFolder, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store([earlier_pack.path], tmp_path_factory.mktemp("built"))


def decided(advice: Advice) -> tuple[Advice, tuple[Post, ...]]:
    """All that is said but sentences of the questionnaire's own, and whose it is."""
    return replace(advice, questionnaire="", sentence="", pack=""), advice.posts


def test_it_passes_its_check(earlier_pack: PackFolder) -> None:
    assert not any(check_pack([earlier_pack.path])[1].values())


def test_its_pair_is_the_two_roles_in_its_points(earlier: Store) -> None:
    now, before = only_questionnaire(NOW), only_questionnaire(earlier)
    assert before.roles == now.roles == (PHP, BACKEND)
    assert before.questions == now.questions
    assert before.label == "PHP developer or Backend…"
    assert before.steps == ("Step 1", "Step 2", "Step 3")


@given(ANY_ANSWERS)
def test_its_advice_is_the_same(earlier: Store, answers: dict[str, str]) -> None:
    now, before = advise_on(NOW, answers), advise_on(earlier, answers)
    assert decided(before) == decided(now)
    own = only_questionnaire(NOW)
    assert own.speciality
    assert own.one_seat
    special = own.speciality.unsaid, own.speciality.denied, own.one_seat
    assert before.sentence == now.sentence or now.sentence.startswith(special)


def test_its_weights_are_read_under_their_name_of_then(earlier: Store) -> None:
    assert [label.name for label in classifier_of(earlier).labels] == [
        label.name for label in classifier_of(NOW).labels
    ]


def test_its_briefs_are_read_the_same(earlier: Store) -> None:
    briefs = [json.loads(line)["brief"] for line in BRIEFS.read_text().splitlines()]
    assert briefs
    for brief in briefs:
        assert read_in(earlier, brief) == read_in(NOW, brief)


def test_steps_that_it_leaves_out_are_no_steps(pack: PackFolder) -> None:
    pack.write("questionnaire", [QUESTION | {"step": 2}, SEATS | {"step": 3}])
    say(pack, {"main-work=inside": ["Paint the gate"]})
    assert not any(check_pack([pack.path])[1].values())
    [questionnaire] = load_pack([pack.path]).questionnaires
    assert [question.step for question in questionnaire.questions] == [1, 2]
    assert questionnaire.steps == ("Step 1", "Step 2")


@pytest.mark.parametrize("roles", [[], [PHP], [PHP, BACKEND, "api-developer"]])
def test_questions_about_other_than_two_roles_are_a_finding(
    pack: PackFolder, roles: list[str]
) -> None:
    options = [option(role, role) for role in roles] + SEATS["options"]
    pack.write("questionnaire", [QUESTION | {"options": options}])
    loaded, problems = check_pack([pack.path])
    assert loaded.questionnaires == ()
    assert [str(one).removeprefix(f"{pack.path}/") for one in problems["finding"]] == [
        "questionnaire.yaml:1:3: 0: nobody is asked this: give points to two roles, and to no other"
    ]


def test_a_fault_of_it_stands_where_it_was_written(pack: PackFolder) -> None:
    pack.write("questionnaire", [SEATS, QUESTION, SEATS | {"id": "chairs"}])
    say(pack, {"main-work=inside": ["Paint the gate"]})
    with pytest.raises(PackError, match=r"questionnaire\.yaml:\d+:\d+: 2/kind: seats is of the"):
        check_pack([pack.path])
