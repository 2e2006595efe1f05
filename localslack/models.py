"""What exists in the local Slack: people, channels, messages, views, leave to act, refusals."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

APP = "app"
SLACKBOT = "slackbot"


class RefusedError(Exception):
    """Slack says no.

    `error` is Slack's code, `messages` go into `response_metadata.messages`, `status` is the
    HTTP status and `more` holds further keys of the answer, as `needed` of `missing_scope`.
    """

    def __init__(
        self, error: str, messages: list[str] | None = None, *, status: int = 200, **more: str
    ) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []
        self.status = status
        self.more = more

    def body(self) -> Json:
        """The answer's JSON body."""
        body: Json = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": self.messages}
        return body


class NotPossibleError(Exception):
    """What a person cannot do on the screen: no such button, a required field is empty."""


@dataclass(frozen=True)
class Person:
    """Somebody in the workspace."""

    id: str
    name: str

    @property
    def username(self) -> str:
        """The name as Slack puts it into payloads: `first.last`."""
        return self.name.lower().replace(" ", ".")


@dataclass(frozen=True)
class Channel:
    """A channel that everybody is in; with `person`, their direct messages with the app."""

    id: str
    name: str
    person: str | None = None

    @property
    def is_im(self) -> bool:
        """Whether these are direct messages."""
        return self.person is not None

    def has(self, person_id: str) -> bool:
        """Whether somebody is in it."""
        return self.person in (None, person_id)


@dataclass(eq=False)
class Message:
    """A message.

    `author` is `app`, `slackbot` or a person's id, `visible_to` the id of its only reader.
    """

    ts: str
    channel: Channel
    author: str
    text: str
    blocks: list[Json]
    visible_to: str | None = None
    thread_ts: str | None = None
    deleted: bool = False
    edits: int = 0
    state: Json = field(default_factory=dict)

    @property
    def is_ephemeral(self) -> bool:
        """Whether only one person sees this message."""
        return self.visible_to is not None

    @property
    def response_type(self) -> str:
        """`ephemeral` or `in_channel`, in the words of commands and response URLs."""
        return "ephemeral" if self.is_ephemeral else "in_channel"


@dataclass(eq=False)
class View:
    """A modal or a Home tab; `state` is block id → action id → value, `errors` block id → text.

    `given` is the view as the app sent it, `trouble` what Slack told the person when a
    submission failed.
    """

    id: str
    hash: str
    person: Person
    given: Json
    root_id: str = ""
    previous_id: str | None = None
    channel: Channel | None = None
    state: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str = ""
    is_open: bool = True

    @property
    def type(self) -> str:
        """`modal` or `home`."""
        return str(self.given["type"])

    @property
    def blocks(self) -> list[Json]:
        """The blocks, each with a block id."""
        blocks: list[Json] = self.given["blocks"]
        return blocks

    @property
    def callback_id(self) -> str:
        """The app's name for this view, or an empty string."""
        return str(self.given.get("callback_id", ""))

    @property
    def private_metadata(self) -> str:
        """What the app keeps in the view, or an empty string."""
        return str(self.given.get("private_metadata", ""))

    @property
    def external_id(self) -> str:
        """The id that the app chose, or an empty string."""
        return str(self.given.get("external_id", ""))


Surface = Message | View  # what shows blocks


@dataclass
class Trigger:
    """Leave to open a view: lives three seconds, works once.

    `view` is the view it was made in, if any.
    """

    person: Person
    expires: float
    channel: Channel | None = None
    view: View | None = None
    exchanged: bool = False


@dataclass
class ResponseUrl:
    """Leave to answer an interaction: five uses in thirty minutes.

    `original` is the message that the interaction took place on, if any.
    """

    person: Person
    channel: Channel
    expires: float
    original: Message | None = None
    uses: int = 0


@dataclass(frozen=True)
class Exchange:
    """One request and its answer; `sender` is `slack` or `app`."""

    at: float
    sender: str
    name: str
    request: Json
    status: int
    response: Any
    milliseconds: float
