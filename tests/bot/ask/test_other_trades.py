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
        "which title fits somebody who does manual testing",
        "what would a QA engineer do in our team",
        "what does a data scientist do",
        "scrum master or product owner, which do we need?",
        "frontend vs mobile dev, what do we hire first",
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
        "what title for somebody who builds services in Go",
        "what does an api developer do for us",
        "php or backend, which do we need",
        "kafka or rabbitmq, which do we need?",
    ],
)
def test_a_role_that_is_named_or_a_tool_is_none(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), UnknownRole)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("should we hire a backend developer or a node developer?", "node developer"),
        ("scala people vs backend people, who do I advertise for", "scala people"),
        ("magento dev or php dev", "magento dev"),
    ],
)
def test_who_uses_a_tool_of_a_role_is_no_other_role(
    default_store: Store, text: str, name: str
) -> None:
    assert parse(text, default_store) == UnknownRole(text, name)


@pytest.mark.parametrize(
    "text",
    [
        "we lost a java engineer, php dev or backend dev?",
        "backend dev or php dev, we have java services",
        "does a backend dev use node or java",
        "laravel developer or backend developer",
    ],
)
def test_two_roles_beside_a_tool_are_those(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), UnknownRole)


@pytest.mark.parametrize(
    "text",
    [
        "node or python for microservices at high traffic, and if the php monolith stays then "
        "which do we take on",
        "scala or java for services with a lot of parallel traffic, php has had its day here so "
        "tell me which one do we move to",
    ],
)
def test_which_of_two_tools_to_take_is_no_brief(default_store: Store, text: str) -> None:
    found = find(text, default_store)
    assert found.request == "search"
    assert found.outcome != "answer"
