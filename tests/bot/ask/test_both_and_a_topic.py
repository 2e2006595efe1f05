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


@pytest.mark.parametrize(
    "text",
    [
        "php/backend",
        "PHP / backend developer",
        "php and backend are same job?",
        "does php imply backend",
        "backend doesn't equal php, does it",
        "so how do they differ?",
        "explain the difference like i'm a sales person",
    ],
)
def test_whether_two_are_the_same_is_a_comparison(default_store: Store, text: str) -> None:
    found = parse(text, default_store)
    assert isinstance(found, Compare)
    assert found.dimension is None


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("how are they different when it comes to security", "non-functional"),
        ("how do they differ testing wise", "delivery"),
        ("compare testing", "delivery"),
    ],
)
def test_they_are_the_two_roles(default_store: Store, text: str, dimension: str) -> None:
    found = parse(text, default_store)
    assert isinstance(found, Compare)
    assert found.dimension == dimension


@pytest.mark.parametrize(
    "text",
    [
        "php/laravel dev",
        "PHP / symfony",
        "what does backend mean",
        "how are they different from devops",
        "how do they differ in salary",
        "explain backend like i'm five",
        "compare apples",
        "explain the difference between rest and graphql like i'm a manager",
    ],
)
def test_what_names_no_two_roles_is_none(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), Compare)
