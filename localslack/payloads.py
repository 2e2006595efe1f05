"""What Slack sends: commands, interactions and events as dictionaries, shaped as Slack shapes them.

Shapes: https://docs.slack.dev/reference/interaction-payloads and
https://docs.slack.dev/apis/events-api.
"""

from localslack.models import APP, Channel, Json, Message, Person, Surface, View
from localslack.workspace import Workspace

# The old verification token: Slack still sends it, nobody should look at it.
VERIFICATION_TOKEN = "local-slack-verification"


def escape(text: str) -> str:
    """Text as Slack hands on what a person typed: `&`, `<` and `>` escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def message(workspace: Workspace, shown: Message) -> Json:
    """A message as payloads and the Web API carry it."""
    body: Json = {"type": "message", "ts": shown.ts, "text": shown.text, "team": workspace.team_id}
    if shown.author == APP:
        body |= {
            "user": workspace.app.user_id,
            "bot_id": workspace.app.bot_id,
            "app_id": workspace.app.id,
        }
    else:
        body["user"] = shown.author
    if shown.blocks:
        body["blocks"] = shown.blocks
    if shown.thread_ts:
        body["thread_ts"] = shown.thread_ts
    if shown.edits:
        body["edited"] = {"user": workspace.app.user_id, "ts": shown.ts}
    return body


def view(workspace: Workspace, shown: View) -> Json:
    """A view as payloads and the Web API carry it."""
    given = shown.given
    return {
        "id": shown.id,
        "team_id": workspace.team_id,
        "type": shown.type,
        "blocks": shown.blocks,
        "private_metadata": shown.private_metadata,
        "callback_id": shown.callback_id,
        "state": {"values": shown.state},
        "hash": shown.hash,
        "title": given.get("title"),
        "clear_on_close": given.get("clear_on_close", False),
        "notify_on_close": given.get("notify_on_close", False),
        "close": given.get("close"),
        "submit": given.get("submit"),
        "previous_view_id": shown.previous_id,
        "root_view_id": shown.root_id,
        "app_id": workspace.app.id,
        "external_id": shown.external_id,
        "app_installed_team_id": workspace.team_id,
        "bot_id": workspace.app.bot_id,
    }


def command(
    workspace: Workspace,
    person: Person,
    channel: Channel,
    name: str,
    text: str,
    response_url: str,
) -> Json:
    """The fields of a slash command."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": workspace.team_id,
        "team_domain": workspace.team_domain,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": person.id,
        "user_name": person.username,
        "command": name,
        "text": text,
        "api_app_id": workspace.app.id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": workspace.trigger_id(person, channel),
    }


def interaction(workspace: Workspace, kind: str, person: Person) -> Json:
    """What all interactions have in common."""
    return {
        "type": kind,
        "team": {"id": workspace.team_id, "domain": workspace.team_domain},
        "user": {
            "id": person.id,
            "username": person.username,
            "name": person.username,
            "team_id": workspace.team_id,
        },
        "api_app_id": workspace.app.id,
        "token": VERIFICATION_TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def on_surface(workspace: Workspace, kind: str, person: Person, surface: Surface) -> Json:
    """An interaction on a message or in a view; it gives leave to open a view."""
    payload = interaction(workspace, kind, person)
    if isinstance(surface, Message):
        trigger = workspace.trigger_id(person, surface.channel)
        return payload | {"trigger_id": trigger} | on_message(workspace, surface)
    trigger = workspace.trigger_id(person, surface.channel, surface)
    return payload | {"trigger_id": trigger} | on_view(workspace, surface)


def on_message(workspace: Workspace, shown: Message) -> Json:
    """Where an interaction on a message took place; ephemeral ones carry no `message`."""
    body: Json = {
        "container": {
            "type": "message",
            "message_ts": shown.ts,
            "channel_id": shown.channel.id,
            "is_ephemeral": shown.is_ephemeral,
        },
        "channel": {"id": shown.channel.id, "name": shown.channel.name},
        "state": {"values": shown.state},
    }
    if shown.thread_ts:
        body["container"]["thread_ts"] = shown.thread_ts
    if not shown.is_ephemeral:
        body["message"] = message(workspace, shown)
    return body


def on_view(workspace: Workspace, shown: View) -> Json:
    """Where an interaction in a view took place."""
    return {
        "container": {"type": "view", "view_id": shown.id},
        "view": view(workspace, shown),
    }


def event(workspace: Workspace, happened: Json, number: int) -> Json:
    """The envelope in which an event travels."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": workspace.team_id,
        "api_app_id": workspace.app.id,
        "event": happened,
        "type": "event_callback",
        "event_id": f"Ev0LOCAL{number:04d}",
        "event_time": int(workspace.clock()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team_id,
                "user_id": workspace.app.user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-local-{number}",
    }
