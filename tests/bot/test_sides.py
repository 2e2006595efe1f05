"""The sides of an advice's card: one is offered where it says something, and only there."""

from hypothesis import given
from hypothesis import strategies as st

from bot.advice.blocks import SIDES, build_side, sides_of
from bot.advice.wording import say_flips, told_flips
from knowledge.advice.rules import DONT_KNOW
from knowledge.store import open_store
from tests.support.advice import advise_on, only_questionnaire

STORE = open_store()
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
    assert not any("an application in another language" in one for one in say_flips(STORE, advice))
    assert not any("estate" in flip.changes for flip in told_flips(STORE, advice))
    other = advise_on(STORE, answers | {"estate": "cms"})
    told = [] if other.verdict == "neither" else [*other.flips]
    assert told_flips(STORE, other) == told
