"""Where RoleFit is installed, as Slack's payloads tell it, and what people leave behind there."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from localslack import payloads
from localslack.models import Json, View
from localslack.slack import LocalSlack
from localslack.workspace import Workspace
from tests.support.slack import ask, posts
from tests.support.workspace import ENGINEERING, HIRING, RECRUITER

TEAM, ORG, OUTSIDE, OUTER_ORG = "T0LOCAL", "E0LOCAL", "T0OUTSIDE", "E0OUTSIDE"


@dataclass
class Place:
    """What Slack says in payloads of where RoleFit is installed and who uses it. `on_message` is
    what it says otherwise where something on a message is pressed, `person_team` of whom.
    """

    installation: str
    interaction: Json
    command: Json
    envelope: Json
    on_message: Json = field(default_factory=dict)
    person_team: str = ""

    def __str__(self) -> str:
        return f"{self.interaction} {self.envelope}"


def envelope(team: str | None, org: str | None, told: Json, context: str | None = None) -> Json:
    """Of an event: where it happened, and for which installation Slack sends it."""
    more = {"context_team_id": context} if context else {}
    return {"team_id": team, "enterprise_id": org, "authorizations": [told], **more}


def authorized(team: str | None, org: str | None) -> Json:
    """An installation as events name it; in a whole organisation where there is no team."""
    whole = bool(org and not team)
    return {
        "team_id": team,
        "enterprise_id": org,
        "user_id": "U0ROLEFIT",
        "is_bot": True,
        "is_enterprise_install": whole,
    }


def in_team(team: str) -> Place:
    """A workspace of its own."""
    told = envelope(team, None, authorized(team, None))
    return Place(team, {"team": {"id": team}}, {"team_id": team}, told)


def in_organisation(org: str, team: str) -> Place:
    """A whole organisation, used in one of its workspaces."""
    return Place(
        org,
        {"team": {"id": team}, "enterprise": {"id": org}, "is_enterprise_install": True},
        {"team_id": team, "enterprise_id": org, "is_enterprise_install": "true"},
        envelope(team, org, authorized(None, org)),
    )


def from_outside(team: str, outer: str) -> Place:
    """Somebody of another workspace, in a channel that both share: Slack tells theirs in views."""
    return Place(
        team,
        {"team": {"id": outer}},
        {},
        envelope(outer, None, authorized(team, None), context=outer),
        on_message={"team": {"id": team}},
        person_team=outer,
    )


def move(monkeypatch: pytest.MonkeyPatch, place_of: Callable[[Workspace], Place]) -> None:
    """Let Slack say in each payload what it says in the place of a workspace."""
    interaction, command, event, view, on_message = (
        payloads.interaction, payloads.command, payloads.event, payloads.view, payloads.on_message,
    )  # fmt: skip

    def told(name: str, do: Callable[..., Json], of: Callable[[Place], Json]) -> None:
        def moved(workspace: Workspace, *more: object) -> Json:
            said = do(workspace, *more)
            said.pop("authorizations", None)
            if team := place_of(workspace).person_team:
                said.get("user", {})["team_id"] = team
            return said | of(place_of(workspace))

        monkeypatch.setattr(payloads, name, moved)

    told("interaction", interaction, lambda place: place.interaction)
    told("command", command, lambda place: place.command)
    told("event", event, lambda place: place.envelope)
    told("view", view, lambda place: {"app_installed_team_id": place.installation})
    told("on_message", on_message, lambda place: place.on_message)


def top(slack: LocalSlack) -> View:
    """The modal before the recruiter."""
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


async def fill_form(slack: LocalSlack, estate: str = "cms") -> None:
    """A form answered up to the advice, and shared; drafts are kept by each step."""
    await slack.command(RECRUITER, HIRING, "")
    for values in ({"main-work": "web-features", "estate": estate}, {}, {}):
        await slack.submit(RECRUITER, top(slack), values)
    await slack.submit(RECRUITER, top(slack), {"share.channel": HIRING.id})
    await slack.close(RECRUITER, top(slack), all_views=True)


async def use_answers(
    slack: LocalSlack, word: str = "figures", unknown: str = "what does a visa cost"
) -> None:
    """A vote with a word, a share, a question that nothing answers."""
    private = await ask(slack, "faq/salary")
    await slack.press(RECRUITER, private, "faq.not_helpful")
    await slack.press(RECRUITER, private, "faq.say_missing")
    await slack.submit(RECRUITER, top(slack), {"faq.missing": word})
    await slack.press(RECRUITER, await ask(slack, "php"), "ask.share")
    await ask(slack, unknown)


async def mention(slack: LocalSlack, text: str = "php vs backend") -> None:
    """A mention in #engineering, and its answer."""
    before = len(posts(slack, ENGINEERING))
    await slack.mention(RECRUITER, ENGINEERING, text)
    await slack.workspace.changed(lambda: len(posts(slack, ENGINEERING)) > before)


async def delete_in_answer(slack: LocalSlack) -> None:
    """Delete my data, below an answer."""
    private = await ask(slack, "delete my data")
    await slack.press(RECRUITER, private, "ask.delete")
    assert "Nothing of yours is kept" in private.text


async def delete_in_home(slack: LocalSlack) -> None:
    """Delete my data, in Home."""
    await slack.open_home(RECRUITER)
    home = slack.workspace.views.home(RECRUITER)
    assert home is not None
    await slack.press(RECRUITER, home, "home.delete")
