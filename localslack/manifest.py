"""The app, as its manifest describes it: https://docs.slack.dev/reference/app-manifest."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

APP_MENTION = "app_mention"
APP_HOME_OPENED = "app_home_opened"


@dataclass(frozen=True)
class SlashCommand:
    """A slash command; `usage_hint` is what Slack shows after it."""

    name: str
    description: str = ""
    usage_hint: str = ""


@dataclass(frozen=True)
class Shortcut:
    """A shortcut; its type is `global` or `message`."""

    callback_id: str
    name: str
    type: str


@dataclass(frozen=True)
class App:
    """What a workspace knows of the app; `user_id` is who it is when it is mentioned."""

    name: str
    id: str
    bot_id: str
    user_id: str
    scopes: tuple[str, ...] = ()
    events: frozenset[str] = frozenset()
    commands: tuple[SlashCommand, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    has_home: bool = False
    reads_messages: bool = False  # in its Messages tab

    @property
    def command(self) -> str:
        """The name of the first slash command, or an empty string."""
        return self.commands[0].name if self.commands else ""


def read_manifest(manifest: Mapping[str, Any]) -> App:
    """Read what is modelled here of a manifest. Raises ValueError if it names no app."""
    features = manifest.get("features", {})
    settings = manifest.get("settings", {})
    home = features.get("app_home", {})
    name = features.get("bot_user", {}).get("display_name")
    name = name or manifest.get("display_information", {}).get("name")
    if not name:
        raise ValueError("the manifest has no display_information.name")
    suffix = re.sub(r"\W", "", name).upper()
    return App(
        name,
        id=f"A0{suffix}",
        bot_id=f"B0{suffix}",
        user_id=f"U0{suffix}",
        scopes=tuple(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        commands=tuple(_command(given) for given in features.get("slash_commands", ())),
        shortcuts=tuple(
            Shortcut(given["callback_id"], given["name"], given["type"])
            for given in features.get("shortcuts", ())
        ),
        has_home=home.get("home_tab_enabled", False),
        reads_messages=not home.get("messages_tab_read_only_enabled", True),
    )


def _command(given: Mapping[str, str]) -> SlashCommand:
    return SlashCommand(given["command"], given.get("description", ""), given.get("usage_hint", ""))
