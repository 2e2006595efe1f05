"""Whether to answer is decided by evidence that knows no word of a pack."""

import pytest

from knowledge.search import search
from knowledge.search.answering import (
    NOTHING_WANTED,
    WEIGHTS,
    Wanted,
    log_odds,
    weigh,
    what_is_wanted,
)
from knowledge.search.parameters import RANKING
from knowledge.search.query import LONGEST_TEXT
from knowledge.search.ranking import evidence
from knowledge.store import Store


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("who owns the schema", NOTHING_WANTED),
        ("how many replicas are usual", Wanted(figure=True)),
        ("typical day rate of a tester", Wanted(figure=True)),
        ("who says how long logs are kept", NOTHING_WANTED),
        ("will twig go down next year", Wanted(outlook=True)),
        ("the outlook for 2031", Wanted(year="2031")),
        ("varnish or nginx?", Wanted(alternatives=(("varnish", "nginx"),))),
        ("should we take varnish or nginx", Wanted(alternatives=(("varnish", "nginx"),))),
        ("whose are varnish or nginx", NOTHING_WANTED),
        ("php or backend?", NOTHING_WANTED),
    ],
)
def test_what_is_asked_for_beyond_plain_facts(
    default_store: Store, text: str, wanted: Wanted
) -> None:
    assert what_is_wanted(text, default_store) == wanted


@pytest.mark.parametrize("text", ["a-" * 40_000 + " or ", "or " * 30_000, "how " * 30_000])
def test_long_texts_are_cut(default_store: Store, text: str) -> None:
    assert what_is_wanted(text, default_store) == what_is_wanted(text[:LONGEST_TEXT], default_store)


def test_what_the_entry_says_is_not_missing(default_store: Store) -> None:
    share = default_store.get("topic/php-web-share")
    assert share
    assert "2024" in share.text
    asked = evidence(default_store, "how many websites used PHP in 2024")
    assert asked
    assert asked[0] == share
    assert (asked[1].figure, asked[1].outlook) == (0, 0)
    later = evidence(default_store, "how many websites used PHP in 2019")
    assert later
    assert later[1].outlook == 1


def test_evidence_is_of_the_best_entry_among_those_compared(default_store: Store) -> None:
    number = next(iter(default_store.index.uncovered))
    first, second = 1, 2
    assert default_store.index.uncovered.isdisjoint({first, second})
    scores = {first: 0.2, second: 0.1, number: 0.1}
    coverage = {first: 0.4, second: 0.5, number: 0.1}
    told = weigh(first, scores, coverage, NOTHING_WANTED, default_store)
    assert told.own == pytest.approx(0.5)
    assert told.silent == pytest.approx(0.25)
    assert told.reach == pytest.approx(0.8)
    assert told.same == pytest.approx(0.5) or told.same == pytest.approx(0.75)


def test_what_speaks_against_an_answer_makes_it_less_likely(default_store: Store) -> None:
    told = evidence(default_store, "who owns the database schema")
    assert told
    less = told[1]._replace(score=-6.0, silent=0.9, figure=1.0)
    assert log_odds(told[1]) > RANKING.answer_odds > log_odds(less)
    assert max(WEIGHTS.silent, WEIGHTS.figure, WEIGHTS.outlook, WEIGHTS.choice) < 0


@pytest.mark.parametrize(
    "text",
    [
        "is azure dearer than aws for a three person team",
        "jmeter or gatling for the load tests?",
        "has the php share of websites shrunk since 2019?",
        "what would edge computing cost us monthly",
        "how does the goroutine scheduler beat php inside",
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
