"""Messages of several sentences or clauses: which of them is what is asked."""

from time import process_time

import pytest

from bot.ask.phrases import MOST_QUESTIONS, clean, questions_of
from bot.ask.results import find
from knowledge.store import Store


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("is PHP a backend language, our lawyers quarrel about it at lunch", "faq/is-php-backend"),
        (
            "are symfony and laravel php only? sorry, third day at this agency",
            "faq/laravel-symfony",
        ),
    ],
)
def test_a_tail_that_only_tells_hides_no_question(
    default_store: Store, text: str, key: str
) -> None:
    found = find(text, default_store)
    assert found.outcome == "answer"
    assert found.hits[0].document.key == key


@pytest.mark.parametrize(
    "text",
    [
        "php runs on three quarters of all sites, right? in Asia?",
        "can php do microservices? how much slower?",
        "outsourcing is good for a quick launch? 3 weeks?",
    ],
)
def test_a_fragment_asks_on(default_store: Store, text: str) -> None:
    assert not questions_of(text)
    assert find(text, default_store).outcome != "answer"


def test_what_points_back_belongs_to_what_it_points_at() -> None:
    text = "bots steal our tokens. what does a backend dev do about it? and who pays for it?"
    assert questions_of(text) == [] or questions_of(text)[0].startswith("bots")


def test_a_name_and_what_that_is_opens_its_card(default_store: Store) -> None:
    found = find("API developer. It came up in a meeting, what is that", default_store)
    assert found.hits[0].document.key == "role/api-developer"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("In one line: who owns the database schema?", "who owns the database schema?"),
        ("who owns the database schema, in plain English?", "who owns the database schema?"),
        ("who owns the database schema, no essay please", "who owns the database schema"),
    ],
)
def test_how_long_an_answer_shall_be_is_no_part_of_the_question(text: str, plain: str) -> None:
    assert clean(text) == plain


def test_of_very_many_questions_few_are_read(default_store: Store) -> None:
    assert len(questions_of("who owns a? " * 300)) <= MOST_QUESTIONS
    started = process_time()
    find("a? " * 1_300, default_store)
    assert process_time() - started < 1  # it took three seconds, one question after the other
