"""What a person sends: the command, and presses on answers. Bolt hands them over verified."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot import metrics
from bot.ask.answers import (
    Answer,
    after_sharing,
    answer_text,
    private_message,
    shared_message,
    with_others,
)
from bot.ask.answers import answer as answer_to
from bot.ask.grammar import parse
from bot.ask.help import build_deleted
from bot.ask.lookup import build_looked_up
from bot.ask.requests import Form
from bot.outbox.outbox import Outbox
from bot.outbox.sharing import read_pressed_share
from bot.outbox.texts import CHANGED, SHARED_ALREADY
from bot.slack import ids
from bot.slack.blocks import Message, context, message, unescape
from bot.slack.dispatch import Dispatch
from bot.slack.errors import acknowledge
from bot.slack.payloads import Payload, pressed_value, workspace_of
from bot.slack.replies import Replies
from bot.slack.tasks import Tasks
from bot.slack.views import open_view, push_view
from bot.state.engine import State
from bot.state.privacy import delete_data
from bot.state.workspace import record_unanswered
from knowledge.store import LiveStore


@dataclass(frozen=True, slots=True)
class AskListeners:
    """Answers commands and presses from the current store."""

    knowledge: LiveStore
    state: State
    client: AsyncWebClient
    tasks: Tasks
    replies: Replies
    outbox: Outbox
    open_form: Callable[[Payload], Awaitable[Message | None]]

    def register(self, dispatch: Dispatch) -> None:
        """Say what is answered here."""
        dispatch.command(ids.COMMAND, self.handle_command)
        dispatch.action(ids.OPEN, self.handle_open)
        dispatch.action(ids.SWITCH_DIMENSION, self.handle_open)
        dispatch.action(ids.SHARE, self.handle_share)
        dispatch.action(ids.DELETE_DATA, self.handle_delete)

    async def handle_command(self, body: dict[str, Any]) -> BoltResponse:
        """`/rolefit <anything>`: the acknowledgement is the answer. Alone, or where it asks for
        advice and tells nothing to advise on, it opens the form.
        """
        typed, store = unescape(body.get("text") or ""), self.knowledge.current
        question = parse(typed, store)
        if isinstance(question, Form) and store.questionnaire.questions:
            told = await self.open_form(body)
            return acknowledge({"response_type": "ephemeral", **told} if told else None)
        answer = with_others(typed, answer_to(question, store), store)
        metrics.count_answer(answer.outcome)
        self._record(answer, body)
        return acknowledge({"response_type": "ephemeral", **private_message(answer)})

    async def handle_open(self, body: dict[str, Any]) -> BoltResponse:
        """A button or menu that carries a question: answered in place, or, from a message
        that everyone sees, privately below it.
        """
        text = pressed_value(body)
        answer = answer_text(text, self.knowledge.current)
        if body["container"]["type"] == "view":  # where nothing can be said: on top of it
            show = push_view if body["view"]["type"] == "modal" else open_view
            error = await show(self.client, body["trigger_id"], build_looked_up(answer, text))
            return BoltResponse(status=500, body="") if error else acknowledge()
        in_place = bool(body["container"].get("is_ephemeral"))
        await (self.replies.replace if in_place else self.replies.tell)(
            body, private_message(answer)
        )
        return acknowledge()

    async def handle_share(self, body: dict[str, Any]) -> BoltResponse:
        """Share: what the person sees goes to the channel by way of the outbox."""
        digest, _, text = pressed_value(body).partition(" ")
        answer = answer_text(text, self.knowledge.current)
        if answer.digest != digest or not answer.shareable:
            changed = private_message(answer)["blocks"]
            await self.replies.replace(body, message([context(CHANGED), *changed]))
            return acknowledge()
        posted = shared_message(answer, body["user"]["id"])
        share = read_pressed_share(body, posted, answer.digest, after_sharing(answer))
        if not await self.outbox.add(share):
            await self.replies.tell(body, message([context(SHARED_ALREADY)]))
        return acknowledge()

    async def handle_delete(self, body: dict[str, Any]) -> BoltResponse:
        """Delete my data, confirmed: gone before the press is acknowledged."""
        await delete_data(self.state, workspace_of(body), body["user"]["id"])
        await self.replies.replace(body, message(build_deleted()))
        return acknowledge()

    def _record(self, answer: Answer, body: dict[str, Any]) -> None:
        if answer.unanswered:
            self.tasks.start(
                record_unanswered(self.state, workspace_of(body), answer.unanswered, time.time())
            )
