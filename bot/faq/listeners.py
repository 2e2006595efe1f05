"""Feedback on an entry: a vote, and after "Not helpful" a word in a form."""

from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt.response import BoltResponse

from bot.errors import OutdatedControlError
from bot.faq.blocks import HELPFUL, JUDGE, NOT_HELPFUL, VERDICTS
from bot.faq.texts import GONE, NO_VOTE, NOTED_VOTE, THANKS, THANKS_FOR_WORD
from bot.outbox.texts import NOT_OPENED, may_help_to_repeat, not_done
from bot.slack import limits
from bot.slack.acknowledgements import acknowledge, update
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    message,
    plain,
    section,
)
from bot.slack.dispatch import Dispatch
from bot.slack.payloads import BlockActions, ViewSubmission, pressed_value
from bot.slack.replies import Replies
from bot.slack.request import Request
from bot.slack.shown import ShownView
from bot.slack.views import Modal, open_view
from bot.state.engine import State
from bot.state.feedback import record_vote, record_word
from bot.state.unanswered import LONGEST_QUESTION
from knowledge.live import LiveStore
from knowledge.store import Store

SAY_MISSING = "faq.say_missing"  # value: an entry's key
THANKED = "faq.thanked"  # callback id of what then takes the form's place
MISSING = "faq.missing"  # callback id of the form, block id and action id of its input


@dataclass(frozen=True, slots=True)
class FeedbackListeners:
    """Keeps votes and words. `after_feedback` shows an entry's answer with what is told below."""

    knowledge: LiveStore
    state: State
    replies: Replies
    after_feedback: Callable[[str, Store, list[Block]], Message]

    def register(self, dispatch: Dispatch) -> None:
        """Say what is answered here."""
        dispatch.action(HELPFUL, self.handle_helpful)
        dispatch.action(NOT_HELPFUL, self.handle_not_helpful)
        dispatch.action(JUDGE, self.handle_judged)
        dispatch.action(SAY_MISSING, self.handle_say_missing)
        dispatch.submission(MISSING, self.handle_missing)

    async def handle_helpful(self, request: Request[BlockActions]) -> BoltResponse:
        """Helpful: noted, and said so in place of the buttons."""
        return await self._vote(request, pressed_value(request.payload), True)

    async def handle_not_helpful(self, request: Request[BlockActions]) -> BoltResponse:
        """Not helpful: noted, and a word asked for."""
        return await self._vote(request, pressed_value(request.payload), False)

    async def handle_judged(self, request: Request[BlockActions]) -> BoltResponse:
        """Either of both, below an answer that everyone sees."""
        verdict, _, entry = pressed_value(request.payload).partition(" ")
        if verdict not in VERDICTS:
            raise OutdatedControlError
        return await self._vote(request, entry, VERDICTS[verdict])

    async def handle_say_missing(self, request: Request[BlockActions]) -> BoltResponse:
        """Say what was missing: a form, or why there is none."""
        entry = pressed_value(request.payload)
        opened = await open_view(request.client, request.payload.trigger_id, build_form(entry))
        if not opened.done:
            told = section(f"{not_done(NOT_OPENED, opened)} {NOTED_VOTE}")
            again = [_ask_word(entry)] if may_help_to_repeat(opened) else []
            self.replies.tell_later(request.payload, message([told, *again]))
        return acknowledge()

    async def handle_missing(self, request: Request[ViewSubmission]) -> BoltResponse:
        """What was missing, beside the vote: the form then says thank you. An empty one is closed
        and nothing more.
        """
        view = request.payload.view
        word = read_form(view)
        kept = not word or await record_word(
            self.state,
            request.workspace.id,
            request.person,
            view.private_metadata,
            word,
        )
        if kept:
            return update(build_thanks()) if word else acknowledge()
        return acknowledge({"response_action": "errors", "errors": {MISSING: NO_VOTE}})

    async def _vote(
        self, request: Request[BlockActions], entry: str, helpful: bool
    ) -> BoltResponse:
        """Keep a vote before it is acknowledged, and show that it is kept: in the answer, or
        below one that everyone sees.
        """
        press, store = request.payload, self.knowledge.current
        if store.get(entry) is None:  # the pack has changed under the button
            await self.replies.tell(press, message([section(GONE)]))
            return acknowledge()
        pressed_at = float(press.action.action_ts)
        workspace = request.workspace.id
        await record_vote(self.state, workspace, press.person, entry, helpful, pressed_at)
        thanks = [context(THANKS), *([] if helpful else [_ask_word(entry)])]
        if press.container.is_ephemeral:
            await self.replies.replace(press, self.after_feedback(entry, store, thanks))
        else:
            await self.replies.tell(press, message(thanks))
        return acknowledge()


def build_form(entry: str) -> Modal:
    """The form that asks what was missing in an entry (key)."""
    field: Element = {
        "type": "plain_text_input",
        "action_id": MISSING,
        "multiline": True,
        "max_length": LONGEST_QUESTION,
    }
    return {
        "type": "modal",
        "callback_id": MISSING,
        "title": plain("What was missing?", limits.VIEW_TITLE),
        "submit": plain("Send", limits.VIEW_TITLE),
        "close": plain("Cancel", limits.VIEW_TITLE),
        "private_metadata": entry,
        "blocks": [
            {
                "type": "input",
                "block_id": MISSING,
                "optional": True,
                "label": plain("What did you hope to find?", limits.INPUT_LABEL),
                "hint": plain(
                    "The people who keep these answers read it, without your name.",
                    limits.INPUT_LABEL,
                ),
                "element": field,
            }
        ],
    }


def build_thanks() -> Modal:
    """What stands in the form's place once a word is kept."""
    return {
        "type": "modal",
        "callback_id": THANKED,
        "title": plain("Thank you", limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_TITLE),
        "blocks": [section(THANKS_FOR_WORD)],
    }


def read_form(view: ShownView) -> str:
    """What was entered, or an empty text."""
    return (view.entered(MISSING, MISSING).value or "").strip()


def _ask_word(entry: str) -> Block:
    return actions([button("Say what was missing", SAY_MISSING, entry)])
