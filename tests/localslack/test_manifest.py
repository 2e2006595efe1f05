"""What the local Slack takes from the app's manifest."""

from collections.abc import AsyncIterator

import pytest

from localslack.manifest import App, Shortcut, SlashCommand, read_manifest
from localslack.models import NotPossibleError
from localslack.slack import LocalSlack
from tests.localslack.samples import MANIFEST, home
from tests.localslack.tiny_app import BOT_TOKEN, SIGNING_SECRET, Caller
from tests.support.workspace import CHANNELS, ENGINEERING, HIRING, JOINED, PEOPLE, RECRUITER


def test_what_is_read() -> None:
    assert read_manifest(MANIFEST) == App(
        "Tally",
        id="A0TALLY",
        bot_id="B0TALLY",
        user_id="U0TALLY",
        scopes=("commands", "chat:write", "app_mentions:read"),
        events=frozenset({"app_home_opened", "app_mention"}),
        commands=(SlashCommand("/tally", "Count", "this | that"),),
        shortcuts=(
            Shortcut("lookup", "Look something up", "global"),
            Shortcut("advice", "Get advice", "message"),
        ),
        has_home=True,
        reads_messages=False,
    )


def test_the_bot_may_have_another_name_than_the_app() -> None:
    app = read_manifest(
        {
            "display_information": {"name": "Counting"},
            "features": {"bot_user": {"display_name": "Tally Two!"}},
        }
    )
    assert (app.name, app.user_id) == ("Tally Two!", "U0TALLYTWO")


def test_a_manifest_without_a_name_is_none() -> None:
    with pytest.raises(ValueError, match=r"display_information\.name"):
        read_manifest({"features": {}})


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    """A Slack with an app that has a name and nothing else; it cannot be reached."""
    manifest = {"display_information": {"name": "Mute"}}
    async with LocalSlack(
        manifest, PEOPLE, CHANNELS, JOINED, signing_secret=SIGNING_SECRET, bot_token=BOT_TOKEN
    ) as local:
        yield local


async def test_an_app_hears_only_what_it_asked_for(slack: LocalSlack, caller: Caller) -> None:
    await slack.mention(RECRUITER, ENGINEERING, "hello")
    await slack.open_home(RECRUITER)
    with pytest.raises(NotPossibleError, match="no slash command"):
        await slack.command(RECRUITER, HIRING, "one")
    assert list(slack.traffic) == []
    published = await caller.api("views.publish", user_id=RECRUITER.id, view=home())
    assert published["error"] == "not_enabled"
    posted = await caller.api("chat.postMessage", channel=ENGINEERING.id, text="hello")
    assert (posted["error"], posted["needed"]) == ("missing_scope", "chat:write")
    assert len(slack.take_problems()) == 1
