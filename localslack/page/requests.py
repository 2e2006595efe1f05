"""What a person does in the page, carried out on the local Slack."""

from typing import Literal

import msgspec

from localslack.acknowledgement import Acknowledgement
from localslack.models import (
    Channel,
    Json,
    Message,
    NotPossibleError,
    Person,
    RefusedError,
    Surface,
    View,
)
from localslack.page.snapshot import is_read_only
from localslack.slack import LocalSlack

INVITE = "/invite"
TOO_SLOW = "operation_timeout"


Entered = str | list[str] | Json | None


class UnknownError(Exception):
    """A verb, or an id of something, that is not there."""


class _Request(msgspec.Struct, tag_field="do", rename={"person": "as"}):
    person: str


class Say(_Request, tag="say"):
    """Send what stands in the composer."""

    channel: str
    text: str
    thread_ts: str | None = None


class _OnSurface(_Request):
    action_id: str
    channel: str = ""
    ts: str = ""
    view_id: str = ""
    block_id: str | None = None


class Press(_OnSurface, tag="press"):
    """Press a button, choose an option, type into a field that tells the app.

    In a form, `values` is what all its inputs hold, by block id.
    """

    value: str | None = None
    option: Entered = None
    values: dict[str, Entered] = {}


class Suggest(_OnSurface, tag="suggest"):
    """Type into a menu whose options the app suggests."""

    value: str = ""


class Submit(_Request, tag="submit"):
    """Submit a form; `values` are by block id."""

    view_id: str
    values: dict[str, Entered]


class Close(_Request, tag="close"):
    """Close a form."""

    view_id: str


class Shortcut(_Request, tag="shortcut"):
    """Start a global shortcut."""

    callback_id: str


class MessageShortcut(_Request, tag="message_shortcut"):
    """Start a shortcut on a message."""

    channel: str
    ts: str
    callback_id: str


class Home(_Request, tag="home"):
    """Open the app at one of its tabs."""

    tab: Literal["home", "messages"] = "home"


Request = Say | Press | Suggest | Submit | Close | Shortcut | MessageShortcut | Home


class RequestHandler:
    """Does what the page asks."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack
        self._workspace = slack.workspace

    async def do(self, body: bytes) -> Json:
        """`ok`, `error` (what the person should know), `ms`, and options if asked for.

        Raises UnknownError for a verb, person, place, message or view that is not there.
        """
        try:
            request = msgspec.json.decode(body, type=Request)
            ack = await self._carry_out(self.person(request.person), request)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise UnknownError(str(error)) from None
        except RefusedError as refusal:
            raise UnknownError(refusal.error) from None
        except NotPossibleError as error:
            return {"ok": False, "error": str(error)}
        ok = not ack.problems  # where nothing had to be sent, there is no status
        answer: Json = {"ok": ok, "error": None, "ms": round(ack.seconds * 1000, 1)}
        if isinstance(request, Suggest):
            answer |= ack.json if ok else {"options": []}
        if not ok and not _is_told_elsewhere(request):
            answer["error"] = _trouble(self._workspace.app.name, ack)
        return answer

    def person(self, person_id: str) -> Person:
        """The person with this id. Raises UnknownError."""
        if person_id not in self._workspace.people:
            raise UnknownError("no such person")
        return self._workspace.people[person_id]

    async def _carry_out(self, person: Person, request: Request) -> Acknowledgement:
        slack = self._slack
        match request:
            case Say():
                return await self._say(person, request)
            case Press():
                return await self._press(person, self._surface(person, request), request)
            case Suggest():
                surface = self._surface(person, request)
                return await slack.suggest(person, surface, request.action_id, request.value)
            case Submit():
                return await slack.submit(
                    person, self._modal(person, request.view_id), request.values
                )
            case Close():
                return await slack.close(person, self._modal(person, request.view_id))
            case Shortcut():
                self._require_shortcut(request.callback_id, "global")
                return await slack.shortcut(person, request.callback_id)
            case MessageShortcut():
                self._require_shortcut(request.callback_id, "message")
                message = self._message(person, request.channel, request.ts)
                return await slack.message_shortcut(person, request.callback_id, message)
            case Home():
                return await slack.open_home(person, request.tab)

    async def _press(self, person: Person, surface: Surface, request: Press) -> Acknowledgement:
        if isinstance(surface, View) and request.values:
            self._slack.fill(person, surface, request.values)
        return await self._slack.press(
            person,
            surface,
            request.action_id,
            value=request.value,
            option=request.option,
            block_id=request.block_id,
        )

    # The composer

    async def _say(self, person: Person, request: Say) -> Acknowledgement:
        channel = self._channel(person, request.channel)
        text = request.text.strip()
        if not text:
            raise NotPossibleError("There is nothing to send.")
        if is_read_only(self._workspace, channel):
            raise NotPossibleError(f"{self._workspace.app.name} reads no direct messages.")
        if text.startswith("/"):
            return await self._command(person, channel, request, *text.split(maxsplit=1))
        thread = request.thread_ts and self._message(person, channel.id, request.thread_ts)
        thread_ts = (thread.thread_ts or thread.ts) if thread else None
        ack = await self._slack.say(person, channel, text, thread_ts)
        if (
            ack.message
            and self._slack.mark in ack.message.text
            and channel not in self._workspace.joined
        ):
            self._workspace.tell(
                person,
                channel,
                f"{self._workspace.app.name} is not in #{channel.name}, so it does not see this. "
                f"`{INVITE} @{self._workspace.app.name}` adds it.",
            )
        return ack

    async def _command(
        self, person: Person, channel: Channel, request: Say, name: str, text: str = ""
    ) -> Acknowledgement:
        app = self._workspace.app.name
        known = [command.name for command in self._workspace.app.commands]
        if name not in (*known, INVITE):
            raise NotPossibleError(f"{name} is not a command here. Try {(*known, INVITE)[0]}.")
        if request.thread_ts:
            raise NotPossibleError(f"{name} does not work in threads. Mention @{app} instead.")
        if name in known:
            return await self._slack.command(person, channel, text, name)
        if text.strip().lower() != f"@{app}".lower():
            raise NotPossibleError(f"Only {app} can be invited here: {INVITE} @{app}")
        self._workspace.invite_app(channel)
        return Acknowledgement(0)

    # What ids stand for

    def _channel(self, person: Person, channel_id: str) -> Channel:
        channel = self._workspace.channels.get(channel_id)
        if channel is None or not channel.has(person.id):
            raise UnknownError("no such channel")
        return channel

    def _message(self, person: Person, channel_id: str, ts: str) -> Message:
        channel = self._channel(person, channel_id)
        for message in self._workspace.conversation(channel, person):
            if message.ts == ts:
                return message
        raise UnknownError("no such message")

    def _modal(self, person: Person, view_id: str) -> View:
        for view in self._workspace.views.stack(person):
            if view.id == view_id:
                return view
        raise UnknownError("no such form")

    def _surface(self, person: Person, request: _OnSurface) -> Surface:
        home = self._workspace.views.home(person)
        if home and home.id == request.view_id:
            return home
        if request.view_id:
            return self._modal(person, request.view_id)
        return self._message(person, request.channel, request.ts)

    def _require_shortcut(self, callback_id: str, kind: str) -> None:
        for shortcut in self._workspace.app.shortcuts:
            if (shortcut.callback_id, shortcut.type) == (callback_id, kind):
                return
        raise UnknownError("no such shortcut")


def _is_told_elsewhere(request: Request) -> bool:
    """Slackbot tells of a command that failed, the form itself of its submission."""
    return isinstance(request, Submit) or (
        isinstance(request, Say) and request.text.strip()[:1] == "/"
    )


def _trouble(app_name: str, ack: Acknowledgement) -> str:
    if ack.error == TOO_SLOW:
        return f"{app_name} did not answer in time. Try again."
    if ack.error:
        return f"{app_name} could not do this. Try again."
    return f"Slack would not take what {app_name} answered: {ack.problems[0]}"
