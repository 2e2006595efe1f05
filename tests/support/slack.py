"""What tests do and look at in the local Slack."""

import time
from typing import Any

import msgspec
import pytest

from localslack.block_kit.interactive import each_element
from localslack.models import Channel, Exchange, Json, Message, Person, View
from localslack.slack import LocalSlack
from tests.support.workspace import HIRING, RECRUITER

SIGNING_SECRET = "signing-secret-of-the-tests"
BOT_TOKEN = "xoxb-token-of-the-tests"
FORM = "application/x-www-form-urlencoded"
# Seconds for whatever must come, be it an answer or a process's start: Slack's own three would fail
# tests on a busy machine, and what hangs in a test hangs for longer than this.
LONGEST_WAIT = 60.0

# For tests in which an answer is not to come: over a socket only waiting shows that.
unanswered = pytest.mark.parametrize("acknowledge_seconds", [10.0], ids=["unanswered"])


class Clock:
    """Slack's clock: the real one, which a test may put forward."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


async def ask(
    slack: LocalSlack,
    text: str,
    person: Person | None = None,
    channel: Channel | None = None,
    *,
    escaped: bool = False,
) -> Message:
    """Type `/rolefit <text>` (the recruiter in #hiring); the private answer."""
    asking, where = person or RECRUITER, channel or HIRING
    ack = await slack.command(asking, where, text, escaped=escaped)
    assert ack.ok, ack.problems
    assert ack.message is not None
    assert ack.message.is_ephemeral
    assert ack.message.author == "app"
    return ack.message


def posts(slack: LocalSlack, channel: Channel | None = None) -> list[Message]:
    """The app's public messages in a channel (#hiring), oldest first."""
    where = channel or HIRING
    return [
        message
        for message in slack.workspace.messages
        if message.channel is where and message.author == "app" and not message.is_ephemeral
    ]


def told(slack: LocalSlack, person: Person | None = None) -> list[str]:
    """What the app has said to one person alone (the recruiter), anywhere, oldest first."""
    place = slack.workspace
    reader = person or RECRUITER
    direct = place.direct_messages(reader)
    return [
        message.text
        for message in place.messages
        if message.author == "app"
        and (message.visible_to == reader.id or message.channel is direct)
    ]


async def opened(slack: LocalSlack, message: Message, action_id: str) -> Message:
    """Press a button that opens another answer; that answer, below the message, which stays."""
    before = (message.text, message.edits)
    ack = await slack.press(RECRUITER, message, action_id)
    assert ack.ok, ack.problems
    assert (message.text, message.edits) == before
    answer = slack.workspace.conversation(message.channel, RECRUITER)[-1]
    assert answer is not message
    assert answer.is_ephemeral
    return answer


async def share(slack: LocalSlack, message: Message, person: Person | None = None) -> None:
    """Press Share below an answer."""
    ack = await slack.press(person or RECRUITER, message, "ask.share")
    assert ack.ok, ack.problems


def responses(slack: LocalSlack) -> list[Exchange]:
    """What the app has sent to response_urls, oldest first."""
    return [exchange for exchange in slack.traffic if exchange.name == "response_url"]


def calls(slack: LocalSlack, method: str) -> list[Exchange]:
    """The app's calls of a Web API method, oldest first."""
    return [exchange for exchange in slack.traffic if exchange.name == method]


def elements(message: Message) -> list[Json]:
    """The buttons and menus of a message."""
    return [element for _, element in each_element(message.blocks)]


def action_ids(message: Message) -> list[str]:
    """The action ids of a message, in order."""
    return [element["action_id"] for element in elements(message)]


def button_texts(message: Message) -> list[str]:
    """What stands on the buttons of a message, in order."""
    return [e["text"]["text"] for e in elements(message) if e["type"] == "button"]


def as_sent(built: object) -> Json:
    """A message or view as it reaches Slack."""
    return msgspec.json.decode(msgspec.json.encode(built), type=dict[str, Any])


def without_ids(blocks: list[Json]) -> list[Any]:
    """Blocks without the ids that Slack gives them."""
    return [
        {key: value for key, value in block.items() if not str(value).startswith("slack-")}
        for block in blocks
    ]


async def offered(slack: LocalSlack, action_id: str, person: Person | None = None) -> View:
    """The modal before a person (the recruiter), once it has such a control: what is kept of them
    is read only when the form is open.
    """

    def found() -> View | None:
        view = slack.workspace.views.top(person or RECRUITER)
        ids = [one["action_id"] for _, one in each_element(view.blocks)] if view else []
        return view if action_id in ids else None

    view = await slack.workspace.changed(found)
    assert view is not None
    return view
