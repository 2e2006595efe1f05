"""The Web API methods that the local Slack answers: arguments in, the answer's body out.

Each refuses as its page under https://docs.slack.dev/reference/methods says.
"""

import json
from collections.abc import Callable

from localslack import limits, payloads
from localslack.block_kit.validation import check_message, check_view, warn_message
from localslack.models import Channel, Json, Message, Person, RefusedError
from localslack.workspace import Workspace

NEEDED_SCOPES = {
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.info": "channels:read",
    "conversations.open": "im:write",
    "users.info": "users:read",
}
API_TEST = "api.test"  # needs no token
CONNECTIONS_OPEN = "apps.connections.open"  # its answer depends on who asks where

Method = Callable[[Workspace, Json], Json]


def call(workspace: Workspace, name: str, arguments: Json) -> Json:
    """Run one method and return its answer. Raises RefusedError."""
    needed = NEEDED_SCOPES.get(name)
    if needed is not None and needed not in workspace.scopes:
        raise RefusedError("missing_scope", needed=needed, provided=",".join(workspace.scopes))
    if name not in METHODS:
        raise RefusedError("unknown_method", req_method=name)
    return {"ok": True, **METHODS[name](workspace, arguments)}


def require_message(payload: Json) -> None:
    """Refuse what no message may be: `no_text`, `msg_too_long` or `invalid_blocks`."""
    text, blocks = payload.get("text") or "", payload.get("blocks")
    if not text and not blocks:
        raise RefusedError("no_text")
    if isinstance(text, str) and len(text) > limits.MESSAGE_TEXT:
        raise RefusedError("msg_too_long")
    if problems := check_message(payload):
        raise RefusedError("invalid_blocks", problems)


def decode(arguments: Json, key: str, error: str) -> None:
    """Decode an argument that may come as a JSON string. Refuses with `error`."""
    if isinstance(arguments.get(key), str):
        try:
            arguments[key] = json.loads(arguments[key])
        except ValueError:
            raise RefusedError(error) from None


def _message_of(workspace: Workspace, arguments: Json) -> Json:
    decode(arguments, "blocks", "invalid_blocks_format")
    require_message(arguments)
    shown: Json = {
        key: arguments[key] for key in ("text", "blocks", "attachments") if key in arguments
    }
    workspace.complain(warn_message(shown))
    return arguments


def _required(arguments: Json, key: str, error: str = "invalid_arguments") -> str:
    value = arguments.get(key)
    if not value or not isinstance(value, str):
        raise RefusedError(error, [f"[ERROR] missing required field: {key}"])
    return value


def _writable(workspace: Workspace, arguments: Json) -> Channel:
    channel = workspace.channel(_required(arguments, "channel", "channel_not_found"))
    if channel in workspace.archived:
        raise RefusedError("is_archived")
    if channel not in workspace.joined:
        raise RefusedError("not_in_channel")
    return channel


def _own_message(workspace: Workspace, arguments: Json, error: str) -> Message:
    channel = workspace.channel(_required(arguments, "channel", "channel_not_found"))
    message = workspace.find_message(channel, _required(arguments, "ts", "message_not_found"))
    if message.author != "app":
        raise RefusedError(error)
    return message


def _person(workspace: Workspace, user_id: str) -> Person:
    if user_id not in workspace.people:
        raise RefusedError("user_not_found")
    return workspace.people[user_id]


def _checked_view(arguments: Json) -> Json:
    decode(arguments, "view", "invalid_arguments")
    if problems := check_view(arguments.get("view")):
        raise RefusedError("invalid_arguments", problems)
    view: Json = arguments["view"]
    if len(json.dumps(view).encode()) > limits.VIEW_BYTES:
        raise RefusedError("view_too_large")
    return view


def _require_type(view: Json, expected: str) -> None:
    if view["type"] != expected:
        raise RefusedError(
            "invalid_arguments", [f"[ERROR] unsupported type: {view['type']} [json-pointer:/view]"]
        )


def _auth_test(workspace: Workspace, arguments: Json) -> Json:
    return {
        "url": f"https://{workspace.team_domain}.slack.com/",
        "team": workspace.team_domain,
        "user": workspace.app.name.lower(),
        "team_id": workspace.team_id,
        "user_id": workspace.app.user_id,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


def _post_message(workspace: Workspace, arguments: Json) -> Json:
    channel = _writable(workspace, arguments)
    given = _message_of(workspace, arguments)
    message = workspace.post(
        channel,
        given.get("text") or "",
        given.get("blocks"),
        thread_ts=given.get("thread_ts"),
    )
    shown = payloads.message(workspace, message)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def _post_ephemeral(workspace: Workspace, arguments: Json) -> Json:
    channel = _writable(workspace, arguments)
    user_id = _required(arguments, "user")
    if user_id not in workspace.people or not channel.has(user_id):
        raise RefusedError("user_not_in_channel")
    given = _message_of(workspace, arguments)
    message = workspace.post(
        channel,
        given.get("text") or "",
        given.get("blocks"),
        visible_to=user_id,
        thread_ts=given.get("thread_ts"),
    )
    return {"message_ts": message.ts}


def _update(workspace: Workspace, arguments: Json) -> Json:
    message = _own_message(workspace, arguments, "cant_update_message")
    given = _message_of(workspace, arguments)
    workspace.update(message, given.get("text") or "", given.get("blocks") or [])
    return {
        "channel": message.channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": payloads.message(workspace, message),
    }


def _delete(workspace: Workspace, arguments: Json) -> Json:
    message = _own_message(workspace, arguments, "cant_delete_message")
    workspace.delete(message)
    return {"channel": message.channel.id, "ts": message.ts}


def _open_view(workspace: Workspace, arguments: Json) -> Json:
    view = _checked_view(arguments)
    _require_type(view, "modal")
    trigger = workspace.check_trigger(_required(arguments, "trigger_id"))
    opened = workspace.views.open(trigger, view)
    trigger.exchanged = True
    return {"view": payloads.view(workspace, opened)}


def _push_view(workspace: Workspace, arguments: Json) -> Json:
    view = _checked_view(arguments)
    _require_type(view, "modal")
    trigger = workspace.check_trigger(_required(arguments, "trigger_id"))
    if trigger.view is None or trigger.view not in workspace.views.stack(trigger.person):
        raise RefusedError("not_found")
    pushed = workspace.views.push(trigger.person, view, trigger.channel)
    trigger.exchanged = True
    return {"view": payloads.view(workspace, pushed)}


def _update_view(workspace: Workspace, arguments: Json) -> Json:
    given = _checked_view(arguments)
    view_id, external_id = arguments.get("view_id") or "", arguments.get("external_id") or ""
    if not view_id and not external_id:
        raise RefusedError("invalid_arguments", ["[ERROR] missing required field: view_id"])
    view = workspace.views.find(view_id, external_id)
    _require_type(given, view.type)
    workspace.views.update(view, given, arguments.get("hash"))
    return {"view": payloads.view(workspace, view)}


def _publish_view(workspace: Workspace, arguments: Json) -> Json:
    given = _checked_view(arguments)
    _require_type(given, "home")
    if not workspace.app.has_home:
        raise RefusedError("not_enabled")
    person = _person(workspace, _required(arguments, "user_id"))
    view = workspace.views.publish(person, given, arguments.get("hash"))
    return {"view": payloads.view(workspace, view)}


METHODS: dict[str, Method] = {
    "auth.test": _auth_test,
    "chat.delete": _delete,
    "chat.postEphemeral": _post_ephemeral,
    "chat.postMessage": _post_message,
    "chat.update": _update,
    "views.open": _open_view,
    "views.publish": _publish_view,
    "views.push": _push_view,
    "views.update": _update_view,
}
