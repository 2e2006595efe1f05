"""How long a job lasts and where it is done, in set phrases; and notices that choose no way."""

import json

import pytest

from knowledge.briefs.terms import _HINTS, read_terms
from knowledge.store import Store
from knowledge.text import small
from tests.support.advice import read_in
from tests.support.app import REPOSITORY

LABELLED = REPOSITORY / "tests" / "bench" / "labelled"


def told(text: str) -> set[tuple[str, str]]:
    """What a text says of the terms."""
    found = list(read_terms(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    return {(one.subject, one.says) for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "It is a permanent position.",
        "We offer an unlimited contract from the first day.",
        "A permanent full-time role in Ghent",
        "Full-time, permanent",
        "Contract: permanent",
        "Permanent",
        "We look for a permanent PHP developer.",
        "We want somebody for the long haul.",
        "The job is for the long run.",
        "An open-ended post.",
    ],
)
def test_work_that_goes_on_is_told(text: str) -> None:
    assert told(text) == {("length", "ongoing")}
    assert told(text.upper()) == {("length", "ongoing")}


@pytest.mark.parametrize(
    "text",
    [
        "This is no permanent position.",
        "We don't have a permanent role for this.",
        "Only until we have found a permanent developer.",
        "Later perhaps a permanent job, not now.",
        "Our boss suggested a permanent post.",
        "Data goes to permanent storage.",
        "Unlimited holidays and a permanent supply of tea.",
        "In the long run we all use queues.",
        "We have a hybrid cloud and a hybrid app.",
        "Three days before the office moved",
        "Ten days of holiday at home",
    ],
)
def test_what_only_sounds_like_terms_tells_nothing(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Two days at home are fine.",
        "with one or two days of home office",
        "Three days a week in the office.",
        "You are in the office three days a week.",
        "2 days per week on site",
        "We work hybrid.",
        "Hybrid, Antwerp",
        "A hybrid role.",
        "Work from home up to two days a week.",
    ],
)
def test_work_that_is_partly_at_a_place_is_told(text: str) -> None:
    assert told(text) == {("place", "here")}


@pytest.mark.parametrize(
    "text",
    [
        "No agencies, please.",
        "Please, no recruiters.",
        "Start is May. No recruitment agencies.",
        "Agencies need not apply.",
        "We take no calls from agencies.",
    ],
)
def test_a_notice_to_recruiters_chooses_no_way_to_hire(text: str, default_store: Store) -> None:
    assert told(text) == {("terms", "none")}
    brief = f"Weekly features for our Drupal site, with the editors. {text}"
    assert "must-keep" not in read_in(default_store, brief)


@pytest.mark.parametrize(
    "text",
    ["Permanent, core knowledge, no agencies.", "No agencies or freelancers, only our own staff."],
)
def test_whom_not_to_hire_may_be_a_choice(text: str) -> None:
    assert ("terms", "none") not in told(text)


AD = """PHP developer (Symfony)

Your tasks
- Build features of our booking site with the product team
- Make slow pages fast

Your profile
- Experience with PHP and Symfony
- You like clean code

What we offer
A permanent position in Ghent, two days of home office and fruit on every floor.
"""


def test_an_ad_tells_the_terms_among_its_benefits(default_store: Store) -> None:
    given = read_in(default_store, AD)
    assert (given["length"].option, given["length"].span) == ("ongoing", "permanent position")
    assert (given["place"].option, given["place"].span) == ("here", "two days of home office")
    alone = read_in(default_store, AD.partition("What we offer")[0])
    assert {name: one for name, one in given.items() if name not in {"length", "place"}} == alone


def test_remote_work_within_a_country_is_not_called_work_from_anywhere(
    default_store: Store,
) -> None:
    brief = "Weekly features for our Drupal site, with the editors. Remote within Norway is fine."
    assert read_in(default_store, brief)["place"].option == "anywhere"
    [place] = [
        option
        for asked in default_store.questionnaires["php-or-backend"].questions
        for option in asked.options
        if (asked.id, option.id) == ("place", "anywhere")
    ]
    assert (place.text, place.said) == ("Remote, from anywhere or within a country", "remote work")


def test_the_hints_miss_nothing() -> None:
    """A pattern finds nothing in a text that has none of its hints."""
    files = [LABELLED / "briefs-held-out.jsonl", *sorted((LABELLED / "writers").glob("*.jsonl"))]
    lines = [line for file in files for line in file.read_text().splitlines()]
    found = 0
    for lowered in (small(json.loads(line)["brief"]) for line in lines):
        for pattern, hints in _HINTS.items():
            is_there = pattern.search(lowered) is not None
            assert not is_there or any(hint in lowered for hint in hints)
            found += is_there
    assert found > len(_HINTS)
