"""The outbox's drain: delivers what waits, and tells the person what could not be."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

import aiohttp

from bot import metrics
from bot.errors import StateUnavailableError
from bot.outbox.outbox import Outbox
from bot.outbox.texts import holds_anyhow, not_posted
from bot.slack.blocks import (
    Message,
    Reply,
    in_thread,
    message,
    section,
    without_feedback_buttons,
)
from bot.slack.delivery import Delivery, pause, respond
from bot.slack.refusals import is_about_blocks
from bot.slack.request import Workspace
from bot.slack.tasks import describe
from bot.state import outbox as rows
from bot.state.outbox import MENTIONED, OutboxMessage, StoredMessage

log = logging.getLogger(__name__)

MOST_AT_ONCE = 4  # messages on their way to Slack, each of which a kill may let go twice
SHORTEST_WAIT = 0.05  # seconds; keeps a full set of deliveries from spinning
NOTE_SECONDS = 1.0  # between tries to write down what came of a delivery
IDLE_SECONDS = 5.0  # how often to look for what another process left behind
MOST_UNCLEAR = 5  # tries of a private message, each of which may have arrived
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
                wait = await rows.next_due(self._state, self._state.time(), self._in_hand())
            except StateUnavailableError:  # logged where it began
                await self._let_others_note()
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

    async def _let_others_note(self) -> None:
        """Wait until the state can be used, and then for those who have posted something and could
        not note it: meanwhile their leases may have run out.
        """
        while not self._stopping:
            with suppress(StateUnavailableError):
                await rows.next_due(self._state, self._state.time())
                return await asyncio.sleep(2 * NOTE_SECONDS)
            await asyncio.sleep(NOTE_SECONDS)

    async def _claim(self) -> list[OutboxMessage]:
        in_hand = self._in_hand()
        return await rows.claim(
            self._state, self._state.time(), MOST_AT_ONCE - len(in_hand), in_hand
        )

    def _in_hand(self) -> list[str]:
        return list(self._under_way.values())

    def _start(self, row: OutboxMessage) -> None:
        task = asyncio.create_task(self._try(row))
        self._under_way[task] = row.id
        task.add_done_callback(self._under_way.pop)

    async def _try(self, row: OutboxMessage) -> None:
        try:
            await self._deliver(row)
        except Exception as error:  # we stop; once its lease has run out, it is taken again
            log.error("what came of a message could not be noted: %s", describe(error))
        self._outbox.woken.set()  # there is a free place, or a next step

    async def _deliver(self, row: OutboxMessage) -> None:
        """One try for one message, and what follows from it."""
        now = self._state.time()
        url = row.response_url if now < row.response_url_until else None
        through_url = await self._send_through(url, row) if url else None
        if through_url and through_url.spent:
            row = replace(row, response_url=None)
        if through_url and _is_final(row, through_url):
            delivery = through_url
        else:
            delivery = await self._post(row)
        if delivery.done:
            await self._note(lambda: rows.finish(self._state, row.id, now))
            if url and delivery is through_url and row.afterwards:
                await self._send_copy(url, row.afterwards)
        elif _may_repeat(row, delivery, now):
            seconds = max(delivery.after, pause(row.attempts))
            spent = row.response_url is None
            await self._note(
                lambda: rows.postpone(self._state, row.id, now, seconds, without_response_url=spent)
            )
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
            except Exception as error:
                if self._stopping or self._state.lost:
                    raise
                if not isinstance(error, StateUnavailableError):  # that is logged where it began
                    log.error("what came of a message is not noted yet: %s", describe(error))
            await asyncio.sleep(NOTE_SECONDS)

    async def _send_through(self, url: str, row: OutboxMessage) -> Delivery:
        reply: Reply = {
            "response_type": "ephemeral" if row.private else "in_channel",
            "replace_original": False,
            **row.message,
        }
        return await respond(self._session, url, reply)

    async def _post(self, row: OutboxMessage) -> Delivery:
        """A private message goes to the person's own conversation with us, where there is no such
        thread. One whose blocks Slack refuses is surely not posted: it goes once more with plain
        buttons.
        """
        client = self._workspace_by_id(row.workspace).client
        if row.private:
            alone: Message = {"text": row.message["text"], "blocks": row.message["blocks"]}
            return await client.post(row.person, alone)
        delivery = await client.post(row.channel, row.message)
        blocks = row.message["blocks"]
        plain = without_feedback_buttons(blocks)
        if _may_go_otherwise(delivery) and is_about_blocks(delivery.error) and plain != blocks:
            return await client.post(row.channel, {**row.message, "blocks": plain})
        return delivery

    async def _send_copy(self, url: str, afterwards: StoredMessage) -> None:
        """What takes the place of the person's own copy."""
        text, blocks = afterwards["text"], afterwards["blocks"]
        copy: Reply = {"replace_original": True, "text": text, "blocks": blocks}
        if thread := afterwards.get("thread_ts"):
            copy["thread_ts"] = thread
        await respond(self._session, url, copy)


def _is_final(row: OutboxMessage, delivery: Delivery) -> bool:
    """Whether a message is not to go another way, too, after it went through its response_url:
    done, perhaps done, to be tried again there, or refused for a reason that holds for each way.
    """
    if row.private:
        return delivery.done or (delivery.outcome == "later" and not delivery.unreachable)
    return not (delivery.unreachable or _may_go_otherwise(delivery))


def _may_go_otherwise(delivery: Delivery) -> bool:
    """Whether Slack refused for a reason that may not hold for another way, or without a block."""
    return delivery.outcome == "refused" and not holds_anyhow(delivery)


def _may_repeat(row: OutboxMessage, delivery: Delivery, now: float) -> bool:
    if delivery.outcome == "unclear":
        return row.private and row.attempts < MOST_UNCLEAR
    return delivery.outcome == "later" and now - row.created_at <= LONGEST_WAIT


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
