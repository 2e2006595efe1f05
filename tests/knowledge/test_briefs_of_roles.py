"""Briefs: which roles have work in them, and how many seats there are for it."""

import pytest

from tests.knowledge.test_briefs import FEATURES, PARTNERS, PHP, advice, options, read


@pytest.mark.parametrize(
    "text",
    [
        "Is this one for a PHP developer or for a backend developer?",
        "Which one is right for us, a WordPress programmer or a backend engineer?",
    ],
)
def test_a_question_which_role_to_hire_tells_of_no_work(text: str) -> None:
    assert read(text) == {}


def test_what_is_denied_before_a_colon_denies_nothing_after_it() -> None:
    text = "No gateway here, and no queues planned: one Symfony app, new forms, new reports."
    assert advice(text) == ("role", PHP)


def test_one_person_for_each_of_two_jobs_is_two_seats() -> None:
    text = f"{FEATURES} {PARTNERS} One person for each."
    assert options(text)["seats"] == "several"
    assert advice(text) == ("both", None)
