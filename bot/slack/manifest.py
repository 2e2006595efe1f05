"""The manifest with which an administrator makes the Slack app: what it asks for, no more.

https://docs.slack.dev/reference/app-manifest
"""

from collections.abc import Sequence
from typing import Any

from bot.slack.ids import ADVICE_SHORTCUT, COMMAND, LOOKUP_SHORTCUT

SCOPES = ("commands", "chat:write", "app_mentions:read")
EVENTS = ("app_home_opened", "app_mention")
EXAMPLE_ADDRESS = "https://rolefit.example.com"

DESCRIPTION = "Which role to open, and why, with the source of every reason."
LONG_DESCRIPTION = (
    "RoleFit answers hiring questions inside the conversation: it compares roles side by side "
    "and answers questions about them from a curated set of articles. Every answer names its "
    "source, its date and what its publisher sells. What no source says, RoleFit does not "
    "know, and says so. It reads only messages that mention "
    "it, and scores no candidates."
)
HINTED = 2  # examples in the usage hint


def build_manifest(
    examples: Sequence[str], address: str | None = EXAMPLE_ADDRESS
) -> dict[str, Any]:
    """The manifest of an app that is reached at a public address (`https://host`).

    Without an address it connects to Slack by itself: Socket Mode. `examples` are shown to whoever
    types the command.
    """
    request_url = f"{address.rstrip('/')}/slack/events" if address else None
    at = {"request_url": request_url} if request_url else {}
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": "RoleFit",
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1d3557",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "shortcuts": [
                {
                    "name": "Look up a hiring FAQ",
                    "type": "global",
                    "callback_id": LOOKUP_SHORTCUT,
                    "description": "Find an answer while you type",
                },
                {
                    "name": "Get hiring advice",
                    "type": "message",
                    "callback_id": ADVICE_SHORTCUT,
                    "description": "Open the questionnaire",
                },
            ],
            "bot_user": {"display_name": "RoleFit", "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    **({"url": request_url} if request_url else {}),
                    "description": "Compare roles, or ask a hiring question",
                    "usage_hint": " | ".join([*examples[:HINTED], "help"]),
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**at, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **at},
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": False,
        },
    }
