"""The outbox's drain: delivers what waits, and tells the person what could not be."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

import aiohttp

from bot import metrics
from bot.errors import StateUnavailableError
from bot.outbox.outbox import Outbox
from bot.outbox.texts import not_posted
from bot.slack.blocks import Message, Reply, in_thread, message, section
from bot.slack.delivery import Delivery, pause, post, respond
from bot.slack.request import Workspace
from bot.slack.tasks import describe
from bot.state import outbox as rows
from bot.state.outbox import MENTIONED, OutboxMessage

log = logging.getLogger(__name__)

MOST_AT_ONCE = 10  # messages on their way to Slack
SHORTEST_WAIT = 0.05  # seconds; keeps a full set of deliveries from spinning
NOTE_SECONDS = 1.0  # between tries to write down what came of a delivery
IDLE_SECONDS = 5.0  # how often to look for what another process left behind
LONGEST_WAIT = 24 * 3600.0  # a message that waited so long is no longer worth posting


class Drain:
    """Delivers the outbox of one process; several processes may share an outbox."""

    def __init__(
        self,
        outbox: Outbox,
        session: aiohttp.ClientSession,
        workspace_by_id: Callable[[str], Workspace],
    ) -> None:
        self._outbox = outbox
        self._state = outbox.state
        self._session = session
        self._workspace_by_id = workspace_by_id
        self._stopping = False
        self._under_way: dict[asyncio.Task[None], str] = {}  # and the id of its message

    async def run(self) -> None:
        """Deliver until stopped; a fault of the database is logged and tried again."""
        while not self._stopping:
            self._outbox.woken.clear()
            wait = IDLE_SECONDS
            try:
                for row in await self._claim():
                    self._start(row)
                wait = await rows.next_due(self._state, self._outbox.clock())
            except StateUnavailableError:  # logged where it began
                pass
            except Exception as error:
                log.error("the outbox could not be drained: %s", describe(error))
            # not asyncio.wait_for: Python 3.11's loses a cancellation that meets a wake-up
            with suppress(TimeoutError):
                async with asyncio.timeout(min(max(wait, SHORTEST_WAIT), IDLE_SECONDS)):
                    await self._outbox.woken.wait()
        if self._under_way:
            await asyncio.wait(self._under_way)

    def stop(self) -> None:
        """Take no further messages; `run` ends when those under way are through."""
        self._stopping = True
        self._outbox.woken.set()

    async def _claim(self) -> list[OutboxMessage]:
        in_hand = self._under_way.values()
        return await rows.claim(
            self._state, self._outbox.clock(), MOST_AT_ONCE - len(in_hand), list(in_hand)
        )

    def _start(self, row: OutboxMessage) -> None:
        task = asyncio.create_task(self._try(row))
        self._under_way[task] = row.id
        task.add_done_callback(self._under_way.pop)

    async def _try(self, row: OutboxMessage) -> None:
        try:
            await self._deliver(row)
        except Exception as error:  # its lease runs out, and it is taken again
            log.error("a message could not be delivered: %s", describe(error))
        self._outbox.woken.set()  # there is a free place, or a next step

    async def _deliver(self, row: OutboxMessage) -> None:
        """One try for one message, and what follows from it."""
        now = self._outbox.clock()
        through_url = row.response_url if now < row.response_url_until else None
        delivery = await self._send(row, through_url)
        if delivery.outcome == "posted":
            await self._note(lambda: rows.finish(self._state, row.id, now))
            if through_url and row.afterwards:
                copy: Reply = {
                    "response_type": "ephemeral",
                    "replace_original": True,
                    **row.afterwards,
                }
                await respond(self._session, through_url, copy)
        elif through_url and (delivery.spent or _place_is_gone(row, delivery)):
            await self._note(
                lambda: rows.postpone(self._state, row.id, now, without_response_url=True)
            )
        elif _may_repeat(row, delivery, now):
            seconds = max(delivery.after, pause(row.attempts))
            await self._note(lambda: rows.postpone(self._state, row.id, now, seconds))
        else:
            log.warning("a message was not posted: %s %s", delivery.outcome, delivery.error)
            metrics.count_given_up()
            notice = None if row.private else _notice(row, delivery)
            await self._note(lambda: rows.give_up(self._state, row.id, notice, now))

    async def _note(self, write: Callable[[], Awaitable[None]]) -> None:
        """Write down what came of a delivery, however long the state cannot be written: what is
        posted and not noted would be posted again.
        """
        while True:
            try:
                return await write()
            except StateUnavailableError:
                if self._stopping or self._state.lost:
                    raise
            await asyncio.sleep(NOTE_SECONDS)

    async def _send(self, row: OutboxMessage, through_url: str | None) -> Delivery:
        if through_url:
            reply: Reply = {
                "response_type": "ephemeral" if row.private else "in_channel",
                "replace_original": False,
                **row.message,
            }
            return await respond(self._session, through_url, reply)
        # Without a response_url, a private message goes to the person's own conversation with us,
        # where there is no such thread.
        client = self._workspace_by_id(row.workspace).client
        if row.private:
            alone: Message = {"text": row.message["text"], "blocks": row.message["blocks"]}
            return await post(client, row.person, alone)
        return await post(client, row.channel, row.message)


def _may_repeat(row: OutboxMessage, delivery: Delivery, now: float) -> bool:
    if now - row.created_at > LONGEST_WAIT:
        return False
    return delivery.outcome == "later" or (row.private and delivery.outcome == "unclear")


def _place_is_gone(row: OutboxMessage, delivery: Delivery) -> bool:
    """Whether a private message can only be said in the person's own conversation with us."""
    return row.private and delivery.outcome == "refused"


def _notice(row: OutboxMessage, delivery: Delivery) -> OutboxMessage:
    """What the person is told in place of a post."""
    words = not_posted(delivery, is_mention=row.id.startswith(MENTIONED))
    return OutboxMessage(
        id=f"{row.id}-told-{row.created_at}",  # pressed again, it may have to be told again
        workspace=row.workspace,
        channel=row.channel,
        person=row.person,
        message=in_thread(message([section(words)]), row.message.get("thread_ts", "")),
        response_url=row.response_url,
        response_url_until=row.response_url_until,
        private=True,
    )
