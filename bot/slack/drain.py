"""The outbox's drain: delivers what waits, and tells the person what could not be."""

import asyncio
import logging
import time
from contextlib import suppress

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot import metrics
from bot.slack.blocks import message, section
from bot.slack.delivery import Delivery, pause, post, respond
from bot.slack.tasks import describe
from bot.state import outbox
from bot.state.engine import State
from bot.state.outbox import OutboxMessage

log = logging.getLogger(__name__)

MOST_AT_ONCE = 10  # messages on their way to Slack
SHORTEST_WAIT = 0.05  # seconds; keeps a full set of deliveries from spinning
IDLE_SECONDS = 5.0  # how often to look for what another process left behind
LONGEST_WAIT = 24 * 3600.0  # a message that waited so long is no longer worth posting

INVITE = (
    "Your answer was not posted: RoleFit is not in that channel. Type `/invite @RoleFit` there, "
    "then press *Share* again."
)
ARCHIVED = "Your answer was not posted: that channel is archived. Ask again in another channel."
UNCLEAR = (
    "Slack did not confirm that your answer was posted. Look into the channel: if it is not "
    "there, press *Share* again."
)
REFUSED = (
    "Your answer was not posted: Slack refused it ({error}). Nothing is lost: ask again and "
    "press *Share*. If it happens again, show this to whoever runs RoleFit."
)
_NOT_A_MEMBER = frozenset({"not_in_channel", "channel_not_found", "no_permission"})


class Drain:
    """Delivers the outbox of one process; several processes may share an outbox."""

    def __init__(
        self, state: State, session: aiohttp.ClientSession, client: AsyncWebClient
    ) -> None:
        self._state = state
        self._session = session
        self._client = client
        self._woken = asyncio.Event()
        self._stopping = False
        self._under_way: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """A message was added: look at once."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver until stopped; a fault of the database is logged and tried again."""
        while not self._stopping:
            self._woken.clear()
            wait = IDLE_SECONDS
            try:
                for row in await outbox.claim(self._state, time.time(), self._free_places()):
                    self._start(row)
                wait = await outbox.next_due(self._state, time.time())
            except Exception as error:
                log.error("the outbox could not be drained: %s", describe(error))
            # not asyncio.wait_for: Python 3.11's loses a cancellation that meets a wake-up
            with suppress(TimeoutError):
                async with asyncio.timeout(min(max(wait, SHORTEST_WAIT), IDLE_SECONDS)):
                    await self._woken.wait()
        if self._under_way:
            await asyncio.wait(self._under_way)

    def stop(self) -> None:
        """Take no further messages; `run` ends when those under way are through."""
        self._stopping = True
        self.wake()

    def _free_places(self) -> int:
        return MOST_AT_ONCE - len(self._under_way)

    def _start(self, row: OutboxMessage) -> None:
        task = asyncio.create_task(self._try(row))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _try(self, row: OutboxMessage) -> None:
        try:
            await self._deliver(row)
        except Exception as error:  # its lease runs out, and it is taken again
            log.error("a message could not be delivered: %s", describe(error))
        self.wake()  # there is a free place, or a next step

    async def _deliver(self, row: OutboxMessage) -> None:
        """One try for one message, and what follows from it."""
        now = time.time()
        through_url = row.response_url if now < row.response_url_until else None
        delivery = await self._send(row, through_url)
        if delivery.outcome == "posted":
            await outbox.finish(self._state, row.id, now)
            if through_url and row.afterwards:
                payload = {"replace_original": True, **row.afterwards}
                await respond(self._session, through_url, payload)
        elif through_url and (delivery.spent or _place_is_gone(row, delivery)):
            await outbox.postpone(self._state, row.id, now, without_response_url=True)
        elif _may_repeat(row, delivery, now):
            seconds = max(delivery.after, pause(row.attempts))
            await outbox.postpone(self._state, row.id, now + seconds)
        else:
            log.warning("a message was not posted: %s %s", delivery.outcome, delivery.error)
            metrics.count_given_up()
            notice = None if row.private else _notice(row, delivery)
            await outbox.give_up(self._state, row.id, notice, now)

    async def _send(self, row: OutboxMessage, through_url: str | None) -> Delivery:
        if through_url:
            kind = "ephemeral" if row.private else "in_channel"
            payload = {"response_type": kind, "replace_original": False, **row.message}
            return await respond(self._session, through_url, payload)
        # Without a response_url, a private message goes to the person's own conversation with us.
        return await post(self._client, row.person if row.private else row.channel, row.message)


def _may_repeat(row: OutboxMessage, delivery: Delivery, now: float) -> bool:
    if now - row.created_at > LONGEST_WAIT:
        return False
    return delivery.outcome == "later" or (row.private and delivery.outcome == "unclear")


def _place_is_gone(row: OutboxMessage, delivery: Delivery) -> bool:
    """Whether a private message can only be said in the person's own conversation with us."""
    return row.private and delivery.outcome == "refused"


def _notice(row: OutboxMessage, delivery: Delivery) -> OutboxMessage:
    """What the person is told in place of a post."""
    if delivery.outcome == "unclear":
        words = UNCLEAR
    elif delivery.error in _NOT_A_MEMBER:
        words = INVITE
    elif delivery.error == "is_archived":
        words = ARCHIVED
    else:
        words = REFUSED.format(error=delivery.error)
    if "thread_ts" in row.message:
        words = words.replace("press *Share* again", "mention RoleFit again")
    return OutboxMessage(
        id=f"{row.id}-told-{row.created_at}",  # pressed again, it may have to be told again
        workspace=row.workspace,
        channel=row.channel,
        person=row.person,
        message=message([section(words)]),
        response_url=row.response_url,
        response_url_until=row.response_url_until,
        private=True,
    )
