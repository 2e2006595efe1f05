"""What goes on from a message that nobody here has seen, and what only looks like it."""

import pytest

from bot.ask.grammar import parse
from bot.ask.requests import FollowUp, Sources
from bot.ask.results import find
from knowledge.store import Store


@pytest.mark.parametrize(
    "text",
    [
        "source?",
        "any proof for that??",
        "says who",
        "which article is that from",
        "ok and in smaller firms?",
        "and if there is no budget?",
        "but without docker?",
        "or nearshore?",
        "what if we already have one?",
        "and for php?",
        "continue",
        "ok but what if there are three offices",
        "what if there are no juniors",
        "and what if they only do mornings",
        "I don't buy it. any proof?",
        "that sounds off, says who?",
        "who says so",
        "prove it",
        "really? how do you know that",
        "link to the article?",
        "sorry I meant the PHP role",
        "no, i meant drupal",
        "where do you take this from?",
        "where did you get that number from",
        "which of those is cheaper",
    ],
)
def test_what_goes_on_from_an_earlier_message_gets_no_answer(
    default_store: Store, text: str
) -> None:
    assert isinstance(parse(text, default_store), FollowUp)
    assert find(text, default_store).outcome != "answer"


def test_sources_are_still_a_request(default_store: Store) -> None:
    assert parse("sources", default_store) == Sources()
    assert parse("what are your sources?", default_store) == Sources()


@pytest.mark.parametrize(
    "text",
    [
        "and who owns the database schema?",
        "if traffic doubles, who takes care of that?",
        "and is PHP a backend language?",
        "is php a backend language or am i wrong? source?",
        "that's for later. who owns the database schema?",
        "i meant what does a backend dev do",
        "which of them writes the PHP unit tests",
        "where do you take PHP people from",
    ],
)
def test_a_question_of_its_own_is_none(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), FollowUp)
