"""Advice on the default pack's questionnaire: its rules as properties of any answers."""

import json
from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.advice.explanation import Advice
from knowledge.advice.rules import (
    DONT_KNOW,
    Signals,
    UnknownAnswerError,
    add_up,
    decide,
    pair_of,
    read_answers,
    read_signals,
)
from knowledge.packs.questionnaire import Option, Question, Questionnaire
from knowledge.store import open_store
from tests.support.advice import advise_on, only_questionnaire

STORE = open_store()
QUESTIONNAIRE = only_questionnaire(STORE)
PAIR = pair_of(QUESTIONNAIRE)
PHP, BACKEND = QUESTIONNAIRE.roles
WEIGHING = [question for question in QUESTIONNAIRE.questions if question.weighs]

ANY_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        question.id: st.sampled_from([DONT_KNOW, *(option.id for option in question.options)])
        for question in QUESTIONNAIRE.questions
    },
)


def outcome(answers: Mapping[str, str]) -> tuple[str, str | None]:
    chosen = read_answers(QUESTIONNAIRE, answers)
    return decide(PAIR, add_up(STORE.signals(QUESTIONNAIRE.id), chosen)).outcome


@given(ANY_ANSWERS)
def test_the_same_answers_give_the_same_bytes(answers: dict[str, str]) -> None:
    def told(advice: Advice) -> str:
        return json.dumps([advice.sentence, advice.post, repr(advice)])

    assert told(advise_on(STORE, answers)) == told(
        advise_on(STORE, dict(reversed(answers.items())))
    )


@given(ANY_ANSWERS)
def test_every_flip_flips_and_none_smaller_does(answers: dict[str, str]) -> None:
    advice = advise_on(STORE, answers)
    for flip in advice.flips:
        assert outcome({**answers, **flip.changes}) == flip.decision.outcome
        assert flip.decision.outcome != advice.decision.outcome
    if not advice.flips or len(advice.flips[0].changes) == 2:
        assert not any(
            outcome({**answers, name: option}) != advice.decision.outcome
            for name, option in changes(answers)
        )
    if not advice.flips:
        for (one, option), (two, other) in combinations(changes(answers), 2):
            if one != two:
                assert outcome({**answers, one: option, two: other}) == advice.decision.outcome


def changes(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        (question.id, option.id)
        for question in QUESTIONNAIRE.questions
        if answers.get(question.id, DONT_KNOW) != DONT_KNOW
        for option in question.options
        if option.id != answers[question.id]
        and not option.elsewhere
        and option.speciality != "denied"
    ]


@given(ANY_ANSWERS)
def test_where_no_question_is_next_no_open_one_changes_the_verdict(answers: dict[str, str]) -> None:
    advice = advise_on(STORE, answers)
    if advice.next_question is None and advice.verdict != "neither":
        for question in QUESTIONNAIRE.questions:
            for option in question.options if question.id not in answers else ():
                assert outcome({**answers, question.id: option.id}) == outcome(answers)


def mirror(option: Option) -> dict[str, int]:
    return {BACKEND if role == PHP else PHP: points for role, points in option.points.items()}


MIRRORED = {  # option ids by question, where both sides carry the same points
    question.id: {
        option.id: next(o.id for o in question.options if mirror(o) == option.points)
        for option in question.options
        if option.points and any(mirror(o) == option.points for o in question.options)
    }
    for question in WEIGHING
} | {"first": {"features": "systems", "systems": "features", "equally": "equally"}}


@given(
    st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(sorted(pairs)) for name, pairs in MIRRORED.items()}
    ),
    st.sampled_from([{}, {"seats": "one"}, {"seats": "several"}]),
)
def test_mirrored_answers_give_mirrored_verdicts(
    answers: dict[str, str], seats: dict[str, str]
) -> None:
    mirrored = {name: MIRRORED[name][option] for name, option in answers.items()}
    verdict, role = outcome({**answers, **seats})
    swapped = {PHP: BACKEND, BACKEND: PHP, None: None}[role]
    assert outcome({**mirrored, **seats}) == (verdict, swapped)


@given(ANY_ANSWERS)
def test_no_advice_contradicts_a_rule(answers: dict[str, str]) -> None:
    advice = advise_on(STORE, answers)
    points = advice.points
    if advice.verdict == "both":
        assert min(points.first_work, points.second_work) >= 3
        assert answers.get("seats") != "one"
        assert set(advice.sequence) == {PHP, BACKEND}
    if advice.verdict == "neither":
        assert answers["main-work"] == "elsewhere"
    if advice.verdict == "role":
        assert advice.sequence == (advice.decision.role,)
        assert advice.band
    if points.denied:
        assert advice.decision.role != PHP
    if answers.get("length") == "task":
        assert advice.engagement == "hourly"
    assert len(advice.flips) <= 3
    assert all(
        reason.citations or (points.denied and reason.speaks_for == BACKEND)
        for reason in advice.reasons
    )


@given(ANY_ANSWERS)
def test_in_another_language_every_reason_is_the_backend_developers(
    answers: dict[str, str],
) -> None:
    answers = {**answers, "estate": "other-language"}
    reasons = advise_on(STORE, answers).reasons
    assert {reason.speaks_for for reason in reasons} <= {BACKEND}
    options = [o for q in QUESTIONNAIRE.questions for o in q.options if answers.get(q.id) == o.id]
    assert {reason.said for reason in reasons} <= {option.said for option in options}
    assert bool(reasons) == any(option.points for option in options)


def test_an_empty_questionnaire_is_unclear_and_asks_for_the_main_work() -> None:
    advice = advise_on(STORE, {})
    assert advice.verdict == "unclear"
    assert advice.next_question
    assert advice.next_question.id == "main-work"
    assert advice.post == ""


def test_a_cms_with_content_people_is_a_php_job_with_its_reasons_and_post() -> None:
    advice = advise_on(
        STORE,
        {"main-work": "web-features", "estate": "cms", "partners": "product-and-content"},
    )
    assert (advice.verdict, advice.decision.role, advice.band) == ("role", PHP, "moderate")
    assert "PHP developer" in advice.sentence
    assert advice.post.startswith("PHP developer (CMS)\n")
    assert advice.post.count("\n- ") == 3
    assert {reason.speaks_for for reason in advice.reasons} == {PHP}


def test_wordpress_and_a_marketplace_with_one_seat_is_slightly_backend() -> None:
    advice = advise_on(STORE, {"main-work": "new-platform", "estate": "cms", "seats": "one"})
    assert (advice.decision.role, advice.band) == (BACKEND, "slight")


def test_both_sides_with_one_seat_says_to_split_it() -> None:
    advice = advise_on(STORE, {"main-work": "app-and-systems", "seats": "one"})
    assert advice.verdict == "unclear"
    assert advice.sentence == QUESTIONNAIRE.one_seat


def test_two_jobs_that_hurt_alike_in_one_seat_are_unclear_wherever_they_are() -> None:
    answers = {
        "main-work": "app-and-systems",
        "estate": "cms",
        "partners": "product-and-content",
        "seats": "one",
    }
    assert outcome(answers) == ("role", "php-developer")
    assert outcome(answers | {"first": "equally"}) == ("unclear", None)


def test_feature_work_in_a_distributed_place_is_unclear() -> None:
    advice = advise_on(
        STORE,
        {"main-work": "web-features", "estate": "several", "partners": "platform-and-data",
         "covered": "inside"},
    )  # fmt: skip
    assert (advice.verdict, advice.decision.rule) == ("unclear", "torn")


def test_php_that_nobody_stated_is_conditional() -> None:
    advice = advise_on(STORE, {"main-work": "web-features", "apis": "endpoints"})
    assert advice.sentence.startswith("If it is PHP, post a PHP developer")
    assert advice.band == "slight"


def test_another_language_makes_it_a_backend_job_and_says_why() -> None:
    advice = advise_on(
        STORE, {"main-work": "web-features", "estate": "other-language", "data": "one-schema"}
    )
    assert (advice.decision.role, advice.band) == (BACKEND, "slight")
    assert "only for PHP" in advice.sentence


def test_an_application_in_another_language_is_a_setting_as_a_php_one_is() -> None:
    for estate in ("php-app", "other-language"):
        assert outcome({"estate": estate}) == ("unclear", None)
        assert outcome({"estate": estate, "main-work": "steady-app"})[0] == "role"


def test_work_left_without_an_owner_is_named() -> None:
    answers = {"main-work": "new-platform", "estate": "several", "performance": "pages"}
    advice = advise_on(STORE, {**answers, "apis": "contracts", "seats": "one"})
    assert advice.decision.role == BACKEND
    assert advice.unowned == ("the speed of pages and queries",)


@pytest.mark.parametrize(
    ("extra", "basis", "first"),
    [
        ({"first": "systems"}, "first", BACKEND),
        ({"covered": "between"}, "coverage", PHP),
        ({"apis": "contracts", "data": "shared-models"}, "work", BACKEND),
        ({}, "open", PHP),
    ],
)
def test_the_order_of_two_jobs_names_its_rule(
    extra: dict[str, str], basis: str, first: str
) -> None:
    answers = {"main-work": "app-and-systems", "operations": "both", "seats": "several"}
    advice = advise_on(STORE, {**answers, **extra})
    assert (advice.verdict, advice.order_basis, advice.sequence[0]) == ("both", basis, first)


def test_terms_that_exclude_each_other_show_both_sides() -> None:
    advice = advise_on(STORE, {"must-keep": "control-and-speed", "place": "anywhere"})
    assert advice.engagement is None
    told = {reason.speaks_for for reason in advice.engagement_reasons}
    assert {"in-house", "outsource"} <= told


def test_unknown_questions_and_options_are_named() -> None:
    with pytest.raises(UnknownAnswerError, match=r"no question 'colour'.*no option 'php'"):
        advise_on(STORE, {"colour": "red", "main-work": "php"})
    with pytest.raises(UnknownAnswerError, match="one JSON object"):
        advise_on(STORE, ["main-work"])


def test_every_aspect_can_be_said_by_an_asker() -> None:
    said = {
        section
        for question in WEIGHING
        for option in question.options
        for section in option.citations
    }
    aspects = [a for d in STORE.dimensions.values() for a in d.aspects]
    unsaid = [a.id for a in aspects if not said & set(a.citations)]
    assert unsaid == []


def test_signals_add_up_over_options() -> None:
    php = Option(
        id="a",
        text="A",
        points={PHP: 3},
        because={PHP: "Why."},
        citations=("x#y",),
        speciality="stated",
    )
    options = (php, Option(id="b", text="B"))
    question = Question(id="main-work", step=1, kind="work", ask="?", why="!", options=options)
    pair = Questionnaire(
        id="a-or-b", label="A or B?", roles=(PHP, BACKEND), steps=("Job",), questions=(question,)
    )
    signals = read_signals(pair)
    assert add_up(signals, {"main-work": php, "seats": None}) == Signals(first_work=3, stated=1)
    assert add_up(signals, {}) == Signals()
