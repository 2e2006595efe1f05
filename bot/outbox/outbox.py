"""The outbox of a process: whoever has something that must reach Slack adds it here."""

import asyncio
from dataclasses import replace

from bot.slack.limits import RESPONSE_URL_SECONDS
from bot.state import outbox as rows
from bot.state.engine import State
from bot.state.outbox import OutboxMessage

MARGIN_SECONDS = 2.0  # by which we stop using a response_url before Slack does


class Outbox:
    """Commits messages and wakes the drain."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.woken = asyncio.Event()

    async def add(self, message: OutboxMessage) -> bool:
        """Commit a message; False if this press is here already, or was posted."""
        added = await rows.add(self.state, self._dated(message), self.state.time())
        self.woken.set()
        return added

    async def add_answer(self, answered: str, message: OutboxMessage) -> bool:
        """Claim what is answered, by a name of it, and commit the message that answers it; False if
        it was claimed before.
        """
        added = await rows.add_answer(self.state, answered, self._dated(message), self.state.time())
        self.woken.set()
        return added

    def _dated(self, message: OutboxMessage) -> OutboxMessage:
        """With the time until which its response_url serves: Slack has just handed it out."""
        until = self.state.time() + RESPONSE_URL_SECONDS - MARGIN_SECONDS
        return replace(message, response_url_until=until) if message.response_url else message
