"""Pasted job ads: which texts are ads, and which of their lines tell of the work."""

import re

import pytest

from knowledge.briefs.job_ads import is_job_ad, work_places
from knowledge.briefs.segments import Place, cut

WITH_HEADINGS = """Backend Developer (m/f/d)

About us
We sell garden tools in twelve countries.

Your responsibilities
- Split our monolith into services
- Publish events through Kafka
- Keep the contracts between the services

Requirements
- Good command of PHP or Go
- 3 years of experience with APIs

What we offer
- 30 days of holiday
- A WordPress course of your choice

How to apply
Send your CV through the form on our website."""
MARKDOWN = """# WordPress Developer

## What you'll do
* Write plug-ins and templates for our WordPress site
* Build landing pages with the editors

## What you bring
* Good command of PHP and WordPress

## Benefits
* A bike and a rail pass

## Hiring process
* One call and one visit"""
IN_PROSE = (
    "We are a fast-growing firm in the energy market and we are looking for a PHP developer. You"
    " will look after our Symfony application, write tests for it, upgrade it and build new forms"
    " for the customer portal. You have some years of experience with PHP, and you like clean code"
    " that others can read. We offer a competitive salary, a flat with a view for the first three"
    " months, and a budget for books and for talks. Work may be done remote for most of the week."
    " If that sounds good, apply with a short letter and your CV, and tell us when you could"
    " start."
)
SHORT = (
    "Hiring: Drupal developer, full-time, remote. You will build modules and templates for the"
    " sites of three museums, mend what breaks, and help the editors with new content types. You"
    " bring experience with Drupal 10, Twig and automated tests. We offer a competitive salary,"
    " flexible hours and a team that cares for good code. Please apply with your CV and one link"
    " to code of yours that you like."
)
WITH_COLONS = """Platform engineer wanted
Location: anywhere
Responsibilities:
- Run the API gateway for our partners
- Watch forty services and their pipelines
Qualifications:
- Experience with Kubernetes and Kafka
Benefits:
- Shares in the firm"""
OF_SKILLS = """Code:
- Proficiency in PHP 8.2 and in Symfony
- Hands-on with Doctrine and MariaDB
- Knowledge of hexagonal design
Tests:
- Skilled with PHPUnit, and with tests in a browser
- Adept in writing tests for what others wrote years ago
Running it:
- Familiarity with Docker and with a queue of any kind
- Used to pipelines that build, test and deliver each change
Languages:
- Fluent in Dutch, since the customers are
- English, written well enough for comments in code"""
ADS = [WITH_HEADINGS, MARKDOWN, IN_PROSE, SHORT, WITH_COLONS, OF_SKILLS]

BRIEFS = [
    "Forms and templates for our WordPress site.",
    "We want to split the monolith into services, with Kafka between them.",
    "Hi all, we are looking for somebody who builds forms in our Drupal site. Two seats.",
    "Looking for a senior backend developer (m/f/d).",
    "The shop's pages load slowly, and nobody owns the contracts between our services.\n"
    "Can we open one role for both?\nThanks!",
    "Not needed:\n- an API gateway\n- Kafka\nNeeded:\n- forms\n- templates",
    "Good morning, what's the plan for today?",
    "lunch at noon?",
    "Your train is late, so take your time.",
    "",
    " \n ",
]
LONG_BRIEF = (
    "Our customers place orders in the web shop, and every order is then sent to the warehouse,"
    " to the bank and to the carrier. All of it sits in one program today, and when the bank is"
    " slow, the whole shop stands still. We want to take it apart: one service per partner, with"
    " events between them, so that one of them can fail alone. Somebody has to plan that, write"
    " it and run it. We can hire one developer."
)


@pytest.mark.parametrize("text", ADS)
def test_an_ad_is_told_by_its_words(text: str) -> None:
    assert is_job_ad(text)
    assert is_job_ad(text.replace("\n", "\r\n"))
    assert is_job_ad(text.upper())


def test_the_short_ad_is_short() -> None:
    assert 60 <= len(SHORT.split()) <= 90


@pytest.mark.parametrize("text", [*BRIEFS, LONG_BRIEF])
def test_a_brief_or_a_chat_message_is_no_ad(text: str) -> None:
    assert not is_job_ad(text)


def test_a_long_brief_is_long_enough_for_an_ad() -> None:
    assert len(LONG_BRIEF.split()) >= 60


def test_a_few_words_of_an_ad_are_none() -> None:
    assert not is_job_ad(" ".join(SHORT.split()[:30]))


def lines(text: str) -> list[Place]:
    """The lines of a text that are not blank."""
    return [(found.start(), found.end()) for found in re.finditer(r"\S.*", text)]


def kept(text: str) -> list[str]:
    """The lines of an ad that tell of the work."""
    return [text[start:end] for start, end in work_places(text, lines(text))]


def test_what_is_offered_and_how_to_apply_are_left_out() -> None:
    told = " ".join(kept(WITH_HEADINGS))
    assert "Split our monolith into services" in told
    assert "Publish events through Kafka" in told
    assert "Good command of PHP or Go" in told
    for other in ("garden tools", "holiday", "WordPress", "our website"):
        assert other in WITH_HEADINGS
        assert other not in told


def test_headings_in_markdown_are_headings() -> None:
    told = " ".join(kept(MARKDOWN))
    assert "Write plug-ins and templates for our WordPress site" in told
    assert "Good command of PHP and WordPress" in told
    assert "rail pass" not in told
    assert "One call" not in told


@pytest.mark.parametrize(
    "heading",
    [
        "Benefits", "BENEFITS:", "**Perks**", "What we offer", "What's in it for you",
        "Why join us?", "Why work with us", "Salary", "Compensation and benefits", "How to apply",
        "Hiring process", "Next steps", "About us", "About the company", "Who we are",
        "Our values", "Equal opportunity", "Location:", "Contact", "Privacy",
    ],
)  # fmt: skip
def test_what_stands_under_a_heading_of_another_thing_is_left_out(heading: str) -> None:
    work = "Write plug-ins for our WordPress site every week."
    other = "Our partners bring cakes through the gateway."
    assert kept(f"Your tasks\n{work}\n\n{heading}\n{other}") == [work]
    assert kept(f"{heading}\n{other}\n\nYour tasks\n{work}") == [work]


@pytest.mark.parametrize(
    "heading",
    [
        "About the role", "Job description", "Your responsibilities:", "## Responsibilities",
        "Key tasks", "What you'll do", "What you will work on", "What you bring",
        "Minimum requirements", "QUALIFICATIONS", "Must-haves", "Nice to have", "Who you are",
        "We are looking for", "Our stack", "Tech stack", "Bonus points", "## Your first months",
        "**How we build**", "**And the rest:**", "What you’ll do", "Who we’re looking for",
        "Job responsibilities", "Candidate Requirements:", "Role & Responsibilities",
    ],
)  # fmt: skip
def test_what_stands_under_a_heading_of_work_is_kept(heading: str) -> None:
    work = "Write plug-ins for our WordPress site every week."
    other = "Our partners bring cakes through the gateway."
    assert kept(f"Benefits\n{other}\n\n{heading}\n{work}") == [work]


def test_segments_belong_to_the_heading_under_which_they_begin() -> None:
    text = (
        "Your tasks\nWrite plug-ins for our WordPress site every week.\n\n"
        "Benefits\nOur partners bring cakes through the gateway."
    )
    told = [text[start:end] for start, end in work_places(text, list(cut(text)))]
    assert told == ["Your tasks\nWrite plug-ins for our WordPress site every week."]


@pytest.mark.parametrize(
    "line",
    [
        "- Experience with PHP or Go",
        "* Experience with PHP and WordPress",
        "You bring experience with Drupal 10,",
        "We offer a competitive salary,",
        "Location: Utrecht, near the station",
        "**Salary range:** as the union says",
        "Salary: €58,000 a year",
        "Pay: ~ 400 a day",
    ],
)
def test_a_line_of_a_list_or_of_a_sentence_is_no_heading(line: str) -> None:
    work = "Write plug-ins for our WordPress site every week."
    assert kept(f"{line}\n{work}") == [line, work]


@pytest.mark.parametrize(
    "more",
    [
        " We are looking for one senior person, remote is fine.",
        " We are looking for one person. What is your advice?",
    ],
)
def test_a_long_brief_with_everyday_words_of_ads_is_none(more: str) -> None:
    assert not is_job_ad(LONG_BRIEF + more)


def test_a_sentence_that_starts_like_a_heading_is_none() -> None:
    text = "Benefits of the loyalty programme are shown on a new page.\nBuild the forms for it too."
    assert kept(text) == text.splitlines()


def test_all_is_kept_if_nothing_would_be_left() -> None:
    text = "Benefits\n30 days of paid holiday.\nHow to apply\nSend your letter through the form."
    places = lines(text)
    assert places
    assert work_places(text, places) == places


def test_nothing_is_kept_of_nothing() -> None:
    assert work_places("", []) == []
