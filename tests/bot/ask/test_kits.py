"""What asks how to find out what somebody knows, and what only shares its words."""

import pytest

from bot.ask.grammar import parse
from bot.ask.requests import Read
from knowledge.store import Store

PHP, BACKEND = Read("interview/php-developer"), Read("interview/backend-developer")


@pytest.mark.parametrize(
    ("text", "kit"),
    [
        ("how can we tell whether somebody really understands Symfony", PHP),
        ("how do I see if a php person can read a query plan", PHP),
        ("best way to find out that a backend engineer knows queues", BACKEND),
        ("how do you check someone has built APIs as a backend developer", BACKEND),
        ("3 interview q for a php engineer, the meeting is in an hour", PHP),
        ("round on system design for a be engineer, what should I ask", BACKEND),
        ("how do I sense whether a backend person has lived through an outage", BACKEND),
        ("can I quiz a backend person on timeouts", BACKEND),
        ("themes of the technical round for a php hire", PHP),
        ("send me the kit for php please, they want to prepare a panel", PHP),
        ("interview for a backend dev on Friday with our CTO, what is worth asking", BACKEND),
        ("how do i know if someone is a real backend generalist", BACKEND),
        ("design a 60 minute interview for a backend developer", BACKEND),
        ("plan our first interview with php people", PHP),
        ("what should i look for in a php hire", PHP),
        ("what to watch out for when we hire a backend engineer", BACKEND),
        ("questions to tell a genuine backend developer from a php developer", BACKEND),
    ],
)
def test_how_to_find_out_what_somebody_knows(default_store: Store, text: str, kit: Read) -> None:
    assert parse(text, default_store) == kit


@pytest.mark.parametrize(
    "text",
    [
        "why do firms hire php people, my boss keeps asking me",
        "the app makes fifty api calls per screen, what can a backend dev do",
        "how do I see whether our database is slow",
        "good platform for online tests of php people",
        "which tool for testing php candidates online?",
        "what do we look for in the logs of a php app",
    ],
)
def test_others_ask_or_nobody_is_met(default_store: Store, text: str) -> None:
    assert parse(text, default_store) not in (PHP, BACKEND)
