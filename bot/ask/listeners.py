"""What a person sends: the command, and presses on answers. Bolt hands them over verified."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from slack_bolt.response import BoltResponse

from bot import metrics
from bot.advice.listeners import CLOSED, REPLACED
from bot.ask.answers import answer as answer_to
from bot.ask.answers import answer_text, with_others
from bot.ask.grammar import parse, to_text
from bot.ask.help import build_deleted
from bot.ask.lookup import build_looked_up
from bot.ask.messages import Answer, after_sharing, private_message, shared_message
from bot.ask.requests import Form, Kickoff
from bot.ask.sheets import not_read, with_last_answers
from bot.errors import StateUnavailableError
from bot.outbox.outbox import Outbox
from bot.outbox.sharing import read_not_shown, read_pressed_share
from bot.outbox.texts import CHANGED, SHARED_ALREADY
from bot.slack import ids
from bot.slack.acknowledgements import acknowledge, acknowledge_privately
from bot.slack.blocks import Message, context, message
from bot.slack.delivery import Delivery
from bot.slack.dispatch import Dispatch
from bot.slack.payloads import BlockActions, Command, pressed_value
from bot.slack.reading import read_links
from bot.slack.replies import Replies
from bot.slack.request import Request
from bot.slack.tasks import Tasks
from bot.slack.views import open_view, push_view, update_view
from bot.state.engine import State
from bot.state.privacy import delete_data
from bot.state.unanswered import record_unanswered
from knowledge.live import LiveStore
from knowledge.store import Store


@dataclass(frozen=True, slots=True)
class AskListeners:
    """Answers commands and presses from the current store."""

    knowledge: LiveStore
    state: State
    tasks: Tasks
    replies: Replies
    outbox: Outbox
    open_form: Callable[[Request[Command], str], Awaitable[Message | None]]

    def register(self, dispatch: Dispatch) -> None:
        """Say what is answered here."""
        dispatch.command(ids.COMMAND, self.handle_command)
        dispatch.action(ids.OPEN, self.handle_open)
        dispatch.action(ids.SWITCH, self.handle_switch)
        dispatch.action("compare.dimension", self.handle_switch)  # on messages up to version 0.2
        dispatch.action(ids.SHARE, self.handle_share)
        dispatch.action(ids.DELETE_DATA, self.handle_delete)

    async def handle_command(self, request: Request[Command]) -> BoltResponse:
        """`/rolefit <anything>`: the acknowledgement is the answer. Alone, or where it asks for
        advice and tells nothing to advise on, it opens the form; so does a kickoff without answers.
        """
        typed, store = read_links(request.payload.text), self.knowledge.current
        question = parse(typed, store)
        try:
            question = await with_last_answers(
                question, store, self.state, request.workspace.id, request.person
            )
        except StateUnavailableError:
            if isinstance(question, Kickoff):  # all else can do without
                return acknowledge_privately(not_read(store))
        if isinstance(question, Form) and (form := _only_form(question, store)):
            told = await self.open_form(request, form)
            return acknowledge_privately(told) if told else acknowledge()
        answer = with_others(typed, answer_to(question, store), store)
        metrics.count_answer(answer.outcome)
        self._record(answer, request)
        return acknowledge_privately(private_message(answer), answer.encoded)

    async def handle_open(self, request: Request[BlockActions]) -> BoltResponse:
        """A button that carries a question: answered privately below its message, which stays; in
        a modal or Home, where nothing can be said, on top of it.
        """
        press, store = request.payload, self.knowledge.current
        text = pressed_value(press)
        asked = parse(text, store)
        with suppress(StateUnavailableError):  # then the sheet says how it is made
            asked = await with_last_answers(
                asked, store, self.state, request.workspace.id, request.person
            )
        if press.view:
            view = build_looked_up(to_text(asked), store)
            show = push_view if press.view.type == "modal" else open_view
            shown = await show(request.client, press.trigger_id, view)
            return await self._after_showing(press, shown)
        answer = with_others(text, answer_to(asked, store), store)
        await self.replies.tell(press, private_message(answer))
        return acknowledge()

    async def handle_switch(self, request: Request[BlockActions]) -> BoltResponse:
        """A button or menu that shows another side of an answer, in its place, on a message or in a
        modal; it has a way back. From a message that everyone sees, privately below it.
        """
        press = request.payload
        text = pressed_value(press)
        if press.view:
            view = build_looked_up(text, self.knowledge.current)
            updated = await update_view(request.client, press.view, view)
            overtaken = updated.error in (REPLACED, CLOSED)
            return acknowledge() if overtaken else await self._after_showing(press, updated)
        answer = answer_text(text, self.knowledge.current)
        show_here = self.replies.replace if press.container.is_ephemeral else self.replies.tell
        await show_here(press, private_message(answer))
        return acknowledge()

    async def handle_share(self, request: Request[BlockActions]) -> BoltResponse:
        """Share: what the person sees goes to the channel by way of the outbox."""
        digest, _, text = pressed_value(request.payload).partition(" ")
        answer = answer_text(text, self.knowledge.current)
        if answer.digest != digest or not answer.shareable:
            changed = private_message(answer)["blocks"]
            await self.replies.replace(request.payload, message([context(CHANGED), *changed]))
            return acknowledge()
        posted = shared_message(answer, request.person)
        share = read_pressed_share(request, posted, answer.digest, after_sharing(answer))
        if not await self.outbox.add(share):
            await self.replies.tell(request.payload, message([context(SHARED_ALREADY)]))
        return acknowledge()

    async def handle_delete(self, request: Request[BlockActions]) -> BoltResponse:
        """Delete my data, confirmed: gone before the press is acknowledged."""
        await delete_data(self.state, request.workspace.id, request.person)
        await self.replies.replace(request.payload, message(build_deleted()))
        return acknowledge()

    async def _after_showing(self, press: BlockActions, shown: Delivery) -> BoltResponse:
        """Where Slack did not let us show something in a view, the person is told."""
        if not shown.done:
            await self.outbox.add(read_not_shown(press, shown))
        return acknowledge()

    def _record(self, answer: Answer, request: Request[Command]) -> None:
        if answer.unanswered:
            workspace, now = request.workspace.id, self.state.time()
            self.tasks.start(record_unanswered(self.state, workspace, answer.unanswered, now))


def _only_form(question: Form, store: Store) -> str | None:
    """The questionnaire that a request opens; None where the person is to choose, or has none."""
    if question.questionnaire in store.questionnaires:
        return question.questionnaire
    return next(iter(store.questionnaires)) if len(store.questionnaires) == 1 else None
