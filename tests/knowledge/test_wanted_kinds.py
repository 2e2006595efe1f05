"""A kind of fact that an entry has nowhere: a cause, money, a statistic, a time, a law, a place."""

import pytest

from knowledge.search.wanted import asks_for_more
from knowledge.store import Store


@pytest.mark.parametrize(
    ("text", "key", "more"),
    [
        ("what's the reason that pulsar sits with the generalist", "faq/queues-by-role", True),
        ("why exactly is Java faster than PHP", "faq/php-microservices", True),
        ("why is graphql meant to be quicker than rest", "topic/trend-graphql", False),
        ("why do firms take teams or freelancers", "topic/teams-or-freelancers", False),
        ("what budget for a split into services", "faq/monolith-or-microservices", True),
        ("what would a cache like that cost us", "topic/caching", True),
        ("we have only budget for one of them", "aspect/maturity-roadmap", False),
        ("they want 7k a month, is that fair", "faq/freelancer-or-agency", True),
        ("is azure cheaper than google cloud", "topic/cloud-platforms", True),
        ("are people abroad cheaper than our own", "faq/offshore-pros-cons", False),
        ("by how much do pages get quicker, any stat?", "topic/slow-applications", True),
        ("a number for how common php is", "topic/php-web-share", False),
        ("how many of those are shops", "topic/php-web-share", True),
        ("how long until somebody is found", "dimension/when-to-hire", True),
        ("from which load on is sharding needed", "topic/database-scaling", True),
        ("is it legal to log tokens", "topic/login-methods", True),
        ("legal wants a line on encryption, which is it", "topic/encryption", False),
        ("which databases are common in Poland", "topic/backend-databases", True),
        ("our client sits in Poland, which databases are common", "topic/backend-databases", False),
        ("what is the trend for next year", "topic/backend-trends", True),
        ("we want to split the app next year, who leads", "faq/service-extraction-lead", False),
        ("does that forecast hold for small firms", "topic/platform-teams-forecast", True),
        ("jq or yq for the static analysis?", "aspect/ci-cd", True),
        ("one or two lines on caching please", "topic/caching", False),
    ],
)
def test_a_kind_of_fact_that_an_entry_lacks(
    default_store: Store, text: str, key: str, more: bool
) -> None:
    document = default_store.get(key)
    assert document
    known = default_store.index.tells_of
    assert asks_for_more(text, document, default_store.aliases, known) == more
