"""Real payloads of everything that people do, and how to send one that was changed."""

import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from localslack.models import Json, View
from localslack.slack import LocalSlack
from tests.support.slack import FORM, ask
from tests.support.workspace import ENGINEERING, HIRING, LEAD, RECRUITER

JSON = "application/json"
FIRST = 2  # items of a list that are looked at: the rest are alike

Deed = Callable[[LocalSlack], Awaitable[Json]]


async def do_command(slack: LocalSlack) -> Json:
    return (await slack.command(RECRUITER, HIRING, "php vs backend")).request


async def do_press_on_message(slack: LocalSlack) -> Json:
    option = "php-developer vs backend-developer stack"
    private = await ask(slack, "php vs backend")
    return (await slack.press(RECRUITER, private, "ask.switch", option=option)).request


async def do_share(slack: LocalSlack) -> Json:
    private = await ask(slack, "php vs backend")
    return (await slack.press(RECRUITER, private, "ask.share")).request


async def do_vote(slack: LocalSlack) -> Json:
    private = await ask(slack, "faq/salary")
    return (await slack.press(RECRUITER, private, "faq.helpful")).request


async def do_press_in_form(slack: LocalSlack) -> Json:
    form = await opened(slack)
    block = next(block for block in form.blocks if block["type"] == "input")
    option = block["element"]["options"][0]["value"]
    ack = await slack.press(
        RECRUITER, form, "advice.answer", option=option, block_id=block["block_id"]
    )
    return ack.request


async def do_step(slack: LocalSlack) -> Json:
    return (await slack.submit(RECRUITER, await opened(slack))).request


async def do_typing(slack: LocalSlack) -> Json:
    await slack.shortcut(RECRUITER, "ask.lookup")
    return (await slack.suggest(RECRUITER, top(slack), "ask.entry", "sch")).request


async def do_choice(slack: LocalSlack) -> Json:
    await slack.shortcut(RECRUITER, "ask.lookup")
    option = {"text": {"type": "plain_text", "text": "x"}, "value": "faq/salary"}
    return (await slack.submit(RECRUITER, top(slack), {"ask.entry": option})).request


async def do_share_from_modal(slack: LocalSlack) -> Json:
    await do_choice(slack)
    return (await slack.submit(RECRUITER, top(slack), {"share.channel": HIRING.id})).request


async def do_shortcut(slack: LocalSlack) -> Json:
    return (await slack.shortcut(RECRUITER, "ask.lookup")).request


async def do_message_shortcut(slack: LocalSlack) -> Json:
    message = slack.workspace.post(ENGINEERING, "We need somebody", [], author=LEAD.id)
    return (await slack.message_shortcut(RECRUITER, "advice.message", message)).request


async def do_mention(slack: LocalSlack) -> Json:
    return (await slack.mention(RECRUITER, ENGINEERING, "php vs backend")).request


async def do_open_home(slack: LocalSlack) -> Json:
    return (await slack.open_home(RECRUITER)).request


ALL: tuple[Deed, ...] = (
    do_command,
    do_press_on_message,
    do_share,
    do_vote,
    do_press_in_form,
    do_step,
    do_typing,
    do_choice,
    do_share_from_modal,
    do_shortcut,
    do_message_shortcut,
    do_mention,
    do_open_home,
)


def top(slack: LocalSlack) -> View:
    view = slack.workspace.views.top(RECRUITER)
    assert view is not None
    return view


async def opened(slack: LocalSlack) -> View:
    await slack.command(RECRUITER, HIRING, "")
    return top(slack)


def paths(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    keys = range(min(FIRST, len(part))) if isinstance(part, list) else ()
    for key in part if isinstance(part, dict) else keys:
        yield (*path, key)
        yield from paths(part[key], (*path, key))


def held(part: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        part = part[key]
    return part


def new_response_url(slack: LocalSlack) -> str:
    return f"{slack.url}/response/{slack.workspace.response_token(RECRUITER, HIRING, None)}"


async def send(slack: LocalSlack, payload: Json) -> int:
    """Send a payload in the way of its kind; the status, over sockets 200 once acknowledged."""
    is_command, is_event = "command" in payload, payload.get("type") == "event_callback"
    if not slack.app_url:
        kind = "events_api" if is_event else "interactive"
        kind = "slash_commands" if is_command else kind
        return (await slack.sockets.deliver("odd", kind, payload)).status
    form = payload if is_command else {"payload": json.dumps(payload)}
    body = json.dumps(payload).encode() if is_event else urlencode(form).encode()
    headers = {"Content-Type": JSON if is_event else FORM, **slack.sign(body)}
    return (await slack.send_raw(body, headers)).status
