"""The manifest with which an administrator makes the Slack app: what it asks for, no more.

https://docs.slack.dev/reference/app-manifest
"""

from typing import Any

from bot.slack.ids import COMMAND

SCOPES = ("commands", "chat:write", "app_mentions:read")
EXAMPLE_ADDRESS = "https://rolefit.example.com"

DESCRIPTION = "Which role to open, and why, with the source of every reason."
LONG_DESCRIPTION = (
    "RoleFit answers hiring questions inside the conversation: it compares roles side by side "
    "and answers questions about them from a curated set of articles. Every answer names its "
    "source, its date and what its publisher sells. What no source says, RoleFit does not "
    "know, and says so. It reads no messages and scores no candidates."
)
USAGE_HINT = "php vs backend | who owns the database schema | help"


def build_manifest(address: str = EXAMPLE_ADDRESS) -> dict[str, Any]:
    """The manifest of an app that is reached at a public address (`https://host`)."""
    request_url = f"{address.rstrip('/')}/slack/events"
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": "RoleFit",
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1d3557",
        },
        "features": {
            "bot_user": {"display_name": "RoleFit", "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "url": request_url,
                    "description": "Compare roles, or ask a hiring question",
                    "usage_hint": USAGE_HINT,
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"request_url": request_url, "bot_events": ["app_mention"]},
            "interactivity": {"is_enabled": True, "request_url": request_url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": False,
            "token_rotation_enabled": False,
        },
    }
