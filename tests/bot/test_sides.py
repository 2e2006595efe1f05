"""The sides of an advice's card: one is offered where it says something, and only there."""

from hypothesis import given
from hypothesis import strategies as st

from bot.advice.blocks import SIDES, build_side, sides_of
from bot.advice.wording import say_changes
from knowledge.advice.rules import DONT_KNOW
from knowledge.store import open_store
from tests.support.advice import advise_on, only_questionnaire

STORE = open_store()
OPTIONS = {one.id: one.options for one in only_questionnaire(STORE).questions}
OPTIONS_WEIGH = {one.id: one.weighs for one in only_questionnaire(STORE).questions}
ANY_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        one.id: st.sampled_from([DONT_KNOW, *(option.id for option in one.options)])
        for one in only_questionnaire(STORE).questions
    },
)


@given(ANY_ANSWERS)
def test_a_side_is_offered_where_it_says_something(answers: dict[str, str]) -> None:
    advice = advise_on(STORE, answers)
    saying = [side for side in SIDES if side == "short" or build_side(STORE, advice, side)]
    assert sides_of(STORE, advice) == saying


@given(ANY_ANSWERS)
def test_no_card_says_what_would_be_if_the_language_were_another(answers: dict[str, str]) -> None:
    advice = advise_on(STORE, answers | {"estate": "other-language"})
    told = say_changes(STORE, advice)
    assert not any("an application in another language" in one for one in told)
    assert all(change.given.id != "other-language" for change in advice.changes)


@given(ANY_ANSWERS)
def test_each_change_that_is_told_changes_the_outcome(answers: dict[str, str]) -> None:
    advice = advise_on(STORE, answers)
    for change in advice.changes:
        [name] = [
            name
            for name, option in answers.items()
            if option == change.given.id and any(o is change.instead for o in OPTIONS[name])
        ]
        changed = advise_on(STORE, answers | {name: change.instead.id})
        assert changed.decision == change.decision
        assert changed.decision.outcome != advice.decision.outcome
        assert change.instead.points or not OPTIONS_WEIGH[name]
    told = say_changes(STORE, advice)
    assert len(told) <= 3
    assert sum("one for each role" in one for one in told) <= 1
    if "one" in {answers.get("seats")}:
        assert not any("two jobs" in one for one in told if "opening" not in one)
