"""Questions that nothing answers are kept for the curators, and nothing of who asked."""

import time

from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.slack import ask


async def test_an_unanswered_question_is_told_and_recorded(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    message = await ask(slack, "what does a visa cost")
    assert message.text.startswith("I don't know\nMy sources say nothing about this")
    assert "PHP developer" in message.text
    assert "stack" in message.text
    await rolefit.stop()
    [(workspace, question, asked_at)] = await rolefit.rows(
        "select workspace, question, asked_at from unanswered"
    )
    assert (workspace, question) == ("T0LOCAL", "what does a visa cost")
    assert abs(asked_at - time.time()) < 60


async def test_what_is_known_to_be_uncovered_is_named_and_recorded(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    question = "does a php developer get a parking space"
    message = await ask(slack, question)
    assert message.text.startswith(
        "I don't know\nMy sources say nothing about parking and commuting, so I won't guess."
    )
    await rolefit.stop()
    assert await rolefit.rows("select question from unanswered") == [(question,)]


async def test_small_talk_is_no_gap(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    message = await ask(slack, "great answer, cheers")
    assert message.text.startswith("Ask me about roles\nYou are welcome.")
    assert "noted" not in message.text
    await rolefit.stop()
    assert await rolefit.rows("select question from unanswered") == []


async def test_what_was_suggested_is_recorded_as_well(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    assert (await ask(slack, "wordpress paints mars zeppelins")).text.startswith(
        "I have no direct answer"
    )
    await rolefit.stop()
    assert await rolefit.rows("select question from unanswered") == [
        ("wordpress paints mars zeppelins",)
    ]


async def test_what_was_answered_is_not_recorded(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    for text in ("php vs backend", "who owns the database schema", "help", "php"):
        await ask(slack, text)
    await rolefit.stop()
    assert await rolefit.rows("select question from unanswered") == []


async def test_nothing_personal_is_recorded(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    text = (
        "zeppelins for <@U0LEAD|lead> and jane.doe@acme.com or +49 30 1234567 "
        "see https://acme.com/x?y=1 <https://acme.com|here> www.acme.com"
    )
    await ask(slack, text, escaped=True)
    await rolefit.stop()
    [(question,)] = await rolefit.rows("select question from unanswered")
    assert question == "zeppelins for … and … or … see … here …"
    kept = repr(await rolefit.rows("select * from unanswered"))
    for personal in ("U0", "RECRUITER", "jane", "acme", "1234567"):
        assert personal not in kept
