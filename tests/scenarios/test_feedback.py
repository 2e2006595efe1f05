"""Helpful or not: one vote a person and entry, and a word that names nobody."""

import json

import pytest

from localslack import faults
from localslack.faults import RESPONSE_URL
from localslack.models import Message, Person, View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.databases import on_both
from tests.support.packs import PackFolder
from tests.support.slack import action_ids, ask, button_texts, opened, posts, responses, share, told
from tests.support.workspace import LEAD, RECRUITER

pytestmark = pytest.mark.usefixtures("rolefit")

ENTRY = "faq/schema-ownership"
QUESTION = "who owns the database schema"
VOTES = "select workspace, person, entry, helpful, word from feedback order by person, entry"
OPEN = "views.open"


async def press(
    slack: LocalSlack, message: Message, action_id: str, person: Person | None = None
) -> None:
    ack = await slack.press(person or RECRUITER, message, action_id)
    assert (ack.status, ack.body) == (200, b"")


async def not_helpful(slack: LocalSlack, question: str = QUESTION) -> Message:
    """Ask and press "Not helpful"; the message after that."""
    message = await ask(slack, question)
    await press(slack, message, "faq.not_helpful")
    return message


async def open_form(slack: LocalSlack, message: Message) -> View:
    await press(slack, message, "faq.say_missing")
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        (QUESTION, ENTRY),
        ("php", "role/php-developer"),
        ("interview php", "interview/php-interview"),
        ("engagement/in-house", "engagement/in-house"),
        ("aspect/contracts", "aspect/contracts"),
        ("dimension/stack", "dimension/stack"),
    ],
)
async def test_every_entry_can_be_judged(
    slack: LocalSlack, rolefit: AppUnderTest, text: str, entry: str
) -> None:
    message = await ask(slack, text)
    assert {"Helpful", "Not helpful"} < set(button_texts(message))
    first = message.text.splitlines()[0]
    await press(slack, message, "faq.helpful")
    assert message.text.startswith(first)
    assert "Thanks, noted." in message.text
    assert not {"Helpful", "Not helpful", "Say what was missing"} & set(button_texts(message))
    assert (message.edits, message.is_ephemeral) == (1, True)
    assert await rolefit.rows(VOTES) == [("T0LOCAL", "U0RECRUITER", entry, 1, None)]


@pytest.mark.parametrize(
    "text",
    [
        "php vs backend",
        "help",
        "sources",
        "model",
        "zeppelins",
        "wordpress paints mars zeppelins",
    ],
)
async def test_what_is_no_entry_is_not_judged(slack: LocalSlack, text: str) -> None:
    assert not {"faq.helpful", "faq.not_helpful"} & set(action_ids(await ask(slack, text)))


async def test_an_opened_near_match_can_be_judged(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    message = await ask(slack, "wordpress paints mars zeppelins")
    await press(slack, await opened(slack, message, "ask.open.0"), "faq.not_helpful")
    [(_, _, _, helpful, _)] = await rolefit.rows(VOTES)
    assert helpful == 0


async def test_after_not_helpful_a_word_is_asked_for(slack: LocalSlack) -> None:
    message = await not_helpful(slack)
    assert "Thanks, noted." in message.text
    assert "Say what was missing" in button_texts(message)
    assert "Not helpful" not in button_texts(message)
    assert "Share" in button_texts(message)


@on_both
async def test_a_later_vote_replaces_the_earlier(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await press(slack, await ask(slack, QUESTION), "faq.helpful")
    await not_helpful(slack)
    assert await rolefit.rows(VOTES) == [("T0LOCAL", "U0RECRUITER", ENTRY, 0, None)]
    await press(slack, await ask(slack, QUESTION), "faq.helpful")
    await press(slack, await ask(slack, QUESTION, LEAD), "faq.not_helpful", LEAD)
    assert await rolefit.rows(VOTES) == [
        ("T0LOCAL", "U0LEAD", ENTRY, 0, None),
        ("T0LOCAL", "U0RECRUITER", ENTRY, 1, None),
    ]


@on_both
async def test_an_older_press_that_comes_late_does_not_replace_a_newer(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    first, second = await ask(slack, QUESTION), await ask(slack, QUESTION)
    await press(slack, first, "faq.helpful")
    await rolefit.rows("update feedback set given_at = given_at + 60")
    await press(slack, second, "faq.not_helpful")
    assert await rolefit.rows(VOTES) == [("T0LOCAL", "U0RECRUITER", ENTRY, 1, None)]


async def test_a_vote_that_slack_does_not_show_at_once_is_kept_and_shown_later(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    message = await ask(slack, QUESTION)
    slack.workspace.faults.plan(RESPONSE_URL, faults.rate_limited(1))
    await press(slack, message, "faq.helpful")
    assert len(await rolefit.rows(VOTES)) == 1
    await slack.workspace.changed(lambda: message.edits)
    assert "Thanks, noted." in message.text


async def test_a_vote_that_is_not_kept_is_told(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    message = await ask(slack, QUESTION)
    await rolefit.rows("drop table feedback")
    await press(slack, message, "faq.helpful")
    assert "Something went wrong on our side" in told(slack)[-1]
    assert message.edits == 0


async def test_a_vote_on_what_is_gone_is_told(
    slack: LocalSlack, rolefit: AppUnderTest, pack: PackFolder
) -> None:
    message = await ask(slack, "do we offer a trial week")
    pack.write("faqs/all", [])
    await rolefit.restart()
    await press(slack, message, "faq.not_helpful")
    assert "no longer among mine" in told(slack)[-1]
    assert message.edits == 0
    assert await rolefit.rows(VOTES) == []


async def test_what_was_missing_is_kept_beside_the_vote_and_names_nobody(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    view = await open_form(slack, await not_helpful(slack))
    assert view.given["title"]["text"] == "What was missing?"
    word = "ask @jane or <@U0LEAD>, jane@acme.com, +49 30 1234567, https://acme.com/x about views"
    ack = await slack.submit(RECRUITER, view, {"faq.missing": word})
    assert ack.ok
    assert "Thank you. The people who keep these answers" in json.dumps(view.blocks)
    assert "submit" not in view.given
    [(*_, helpful, kept)] = await rolefit.rows(VOTES)
    assert (helpful, kept) == (0, "ask … or …, … …, … about views")


async def test_300_characters_fit_and_no_more(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    view = await open_form(slack, await not_helpful(slack))
    [block] = view.blocks
    assert (block["element"]["max_length"], block["optional"]) == (300, True)
    await slack.submit(RECRUITER, view, {"faq.missing": "é" * 300})
    [(*_, kept)] = await rolefit.rows(VOTES)
    assert kept == "é" * 300


@pytest.mark.parametrize("word", [None, "  \n "])
async def test_the_word_may_be_left_out(
    slack: LocalSlack, rolefit: AppUnderTest, word: str | None
) -> None:
    view = await open_form(slack, await not_helpful(slack))
    assert (await slack.submit(RECRUITER, view, {"faq.missing": word})).ok
    assert not view.is_open
    assert await rolefit.rows(VOTES) == [("T0LOCAL", "U0RECRUITER", ENTRY, 0, None)]


@on_both
async def test_a_word_stays_with_its_vote_and_goes_with_it(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    view = await open_form(slack, await not_helpful(slack))
    await slack.submit(RECRUITER, view, {"faq.missing": "views"})
    await not_helpful(slack)
    assert [row[-2:] for row in await rolefit.rows(VOTES)] == [(0, "views")]
    await press(slack, await ask(slack, QUESTION), "faq.helpful")
    assert [row[-2:] for row in await rolefit.rows(VOTES)] == [(1, None)]


async def test_a_word_whose_vote_is_gone_stays_in_the_form(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    view = await open_form(slack, await not_helpful(slack))
    await rolefit.rows("delete from feedback")
    await slack.submit(RECRUITER, view, {"faq.missing": "views"})
    assert view.is_open
    assert "is not there any more" in view.errors["faq.missing"]
    await not_helpful(slack)
    await slack.submit(RECRUITER, view, {"faq.missing": "views"})
    assert [row[-2:] for row in await rolefit.rows(VOTES)] == [(0, "views")]


async def test_a_forged_form_changes_nothing_of_others(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await press(slack, await ask(slack, "php", LEAD), "faq.not_helpful", LEAD)
    view = await open_form(slack, await not_helpful(slack))
    view.given["private_metadata"] = "role/php-developer"
    await slack.submit(RECRUITER, view, {"faq.missing": "forged"})
    assert [row[-1] for row in await rolefit.rows(VOTES)] == [None, None]


@pytest.mark.parametrize(
    "fault",
    [
        faults.refusing("expired_trigger_id"),
        faults.refusing("exchanged_trigger_id"),
        faults.rate_limited(1),
        faults.failing(500),
        faults.hanging(20),
        faults.dropping(),
    ],
    ids=["expired", "exchanged", "busy", "500", "hanging", "dropped"],
)
async def test_a_form_that_does_not_open_is_told_with_the_button_anew(
    slack: LocalSlack, fault: faults.Fault
) -> None:
    place = slack.workspace
    message = await not_helpful(slack)
    place.faults.plan(OPEN, fault)
    ack = await slack.press(RECRUITER, message, "faq.say_missing")
    assert ack.ok
    await place.changed(lambda: len(responses(slack)) == 2)
    [again] = [m for m in place.messages if m.text.startswith("The form did not open")]
    assert again.visible_to == RECRUITER.id
    assert "Your vote is noted" in again.text
    assert (await open_form(slack, again)).callback_id == "faq.missing"


async def test_what_is_shared_cannot_be_judged(slack: LocalSlack) -> None:
    private = await ask(slack, QUESTION)
    await share(slack, private)
    await slack.workspace.changed(lambda: private.edits)
    [public] = posts(slack)
    for message in (public, private):
        assert not {"faq.helpful", "faq.not_helpful"} & set(action_ids(message))


async def test_what_was_judged_can_be_shared(slack: LocalSlack) -> None:
    private = await not_helpful(slack)
    await share(slack, private)
    await slack.workspace.changed(lambda: posts(slack))
    [public] = posts(slack)
    assert "Thanks, noted." not in public.text


@on_both
async def test_votes_go_with_my_data(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await not_helpful(slack)
    await press(slack, await ask(slack, "delete my data"), "ask.delete")
    assert await rolefit.rows(VOTES) == []
