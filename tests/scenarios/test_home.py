"""App Home, signed, through the real app on RoleFit's own pack."""

import json

import pytest

from knowledge.packs.shipped import DEFAULT_PACK
from localslack import faults
from localslack.models import View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.packs import PackFolder
from tests.support.slack import (
    told,
    unanswered,
)
from tests.support.workspace import HIRING, RECRUITER


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


async def home(slack: LocalSlack) -> View:
    ack = await slack.open_home(RECRUITER)
    assert ack.ok
    return published(slack)


def published(slack: LocalSlack) -> View:
    view = slack.workspace.views.home(RECRUITER)
    assert view is not None
    return view


def modal(slack: LocalSlack) -> str:
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return json.dumps(view.blocks, ensure_ascii=False)


def words(view: View) -> str:
    return json.dumps(view.blocks, ensure_ascii=False)


async def test_the_first_visit_explains_and_offers_examples(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    view = await home(slack)
    assert "Which role to open, and why" in words(view)
    await slack.press(RECRUITER, view, "ask.open.0", value="php vs backend")
    assert "PHP developer or backend developer?" in modal(slack)


async def test_the_last_advice_leads_to_its_kickoff_sheet(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await slack.command(RECRUITER, HIRING, "")
    form = slack.workspace.views.top(RECRUITER)
    assert form is not None
    await slack.submit(RECRUITER, form, {"main-work": "web-features", "estate": "cms"})
    view = await home(slack)
    await slack.press(
        RECRUITER,
        view,
        "ask.open.0",
        value="kickoff php-or-backend main-work=web-features estate=cms",
    )
    assert "Kickoff sheet" in modal(slack)
    assert "PHP developer (CMS)" in modal(slack)


async def test_featured_questions_open_their_answers(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    view = await home(slack)
    featured = [block for block in view.blocks if block["type"] == "actions"][1]
    element = featured["elements"][0]
    person = RECRUITER
    await slack.press(person, view, element["action_id"], value=element["value"])
    assert "Source: " in modal(slack)


async def test_home_keeps_the_last_advice_and_lets_it_be_changed(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    person = RECRUITER
    await slack.press(person, await home(slack), "advice.open")
    step = slack.workspace.views.top(person)
    assert step is not None
    for question, option in (("main-work", "split-app"), ("estate", "several")):
        await slack.press(person, step, "advice.answer", option=option, block_id=question)
    await slack.close(person, step)
    view = await home(slack)
    assert "Post a backend developer" in words(view)
    await slack.press(person, view, "home.resume")
    assert '"value": "split-app"}' in modal(slack).split('"initial_option"')[1]


async def test_deleting_my_data_empties_home(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    person = RECRUITER
    await slack.press(person, await home(slack), "advice.open")
    step = slack.workspace.views.top(person)
    assert step is not None
    await slack.press(person, step, "advice.answer", option="split-app", block_id="main-work")
    await slack.close(person, step)
    await slack.press(person, await home(slack), "home.delete")
    assert await rolefit.rows("select person from drafts") == []
    assert "Which role to open, and why" in words(published(slack))


@pytest.mark.parametrize("fault", [faults.dropping(), faults.hanging(20)], ids=["away", "slow"])
@unanswered
async def test_a_home_that_slack_does_not_take_is_sent_again(
    slack: LocalSlack, rolefit: AppUnderTest, fault: faults.Fault
) -> None:
    slack.workspace.faults.plan("views.publish", fault)
    ack = await slack.open_home(RECRUITER)
    assert not ack.ok  # so Slack sends it again
    slack.take_problems()
    assert (await slack.deliver_again(ack.request)).ok
    assert "Which role to open" in words(published(slack))


async def test_data_is_deleted_although_slack_does_not_show_it(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    person = RECRUITER
    await rolefit.rows(
        "insert into drafts (workspace, person, answers, updated_at)"
        " values ('T0LOCAL', 'U0RECRUITER', '{}', 9e9)"
    )
    view = await home(slack)
    slack.workspace.faults.plan("views.publish", faults.rate_limited(30))
    ack = await slack.press(person, view, "home.delete")
    assert ack.ok
    await slack.workspace.changed(lambda: told(slack))
    assert told(slack)[-1].startswith("Your data is deleted.")
    assert await rolefit.rows("select person from drafts") == []
    assert (await slack.press(person, view, "home.delete")).ok
    assert "Which role to open, and why" in words(published(slack))


async def test_what_is_kept_is_a_press_away(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    view = await home(slack)
    await slack.press(RECRUITER, view, "ask.open.0", value="privacy")
    assert "What RoleFit keeps" in modal(slack)


async def test_my_data_is_deleted_by_a_command(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await slack.command(RECRUITER, HIRING, "")
    form = slack.workspace.views.top(RECRUITER)
    assert form is not None
    await slack.press(RECRUITER, form, "advice.answer", option="split-app", block_id="main-work")
    assert await rolefit.rows("select person from drafts") == [(RECRUITER.id,)]
    ack = await slack.command(RECRUITER, HIRING, "delete my data")
    assert ack.message is not None
    await slack.press(RECRUITER, ack.message, "ask.delete")
    assert await rolefit.rows("select person from drafts") == []
    assert "Deleted." in ack.message.text
