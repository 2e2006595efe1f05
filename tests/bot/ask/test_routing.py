"""Texts that share words with a request and mean another one."""

import pytest

from bot.ask.grammar import parse
from bot.ask.requests import (
    AboutPerson,
    Brief,
    Compare,
    Form,
    Help,
    Question,
    Read,
    Search,
    Sources,
)
from bot.ask.results import find
from knowledge.store import Store

PHP, BACKEND = "php-developer", "backend-developer"


@pytest.mark.parametrize(
    "text",
    [
        "logins get stolen all over, what do developers do against it",
        "is a cache needed or is that what engineers say to get more servers",
        "what should I look for when I pick a server specialist",
        "which of the two earns better money, do you need figures",
        "which dev usually delivers webhooks for our newsletter",
        "ruby or scala for our backend, which one should we take",
        "varnish or nginx, which one do we pick",
    ],
)
def test_what_chooses_no_role_is_searched(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), Search)


@pytest.mark.parametrize(
    "text",
    [
        "Drupal site, forms break every week, tiny crew, need somebody soon",
        "our investor says we need a real backend engineer, the app is a Laravel monolith. do we?",
        "We want someone who owns the contracts and queues between nine services in Go.",
    ],
)
def test_who_is_needed_for_what_is_told_is_a_brief(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), Brief)


def test_who_is_needed_for_nothing_that_is_told_is_the_form(default_store: Store) -> None:
    text = "we are five people with fresh money and need a developer. thoughts?"
    assert parse(text, default_store) == Form()


def test_who_is_needed_of_another_trade_gets_no_form(default_store: Store) -> None:
    found = parse("we all agree that we badly need a mobile developer for iOS", default_store)
    assert isinstance(found, Search)


@pytest.mark.parametrize(
    "text",
    [
        "those two job titles look alike, are they the same?",
        "both build endpoints, so where is the line between them?",
        "php developer does what, backend developer does what?",
    ],
)
def test_two_titles_are_compared(default_store: Store, text: str) -> None:
    found = parse(text, default_store)
    assert isinstance(found, Compare)
    assert (found.first, found.second) == (PHP, BACKEND)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("a php applicant arrives soon, what do I ask her", PHP),
        ("send me a few interview qs for a backend generalist", BACKEND),
        ("interview questions about deployments for a backend role", BACKEND),
        ("suggest questions to check whether somebody knows outages, for the php seat", PHP),
    ],
)
def test_what_to_ask_is_about_nobody(default_store: Store, text: str, role: str) -> None:
    assert parse(text, default_store) == Read(f"interview/{role}")


@pytest.mark.parametrize(
    "text",
    [
        "is docker fair to expect of php candidates in an interview",
        "would graphql be too much to ask of a backend candidate, which tools do they bring",
    ],
)
def test_what_is_fair_to_ask_of_people_is_searched(default_store: Store, text: str) -> None:
    assert parse(text, default_store) == Search(text)


def test_who_gets_paid_more_is_no_choice(default_store: Store) -> None:
    found = find("who gets paid more, php or backend", default_store)
    assert found.hits[0].document.key == "faq/salary"


@pytest.mark.parametrize(
    "text",
    [
        "who screened our last php candidate",
        "when is the backend interview",
        "where's the php interview",
    ],
)
def test_who_interviews_and_when_is_not_what_to_ask(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), Read)


def test_how_many_interviews_is_not_what_to_ask(default_store: Store) -> None:
    assert isinstance(parse("how many interviews does a php dev get", default_store), Search)


@pytest.mark.parametrize(
    "text",
    [
        "our php developer is rather grumpy, is this usual",
        "is our manager the right person to run the backend team",
        "the new dev is 57, can this work",
        "do introverted people write better php",
    ],
)
def test_how_somebody_is_is_about_a_person(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "our php developer is swamped with plugins, who next?",
        "our backend dev is always waiting for the data team",
        "our backend developer is 40 % on support, which role helps",
    ],
)
def test_how_much_somebody_has_to_do_is_not(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("where does your information come from?", Sources()),
        ("what are your sources", Sources()),
        ("do I have to use a slash command or can I just write", Help()),
    ],
)
def test_what_is_asked_of_the_bot(default_store: Store, text: str, question: Question) -> None:
    assert parse(text, default_store) == question
