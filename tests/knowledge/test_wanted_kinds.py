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
        ("who keeps the copyrights if they leave", "engagement/outsource", True),
        ("what should stand in a freelance contract", "engagement/hourly", True),
        ("agency or not, what should we put into our contract", "engagement/outsource", True),
        ("how often does an audit take place", "topic/security-audits", True),
        ("one week or rather about two months to learn it?", "faq/backend-to-php", True),
        ("fine, and what about Asia", "topic/php-web-share", True),
        ("who owns the contract between two services", "aspect/api-ownership", False),
        ("what will our cloud bill be per month", "topic/trend-serverless", True),
        ("who's the recruiter for this role", "dimension/when-to-hire", True),
        ("what became of requisition #80312", "dimension/when-to-hire", True),
        ("when to open the position", "dimension/when-to-hire", False),
        ("when does our php posting expire", "dimension/when-to-hire", True),
        ("who hired the last php developer", "dimension/when-to-hire", True),
        ("where's the draft of the spec", "faq/documentation", True),
        ("what is our band for a senior", "faq/salary", True),
        ("who is on call tonight", "faq/on-call", True),
        ("who is on call, usually", "faq/on-call", False),
        ("on site or at home, who has more php candidates", "faq/remote-or-on-site", True),
        ("will deno replace node", "faq/languages-besides-php", True),
        ("does devops replace a backend developer", "faq/devops-replacement", False),
        ("which databases are common in Poland", "topic/backend-databases", True),
        ("our client sits in Poland, which databases are common", "topic/backend-databases", False),
        ("what is the trend for next year", "topic/backend-trends", True),
        ("we want to split the app next year, who leads", "faq/service-extraction-lead", False),
        ("does that forecast hold for small firms", "topic/platform-teams-forecast", True),
        ("jq or yq for the static analysis?", "aspect/ci-cd", True),
        ("one or two lines on caching please", "topic/caching", False),
        ("is that 3 days or 3 months until they know it", "faq/backend-to-php", True),
        ("are go people harder to find", "faq/languages-besides-php", True),
        ("does tls make us soc2 certified", "topic/encryption", True),
        ("who signs that we are compliant", "faq/compliance-sign-off", False),
        ("how many of the tests are enough, how many exactly", "aspect/automated-testing", True),
        ("which hiring models are there and how many", "faq/hiring-models-overview", False),
        ("what is a healthy error rate", "aspect/observability-sre", True),
        ("is our team too small", "faq/need-both-roles", True),
        ("what speaks against it, any drawbacks", "topic/trend-edge-computing", True),
        ("rust, elixir, kotlin: which of those three is best", "faq/php-microservices", True),
        ("drawbacks of offshore", "faq/offshore-pros-cons", False),
        ("name good agencies for a dedicated team", "engagement/dedicated-team", True),
        ("send me a template of a contract", "engagement/hourly", True),
        ("how do I configure redis", "topic/caching", True),
        ("is that study reliable", "topic/platform-teams-forecast", True),
        ("how does netflix do it", "topic/trend-microservices", True),
        ("do you have evidence from real projects", "engagement/offshore", True),
        ("is valkey better than memcached", "topic/caching", True),
        ("is graphql faster than rest", "topic/trend-graphql", False),
        ("difference between oauth and jwt", "topic/login-methods", True),
        ("redis and memcached: when are they of use", "topic/caching", False),
        ("varnish or memcached, how does one gain from these", "topic/caching", False),
        ("pulsar with a php person, common or rare", "aspect/data-messaging", False),
        ("which of the trends have caught on", "topic/backend-trends", True),
        ("my train is stuck, which trends are there", "topic/backend-trends", False),
        ("so I don't sound like 2012, which trends", "topic/backend-trends", False),
        ("what tools in 2026", "dimension/stack", False),
        ("what tools in 2019", "dimension/stack", True),
    ],
)
def test_a_kind_of_fact_that_an_entry_lacks(
    default_store: Store, text: str, key: str, more: bool
) -> None:
    document = default_store.get(key)
    assert document
    known = default_store.index.tells_of
    assert asks_for_more(text, document, default_store.aliases, known) == more
