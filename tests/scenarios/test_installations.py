"""Wherever RoleFit is installed, and whoever uses it: rows belong to one installation, and go with
"Delete my data".

Slack tells the installation in other places for each surface, and leaves out some of them; of
somebody from outside it tells their own team, too.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bot.slack.payloads import Addressed, read_payload
from knowledge.packs.shipped import DEFAULT_PACK
from localslack import payloads
from localslack.models import Json, View
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.packs import PackFolder
from tests.support.slack import ask, posts
from tests.support.workspace import ENGINEERING, HIRING, RECRUITER

TEAM, ORG, OUTSIDE, OUTER_ORG = "T0LOCAL", "E0LOCAL", "T0OUTSIDE", "E0OUTSIDE"


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


@dataclass
class Place:
    """What Slack says in payloads of where RoleFit is installed and who uses it."""

    installation: str
    interaction: Json
    command: Json
    envelope: Json

    def __str__(self) -> str:
        return f"{self.interaction} {self.envelope}"


def envelope(team: str | None, org: str | None, told: Json, context: str | None = None) -> Json:
    more = {"context_team_id": context} if context else {}
    return {"team_id": team, "enterprise_id": org, "authorizations": [told], **more}


def authorized(team: str | None, org: str | None) -> Json:
    whole = bool(org and not team)
    return {
        "team_id": team,
        "enterprise_id": org,
        "is_enterprise_install": whole,
        "user_id": "U0ROLEFIT",
        "is_bot": True,
    }


OF_TEAM, OF_ORG = authorized(TEAM, None), authorized(None, ORG)
IN_ORG: Json = {"enterprise": {"id": ORG}, "is_enterprise_install": True}
ORG_COMMAND = {"team_id": TEAM, "enterprise_id": ORG, "is_enterprise_install": "true"}
ORG_PLACES = [
    Place(ORG, {**IN_ORG, "team": team}, ORG_COMMAND, envelope(event_team, ORG, told))
    for team in (None, {"id": TEAM})
    for event_team in (None, TEAM)
    for told in (OF_ORG, {**OF_ORG, "team_id": TEAM})
]
TEAM_PLACES = [
    Place(TEAM, {"team": {"id": TEAM}, "enterprise": org}, {"team_id": TEAM}, event)
    for org in (None, {"id": ORG})
    for event in (
        envelope(TEAM, None, OF_TEAM),
        envelope(TEAM, ORG, authorized(TEAM, ORG) | {"is_enterprise_install": False}),
        {"team_id": TEAM},  # nothing is authorized
    )
]
OUTSIDERS = [
    Place(TEAM, {"team": {"id": OUTSIDE}, "enterprise": org}, {"team_id": TEAM}, event)
    for org in (None, {"id": OUTER_ORG})
    for event in (
        envelope(OUTSIDE, None, OF_TEAM),
        envelope(OUTSIDE, OUTER_ORG, OF_TEAM),
        envelope(OUTSIDE, OUTER_ORG, authorized(OUTSIDE, None), context=TEAM),
    )
]

Do = Callable[[LocalSlack], Awaitable[object]]


def top(slack: LocalSlack) -> View:
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


async def form(slack: LocalSlack) -> None:
    """A form answered up to the advice, and shared; drafts are kept by each step."""
    await slack.command(RECRUITER, HIRING, "")
    for values in ({"main-work": "web-features"}, {}, {}):
        await slack.submit(RECRUITER, top(slack), values)
    await slack.submit(RECRUITER, top(slack), {"share.channel": HIRING.id})
    await slack.close(RECRUITER, top(slack), all_views=True)


async def answers(slack: LocalSlack) -> None:
    """A vote with a word, a share, a question that nothing answers."""
    private = await ask(slack, "faq/salary")
    await slack.press(RECRUITER, private, "faq.not_helpful")
    await slack.press(RECRUITER, private, "faq.say_missing")
    await slack.submit(RECRUITER, top(slack), {"faq.missing": "figures"})
    await slack.press(RECRUITER, await ask(slack, "php"), "ask.share")
    await ask(slack, "what does a visa cost")


async def mention(slack: LocalSlack) -> None:
    before = len(posts(slack, ENGINEERING))
    await slack.mention(RECRUITER, ENGINEERING, "php vs backend")
    await slack.workspace.changed(lambda: len(posts(slack, ENGINEERING)) > before)


async def delete_in_answer(slack: LocalSlack) -> None:
    private = await ask(slack, "delete my data")
    await slack.press(RECRUITER, private, "ask.delete")
    assert "Nothing of yours is kept" in private.text


async def delete_in_home(slack: LocalSlack) -> None:
    await slack.open_home(RECRUITER)
    home = slack.workspace.views.home(RECRUITER)
    assert home is not None
    await slack.press(RECRUITER, home, "home.delete")


def move(monkeypatch: pytest.MonkeyPatch, place: Place) -> None:
    """Let Slack say in each payload what it says there."""
    interaction, command, event, view = (
        payloads.interaction, payloads.command, payloads.event, payloads.view,
    )  # fmt: skip
    monkeypatch.setattr(payloads, "interaction", lambda *a: interaction(*a) | place.interaction)
    monkeypatch.setattr(payloads, "command", lambda *a: command(*a) | place.command)
    monkeypatch.setattr(
        payloads,
        "event",
        lambda *a: {k: v for k, v in event(*a).items() if k != "authorizations"} | place.envelope,
    )
    shown = {"app_installed_team_id": place.installation}
    monkeypatch.setattr(payloads, "view", lambda *a: view(*a) | shown)


async def everything_of(app: AppUnderTest) -> dict[str, set[str]]:
    """The workspaces of all rows, by table."""
    tables = ("drafts", "feedback", "unanswered", "outbox", "claims")
    return {
        table: {workspace for (workspace,) in await app.rows(f"select workspace from {table}")}
        for table in tables
    }


@pytest.mark.parametrize("place", [ORG_PLACES[0], TEAM_PLACES[1]], ids=["org", "team"])
@pytest.mark.parametrize("delete", [delete_in_answer, delete_in_home])
async def test_all_rows_are_the_installations_and_go(
    slack: LocalSlack,
    rolefit: AppUnderTest,
    monkeypatch: pytest.MonkeyPatch,
    place: Place,
    delete: Do,
) -> None:
    move(monkeypatch, place)
    for do in (form, answers, mention):
        await do(slack)
    await rolefit.restart()
    kept = await everything_of(rolefit)
    assert set.union(*kept.values()) == {place.installation}
    assert all(kept.values())
    await delete(slack)
    for table in ("drafts", "feedback", "outbox"):
        assert await rolefit.rows(f"select * from {table}") == []


async def test_rows_of_somebody_from_outside_are_the_installations_too(
    slack: LocalSlack, rolefit: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a channel that is shared with them; they have no command there, so a form is pressed."""
    move(monkeypatch, OUTSIDERS[3])
    await mention(slack)
    await slack.press(RECRUITER, posts(slack, ENGINEERING)[-1], "advice.open")
    await slack.submit(RECRUITER, top(slack), {"main-work": "web-features"})
    await rolefit.restart()
    kept = await everything_of(rolefit)
    assert (kept["drafts"], kept["claims"], kept["outbox"]) == ({TEAM}, {TEAM}, {TEAM})
    await delete_in_home(slack)
    for table in ("drafts", "feedback", "outbox"):
        assert await rolefit.rows(f"select * from {table}") == []


PLACES = [*ORG_PLACES, *TEAM_PLACES, *OUTSIDERS]


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_each_surface_names_the_same_installation(place: Place) -> None:
    """Of somebody from outside, those on which Slack tells it: views and events."""
    person: Any = {"user": {"id": "U1", "team_id": OUTSIDE}, **place.interaction}
    view = {"id": "V1", "type": "modal", "hash": "h", "app_installed_team_id": place.installation}
    action = {"action_id": "a.b", "action_ts": "1.0", "value": "v"}
    message = {
        "container": {"channel_id": "C1", "message_ts": "1.0"},
        "response_url": "https://slack.example/1",
    }
    in_view = [
        {**person, "type": "view_submission", "view": view},
        {**person, "type": "view_closed", "view": view},
        {**person, "type": "block_suggestion", "view": view, "action_id": "a.b"},
        {**person, "type": "block_actions", "view": view, "container": {}, "actions": [action],
         "trigger_id": "1"},
    ]  # fmt: skip
    elsewhere = [
        {**person, "type": "block_actions", "actions": [action], "trigger_id": "1", **message},
        {**person, "type": "shortcut", "callback_id": "a.b", "trigger_id": "1"},
        {**person, "type": "message_action", "callback_id": "a.b", "trigger_id": "1",
         "message": {}},
    ]  # fmt: skip
    told: list[Json] = [
        {"type": "event_callback", "event_id": "Ev1", **place.envelope, "event": event}
        for event in (
            {"type": "app_mention", "channel": "C1", "ts": "1.0"},
            {"type": "app_home_opened", "user": "U1"},
        )
    ]
    told.append({"command": "/rolefit", "user_id": "U1", **place.command})
    surfaces = [*in_view, *told, *([] if place in OUTSIDERS else elsewhere)]
    read: list[Addressed] = [read_payload(surface) for surface in surfaces]  # type: ignore[misc]
    assert {payload.workspace_id for payload in read} == {place.installation}
