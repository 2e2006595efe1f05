"""Each of the app's limits is Slack's: what it lets through is taken, one more is refused.

The app and the local Slack have a table each, which nobody else reads. Here the app's own
functions cut words that are too long for them, and the real app sends the result in place of its
help or of the form that looks things up.
"""

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from bot.advice.prefill import write_given
from bot.outbox.sharing import build_share_input
from bot.slack import limits
from bot.slack.blocks import (
    Block,
    Element,
    actions,
    button,
    confirm,
    header,
    menu,
    mrkdwn,
    plain,
    section,
)
from bot.slack.ids import LOOKUP_SHORTCUT
from bot.slack.manifest import build_manifest
from knowledge.briefs.reader import Given
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.slack import BOT_TOKEN, SIGNING_SECRET, Clock
from tests.support.workspace import CHANNELS, HIRING, JOINED, PEOPLE, RECRUITER

Json = dict[str, Any]

OURS = {"LIVE_SECONDS", "PHONE_BUTTON_TEXT"}
LONG = "x" * 5_000


def yes_or_no() -> Element:
    element = button("Delete", "a.b", "v")
    element["confirm"] = confirm(LONG, LONG, LONG, LONG)
    return element


def a_menu() -> Element:
    return menu(LONG, "a.b", [(LONG, "v")], None)


def prefilled_button() -> Element:
    # Spans are cut by ten at a time: this one ends at the limit itself.
    around = len(write_given("pair", {"q": Given("o", "")}))
    span = limits.BUTTON_VALUE - around + 500
    return button("Open", "a.b", write_given("pair", {"q": Given("o", LONG)}, span))


def modal(**more: object) -> Json:
    return {
        "type": "modal",
        "title": plain("A form", limits.VIEW_TITLE),
        "blocks": [section("x")],
        **more,
    }


MESSAGES: dict[str, Callable[[], list[Block]]] = {
    "HEADER_TEXT": lambda: [header(LONG)],
    "SECTION_TEXT": lambda: [{"type": "section", "text": mrkdwn(LONG, limits.SECTION_TEXT)}],
    "FIELD_TEXT": lambda: [section("x", fields=[LONG])],
    "MESSAGE_TEXT": lambda: [section(LONG)] * 20,
    "BUTTON_VALUE": lambda: [actions([prefilled_button()])],
    "OPTION_TEXT": lambda: [actions([a_menu()])],
    "PLACEHOLDER": lambda: [actions([a_menu()])],
    "CONFIRM_TITLE": lambda: [actions([yes_or_no()])],
    "CONFIRM_TEXT": lambda: [actions([yes_or_no()])],
    "CONFIRM_BUTTON": lambda: [actions([yes_or_no()])],
}
VIEWS: dict[str, Callable[[], Json]] = {
    "VIEW_BLOCKS": lambda: modal(blocks=([section("x")] * 200)[: limits.VIEW_BLOCKS]),
    "VIEW_TITLE": lambda: modal(title=plain(LONG, limits.VIEW_TITLE)),
    "PRIVATE_METADATA": lambda: modal(private_metadata=LONG[: limits.PRIVATE_METADATA]),
    "ALERT_TEXT": lambda: modal(blocks=[{"type": "alert", "text": plain(LONG, limits.ALERT_TEXT)}]),
    "INPUT_LABEL": lambda: modal(
        blocks=[build_share_input(LONG)], submit=plain("Share", limits.VIEW_TITLE)
    ),
}
SECONDS = {"ACKNOWLEDGE_SECONDS", "RESPONSE_URL_SECONDS"}


def test_every_limit_is_held_against_slacks() -> None:
    known = OURS | SECONDS | MESSAGES.keys() | VIEWS.keys()
    assert {name for name in vars(limits) if name.isupper()} == known


@pytest.mark.parametrize("name", [*MESSAGES, *VIEWS])
async def test_what_the_app_lets_through_is_taken_and_one_more_is_refused(
    name: str, slack: LocalSlack, rolefit: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await problems_with(name, slack, monkeypatch) == []
    monkeypatch.setattr(limits, name, getattr(limits, name) + 1)
    assert any(
        "must be less" in p or "no more than" in p or "too_long" in p
        for p in await problems_with(name, slack, monkeypatch)
    )


async def problems_with(name: str, slack: LocalSlack, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Slack says when the app answers with what this case builds."""
    if name in MESSAGES:
        monkeypatch.setattr("bot.ask.answers.build_help", lambda _: MESSAGES[name]())
        await slack.command(RECRUITER, HIRING, "help")
    else:
        monkeypatch.setattr("bot.ask.lookup.build_lookup", VIEWS[name])
        await slack.shortcut(RECRUITER, LOOKUP_SHORTCUT)
    return slack.take_problems()


async def test_a_response_url_lives_as_long_as_the_app_thinks(
    slack: LocalSlack, rolefit: AppUnderTest, clock: Clock
) -> None:
    ack = await slack.command(RECRUITER, HIRING, "help")
    async with aiohttp.ClientSession() as session:
        for ahead, status in ((-1, 200), (+1, 404)):
            clock.ahead = limits.RESPONSE_URL_SECONDS + ahead
            async with session.post(ack.request["response_url"], json={"text": "x"}) as response:
                assert response.status == status


def test_slack_waits_as_long_as_the_app_thinks() -> None:
    slack = LocalSlack(
        build_manifest(("help",)),
        PEOPLE,
        CHANNELS,
        JOINED,
        signing_secret=SIGNING_SECRET,
        bot_token=BOT_TOKEN,
    )
    assert slack.acknowledge_seconds == limits.ACKNOWLEDGE_SECONDS
