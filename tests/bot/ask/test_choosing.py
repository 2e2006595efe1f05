"""What asks which role to hire: the form, or advice on what is told, and what is another matter."""

import pytest

from bot.ask.grammar import parse
from bot.ask.requests import Brief, Form, Search
from bot.ask.results import find
from knowledge.store import Store


@pytest.mark.parametrize(
    "text",
    [
        "what would you personally open, php or backend?",
        "tell me your honest opinion: backend or php",
        "what would you hire if you were us",
        "dunno which, php or backend",
        "which should we post?",
        "young company of four, which first",
    ],
)
def test_who_wants_to_hear_what_to_take_gets_the_form(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), Form)


@pytest.mark.parametrize(
    "text",
    [
        "we do a typo3 relaunch and some kafka between services, one seat only. which one",
        "which for a relaunch of the drupal site with new templates",
        "which should we recruit? a magento shop whose plugins have to be updated weekly",
        "wordpress shop with 30 plugins, which role",
        "a headless cms with a node frontend, which dev",
    ],
)
def test_which_one_after_what_is_told_gets_advice(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), Brief)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("load tests, which role", "aspect/automated-testing"),
        ("which role typically has higher pay", "faq/salary"),
        ("which of them tunes opcache", "aspect/performance-envelopes"),
    ],
)
def test_whose_work_or_pay_is_no_choice(default_store: Store, text: str, key: str) -> None:
    assert parse(text, default_store) == Search(text)
    assert find(text, default_store).hits[0].document.key == key


@pytest.mark.parametrize(
    "text",
    [
        "idk if php or backend does the payment webhooks",
        "two hosting contracts on the table, which one",
        "not sure what the difference of php and backend is",
        "in your honest opinion is php dead",
        "persuade my boss that we need a backend dev",
        "reasons why we need a backend developer at all",
    ],
)
def test_what_is_no_choice_between_roles(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), Form | Brief)


def test_who_tells_of_work_beside_it_gets_advice(default_store: Store) -> None:
    text = (
        "convince my boss that we need a backend dev: checkout takes 9 s, three partner APIs wait, "
        "the queue dies nightly"
    )
    assert isinstance(parse(text, default_store), Brief)
