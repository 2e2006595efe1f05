"""Mentions: `@RoleFit <text>` in a channel is answered in the thread, for everyone there."""

from dataclasses import dataclass

from slack_bolt.response import BoltResponse

from bot import metrics
from bot.ask.answers import answer, with_others
from bot.ask.grammar import parse, to_text
from bot.ask.messages import Answer
from bot.ask.requests import Brief, Help, Read
from bot.faq.blocks import build_near_matches, build_public_feedback
from bot.outbox.outbox import Outbox
from bot.slack.acknowledgements import acknowledge
from bot.slack.addressing import MENTION, called
from bot.slack.blocks import Element, Message, actions, button, context, message
from bot.slack.dispatch import Dispatch
from bot.slack.events import AppMention, Mention
from bot.slack.ids import OPEN, OPEN_FORM, open_id
from bot.slack.reading import read_links, read_message
from bot.slack.request import Request
from bot.slack.shown import ShownMessage
from bot.slack.tasks import Tasks
from bot.state.engine import State
from bot.state.outbox import MENTIONED, OutboxMessage
from bot.state.unanswered import record_unanswered
from knowledge.live import LiveStore
from knowledge.store import Store

LONGEST_TEXT = 4000  # characters; a question is shorter, and a command is never longer

PUBLIC = (
    "Everyone here sees this answer; the buttons answer only you. "
    "To ask privately, type `/rolefit …` in the channel, not in a thread."
)


@dataclass(frozen=True, slots=True)
class MentionListeners:
    """Answers mentions from the current store, by way of the outbox."""

    knowledge: LiveStore
    state: State
    tasks: Tasks
    outbox: Outbox

    def register(self, dispatch: Dispatch) -> None:
        """Say what is answered here."""
        dispatch.event(AppMention, self.handle_mention)

    async def handle_mention(self, request: Request[AppMention]) -> BoltResponse:
        """A mention by a person: claimed and answered in one transaction, however often Slack
        sends it or its author edits it. If that fails, this raises, and Slack sends it again.
        """
        event, ours = request.payload.event, own_ids(request)
        if not event.is_from_person or event.user in ours or not calls(event, ours):
            return acknowledge()
        answer = answer_publicly(read_mention(event, ours), self.knowledge.current)
        answered = f"{request.workspace.id}:{event.channel}:{event.ts}"
        if await self.outbox.add_answer(answered, _reply(request, answer)):
            metrics.count_answer(answer.outcome)
            if answer.unanswered:
                workspace, now = request.workspace.id, self.state.time()
                self.tasks.start(record_unanswered(self.state, workspace, answer.unanswered, now))
        return acknowledge()


def own_ids(request: Request[AppMention]) -> set[str]:
    """Who we are there: as Slack says with the event, and as it told at the start. Until it has,
    and if the event speaks of others, the first who is mentioned is us: Slack sends no other.
    """
    said = request.payload.authorizations or []
    ours = {one.user_id for one in said if one.is_bot and one.user_id}
    if request.workspace.bot_user_id:
        return {*ours, request.workspace.bot_user_id}
    mentioned = MENTION.findall(request.payload.event.text or "")
    return ours if ours.intersection(mentioned) else {*ours, *mentioned[:1]}


def calls(event: Mention, ours: set[str]) -> bool:
    """Whether a message calls us, and doesn't but quote how somebody does."""
    return not ours.isdisjoint(called(event.text or "", event.blocks or []))


def read_mention(event: Mention, ours: set[str]) -> str:
    """What a person asked: the text as they typed it, without the mention of us; what its blocks
    say, where a client has sent no text beside them.
    """
    if not event.text:
        return read_message(ShownMessage(blocks=event.blocks))[:LONGEST_TEXT]
    text = MENTION.sub(lambda mention: " " if mention[1] in ours else mention[0], event.text)
    return read_links(text).strip()[:LONGEST_TEXT]


def answer_publicly(text: str, store: Store) -> Answer:
    """The answer for everyone: to a situation advice, of which nobody sees what it quotes."""
    question = parse(text, store) if text else Help()
    found = answer(question, store)
    if isinstance(question, Brief):
        return answer(found.question, store)
    return with_others(text, found, store)


def public_message(answer: Answer) -> Message:
    """The answer to a mention. Of its controls there are those that answer whoever presses."""
    kept = [control for control in answer.controls if _answers_privately(control)]
    blocks = [*answer.public, context(PUBLIC)]
    blocks += [actions(kept)] if kept else []
    if answer.shareable or len(kept) < len(answer.controls):
        privately = button("See it privately", open_id(0), to_text(answer.question))
        blocks.append(actions([privately]))  # ids must differ only within a block
    if isinstance(answer.question, Read):
        blocks.append(build_public_feedback(answer.question.key))
    if answer.near:
        blocks += [build_near_matches(), actions(answer.near)]
    return message(blocks)


def _answers_privately(control: Element) -> bool:
    action_id = control["action_id"]
    return action_id == OPEN_FORM or action_id.startswith(f"{OPEN}.")


def _reply(request: Request[AppMention], answer: Answer) -> OutboxMessage:
    event = request.payload.event
    return OutboxMessage(
        id=f"{MENTIONED}{request.workspace.id}:{request.payload.event_id}",
        workspace=request.workspace.id,
        channel=event.channel,
        person=request.person,
        message={**public_message(answer), "thread_ts": event.thread_ts or event.ts},
        response_url=None,
    )
