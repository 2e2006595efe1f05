"""Whether somebody of a trade that no article covers is needed."""

import pytest

from bot.ask.grammar import parse
from bot.ask.requests import UnknownRole
from bot.ask.results import find
from knowledge.store import Store


@pytest.mark.parametrize(
    "text",
    [
        "should we recruit devops rather than that",
        "do we need a scrum master or a tester for the launch",
        "would I have to hire a data scientist first",
        "which ux designer profile do we need",
        "shall we bring in an iOS engineer?",
    ],
)
def test_another_trade_gets_no_near_match(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), UnknownRole)
    assert find(text, default_store).outcome == "none"


@pytest.mark.parametrize(
    "text",
    [
        "do we need a backend dev or a devops engineer",
        "who should look after the queues, do we need kafka for that",
        "does that belong to the role, or do I need a dba",
        "do we need both roles",
    ],
)
def test_a_role_that_is_named_or_a_tool_is_none(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), UnknownRole)
