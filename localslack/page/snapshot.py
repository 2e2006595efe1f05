"""What one person's Slack client shows, as JSON: places, messages, forms. Pure."""

from typing import Any

import msgspec

from localslack.models import APP, SLACKBOT, Channel, Exchange, Json, Message, Person, View
from localslack.workspace import Workspace

MESSAGES_KEPT = 300  # of each channel
EXCHANGE_BYTES = 20_000  # of a request or a response that the page shows


def take_snapshot(workspace: Workspace, person: Person, features: Json, instance: str) -> Json:
    """Return everything that this person sees.

    `features` are those of the app's manifest; `instance` tells one run from the next.
    """
    places = [place for place in workspace.channels.values() if person.id in place.members]
    home = workspace.views.home(person)
    return {
        "instance": instance,
        "app": {"id": workspace.bot_user_id, "name": workspace.app_name},
        "me": _person(person),
        "people": [_person(each) for each in workspace.people.values()],
        "channels": [_channel(place, features) for place in places],
        "shortcuts": {kind: _shortcuts(features, kind) for kind in ("global", "message")},
        "command": _command(features),
        "messages": [
            _message(workspace, message)
            for place in places
            for message in workspace.conversation(place, person)[-MESSAGES_KEPT:]
        ],
        "modals": [_view(view) for view in workspace.views.stack(person)],
        "home": _view(home) if home else None,
    }


def show_exchange(exchange: Exchange) -> Json:
    """Return a request and its answer; what is too long becomes cut text."""
    return {
        "at": exchange.at,
        "sender": exchange.sender,
        "name": exchange.name,
        "status": exchange.status,
        "ms": round(exchange.milliseconds, 1),
        "request": _cut(exchange.request),
        "response": _cut(exchange.response),
    }


def is_read_only(channel: Channel, features: Json) -> bool:
    """Return whether people can write here: not to an app whose messages are only read."""
    return channel.is_im and bool(features["app_home"]["messages_tab_read_only_enabled"])


def _person(person: Person) -> Json:
    return {"id": person.id, "name": person.name}


def _channel(channel: Channel, features: Json) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_im": channel.is_im,
        "app_is_member": channel.app_is_member,
        "read_only": is_read_only(channel, features),
    }


def _shortcuts(features: Json, kind: str) -> list[Json]:
    return [
        {"callback_id": shortcut["callback_id"], "name": shortcut["name"]}
        for shortcut in features["shortcuts"]
        if shortcut["type"] == kind
    ]


def _command(features: Json) -> Json:
    [command] = features["slash_commands"]
    return {"name": command["command"], "hint": command["usage_hint"]}


def _message(workspace: Workspace, message: Message) -> Json:
    return {
        "channel": message.channel.id,
        "ts": message.ts,
        "author": _author(workspace, message.author),
        "text": message.text,
        "blocks": message.blocks,
        "ephemeral": message.is_ephemeral,
        "thread_ts": message.thread_ts,
        "edits": message.edits,
        "state": message.state,
    }


def _author(workspace: Workspace, author: str) -> Json:
    if author == APP:
        return {"id": workspace.bot_user_id, "name": workspace.app_name, "kind": "app"}
    if author == SLACKBOT:
        return {"id": "USLACKBOT", "name": "Slackbot", "kind": "slackbot"}
    return {**_person(workspace.people[author]), "kind": "person"}


def _view(view: View) -> Json:
    return {
        "id": view.id,
        "hash": view.hash,
        "type": view.type,
        "callback_id": view.callback_id,
        **{part: _plain(view.given.get(part)) for part in ("title", "submit", "close")},
        "blocks": view.blocks,
        "state": view.state,
        "errors": view.errors,
        "trouble": view.trouble,
    }


def _plain(text: Json | None) -> str | None:
    return str(text["text"]) if text else None


def _cut(value: Any) -> Any:
    encoded = msgspec.json.encode(value)
    if len(encoded) <= EXCHANGE_BYTES:
        return value
    return encoded[:EXCHANGE_BYTES].decode(errors="ignore") + " …"
