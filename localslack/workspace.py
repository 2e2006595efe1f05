"""The state of the local Slack, in memory: people, places, messages, what may still be used.

Knows no HTTP. Whatever changes wakes those who wait in `Workspace.changed`.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import TypeVar

from localslack.block_kit.interactive import initial_state, with_ids
from localslack.faults import Faults
from localslack.limits import RESPONSE_URL_SECONDS, RESPONSE_URL_USES, TRIGGER_SECONDS
from localslack.manifest import App
from localslack.models import (
    APP,
    SLACKBOT,
    Channel,
    Exchange,
    Json,
    Message,
    Person,
    RefusedError,
    ResponseUrl,
    Surface,
    Trigger,
    View,
)
from localslack.views import Views

TEAM_ID = "T0LOCAL"
TRAFFIC_KEPT = 1_000

Found = TypeVar("Found")


class Workspace:
    """One workspace with one app, people, and channels that all of them are in.

    The app is a member of the channels `joined` and of everybody's direct messages. `clock`
    gives the time in seconds; a test may hand in its own to let triggers and response URLs expire.
    """

    def __init__(
        self,
        app: App,
        people: Iterable[Person],
        channels: Iterable[Channel],
        joined: Iterable[Channel] = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.clock = clock
        self.team_id = TEAM_ID
        self.team_domain = "local-slack"
        self.app = app
        self.scopes = list(app.scopes)  # granted; an administrator may grant others than asked for
        self.people: dict[str, Person] = {}
        self.channels = {channel.id: channel for channel in channels}
        self.joined = {*joined}
        self.archived: set[Channel] = set()
        self.messages: list[Message] = []
        self.views = Views(clock, self.wake)
        self.faults = Faults()
        self.traffic: deque[Exchange] = deque(maxlen=TRAFFIC_KEPT)
        self.problems: list[str] = []
        self._triggers: dict[str, Trigger] = {}
        self._response_urls: dict[str, ResponseUrl] = {}
        self._waiting: list[asyncio.Future[None]] = []
        self._issued = 0
        self._last_ts = 0
        self.revision = 0  # grows with every change
        for person in people:
            self.welcome(person)

    # Waiting

    async def changed(self, predicate: Callable[[], Found], seconds: float = 30.0) -> Found:
        """Wait until `predicate()` is true and return what it returned.

        It is asked at once and after every change. Raises TimeoutError after `seconds`, of real
        time whatever the clock says.
        """
        async with asyncio.timeout(seconds):
            while not (found := predicate()):
                waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                self._waiting.append(waiter)
                await waiter
        return found

    def wake(self) -> None:
        """Count a change, and let those who wait in `changed` look again."""
        self.revision += 1
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)

    def record(self, exchange: Exchange) -> None:
        """Keep a request and its answer."""
        self.traffic.append(exchange)
        self.wake()

    def complain(self, problems: list[str]) -> None:
        """Keep what the app did wrong, for a strict test to fail on."""
        self.problems.extend(problems)
        self.wake()

    # People and channels

    def direct_messages(self, person: Person) -> Channel:
        """The conversation between this person and the app."""
        return self.channels[_direct(person.id)]

    def channel(self, channel_id: str) -> Channel:
        """A channel by its id or by a person's id. Refuses with `channel_not_found`."""
        if channel_id in self.people:
            return self.direct_messages(self.people[channel_id])
        if channel_id not in self.channels:
            raise RefusedError("channel_not_found")
        return self.channels[channel_id]

    def welcome(self, person: Person) -> None:
        """Let somebody join the workspace; they are in every channel."""
        self.people[person.id] = person
        direct = Channel(_direct(person.id), "directmessage", person.id)
        self.channels[direct.id] = direct
        self.joined.add(direct)
        self.wake()

    def create_channel(self, channel: Channel) -> None:
        """Add a channel; the app is no member of it."""
        self.channels[channel.id] = channel
        self.wake()

    def invite_app(self, channel: Channel) -> None:
        """Make the app a member of a channel."""
        self.joined.add(channel)
        self.wake()

    # Messages

    def post(
        self,
        channel: Channel,
        text: str = "",
        blocks: list[Json] | None = None,
        *,
        author: str = APP,
        visible_to: str | None = None,
        thread_ts: str | None = None,
    ) -> Message:
        """Add a message; blocks and elements without an id get one, as in Slack."""
        blocks = with_ids(blocks or [])
        message = Message(self._next_ts(), channel, author, text, blocks, visible_to, thread_ts)
        message.state = initial_state(blocks, {})
        self.messages.append(message)
        self.wake()
        return message

    def tell(self, person: Person, channel: Channel, text: str) -> Message:
        """Let Slackbot tell one person something."""
        return self.post(channel, text, author=SLACKBOT, visible_to=person.id)

    def update(self, message: Message, text: str, blocks: list[Json]) -> None:
        """Replace what a message says. Its visibility never changes."""
        message.text, message.blocks = text, with_ids(blocks)
        message.state = initial_state(message.blocks, {})
        message.edits += 1
        self.wake()

    def delete(self, message: Message) -> None:
        """Take a message away."""
        message.deleted = True
        self.wake()

    def find_message(self, channel: Channel, ts: str) -> Message:
        """A public message. Refuses with `message_not_found`, for ephemeral ones too."""
        for message in self.messages:
            if (message.channel, message.ts) == (channel, ts) and not message.deleted:
                if not message.is_ephemeral:
                    return message
                break
        raise RefusedError("message_not_found")

    def conversation(self, channel: Channel, person: Person) -> list[Message]:
        """The messages of a channel that this person sees, oldest first."""
        if not channel.has(person.id):
            return []
        return [
            message
            for message in self.messages
            if message.channel == channel
            and not message.deleted
            and message.visible_to in (None, person.id)
        ]

    def sees(self, person: Person, surface: Surface) -> bool:
        """Whether a person sees a message, or has a view in front of them."""
        if isinstance(surface, Message):
            return surface in self.conversation(surface.channel, person)
        return surface in (self.views.top(person), self.views.home(person))

    # Leave to open views and to answer

    def trigger_id(
        self, person: Person, channel: Channel | None = None, view: View | None = None
    ) -> str:
        """Issue leave to open a view: https://docs.slack.dev/interactivity/handling-user-interaction."""
        trigger_id = f"{self._next_number()}.{self.team_id}.{person.id}".lower()
        expires = self.clock() + TRIGGER_SECONDS
        self._triggers[trigger_id] = Trigger(person, expires, channel, view)
        return trigger_id

    def check_trigger(self, trigger_id: str) -> Trigger:
        """A live trigger without using it.

        Refuses with `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`.
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise RefusedError("invalid_trigger_id")
        if trigger.exchanged:
            raise RefusedError("exchanged_trigger_id")
        if self.clock() > trigger.expires:
            raise RefusedError("expired_trigger_id")
        return trigger

    def response_token(
        self, person: Person, channel: Channel, original: Message | None = None
    ) -> str:
        """Issue leave to answer an interaction, the last part of a response URL."""
        token = f"r{self._next_number()}"
        expires = self.clock() + RESPONSE_URL_SECONDS
        self._response_urls[token] = ResponseUrl(person, channel, expires, original)
        return token

    def check_response_url(self, token: str) -> ResponseUrl:
        """What a token stands for, without counting a use.

        Refuses with `expired_url` or `used_url`, status 404; unknown tokens are `expired_url` too.
        """
        url = self._response_urls.get(token)
        if url is None or self.clock() > url.expires:
            raise RefusedError("expired_url", status=404)
        if url.uses >= RESPONSE_URL_USES:
            raise RefusedError("used_url", status=404)
        return url

    def _next_number(self) -> int:
        self._issued += 1
        return self._issued

    def _next_ts(self) -> str:
        # Slack's timestamps identify messages, so no two may be equal.
        self._last_ts = max(int(self.clock() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"


def _direct(person_id: str) -> str:
    """The id of somebody's direct messages with the app."""
    return f"D{person_id[1:]}"
