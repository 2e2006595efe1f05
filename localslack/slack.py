"""The local Slack at work: runs the Web API and delivers to the app what people do.

Everything reaches the app as from Slack: by signed HTTP to its request URL, or through a socket.
"""

import json
import re
import time
from collections import deque
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Literal, Self
from urllib.parse import urlencode

from aiohttp import web

from localslack import interactions, payloads
from localslack.acknowledgement import (
    Acknowledgement,
    settle_command,
    settle_options,
    settle_submission,
)
from localslack.limits import ACKNOWLEDGE_SECONDS
from localslack.manifest import APP_HOME_OPENED, APP_MENTION, read_manifest
from localslack.models import (
    Channel,
    Exchange,
    Json,
    Message,
    NotPossibleError,
    Person,
    Surface,
    View,
)
from localslack.socket_mode import SocketMode
from localslack.transport import FORM, JSON, Transport
from localslack.web_api import build_web_api
from localslack.workspace import Workspace

HOST = "127.0.0.1"


class LocalSlack:
    """A Slack of one workspace on this machine; an async context manager.

    `manifest` is the app's; `people` are in all `channels`, the app in those that it has
    `joined`. `workspace` is its state, `api_url` the base of its Web API. Set `app_url` to the
    app's request URL before delivering; with an `app_token` the app may connect by socket
    instead, and without an `app_url` everything goes there. With `strict`, leaving the context
    raises AssertionError if the app did anything that only a mistake explains; `take_problems`
    reads and forgets those.
    """

    def __init__(
        self,
        manifest: Json,
        people: Iterable[Person],
        channels: Iterable[Channel],
        joined: Iterable[Channel] = (),
        *,
        signing_secret: str,
        bot_token: str,
        app_token: str = "",
        port: int = 0,
        clock: Callable[[], float] = time.time,
        strict: bool = True,
        acknowledge_seconds: float | None = None,
    ) -> None:
        self.workspace = Workspace(read_manifest(manifest), people, channels, joined, clock)
        self.acknowledge_seconds = acknowledge_seconds or ACKNOWLEDGE_SECONDS
        self.sockets = SocketMode(self.workspace, self.acknowledge_seconds)
        reachable = self.sockets if app_token else None
        self._transport = Transport(
            self.workspace, signing_secret, self.acknowledge_seconds, reachable
        )
        self._tokens = bot_token, app_token
        self._port = port
        self._strict = strict
        self._numbers = 0

    async def __aenter__(self) -> Self:
        """Start the Web API."""
        app = build_web_api(self.workspace, *self._tokens, self.sockets)
        # Requests that a test lets hang must not hold up the end.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        self._port = self._runner.addresses[0][1]
        self._transport.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop; in strict mode raise AssertionError if problems are left."""
        await self._transport.close()
        await self._runner.cleanup()
        problems = self.take_problems()
        if self._strict and problems and error is None:
            raise AssertionError("Slack would not have it:\n" + "\n".join(problems))

    @property
    def app_url(self) -> str:
        """The app's request URL."""
        return self._transport.app_url

    @app_url.setter
    def app_url(self, url: str) -> None:
        self._transport.app_url = url

    @property
    def url(self) -> str:
        """Where this Slack listens, without a slash at the end."""
        return f"http://{HOST}:{self._port}"

    @property
    def api_url(self) -> str:
        """The base of the Web API, with a slash at the end as slack_sdk wants it."""
        return f"{self.url}/api/"

    @property
    def traffic(self) -> deque[Exchange]:
        """The latest requests and answers, in both directions."""
        return self.workspace.traffic

    def take_problems(self) -> list[str]:
        """What the app did wrong until now, which is then forgotten."""
        problems = list(self.workspace.problems)
        self.workspace.problems.clear()
        return problems

    # Commands, interactions, events

    async def command(
        self,
        person: Person,
        channel: Channel,
        text: str = "",
        command: str = "",
        *,
        escaped: bool = False,
    ) -> Acknowledgement:
        """Send a slash command, the app's first where none is named; the answer becomes a message.

        With `escaped`, `text` goes out as it is, as no client of Slack's would send it.
        """
        self._require_member(person, channel)
        command = command or self.workspace.app.command
        if not command:
            raise NotPossibleError("the app has no slash command")
        fields = payloads.command(
            self.workspace,
            person,
            channel,
            command,
            text if escaped else payloads.escape(text.strip()),
            self._response_url(person, channel),
        )
        body = urlencode(fields).encode()
        ack = await self._transport.deliver(f"{command} {text}".strip(), body, FORM, fields)
        settle_command(self.workspace, person, channel, command, ack)
        return self._finish(ack)

    async def press(
        self,
        person: Person,
        surface: Surface,
        action_id: str,
        *,
        value: interactions.Given = None,
        option: interactions.Given = None,
        block_id: str | None = None,
    ) -> Acknowledgement:
        """Press a button or choose an option, in a message or a view.

        `value` tells buttons apart or is the text typed, `option` is the chosen option's value,
        a list of those, or a conversation's id. Raises NotPossibleError if there is none.
        """
        self._require_visible(person, surface)
        block, element = interactions.find_element(
            surface.blocks, action_id, value=value, option=option, block_id=block_id
        )
        action = interactions.press(block, element, value, option, f"{self.workspace.clock():.6f}")
        interactions.keep_state(surface, action)
        payload = payloads.on_surface(self.workspace, "block_actions", person, surface) | {
            "actions": [action]
        }
        if isinstance(surface, Message):
            payload["response_url"] = self._response_url(person, surface.channel, surface)
        return self._finish(await self._interact(f"press {action_id}", payload))

    def fill(self, person: Person, view: View, values: dict[str, interactions.Given]) -> None:
        """Enter values into a view without submitting, each under its action id or block id."""
        self._require_visible(person, view)
        interactions.fill(view, values)

    async def submit(
        self, person: Person, view: View, values: dict[str, interactions.Given] | None = None
    ) -> Acknowledgement:
        """Enter values and submit a modal; the answer closes, updates or pushes a view.

        Raises NotPossibleError while a required input is empty.
        """
        self.fill(person, view, values or {})
        if view.type != "modal" or "submit" not in view.given:
            raise NotPossibleError("this view has no submit button")
        interactions.require_complete(view)
        payload = payloads.on_surface(self.workspace, "view_submission", person, view)
        payload.pop("container")
        payload["response_urls"] = self._response_urls(person, view)
        ack = await self._interact(f"submit {view.callback_id}", payload)
        if view.is_open:
            settle_submission(self.workspace, view, ack)
        return self._finish(ack)

    async def close(
        self, person: Person, view: View, *, all_views: bool = False
    ) -> Acknowledgement:
        """Close a modal, or the whole stack; the app hears of it if it set `notify_on_close`."""
        self._require_visible(person, view)
        payload = payloads.on_surface(self.workspace, "view_closed", person, view) | {
            "is_cleared": all_views
        }
        payload.pop("container")
        payload.pop("trigger_id")
        # A closed view's entered values never reach the app.
        payload["view"] = payload["view"] | {"state": {"values": {}}}
        if all_views:
            self.workspace.views.close_all(person)
        else:
            self.workspace.views.close(view)
        if not view.given.get("notify_on_close"):
            return Acknowledgement(0)
        return self._finish(await self._interact(f"close {view.callback_id}", payload))

    async def suggest(
        self, person: Person, surface: Surface, action_id: str, typed: str
    ) -> Acknowledgement:
        """Type into an external_select; the answer's `json` holds the options."""
        self._require_visible(person, surface)
        block, element = interactions.find_element(surface.blocks, action_id)
        if element["type"] != "external_select":
            raise NotPossibleError(f"{action_id} suggests nothing")
        if len(typed) < element.get("min_query_length", 3):
            raise NotPossibleError(f"{action_id}: Slack asks only after more characters")
        payload = payloads.on_surface(self.workspace, "block_suggestion", person, surface)
        payload.pop("trigger_id")
        payload |= {"action_id": action_id, "block_id": block["block_id"], "value": typed}
        ack = await self._interact(f"suggest {action_id}", payload)
        settle_options(ack)
        return self._finish(ack)

    async def shortcut(self, person: Person, callback_id: str) -> Acknowledgement:
        """Start a global shortcut."""
        payload = payloads.interaction(self.workspace, "shortcut", person) | {
            "callback_id": callback_id,
            "action_ts": f"{self.workspace.clock():.6f}",
            "trigger_id": self.workspace.trigger_id(person),
        }
        return self._finish(await self._interact(f"shortcut {callback_id}", payload))

    async def message_shortcut(
        self, person: Person, callback_id: str, message: Message
    ) -> Acknowledgement:
        """Start a shortcut on a message. Raises NotPossibleError on ephemeral ones."""
        self._require_visible(person, message)
        if message.is_ephemeral:
            raise NotPossibleError("ephemeral messages have no shortcuts")
        channel = message.channel
        payload = payloads.interaction(self.workspace, "message_action", person) | {
            "callback_id": callback_id,
            "action_ts": f"{self.workspace.clock():.6f}",
            "trigger_id": self.workspace.trigger_id(person, channel),
            "response_url": self._response_url(person, channel),
            "message_ts": message.ts,
            "channel": {"id": channel.id, "name": channel.name},
            "message": payloads.message(self.workspace, message),
        }
        return self._finish(await self._interact(f"shortcut {callback_id}", payload))

    @property
    def mark(self) -> str:
        """The mention of the app, as it stands in a message's text."""
        return f"<@{self.workspace.app.user_id}>"

    async def mention(
        self, person: Person, channel: Channel, text: str, thread_ts: str | None = None
    ) -> Acknowledgement:
        """Post a message that begins with a mention of the app, as `say` does."""
        return await self.say(person, channel, f"@{self.workspace.app.name} {text}", thread_ts)

    async def say(
        self, person: Person, channel: Channel, text: str, thread_ts: str | None = None
    ) -> Acknowledgement:
        """Post a message; the app hears of it if it is mentioned (`@Name`) and a member.

        The answer's `message` is the one that the person posted.
        """
        self._require_member(person, channel)
        called = re.compile(rf"(?<!\w)@{re.escape(self.workspace.app.name)}\b", re.IGNORECASE)
        said = called.sub(self.mark, payloads.escape(text)).strip()
        message = self.workspace.post(channel, said, author=person.id, thread_ts=thread_ts)
        hears = APP_MENTION in self.workspace.app.events and channel in self.workspace.joined
        if self.mark not in said or channel.is_im or not hears:
            return Acknowledgement(0, message=message)
        happened = payloads.message(self.workspace, message) | {
            "type": "app_mention",
            "channel": channel.id,
            "event_ts": message.ts,
        }
        ack = await self.event(happened)
        ack.message = message
        return ack

    async def open_home(
        self, person: Person, tab: Literal["home", "messages"] = "home"
    ) -> Acknowledgement:
        """Open the app at one of its tabs; the app hears of it if it is subscribed."""
        if APP_HOME_OPENED not in self.workspace.app.events:
            return Acknowledgement(0)
        happened: Json = {
            "type": "app_home_opened",
            "user": person.id,
            "channel": self.workspace.direct_messages(person).id,
            "tab": tab,
            "event_ts": f"{self.workspace.clock():.6f}",
        }
        home = self.workspace.views.home(person)
        if home and tab == "home":
            happened["view"] = payloads.view(self.workspace, home)
        return await self.event(happened)

    async def event(self, happened: Json) -> Acknowledgement:
        """Deliver an event once; the answer's `request` is what `deliver_again` takes."""
        self._numbers += 1
        return await self._send_event(payloads.event(self.workspace, happened, self._numbers), {})

    async def deliver_again(
        self, event: Json, number: int = 1, reason: str = "http_timeout"
    ) -> Acknowledgement:
        """Deliver an event again, as Slack does at once, after a minute and after five."""
        headers = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        return await self._send_event(event, headers)

    async def _send_event(self, event: Json, headers: dict[str, str]) -> Acknowledgement:
        body = json.dumps(event).encode()
        name = f"event {event['event']['type']}"
        return self._finish(await self._transport.deliver(name, body, JSON, event, headers))

    # Requests

    def sign(self, body: bytes, timestamp: int | None = None) -> dict[str, str]:
        """The two headers that prove that a body is from Slack."""
        return self._transport.sign(body, timestamp)

    async def send_raw(self, body: bytes, headers: dict[str, str]) -> Acknowledgement:
        """Send any bytes with any headers; nothing is done with the answer."""
        request = {"body": body.decode(errors="replace")}
        return await self._transport.send("raw", body, headers, request)

    async def _interact(self, name: str, payload: Json) -> Acknowledgement:
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return await self._transport.deliver(name, body, FORM, payload)

    def _finish(self, ack: Acknowledgement) -> Acknowledgement:
        self.workspace.complain(ack.problems)
        return ack

    # What payloads need

    def _response_url(
        self, person: Person, channel: Channel, original: Message | None = None
    ) -> str:
        return f"{self.url}/response/{self.workspace.response_token(person, channel, original)}"

    def _response_urls(self, person: Person, view: View) -> list[Json]:
        urls = []
        for ids, conversation in interactions.chosen_conversations(view):
            channel = self.workspace.channel(conversation)
            url = self._response_url(person, channel)
            urls.append({**ids, "channel_id": channel.id, "response_url": url})
        return urls

    def _require_member(self, person: Person, channel: Channel) -> None:
        if not channel.has(person.id):
            raise NotPossibleError(f"{person.name} is not in {channel.name}")

    def _require_visible(self, person: Person, surface: Surface) -> None:
        if not self.workspace.sees(person, surface):
            raise NotPossibleError(f"{person.name} does not see this now")
