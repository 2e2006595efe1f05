"""Replies to presses on messages, through the response_url that each press brings."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp

from bot.slack.blocks import Message, Reply, context, in_thread, message, read_aloud, section
from bot.slack.delivery import pause, respond
from bot.slack.limits import LIVE_SECONDS
from bot.slack.payloads import BlockActions, message_key, own_response_url
from bot.slack.presses import Presses
from bot.slack.tasks import Tasks
from bot.state.outbox import OutboxMessage

MOST_TRIES = 4  # to show what a press asked for where it was pressed
LONGEST_WAIT = 10.0  # seconds, for a try where it was pressed

ELSEWHERE = "Slack did not show this where you pressed."


class Replies:
    """Sends replies, of several presses on one message only the newest one's. What cannot be
    shown there goes, by way of the outbox (`add`), to the person's own conversation with us.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        tasks: Tasks,
        add: Callable[[OutboxMessage], Awaitable[bool]],
    ) -> None:
        self._session = session
        self._tasks = tasks
        self._add = add
        self._presses = Presses()

    async def replace(self, press: BlockActions, message: Message) -> None:
        """Show a message in place of the pressed one."""
        shown = in_thread(message, press.thread_ts)
        await self._send(press, {"response_type": "ephemeral", "replace_original": True, **shown})

    async def tell(self, press: BlockActions, message: Message) -> None:
        """Show a message below the pressed one, to the person alone."""
        shown = in_thread(message, press.thread_ts)
        await self._send(press, {"response_type": "ephemeral", "replace_original": False, **shown})

    def tell_later(self, press: BlockActions, message: Message) -> None:
        """The same, after the acknowledgement."""
        self._tasks.start(self.tell(press, message))

    async def _send(self, press: BlockActions, reply: Reply, tries: int = 1) -> None:
        """If Slack does not take it now, go on trying after the acknowledgement."""
        url = own_response_url(press)

        async def send() -> None:
            delivery = await respond(self._session, url, reply, LIVE_SECONDS)
            seconds = max(delivery.after, pause(tries))
            if delivery.done:
                return
            if delivery.outcome == "refused" or tries == MOST_TRIES or seconds > LONGEST_WAIT:
                await self._add(_elsewhere(press, reply))
            else:
                self._tasks.start(again(seconds))

        async def again(seconds: float) -> None:
            await asyncio.sleep(seconds)
            await self._send(press, reply, tries + 1)

        await self._presses.run(message_key(press), press.action.action_ts, send)


def _elsewhere(press: BlockActions, reply: Reply) -> OutboxMessage:
    """What a reply says, without its blocks: they may be what Slack refused, and their controls
    mean the place where they were to be.
    """
    said = read_aloud(block for block in reply["blocks"] if block["type"] != "actions")
    return OutboxMessage(
        id=f"notice:{press.workspace_id}:{press.trigger_id}",
        workspace=press.workspace_id,
        channel=press.person,
        person=press.person,
        message=message([context(ELSEWHERE), section(said)]),
        response_url=None,
        private=True,
    )
