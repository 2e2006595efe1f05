"""Answers that a brief gives, on their way into the form."""

import pytest

from bot.advice.prefill import read_given, write_given
from bot.advice.views import prefilled, write_form
from bot.slack import limits
from knowledge.briefs.reader import Given
from knowledge.store import Store


@pytest.mark.parametrize("sign", ["a", '"', "\\", "é", "😀"])
def test_answers_to_every_question_fit_into_a_button_and_a_form(
    default_store: Store, sign: str
) -> None:
    asked = default_store.questionnaires["php-or-backend"]
    longest = {
        question.id: Given(max((o.id for o in question.options), key=len), sign * 80)
        for question in asked.questions
    }
    written = write_given(asked.id, longest)
    assert len(written) <= limits.BUTTON_VALUE
    named, read = read_given(written)
    assert named == asked.id
    assert {name: one.option for name, one in read.items()} == {
        name: one.option for name, one in longest.items()
    }
    assert all(one.span and one.span in longest[name].span for name, one in read.items())
    assert len(write_form(prefilled(asked, read))) <= limits.PRIVATE_METADATA


def test_short_answers_travel_as_they_are() -> None:
    given = {"estate": Given("cms", "our “WordPress”")}
    assert read_given(write_given("php-or-backend", given)) == ("php-or-backend", given)


def test_a_button_of_version_0_2_named_no_questionnaire() -> None:
    given = {"estate": Given("cms", "our “WordPress”")}
    assert read_given('{"estate":["cms","our “WordPress”"]}') == (None, given)


@pytest.mark.parametrize("value", ["open", "", "[]", '{"estate": "cms"}', '{"estate": [1, 2]}'])
def test_other_values_carry_nothing(value: str) -> None:
    assert read_given(value)[1] == {}
