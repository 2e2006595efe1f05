"""What asks for more than an entry says is offered the entry as the closest, not as the answer."""

import pytest

from knowledge.search import search
from knowledge.search.query import LONGEST_TEXT
from knowledge.search.wanted import asks_for_more
from knowledge.store import Store


@pytest.mark.parametrize(
    ("text", "key", "more"),
    [
        ("how many websites used PHP in 2024", "topic/php-web-share", False),
        ("how many websites used PHP in 2019", "topic/php-web-share", True),
        ("from 2024 back to 2019: the share of PHP", "topic/php-web-share", True),
        ("is PHP still a thing", "topic/php-still-used", False),
        ("will microservices be gone in ten years", "faq/monolith-or-microservices", True),
        ("backend trends of 2027", "topic/backend-trends", True),
        ("backend trends of 2025", "topic/backend-trends", False),
        ("are rates for freelancers going up", "topic/php-web-share", True),
        ("did that forecast come true", "topic/platform-teams-forecast", True),
        ("at what head count does caching pay", "topic/caching", True),
        ("in euros, what is caching", "topic/caching", True),
        ("what % do caches save", "topic/caching", True),
        ("is caching dying", "topic/caching", True),
        ("is futureproofing by a cache sound", "topic/caching", True),
        ("in five yrs, will caches matter", "topic/caching", True),
        ("does that figure hold", "topic/caching", True),
        ("what share of them cache", "topic/caching", True),
        ("varnish or redis, which one?", "topic/caching", True),
        ("who decides, varnish or redis?", "topic/caching", False),
        ("php or backend, which one?", "topic/caching", False),
        ("varnish vs redis, whats it for?", "topic/caching", False),
        ("team vs hourly, which one?", "faq/hourly-or-dedicated", False),
        ("team vs agency, which one?", "faq/hourly-or-dedicated", True),
    ],
)
def test_what_an_entry_has_not_got(default_store: Store, text: str, key: str, more: bool) -> None:
    document = default_store.get(key)
    assert document
    known = default_store.index.tells_of
    assert asks_for_more(text, document, default_store.aliases, known) == more


@pytest.mark.parametrize("text", ["a-" * 40_000 + " or ", "or " * 30_000, "how " * 30_000])
def test_long_texts_are_cut(default_store: Store, text: str) -> None:
    document = default_store.get("topic/caching")
    assert document
    roles, known = default_store.aliases, default_store.index.tells_of
    assert asks_for_more(text, document, roles, known) == asks_for_more(
        text[:LONGEST_TEXT], document, roles, known
    )


@pytest.mark.parametrize(
    "text",
    [
        "is azure dearer than aws for a three person team",
        "jmeter or gatling for the load tests?",
        "has the php share of websites shrunk since 2019?",
        "what would edge computing cost us monthly",
        "rails or laravel, which one do we take",
        "who can send me the slides of the offsite",
    ],
)
def test_more_than_an_article_says_is_not_answered(default_store: Store, text: str) -> None:
    assert search(default_store, text).outcome != "answer"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("which tools are part of a php setup", "faq/php-stack"),
        ("php app with ever more visitors, what do php teams do", "faq/php-growth"),
        ("security bullet points for a php vacancy", "faq/php-security-duties"),
        ("tricks of php people for fast pages", "faq/php-speed"),
        ("what do I get from lots of little services", "topic/scaling-with-microservices"),
    ],
)
def test_what_is_asked_of_one_role_alone_is_answered(
    default_store: Store, text: str, key: str
) -> None:
    found = search(default_store, text)
    assert (found.outcome, found.hits[0].document.key) == ("answer", key)
