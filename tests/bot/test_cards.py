"""Every card as the app sends it, kept beside this file; `pytest --snapshot-update` renews."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from knowledge.packs.shipped import DEFAULT_PACK
from localslack.models import Json, View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.slack import ask, calls, responses, share, without_ids
from tests.support.workspace import ENGINEERING, HIRING, RECRUITER

CARDS = {
    "comparison-responsibilities": "php vs backend",
    "comparison-stack": "php vs backend stack",
    "comparison-without-source": "api vs php stack",
    "role": "php",
    "faq": "who owns the database schema",
    "faq-rule": "who runs schema migrations",
    "faq-editor-note": "do we offer a trial week",
    "suggestions": "wordpress paints mars zeppelins",
    "none": "zeppelins",
    "help": "help",
    "unknown-role": "php vs frontend",
    "same-role": "php vs php",
    "sources": "sources",
    "interview": "interview php",
    "engagement-models": "model",
    "engagement": "engagement/in-house",
    "about-a-person": "should I hire this candidate",
}


@pytest.fixture
def card(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@pytest.mark.parametrize("name", CARDS)
async def test_an_answer(
    slack: LocalSlack, rolefit: AppUnderTest, card: SnapshotAssertion, name: str
) -> None:
    ack = await slack.command(RECRUITER, HIRING, CARDS[name])
    assert ack.json == card


async def test_what_is_shared_and_what_stays(
    slack: LocalSlack, rolefit: AppUnderTest, card: SnapshotAssertion
) -> None:
    private = await ask(slack, "php vs backend stack")
    await share(slack, private)
    await slack.workspace.changed(lambda: private.edits)
    shared, after = (exchange.request for exchange in responses(slack))
    assert shared == card(name="shared")
    assert after == card(name="after-sharing")


async def test_a_share_that_changed_meanwhile(
    slack: LocalSlack, rolefit: AppUnderTest, card: SnapshotAssertion
) -> None:
    private = await ask(slack, "php")
    for block in private.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == "ask.share":
                element["value"] = "0" * 12 + json.loads(json.dumps(element["value"]))[12:]
    await share(slack, private)
    [changed] = responses(slack)
    assert changed.request == card


async def test_feedback_and_its_form(
    slack: LocalSlack, rolefit: AppUnderTest, card: SnapshotAssertion
) -> None:
    await slack.press(RECRUITER, await ask(slack, "php"), "faq.helpful")
    private = await ask(slack, "do we offer a trial week")
    await slack.press(RECRUITER, private, "faq.not_helpful")
    await slack.press(RECRUITER, private, "faq.say_missing")
    helpful, not_helpful = (exchange.request for exchange in responses(slack))
    [form] = calls(slack, "views.open")
    assert helpful == card(name="helpful")
    assert not_helpful == card(name="not-helpful")
    assert form.request["view"] == card(name="form")


@pytest.mark.parametrize("name", ["comparison-stack", "faq", "help"])
async def test_an_answer_to_a_mention(
    slack: LocalSlack, rolefit: AppUnderTest, card: SnapshotAssertion, name: str
) -> None:
    place = slack.workspace
    await slack.mention(RECRUITER, ENGINEERING, CARDS[name])
    [posted] = await place.changed(lambda: calls(slack, "chat.postMessage"))
    shown = {key: posted.request[key] for key in ("text", "blocks")}
    assert shown == card


async def test_forms_and_home(
    slack: LocalSlack, rolefit: AppUnderTest, card: SnapshotAssertion
) -> None:
    await rolefit.restart(packs=[DEFAULT_PACK])
    place, me = slack.workspace, RECRUITER

    def form() -> View:
        view = place.views.top(me)
        assert view is not None
        return view

    def home() -> View:
        view = place.views.home(me)
        assert view is not None
        return view

    def sent(view: View) -> Json:
        return {**view.given, "blocks": without_ids(view.blocks)}

    await slack.open_home(me)
    assert sent(home()) == card(name="home-first")
    await slack.command(me, HIRING, "")
    first, second = {"main-work": "web-features", "estate": "cms"}, {"apis": "contracts"}
    for number, values in enumerate((first, second, {}), start=1):
        assert sent(form()) == card(name=f"step-{number}")
        await slack.submit(me, form(), values)
    assert sent(form()) == card(name="advice")
    await slack.submit(me, form(), {"share.channel": HIRING.id})
    await slack.open_home(me)
    assert sent(home()) == card(name="home-later")
    [shared] = await place.changed(lambda: responses(slack))
    assert shared.request == card(name="shared-advice")
