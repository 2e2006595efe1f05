"""What names both roles and a topic: an entry of its own, or the comparison at that topic."""

import pytest

from bot.ask.grammar import parse
from bot.ask.intents import find_intent
from bot.ask.requests import Compare
from bot.ask.results import find
from knowledge.store import Store


def test_a_comparison_opens_at_the_topic_that_is_named_besides(default_store: Store) -> None:
    found = find_intent("security: the PHP side vs the backend side?", default_store)
    assert isinstance(found, Compare)
    assert found.dimension == "non-functional"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("who owns the queues, php dev or backend dev", "faq/queues-by-role"),
        ("php dev vs backend dev - which one is on call", "faq/on-call"),
        ("who owns our db tables, 1 the php guy or 2 the backend guy", "faq/schema-ownership"),
        ("what do php and backend do when traffic spikes", "faq/traffic-spikes-by-role"),
        ("how do duties around security differ for both roles? as a table", "aspect/security"),
        ("does a php dev do the same monitoring as a backend dev", "aspect/observability-sre"),
        ("endpoints and their contracts: who does what, php dev or be dev", "aspect/api-ownership"),
        ("observability, php dev and backend dev, what's the split", "aspect/observability-sre"),
        ("which of the two will our ux people be working with", "aspect/product-design"),
        ("who defines api contracts, the symfony guy or the backend guy", "aspect/api-ownership"),
    ],
)
def test_a_piece_of_work_of_both_has_an_entry_of_its_own(
    default_store: Store, text: str, key: str
) -> None:
    found = find(text, default_store)
    assert (found.outcome, found.hits[0].document.key) == ("answer", key)


@pytest.mark.parametrize(
    "text",
    [
        "who owns what, php vs backend",
        "how do the duties of a PHP developer and a backend developer differ? as a list please",
        "compare PHP and backend on monitoring",
        "what's different in hiring signals between the two",
    ],
)
def test_all_that_two_roles_do_is_a_comparison(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), Compare)
