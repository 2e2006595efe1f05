"""Numbers in a brief: the seats and the length of work they tell, and what else they count."""

import pytest

from knowledge.briefs.counted import read_counted


def told(text: str, subject: str) -> set[str]:
    """What the numbers of a text say of a subject."""
    found = list(read_counted(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    return {one.says for one in found if one.subject == subject}


@pytest.mark.parametrize(
    "text",
    [
        "We can hire one developer.",
        "We want to hire a single Drupal developer.",
        "We need one senior backend engineer.",
        "We can afford one person.",
        "There is one seat.",
        "1 open slot",
        "1 vacancy",
        "One req, approved.",
        "Headcount: 1",
        "We have budget for one.",
        "There is room for just one.",
        "There is no money for a second developer.",
        "Only one of them can be hired.",
    ],
)
def test_one_seat_is_told(text: str) -> None:
    assert told(text, "seats") == {"one"}
    assert told(text.upper(), "seats") == {"one"}


@pytest.mark.parametrize(
    "text",
    [
        "We can hire two people.",
        "We need 2-3 devs.",
        "We need 2–3 devs.",  # with a dash
        "We are looking for 2 to 3 engineers.",
        "We need to hire 2/3 people.",
        "We hire several developers.",
        "We need two more people.",
        "We need 12 developers.",
        "Two open positions.",
        "Three vacancies in our team.",
        "3-4 new hires",
        "openings: 3",
        "headcount: 2",
        "We have budget for exactly two.",
        "Funding for three.",
        "We can pay for two.",
        "One person for each.",
        "One expert for each of them, please.",
        "Headcount: one each.",
        "The budget covers one hire for each.",
        "First hire: our Drupal site. Second hire: the services behind it.",
        "Post A: the shop. Post B: its stock service.",
        "Expert one mends the forms, expert two the queue.",
    ],
)
def test_several_seats_are_told(text: str) -> None:
    assert told(text, "seats") == {"several"}
    assert told(text.upper(), "seats") == {"several"}


@pytest.mark.parametrize(
    "text",
    [
        "We have two developers already.",
        "Our two developers are busy.",
        "Two colleagues left.",
        "Six engineers run the platform.",
        "We are five people.",
        "You will work with five developers.",
    ],
)
def test_people_who_are_there_already_are_no_seats(text: str) -> None:
    assert told(text, "seats") == set()


@pytest.mark.parametrize(
    "text",
    [
        "You have 5 years of experience.",
        "We need two years of experience.",
        "We need 3+ years of experience with PHP.",
        "We run two services.",
        "We need to split it into two services.",
        "One of our services is slow.",
        "We need one API.",
        "We need three new forms for the site.",
        "We want one page per product.",
        "We need 10 partners connected.",
        "The shop has 1,000 products.",
        "Two jobs run at night.",
    ],
)
def test_things_that_are_counted_are_no_seats(text: str) -> None:
    assert list(read_counted(text)) == []


def test_the_number_decides_how_many_seats_there_are() -> None:
    for number, says in [("one", "one"), ("1", "one"), ("two", "several"), ("7", "several")]:
        assert told(f"We can hire {number} people for the shop.", "seats") == {says}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("The shop is slow. We can hire two people for it.", "hire two people"),
        ("The shop is slow.\nThere is one seat.", "one seat"),
        ("Hi all, the contract for six weeks is approved.", "contract for six weeks"),
    ],
)
def test_the_place_is_where_the_number_stands(text: str, span: str) -> None:
    [found] = read_counted(text)
    assert text[found.start : found.end] == span


@pytest.mark.parametrize(
    "text",
    [
        "Three weeks of work.",
        "2-3 weeks of work",
        "A couple of weeks of work.",
        "Half a day of work.",
        "Two weeks of work, then it is done.",
        "It is a contract for six weeks.",
        "A 3-day gig.",
        "Two days tops.",
        "10 days max",
        "About two weeks",
        "Just a few days.",
        "Only one sprint of work.",
    ],
)
def test_a_spell_of_days_or_weeks_is_a_task(text: str) -> None:
    assert told(text, "length") == {"task"}
    assert told(text, "seats") == set()


def test_a_spell_on_a_line_of_its_own_is_a_task() -> None:
    assert told("Move the forms to the new theme.\ntwo weeks\nThanks", "length") == {"task"}
    assert told("Move the forms to the new theme two weeks after Thanks", "length") == set()


@pytest.mark.parametrize(
    "text",
    [
        "30 days of holiday.",
        "You get 30 days of paid leave.",
        "Two days of home office.",
        "Three days in the office.",
        "40 hours a week.",
        "32–40 hours",
        "Hours:\n38 hours\nHybrid",
        "A contract of 20 hours per week.",
        "A 40-hour week.",
        "A four-day week.",
        "Our sprints are two weeks long.",
        "We work in two-week sprints.",
        "We release every three weeks.",
        "The notice period is four weeks.",
        "The interviews take two weeks.",
    ],
)
def test_a_rhythm_or_time_off_is_no_length_of_the_work(text: str) -> None:
    assert told(text, "length") == {"none"}


@pytest.mark.parametrize("text", ["The migration took six weeks.", "Five years ago we had one."])
def test_time_that_has_passed_says_nothing(text: str) -> None:
    assert list(read_counted(text)) == []


def test_seats_and_length_are_told_side_by_side() -> None:
    text = "We can hire two people. It is a contract for six weeks, 40 hours a week."
    assert told(text, "seats") == {"several"}
    assert told(text, "length") == {"task", "none"}


@pytest.mark.parametrize("text", ["", " \n", "The shop is slow.", "Someone has to mend the forms."])
def test_a_text_without_numbers_counts_nothing(text: str) -> None:
    assert list(read_counted(text)) == []
