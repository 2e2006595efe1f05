"""What Slack sends, as structs of what RoleFit uses of it: everything else in a payload is ignored.

Optional is what Slack leaves out or sends as null in some place: `team` where the app is installed
in a whole organisation, `message` for ephemeral ones, `state` of a view without inputs.
https://docs.slack.dev/reference/interaction-payloads, https://docs.slack.dev/apis/events-api
"""

import re
from typing import Annotated, Any, ClassVar

from msgspec import Meta, Struct, convert

from bot.errors import OutdatedControlError
from bot.slack import limits
from bot.slack.events import AppHomeOpened, AppMention, EventCallback
from bot.slack.shown import Action, Container, ShownMessage, ShownView, ViewOrigin

LONGEST_NAME = 60
_SLACK_NAME = re.compile(r"message|[a-z0-9]+(?:[_.][a-z0-9]+)+")  # of a kind of event or payload

Name = Annotated[str, Meta(pattern=r"^[a-z_.]{1,60}\Z")]  # as Slack names a kind of payload


class Entity(Struct, frozen=True):
    """A workspace or an organisation."""

    id: str


class User(Entity, frozen=True):
    """A person, and the workspace that they are of."""

    team_id: str | None = None


class Command(Struct, frozen=True):
    """A slash command."""

    surface: ClassVar[str] = "command"

    command: str
    user_id: str
    text: str = ""
    trigger_id: str = ""
    response_url: str | None = None
    team_id: str | None = None
    enterprise_id: str | None = None
    is_enterprise_install: str | None = None  # "true" or "false": a form knows but texts

    @property
    def name(self) -> str:
        """What was typed up to the first space, such as `/rolefit`."""
        return self.command

    @property
    def person(self) -> str:
        """The id of who typed it."""
        return self.user_id

    @property
    def workspace_id(self) -> str:
        """Where it was typed; the organisation where the app is installed in all of it."""
        organisation = self.enterprise_id or ""
        if organisation and self.is_enterprise_install == "true":
            return organisation
        return self.team_id or organisation


class Interaction(Struct, frozen=True, kw_only=True):
    """What a person does with something that the app shows."""

    user: User
    team: Entity | None = None
    enterprise: Entity | None = None
    is_enterprise_install: bool | None = None
    view: ViewOrigin | None = None

    @property
    def person(self) -> str:
        """The id of who does it."""
        return self.user.id

    @property
    def workspace_id(self) -> str:
        """Where the app is installed that has opened the view, else where the person is; the
        organisation where the app is installed in all of it.
        """
        installed_in = self.view and self.view.app_installed_team_id
        team, organisation = (place and place.id for place in (self.team, self.enterprise))
        if self.is_enterprise_install:
            team = organisation or team
        return installed_in or team or organisation or ""

    @property
    def is_outsider(self) -> bool:
        """Whether the person in a view is from another workspace than the app is installed in,
        through a channel that both share (Slack Connect).
        """
        theirs = {place and place.id for place in (self.team, self.enterprise)}
        return self.workspace_id not in {*theirs, self.user.team_id}


class _Trigger(Interaction, frozen=True, kw_only=True):
    """An interaction that gives leave to open a view, for three seconds."""

    trigger_id: str
    response_url: str | None = None

    @property
    def thread_ts(self) -> str:
        """The thread in which it was done; empty where it was none."""
        return ""


class BlockActions(_Trigger, frozen=True, kw_only=True):
    """A press or a choice, on a message or in a view."""

    surface: ClassVar[str] = "block_actions"

    actions: Annotated[list[Action], Meta(min_length=1)]
    container: Container
    message: ShownMessage | None = None
    view: ShownView | None = None

    def __post_init__(self) -> None:
        on_message = self.response_url and self.container.channel_id and self.container.message_ts
        if not (self.view or on_message):
            raise ValueError("a press neither on a message nor in a view")

    @property
    def name(self) -> str:
        """The action id, without the number that tells several alike apart."""
        return self.action.action_id.rstrip("0123456789").rstrip(".")

    @property
    def action(self) -> Action:
        """What was pressed; Slack sends one at a time."""
        return self.actions[0]

    @property
    def thread_ts(self) -> str:
        """The thread that the pressed message stands in; empty where it stands in none."""
        thread = self.container.thread_ts or (self.message and self.message.thread_ts) or ""
        return thread if thread != self.container.message_ts else ""


class BlockSuggestion(Interaction, frozen=True, kw_only=True):
    """A keystroke in an external select."""

    surface: ClassVar[str] = "block_suggestion"

    action_id: str
    value: str = ""

    @property
    def name(self) -> str:
        """The action id."""
        return self.action_id


class ResponseUrl(Struct, frozen=True):
    """Leave to post in a conversation that was chosen in a view."""

    channel_id: str
    response_url: str


class ViewSubmission(Interaction, frozen=True, kw_only=True):
    """A modal that was sent off."""

    surface: ClassVar[str] = "view_submission"

    view: ShownView
    response_urls: list[ResponseUrl] | None = None

    @property
    def name(self) -> str:
        """The view's callback id."""
        return self.view.callback_id


class ViewClosed(Interaction, frozen=True, kw_only=True):
    """A modal that was closed without being sent off."""

    surface: ClassVar[str] = "view_closed"

    view: ShownView

    @property
    def name(self) -> str:
        """The view's callback id."""
        return self.view.callback_id


class GlobalShortcut(_Trigger, frozen=True, kw_only=True):
    """A shortcut that was started anywhere."""

    surface: ClassVar[str] = "shortcut"

    callback_id: str

    @property
    def name(self) -> str:
        """The callback id."""
        return self.callback_id


class MessageShortcut(_Trigger, frozen=True, kw_only=True):
    """A shortcut that was started on a message."""

    surface: ClassVar[str] = "message_action"

    callback_id: str
    message: ShownMessage

    @property
    def name(self) -> str:
        """The callback id."""
        return self.callback_id

    @property
    def thread_ts(self) -> str:
        """The thread that the message stands in; empty where it stands in none."""
        thread = self.message.thread_ts or ""
        return thread if thread != self.message.ts else ""


class UrlVerification(Struct, frozen=True):
    """Slack's question whether the request address is ours."""

    surface: ClassVar[str] = "url_verification"

    name: ClassVar[str] = surface

    challenge: str


class _Named(Struct, frozen=True):
    type: str


class Unread(Struct, frozen=True):
    """A kind of payload, or of event, that RoleFit knows nothing of."""

    type: Name
    event: _Named | None = None

    @property
    def surface(self) -> str:
        """What kind of request it is, as Slack names it."""
        return _named(self.type)

    @property
    def name(self) -> str:
        """The type of the event, or else of the payload."""
        return _named(self.event.type if self.event else self.type)


def _named(kind: str) -> str:
    """A kind if it is named as Slack names them, in joined words: the log repeats it."""
    return kind if len(kind) <= LONGEST_NAME and _SLACK_NAME.fullmatch(kind) else "another kind"


Trigger = BlockActions | GlobalShortcut | MessageShortcut
InView = BlockActions | ViewSubmission  # may stand in a view, and tell what is entered in it
Addressed = (  # what a handler may answer
    Command | Trigger | BlockSuggestion | ViewSubmission | ViewClosed | AppMention | AppHomeOpened
)
Payload = Addressed | UrlVerification | Unread

_INTERACTIONS: dict[str, type[Any]] = {
    kind.surface: kind
    for kind in (
        BlockActions,
        BlockSuggestion,
        ViewSubmission,
        ViewClosed,
        GlobalShortcut,
        MessageShortcut,
        UrlVerification,
    )
}
_EVENTS: dict[str, type[Any]] = {kind.name: kind for kind in (AppMention, AppHomeOpened)}


class _Head(Struct, frozen=True):
    type: str = ""
    command: str | None = None
    event: Any = None


def read_payload(body: object) -> Payload:
    """A decoded body as the struct of its kind.

    Raises ValueError for what is not shaped as Slack documents it; its text quotes nothing.
    """
    head = convert(body, _Head)
    kind: type[Any]
    if head.command is not None:
        kind = Command
    elif head.type == EventCallback.surface:
        kind = _EVENTS.get(convert(head.event, _Named).type, Unread)
    else:
        kind = _INTERACTIONS.get(head.type, Unread)
    payload: Payload = convert(body, kind)
    match payload:
        case UrlVerification() | Unread():
            return payload
    if not payload.workspace_id:
        raise ValueError("it names no workspace")
    return payload


def pressed_value(payload: BlockActions) -> str:
    """The text that the pressed button or chosen option carries; raises OutdatedControlError."""
    action = payload.action
    value = action.value or (action.selected_option and action.selected_option.value)
    if not value or len(value) > limits.BUTTON_VALUE:
        raise OutdatedControlError
    return value


def message_key(payload: BlockActions) -> tuple[str, str, str, str]:
    """Names a message as one person sees it: ephemeral ones bear no other name. Slack's ids are a
    workspace's own.
    """
    place = payload.container
    return payload.workspace_id, place.channel_id, place.message_ts, payload.person


def own_view(payload: InView) -> ShownView:
    """The view in which something was pressed or that was sent off.

    Raises OutdatedControlError for a control of a view that stands on a message.
    """
    if payload.view is None:
        raise OutdatedControlError
    return payload.view


def own_response_url(payload: BlockActions) -> str:
    """The way to answer on the message that was pressed.

    Raises OutdatedControlError for a control of a message that stands in a view.
    """
    if payload.response_url is None:
        raise OutdatedControlError
    return payload.response_url
