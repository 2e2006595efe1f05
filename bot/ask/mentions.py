"""Mentions: `@RoleFit <text>` in a channel is answered in the thread, for everyone there."""

import re
import time
from dataclasses import dataclass

from slack_bolt.response import BoltResponse

from bot import metrics
from bot.ask.answers import answer, with_others
from bot.ask.grammar import parse, to_text
from bot.ask.messages import Answer
from bot.ask.requests import Brief, Help
from bot.faq.blocks import build_near_matches
from bot.outbox.outbox import Outbox
from bot.slack.acknowledgements import acknowledge
from bot.slack.blocks import Element, Message, actions, button, context, message, unescape
from bot.slack.dispatch import Dispatch
from bot.slack.events import AppMention
from bot.slack.ids import OPEN, OPEN_FORM, open_id
from bot.slack.request import Request
from bot.slack.tasks import Tasks
from bot.state.engine import State
from bot.state.outbox import OutboxMessage
from bot.state.unanswered import record_unanswered
from knowledge.live import LiveStore
from knowledge.store import Store

LONGEST_TEXT = 4000  # characters; a question is shorter, and a command is never longer

PUBLIC = (
    "Everyone here sees this answer; the buttons answer only you. "
    "To ask privately, type `/rolefit …` in the channel, not in a thread."
)

_MENTION = re.compile(r"<@(\w+)(?:\|[^>]*)?>")
_DOMAIN = re.compile(r"<https?://([\w.-]+)\|\1>")  # what Slack makes of a typed asp.net


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
        sends it. If that fails, this raises, and Slack sends it again.
        """
        if not _is_from_person(request):
            return acknowledge()
        answer = answer_publicly(read_mention(request), self.knowledge.current)
        now = time.time()
        if await self.outbox.add_answer(request.payload.event_id, _reply(request, answer)):
            metrics.count_answer(answer.outcome)
            if answer.unanswered:
                self.tasks.start(
                    record_unanswered(self.state, request.workspace.id, answer.unanswered, now)
                )
        return acknowledge()


def read_mention(request: Request[AppMention]) -> str:
    """What a person asked: the text as they typed it, without the mention of us."""
    ours = _own_ids(request)
    text = _MENTION.sub(
        lambda mention: " " if mention[1] in ours else mention[0],
        request.payload.event.text or "",
    )
    return unescape(_DOMAIN.sub(r"\1", text)).strip()[:LONGEST_TEXT]


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
    if answer.near:
        blocks += [build_near_matches(), actions(answer.near)]
    return message(blocks)


def _answers_privately(control: Element) -> bool:
    action_id = control["action_id"]
    return action_id == OPEN_FORM or action_id.startswith(f"{OPEN}.")


def _is_from_person(request: Request[AppMention]) -> bool:
    event = request.payload.event
    unusual = event.bot_id or event.subtype
    return bool(not unusual and event.user and event.user not in _own_ids(request))


def _own_ids(request: Request[AppMention]) -> set[str]:
    """Who we are there: as Slack says with the event, and as it told at the start."""
    said = request.payload.authorizations or []
    ours = {one.user_id for one in said if one.is_bot and one.user_id}
    return ours | {request.workspace.bot_user_id or ""}


def _reply(request: Request[AppMention], answer: Answer) -> OutboxMessage:
    event = request.payload.event
    return OutboxMessage(
        id=f"event:{request.payload.event_id}",
        workspace=request.workspace.id,
        channel=event.channel,
        person=request.person,
        message={**public_message(answer), "thread_ts": event.thread_ts or event.ts},
        response_url=None,
    )
