"""What a brief asks is not chosen, and what it lists is quoted by its words."""

import pytest

from knowledge.briefs.alternatives import asked_ways
from knowledge.briefs.reader import read_brief
from tests.knowledge.test_briefs import FEATURES, STORE, options


def test_a_quote_begins_with_a_word_not_with_the_sign_of_a_list() -> None:
    for sign in ("- ", "– ", "• ", "* "):
        lines = (f"{sign}Build new page types for our WordPress site", f"{sign}Tune slow queries")
        given = read_brief("\n".join(lines), STORE, "php-or-backend")
        assert given
        assert all(one.span[0].isalpha() for one in given.values())


@pytest.mark.parametrize(
    ("asks", "says", "question"),
    [
        ("Freelancer, agency or employee?", "Our own employee, no agency.", "must-keep"),
        ("Should we outsource it or employ somebody?", "We outsource it, to be fast.", "must-keep"),
        ("Remote or in the office, what do you say?", "Remote from anywhere.", "place"),
    ],
)
def test_who_asks_how_to_hire_has_not_chosen(asks: str, says: str, question: str) -> None:
    assert question not in options(f"{FEATURES} {asks}")
    assert question in options(f"{FEATURES} {says}")


def test_only_a_choice_between_ways_to_hire_is_one() -> None:
    for text in (
        "Could somebody do it for an hour or two?",
        "Two or three agencies, could you name them?",
        "An employee, not an agency or a freelancer.",
        "or" * 4000 + " agency ?" * 3,
        "",
    ):
        assert list(asked_ways(text)) == []
