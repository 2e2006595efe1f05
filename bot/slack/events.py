"""Events that RoleFit listens to, each in the envelope in which it travels.

https://docs.slack.dev/apis/events-api
"""

from typing import Any, ClassVar

from msgspec import Struct

SLACKBOT = "USLACKBOT"

# How the subtypes of messages begin that no person wrote:
# https://docs.slack.dev/reference/events/message. Of any other, such as thread_broadcast,
# file_share or me_message, we take it that one did.
_TOLD = (
    "app_", "assistant_", "bot_", "channel_", "document_", "ekm_", "group_", "huddle_", "joiner_",
    "message_", "pinned_", "reminder_", "sh_room_", "slackbot_", "tabbed_", "tombstone",
    "unpinned_",
)  # fmt: skip


class Authorization(Struct, frozen=True):
    """For whom Slack sends an event: the bot is who we are there."""

    user_id: str | None = None
    is_bot: bool | None = None
    team_id: str | None = None
    enterprise_id: str | None = None
    is_enterprise_install: bool | None = None


class EventCallback(Struct, frozen=True, kw_only=True):
    """The envelope in which an event travels."""

    surface: ClassVar[str] = "event_callback"
    name: ClassVar[str]  # the event's type

    team_id: str | None = None
    enterprise_id: str | None = None
    context_team_id: str | None = None
    authorizations: list[Authorization] | None = None

    @property
    def workspace_id(self) -> str:
        """The installation for which Slack sends it, as `authorizations` name it: in a channel
        shared with others, `team_id` and `context_team_id` may be theirs.
        """
        told = next(iter(self.authorizations or ()), Authorization())
        if told.is_enterprise_install and told.enterprise_id:
            return told.enterprise_id
        team = told.team_id or self.context_team_id or self.team_id
        return team or told.enterprise_id or self.enterprise_id or ""


class Mention(Struct, frozen=True):
    """A message that mentions us; `user` is missing where no person wrote it."""

    channel: str
    ts: str
    thread_ts: str | None = None
    user: str | None = None
    text: str | None = None
    blocks: list[Any] | None = None
    bot_id: str | None = None
    app_id: str | None = None
    bot_profile: Any = None
    subtype: str | None = None

    @property
    def is_from_person(self) -> bool:
        """Whether a person wrote it, rather than an app or Slack itself."""
        marks = self.bot_id or self.app_id or self.bot_profile
        is_told = (self.subtype or "").startswith(_TOLD)
        return bool(self.user and self.user != SLACKBOT and not marks and not is_told)


class AppMention(EventCallback, frozen=True, kw_only=True):
    """Somebody has mentioned us."""

    name: ClassVar[str] = "app_mention"

    event_id: str
    event: Mention

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
