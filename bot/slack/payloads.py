"""What every feature reads from Slack's payloads.

https://docs.slack.dev/reference/interaction-payloads
"""

from typing import Any

from bot.errors import OutdatedControlError

Payload = dict[str, Any]


def surface_of(body: Payload) -> str:
    """What kind of request it is, as Slack's `type` names it; "command" for a slash command."""
    return "command" if "command" in body else str(body.get("type"))


def workspace_of(body: Payload) -> str:
    """The id of the workspace that serves a request: where the app is installed that has opened
    the view, else the person's; the organisation's where the app is installed in all of it.
    """
    view, team = body.get("view") or {}, body.get("team") or {}
    return str(
        view.get("app_installed_team_id")
        or body.get("team_id")
        or team.get("id")
        or body.get("enterprise_id")
        or (body.get("enterprise") or {}).get("id")
    )


def pressed_value(body: Payload) -> str:
    """The text that the pressed button or chosen option carries; raises OutdatedControlError."""
    action = body["actions"][0]
    value = action.get("value") or (action.get("selected_option") or {}).get("value")
    if not value:
        raise OutdatedControlError
    return str(value)


def message_key(body: Payload) -> tuple[str, str, str]:
    """Names a message as one person sees it: ephemeral ones bear no other name."""
    container = body["container"]
    return container["channel_id"], container["message_ts"], body["user"]["id"]
