"""Wherever RoleFit is installed, and whoever uses it: rows belong to one installation, and go with
"Delete my data".

Slack tells the installation in other places for each surface, and leaves out some of them; of
somebody from outside it tells their own team, too.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.slack.payloads import Addressed, read_payload
from knowledge.packs.shipped import DEFAULT_PACK
from localslack.models import Json
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.installations import (
    ORG,
    OUTER_ORG,
    OUTSIDE,
    TEAM,
    Place,
    authorized,
    delete_in_answer,
    delete_in_home,
    envelope,
    fill_form,
    mention,
    move,
    top,
    use_answers,
)
from tests.support.packs import PackFolder
from tests.support.slack import posts
from tests.support.workspace import ENGINEERING, RECRUITER


@pytest.fixture
def pack() -> PackFolder:
    """RoleFit's own."""
    return PackFolder(DEFAULT_PACK)


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
        envelope(OUTSIDE, OUTER_ORG, OF_TEAM, context=OUTSIDE),
    )
]

Do = Callable[[LocalSlack], Awaitable[object]]


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
    move(monkeypatch, lambda _: place)
    for do in (fill_form, use_answers, mention):
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
    move(monkeypatch, lambda _: OUTSIDERS[3])
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
