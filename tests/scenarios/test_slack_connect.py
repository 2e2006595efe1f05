"""Somebody of another workspace, in a channel that both share: the same answers, shares only where
they pressed, and rows of the installation that serves them.
"""

import json
from collections.abc import Callable

import pytest

from knowledge.packs.shipped import DEFAULT_PACK
from localslack.block_kit.interactive import each_element
from localslack.models import Message, Person
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.installations import OUTSIDE, TEAM, from_outside, in_team, move, top
from tests.support.packs import PackFolder
from tests.support.slack import opened, posts, share, told, without_ids
from tests.support.workspace import ENGINEERING, HIRING, MANAGER, RECRUITER

pytestmark = [pytest.mark.usefixtures("rolefit"), over_http]  # payloads are the same in sockets

Switch = Callable[[bool], None]
TABLES = ("drafts", "feedback", "unanswered", "outbox", "claims")


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Switch:
    """Whether whoever acts is from outside; at first they are."""
    places = {True: from_outside(TEAM, OUTSIDE), False: in_team(TEAM)}
    acting = [True]
    move(monkeypatch, lambda _: places[acting[0]])
    return lambda now: acting.__setitem__(0, now)


async def mention(slack: LocalSlack, text: str, person: Person = RECRUITER) -> Message:
    """The public answer to a mention."""
    before = len(posts(slack, ENGINEERING))
    assert (await slack.mention(person, ENGINEERING, text)).ok
    await slack.workspace.changed(lambda: len(posts(slack, ENGINEERING)) > before)
    return posts(slack, ENGINEERING)[-1]


async def open_card(slack: LocalSlack) -> None:
    """The form, opened from a mention's answer, filled in up to the card."""
    answer = await mention(slack, "php vs backend")
    assert (await slack.press(RECRUITER, answer, "advice.open")).ok
    answers = {"main-work": "web-features", "estate": "cms"}
    for values in (answers, {}, {}):
        assert (await slack.submit(RECRUITER, top(slack), values)).ok


async def owners(app: AppUnderTest) -> set[str]:
    """The workspaces of all rows."""
    return {
        owner
        for table in TABLES
        for (owner,) in await app.rows(f"select distinct workspace from {table}")
    }


@pytest.mark.parametrize("text", ["php vs backend", "faq/salary", "who takes the pager", "help"])
async def test_the_answers_are_the_same(slack: LocalSlack, outside: Switch, text: str) -> None:
    said = []
    for person, is_outside in ((RECRUITER, True), (MANAGER, False)):
        outside(is_outside)
        answer = await mention(slack, text, person)
        said.append((answer.text, without_ids(answer.blocks)))
    assert said[0] == said[1]


async def test_what_they_share_is_posted_where_they_pressed(
    slack: LocalSlack, rolefit: AppUnderTest, outside: Switch
) -> None:
    answer = await mention(slack, "php vs backend")
    [privately] = [one for _, one in each_element(answer.blocks) if "privately" in str(one)]
    private = await opened(slack, answer, privately["action_id"])
    await share(slack, private)
    await slack.workspace.changed(lambda: len(posts(slack, ENGINEERING)) == 2)
    assert posts(slack, HIRING) == []
    judged = await mention(slack, "faq/salary")
    await slack.press(RECRUITER, judged, "faq.judge", value="not_helpful faq/salary")
    assert len(await rolefit.rows("select * from feedback")) == 1
    assert await owners(rolefit) == {TEAM}


async def test_a_form_shares_where_it_was_opened_and_nowhere_else(
    slack: LocalSlack, rolefit: AppUnderTest, outside: Switch
) -> None:
    await open_card(slack)
    waiting = await rolefit.rows("select id from outbox")
    assert (await slack.submit(RECRUITER, top(slack), {"share.channel": HIRING.id})).ok
    shown = json.dumps(top(slack).blocks)
    assert "from another workspace" in shown
    assert "Nothing was posted." in shown
    assert await rolefit.rows("select id from outbox") == waiting
    assert (await slack.submit(RECRUITER, top(slack), {"share.channel": ENGINEERING.id})).ok
    await slack.workspace.changed(lambda: len(posts(slack, ENGINEERING)) == 2)
    assert posts(slack, HIRING) == []
    assert await owners(rolefit) == {TEAM}


async def test_what_is_on_top_of_a_form_shares_nowhere_for_them(
    slack: LocalSlack, outside: Switch
) -> None:
    await open_card(slack)
    [sheet] = [one for _, one in each_element(top(slack).blocks) if "Kickoff" in str(one)]
    assert (await slack.press(RECRUITER, top(slack), sheet["action_id"])).ok
    assert (await slack.submit(RECRUITER, top(slack), {"share.channel": HIRING.id})).ok
    assert "from another workspace" in json.dumps(top(slack).blocks)
    assert (posts(slack, HIRING), told(slack)) == ([], [])


async def test_colleagues_share_wherever_they_like(slack: LocalSlack, outside: Switch) -> None:
    outside(False)
    await open_card(slack)
    assert (await slack.submit(RECRUITER, top(slack), {"share.channel": HIRING.id})).ok
    await slack.workspace.changed(lambda: posts(slack, HIRING))


async def test_they_delete_what_is_kept_of_them(
    slack: LocalSlack, rolefit: AppUnderTest, outside: Switch
) -> None:
    await open_card(slack)
    answer = await mention(slack, "delete my data")
    [privately] = [one for _, one in each_element(answer.blocks) if "privately" in str(one)]
    private = await opened(slack, answer, privately["action_id"])
    assert (await slack.press(RECRUITER, private, "ask.delete")).ok
    for table in ("drafts", "feedback", "outbox"):
        assert await rolefit.rows(f"select * from {table}") == []
