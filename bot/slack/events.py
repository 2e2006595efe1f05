"""Events that RoleFit listens to, each in the envelope in which it travels.

https://docs.slack.dev/apis/events-api
"""

from typing import ClassVar

from msgspec import Struct


class EventCallback(Struct, frozen=True, kw_only=True):
    """The envelope in which an event travels."""

    surface: ClassVar[str] = "event_callback"
    name: ClassVar[str]  # the event's type

    team_id: str | None = None
    enterprise_id: str | None = None

    @property
    def workspace_id(self) -> str:
        """Where it happened."""
        return self.team_id or self.enterprise_id or ""


class Mention(Struct, frozen=True):
    """A message that mentions us; `user` is missing where no person wrote it."""

    channel: str
    ts: str
    thread_ts: str | None = None
    user: str | None = None
    text: str | None = None
    bot_id: str | None = None
    subtype: str | None = None


class Authorization(Struct, frozen=True):
    """For whom Slack sends an event: the bot is who we are there."""

    user_id: str | None = None
    is_bot: bool | None = None


class AppMention(EventCallback, frozen=True, kw_only=True):
    """Somebody has mentioned us."""

    name: ClassVar[str] = "app_mention"

    event_id: str
    event: Mention
    authorizations: list[Authorization] | None = None

    @property
    def person(self) -> str:
        """The id of who wrote it."""
        return self.event.user or ""


class HomeOpened(Struct, frozen=True):
    """Who has opened which tab of ours."""

    user: str
    tab: str | None = None


class AppHomeOpened(EventCallback, frozen=True, kw_only=True):
    """Somebody has opened our Home, or our conversation with them."""

    name: ClassVar[str] = "app_home_opened"

    event: HomeOpened

    @property
    def person(self) -> str:
        """The id of who has opened it."""
        return self.event.user
