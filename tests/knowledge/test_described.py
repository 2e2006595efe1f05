"""What describes the firm, its team or a person is no work and counts no jobs; what others do is
not this hire's, and what a text tells in two ways is left open.
"""

import pytest

from knowledge.advice.rules import DONT_KNOW
from knowledge.briefs.counted import counts_no_seats
from knowledge.briefs.described import asks_for_skill, describes_firm, describes_person
from knowledge.briefs.negation import is_left_to_others
from knowledge.briefs.reader import read_all
from knowledge.store import Store
from tests.support.advice import only_questionnaire, read_in

FORMS = "The ticket forms in our WordPress site have to be rebuilt every month."
CONTRACTS = "Define the API contracts and rate limits between our nine services."


def told(store: Store, text: str) -> dict[str, str]:
    """What advice on a text is made from."""
    found = read_all(text, store, only_questionnaire(store).id)
    return {name: one.option for name, one in found.items()}


@pytest.mark.parametrize(
    "text",
    [
        "We are a platform for pet sitters in the Nordics.",
        "We're an online marketplace for vintage lamps",
        "We run a booking platform for ski schools",
        "Our company is the leading provider of laundry services.",
        "Hi, we're a small agency from Ghent",
    ],
)
def test_what_the_firm_is_is_no_work(text: str) -> None:
    assert describes_firm(text)
    assert not describes_firm(f"{text[:-1]}, and we need to build a new one from scratch")


def test_a_trade_that_begins_a_text_is_no_work(default_store: Store) -> None:
    trade = "Marketplace for used pianos, Porto."
    assert describes_firm(trade, is_first=True)
    assert not describes_firm(trade)
    said = read_in(default_store, f"{trade} {FORMS}")
    assert said["main-work"].option == "web-features"
    assert "new-platform" not in {one.option for one in said.values()}
    listed = read_in(default_store, "New marketplace for used pianos, partner API")
    assert listed["main-work"].option == "new-platform"  # of a list each thing is work


@pytest.mark.parametrize(
    "text",
    [
        "You care about fast pages",
        "You genuinely care a lot about secure logins",
        "an eye for query speed",
        "Somebody who cares deeply about API contracts",
        "passionate about caching",
    ],
)
def test_what_somebody_cares_about_is_no_work(text: str) -> None:
    assert describes_person(text)


@pytest.mark.parametrize(
    "text",
    ["Visitors care about fast pages", "Pages crawl: speed them up", "Own our contracts"],
)
def test_what_has_to_be_done_is_no_wish_for_a_person(text: str) -> None:
    assert not describes_person(text)


def test_a_quality_is_not_read_as_what_is_too_slow(default_store: Store) -> None:
    assert "performance" not in read_in(default_store, f"{FORMS} You have an eye for page speed.")
    assert "performance" in read_in(default_store, f"{FORMS} The pages take nine seconds to load.")


@pytest.mark.parametrize(
    "text",
    [
        "Today three developers work on it.",
        "3 devs already, all PHP",
        "We have two engineers and a designer.",
        "Software Engineer II",
        "Programmer III, Payments",
        "We're four people in a garage",
    ],
)
def test_a_team_or_a_level_counts_no_jobs(text: str) -> None:
    assert counts_no_seats(text)


@pytest.mark.parametrize(
    "text",
    [
        "We have budget for two developers.",
        "We have two openings.",
        "We want two engineers.",
        "There are two lots of work.",
        "2 heads",
        "one seat",
    ],
)
def test_words_of_openings_count_jobs(text: str) -> None:
    assert not counts_no_seats(text)


@pytest.mark.parametrize("team", ["Today 2 devs look after it, both PHP.", "We have 3 engineers."])
def test_one_opening_stays_one_beside_a_team(default_store: Store, team: str) -> None:
    for text in (f"One opening only. {FORMS} {team}", f"{team} {FORMS} One opening only."):
        assert told(default_store, text)["seats"] == "one"
    assert "seats" not in told(default_store, f"{FORMS} {team}")
    assert "seats" not in told(default_store, f"{FORMS} The title will be Software Engineer II.")


def test_a_number_goes_with_its_no(default_store: Store) -> None:
    said = told(default_store, f"{FORMS} It would be developer no. 1.")
    assert "seats" not in said


@pytest.mark.parametrize(
    "text",
    [
        "Our hosting provider takes care of backups and alerts.",
        "The app is maintained by an outside vendor",
        "Releases are done by our partner agency",
        "Hosting is managed.",
    ],
)
def test_what_partners_do_is_left_to_others(text: str) -> None:
    assert is_left_to_others(text)
    assert not is_left_to_others("We take care of backups and alerts ourselves")


def test_work_that_a_partner_does_by_one_place_is_open(default_store: Store) -> None:
    run = "You write unit tests and join code reviews."
    host = "Our hosting partner takes care of servers, updates and monitoring."
    assert told(default_store, f"{FORMS} {run}").get("operations") == "one-app"
    assert told(default_store, f"{FORMS} {run} {host}").get("operations") == DONT_KNOW
    assert "operations" not in read_in(default_store, f"{FORMS} {run} {host}")


def test_two_places_are_open_unless_one_may_choose(default_store: Store) -> None:
    at_ours = "You are in our office three days a week."
    said = told(default_store, f"{FORMS} {at_ours}")
    assert said["place"] == "here"
    both = told(default_store, f"{FORMS} {at_ours} The position is fully remote.")
    assert both["place"] == DONT_KNOW
    choice = told(default_store, f"{FORMS} Ghent (hybrid) or remote within Belgium.")
    assert choice["place"] == "anywhere"


def test_what_somebody_should_know_yields_to_what_they_work_on(default_store: Store) -> None:
    wish = "Solid in at least one of Java, Scala or Ruby."
    assert asks_for_skill(wish)
    assert not asks_for_skill("Our shop is written in Java")
    tasks = f"\nYour tasks\n- {CONTRACTS}\n- You look after several services in Go and Rust\n"
    profile = f"\nYour profile\n- {wish}\n- Experience with Kafka\n\nBenefits\n- Fruit\n"
    assert (
        told(default_store, f"Backend Engineer\n{tasks}{profile}").get("estate") != "other-language"
    )
