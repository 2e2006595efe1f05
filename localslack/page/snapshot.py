"""What one person's Slack client shows, as JSON: places, messages, forms. Pure."""

from typing import Any

import msgspec

from localslack.manifest import App, SlashCommand
from localslack.models import APP, SLACKBOT, Channel, Exchange, Json, Message, Person, View
from localslack.page.guide import Guide
from localslack.workspace import Workspace

MESSAGES_KEPT = 300  # of each channel
EXCHANGE_BYTES = 20_000  # of a request or a response that the page shows


def take_snapshot(workspace: Workspace, person: Person, guide: Guide, instance: str) -> Json:
    """Everything that this person sees.

    `instance` tells one run from the next.
    """
    places = [place for place in workspace.channels.values() if place.has(person.id)]
    home = workspace.views.home(person)
    return {
        "instance": instance,
        "app": {"id": workspace.app.user_id, "name": workspace.app.name},
        "me": _person(person),
        "people": [_person(each) for each in workspace.people.values()],
        "channels": [_channel(workspace, place) for place in places],
        "shortcuts": {kind: _shortcuts(workspace.app, kind) for kind in ("global", "message")},
        "commands": [_command(command, guide) for command in workspace.app.commands],
        "guide": guide,
        "messages": [
            _message(workspace, message)
            for place in places
            for message in workspace.conversation(place, person)[-MESSAGES_KEPT:]
        ],
        "modals": [_view(view) for view in workspace.views.stack(person)],
        "home": _view(home) if home else None,
    }


def show_exchange(exchange: Exchange) -> Json:
    """A request and its answer; what is too long becomes cut text."""
    return {
        "at": exchange.at,
        "sender": exchange.sender,
        "name": exchange.name,
        "status": exchange.status,
        "ms": round(exchange.milliseconds, 1),
        "request": _cut(exchange.request),
        "response": _cut(exchange.response),
    }


def is_read_only(workspace: Workspace, channel: Channel) -> bool:
    """Whether people can only read here: what an app writes to them that reads nothing."""
    return channel.is_im and not workspace.app.reads_messages


def _person(person: Person) -> Json:
    return {"id": person.id, "name": person.name}


def _channel(workspace: Workspace, channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_im": channel.is_im,
        "app_is_member": channel in workspace.joined,
        "read_only": is_read_only(workspace, channel),
    }


def _shortcuts(app: App, kind: str) -> list[Json]:
    return [
        {"callback_id": shortcut.callback_id, "name": shortcut.name}
        for shortcut in app.shortcuts
        if shortcut.type == kind
    ]


def _command(command: SlashCommand, guide: Guide) -> Json:
    note = guide.command_notes.get(command.name, command.description)
    return {"name": command.name, "hint": command.usage_hint, "note": note}


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
        return {"id": workspace.app.user_id, "name": workspace.app.name, "kind": "app"}
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
