"""Replies to presses on messages, through the response_url that each press brings."""

import asyncio

import aiohttp

from bot.slack.blocks import Message, Reply, in_thread
from bot.slack.delivery import pause, respond
from bot.slack.limits import LIVE_SECONDS
from bot.slack.payloads import BlockActions, message_key, own_response_url
from bot.slack.presses import Presses
from bot.slack.tasks import Tasks

MOST_TRIES = 4  # to show what a press asked for


class Replies:
    """Sends replies, of several presses on one message only the newest one's."""

    def __init__(self, session: aiohttp.ClientSession, tasks: Tasks) -> None:
        self._session = session
        self._tasks = tasks
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
            if delivery.outcome in {"later", "unclear"} and tries < MOST_TRIES:
                self._tasks.start(again(max(delivery.after, pause(tries))))

        async def again(seconds: float) -> None:
            await asyncio.sleep(seconds)
            await self._send(press, reply, tries + 1)

        await self._presses.run(message_key(press), press.action.action_ts, send)
