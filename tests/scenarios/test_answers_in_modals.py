"""An answer that is shown in a modal: another side of it takes its place there, and is shared."""

import json

import pytest

from knowledge.packs.shipped import DEFAULT_PACK
from localslack import faults
from localslack.block_kit.interactive import each_element
from localslack.models import Json, View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.packs import PackFolder
from tests.support.slack import calls, posts, told
from tests.support.workspace import HIRING, RECRUITER

UPDATE = "views.update"


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


def shown(slack: LocalSlack) -> View:
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


def words(view: View) -> str:
    """What a view holds, without the ids that Slack gives to its blocks: they are new each time."""
    blocks = [{key: block[key] for key in block if key != "block_id"} for block in view.blocks]
    return json.dumps(blocks, ensure_ascii=False)


def switches(view: View) -> list[Json]:
    return [one for _, one in each_element(view.blocks) if one["action_id"].startswith("ask.sw")]


async def open_answer(slack: LocalSlack, key: str) -> View:
    """The answer to a question, or an entry by its key, on top of Home."""
    await slack.open_home(RECRUITER)
    home = slack.workspace.views.home(RECRUITER)
    assert home is not None
    _, element = next(pair for pair in each_element(home.blocks) if pair[1].get("value") == key)
    await slack.press(RECRUITER, home, element["action_id"], value=key)
    return shown(slack)


async def choose(slack: LocalSlack, label: str) -> str:
    """Choose a topic in the menu; its value."""
    [menu] = switches(shown(slack))
    [option] = [one for one in menu["options"] if one["text"]["text"] == label]
    ack = await slack.press(RECRUITER, shown(slack), menu["action_id"], option=option["value"])
    assert ack.ok
    return str(option["value"])


async def test_a_comparison_changes_its_topic_in_place_and_leads_back(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    view = await open_answer(slack, "php vs backend")
    assert "Choose a PHP developer if" in words(view)
    value = await choose(slack, "Tech stack")
    assert shown(slack) is view
    assert "PHP developer vs Backend developer: Tech stack" in words(view)
    assert switches(view)[0]["initial_option"]["value"] == value
    await choose(slack, "In short")
    assert shown(slack) is view
    assert "Choose a PHP developer if" in words(view)


async def test_a_card_has_more_and_in_short(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await slack.shortcut(RECRUITER, "ask.lookup")
    kit = {"text": {"type": "plain_text", "text": "kit"}, "value": "interview/php-developer"}
    await slack.submit(RECRUITER, shown(slack), {"ask.entry": kit})
    short = words(shown(slack))
    for label in ("More", "In short"):
        [button] = switches(shown(slack))
        assert button["text"]["text"] == label
        await slack.press(RECRUITER, shown(slack), button["action_id"], value=button["value"])
        assert (words(shown(slack)) == short) == (label == "In short")


async def test_what_is_shared_is_the_side_that_is_shown(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    await open_answer(slack, "php vs backend")
    await choose(slack, "Tech stack")
    await slack.submit(RECRUITER, shown(slack), {"share.channel": HIRING.id})
    await slack.workspace.changed(lambda: posts(slack))
    [posted] = posts(slack)
    assert posted.text.startswith("PHP developer vs Backend developer: Tech stack")
    assert "More, by topic" not in json.dumps(posted.blocks)
    assert "On its way to the channel that you chose." in words(shown(slack))
    assert switches(shown(slack))


@pytest.mark.parametrize("error", ["view_too_large", "token_revoked", "invalid_arguments"])
async def test_a_side_that_slack_does_not_show_is_told(
    slack: LocalSlack, rolefit: AppUnderTest, error: str
) -> None:
    await open_answer(slack, "php vs backend")
    slack.workspace.faults.plan(UPDATE, faults.refusing(error))
    await choose(slack, "Tech stack")
    await slack.workspace.changed(lambda: told(slack))
    assert told(slack)[-1].startswith("RoleFit could not show what you asked for")


@pytest.mark.parametrize("error", ["hash_conflict", "not_found"])
async def test_a_view_that_is_another_by_now_needs_no_word(
    slack: LocalSlack, rolefit: AppUnderTest, error: str
) -> None:
    await open_answer(slack, "php vs backend")
    slack.workspace.faults.plan(UPDATE, faults.refusing(error))
    await choose(slack, "Tech stack")
    assert len(calls(slack, UPDATE)) == 1
    await rolefit.stop()
    assert told(slack) == []
