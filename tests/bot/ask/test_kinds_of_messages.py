"""Kinds of messages that writers of channels send again and again, with what is near to each."""

import pytest

from bot.ask.grammar import parse
from bot.ask.requests import (
    AboutPerson,
    Brief,
    Compare,
    FollowUp,
    Help,
    Read,
    Search,
    Sources,
    UnknownRole,
)
from knowledge.store import Store


def kind(text: str, store: Store) -> type:
    return type(parse(text, store))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another trade, or ours instead of it
        ("do we need a data scientist as well or can the backend dev handle it", UnknownRole),
        ("should we hire a devops engineer or a backend developer?", UnknownRole),
        ("do we need a data engineer for the sales figures, or does backend do that", UnknownRole),
        ("manual tester or test automation engineer, which one do we open", UnknownRole),
        ("can a backend developer replace devops?", Search),
        ("do we need a php dev or can a backend dev do it", Search),
        ("do we need a tester too or will backend do it", UnknownRole),
        # somebody who was met or is there, to be sorted
        (
            "we interviewed two people, one strong on queues, one on themes. who goes where",
            AboutPerson,
        ),
        (
            "a freelancer of ours says he is backend but has only used drupal. is that fair?",
            AboutPerson,
        ),
        ("she couldn't explain caching in the interview, red flag for the php role?", AboutPerson),
        ("got a profile, symfony + twig + canary releases. php or backend pile?", AboutPerson),
        ("ruby dev, 7 yrs, never saw php, wants our laravel req. worth a call?", AboutPerson),
        ("colleague knows redis and mysql, which of the two titles fits", AboutPerson),
        (
            "which of the two titles fits a shop on magento, pages are slow, forms are missing?",
            Brief,
        ),
        ("should a php developer know about caching?", Search),
        (
            "candidate built shops in magento but froze on queues. reject for the php role?",
            AboutPerson,
        ),
        ("have a cv here: laravel, twig, redis. which of the two", AboutPerson),
        ("one of our devs, php for years, wants to own the gateway. realistic?", AboutPerson),
        ("met a woman w/ strong incident stories, no php though. thoughts", AboutPerson),
        ("who owns the gateway", Search),
        ("tester vs analyst, whats the difference", UnknownRole),
        # a piece of work with the question whose it is
        ("pager duty during the night, which role", Search),
        ("incident reviews - wanted from which role", Search),
        ("shop on shopware, slow category pages, one seat. which role", Brief),
        # a situation with a short question behind it, or before it
        ("hire who? drupal site, slow queries, editors wait for new templates", Brief),
        ("event streams, java services and contracts with three partners. which?", Brief),
        (
            "our laravel tool is to become go services next year. php first or backend already?",
            Brief,
        ),
        # kits
        ("question list for a symfony dev please, forty minutes", Read),
        ("please draft me some questions for a php developer who would take over our shop", Read),
        ("what do you ask a backend dev about queues", Read),
        ("is load testing something I should expect from a php candidate?", Search),
        ("OAuth for a backend candidate, is that their area?", Search),
        ("one question that separates php people from backend people", Read),
        ("questions about queues for a backend role, three or four", Read),
        ("the interview for the backend req was moved to tuesday", Search),
        # what goes on from an answer
        ("same q but for backend", FollowUp),
        ("same question but for the client from last week, they have a platform team", FollowUp),
        ("source for that last claim?", FollowUp),
        ("could you put that in a table", FollowUp),
        ("what you said before about caching, does it hold for us as well", FollowUp),
        ("please shorten that, two sentences", FollowUp),
        ("why that role and not a backend dev", FollowUp),
        ("and who maintains it if we have nobody but php people?", FollowUp),
        ("who maintains the api contracts?", Search),
        # RoleFit itself
        ("test", Help),
        ("how can I ask you in a thread, with a slash or without?", Help),
        ("which of your sources is the most recent?", Sources),
        ("are your answers based on anything at all?", Sources),
        ("who writes automated tests?", Search),
        # two roles explained
        ("explain to my aunt: php dev or backend dev", Compare),
        ("compare security", Compare),
        ("compare deployments php vs backend", Compare),
        ("compare the two roles", Compare),
        ("explain the two roles in three lines for a panel", Compare),
        ("what's the actual difference, both work on servers no?", Compare),
        ("why do we need both roles and not just one", Search),
    ],
)
def test_a_message_is_read_as_its_kind(text: str, expected: type, default_store: Store) -> None:
    assert kind(text, default_store) is expected
