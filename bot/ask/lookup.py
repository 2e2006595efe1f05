"""The global shortcut "Look up a hiring FAQ": type, choose, read, share."""

from dataclasses import dataclass
from itertools import chain

from slack_bolt.response import BoltResponse

from bot.ask.answers import answer_text
from bot.ask.messages import shared_message
from bot.errors import OutdatedControlError
from bot.outbox.outbox import Outbox
from bot.outbox.sharing import (
    build_not_opened,
    build_share_input,
    read_notice,
    read_submitted_share,
)
from bot.outbox.texts import CHANGED, SHARED, SHARED_ALREADY
from bot.slack import limits
from bot.slack.acknowledgements import acknowledge, update
from bot.slack.blocks import Block, Element, Option, actions, button, context, divider, plain
from bot.slack.dispatch import Dispatch
from bot.slack.ids import LOOKUP_SHORTCUT, SWITCH
from bot.slack.payloads import (
    BlockSuggestion,
    Trigger,
    ViewSubmission,
)
from bot.slack.request import Request
from bot.slack.views import Modal, open_view
from knowledge.documents import Document
from knowledge.live import LiveStore
from knowledge.search import closest
from knowledge.store import Store
from knowledge.text import words

SHORTCUT = LOOKUP_SHORTCUT  # also the callback id of the modal that it opens, and a button's
ENTRY = "ask.entry"  # the typeahead
ANSWER = "ask.answer"  # callback id of the answer

MOST_OPTIONS = 20
MOST_COMPLETIONS = 3  # of an unfinished word, the most frequent ones


@dataclass(frozen=True, slots=True)
class LookupListeners:
    """Answers the shortcut, each keystroke of its typeahead, and what is chosen."""

    knowledge: LiveStore
    outbox: Outbox

    def register(self, dispatch: Dispatch) -> None:
        """Say what is answered here."""
        dispatch.shortcut(SHORTCUT, self.handle_shortcut)
        dispatch.action(SHORTCUT, self.handle_shortcut)
        dispatch.options(ENTRY, self.handle_options)
        dispatch.submission(SHORTCUT, self.handle_choice)
        dispatch.submission(ANSWER, self.handle_share)

    async def handle_shortcut(self, request: Request[Trigger]) -> BoltResponse:
        """Open the typeahead; if Slack does not let us, offer a button that does."""
        trigger = request.payload
        opened = await open_view(request.client, trigger.trigger_id, build_lookup())
        if not opened.done:
            again = button("Look up a hiring FAQ", SHORTCUT, "open")
            await self.outbox.add(read_notice(trigger, build_not_opened(opened, again)))
        return acknowledge()

    async def handle_options(self, request: Request[BlockSuggestion]) -> BoltResponse:
        """What may be meant by the letters typed so far."""
        found = suggest(self.knowledge.current, request.payload.value)
        options: list[Option] = [
            {"text": plain(entry.title, limits.OPTION_TEXT), "value": entry.key} for entry in found
        ]
        return acknowledge({"options": options})

    async def handle_choice(self, request: Request[ViewSubmission]) -> BoltResponse:
        """The chosen entry: its answer, ready to share."""
        chosen = request.payload.view.entered(ENTRY, ENTRY).selected_option
        if chosen is None:
            raise OutdatedControlError
        return self._show(chosen.value)

    async def handle_share(self, request: Request[ViewSubmission]) -> BoltResponse:
        """Share: what stands above the line goes to the chosen channel through the outbox."""
        digest, _, key = request.payload.view.private_metadata.partition(" ")
        answer = answer_text(key, self.knowledge.current)
        if answer.digest != digest or not answer.shareable:
            return self._show(key, CHANGED)
        message = shared_message(answer, request.person)
        added = await self.outbox.add(read_submitted_share(request, message, digest))
        return self._show(key, SHARED if added else SHARED_ALREADY)

    def _show(self, key: str, notice: str = "") -> BoltResponse:
        return update(build_looked_up(key, self.knowledge.current, notice))


def suggest(store: Store, typed: str) -> list[Document]:
    """Entries for letters typed so far, the last word perhaps not finished; FAQs for none."""
    said = words(typed)
    if not said:
        return store.documents("faq", MOST_OPTIONS)
    hits = closest(store, typed, MOST_OPTIONS) if said[-1] in store.index.words else ()
    if not hits:
        finished = store.index.completions(said[-1], MOST_COMPLETIONS)
        texts = (" ".join([*said[:-1], word]) for word in finished or said[-1:])
        found = chain.from_iterable(closest(store, text, MOST_OPTIONS) for text in texts)
        hits = tuple(sorted(found, key=lambda hit: -hit.score))
    return list({hit.document.key: hit.document for hit in hits}.values())[:MOST_OPTIONS]


def build_lookup() -> Modal:
    """The modal with the typeahead."""
    element: Element = {
        "type": "external_select",
        "action_id": ENTRY,
        "min_query_length": 0,
        "placeholder": plain("Type a word, such as schema", limits.PLACEHOLDER),
    }
    return {
        "type": "modal",
        "callback_id": SHORTCUT,
        "title": plain("Hiring FAQ", limits.VIEW_TITLE),
        "submit": plain("Show answer", limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_TITLE),
        "blocks": [
            {
                "type": "input",
                "block_id": ENTRY,
                "label": plain("What do you want to know?", limits.INPUT_LABEL),
                "element": element,
            }
        ],
    }


def build_looked_up(text: str, store: Store, notice: str = "") -> Modal:
    """The answer to a button's text in the modal: above the line what Share posts, and what shows
    another side of it. Its other buttons lead away, and three modals are the most.
    """
    answer = answer_text(text, store)
    switches = [one for one in answer.controls if one["action_id"].startswith(SWITCH)]
    top: list[Block] = [context(notice)] if notice else []
    share = [divider(), build_share_input("Share what is above the line in")]
    view: Modal = {
        "type": "modal",
        "callback_id": ANSWER,
        "title": plain("Answer", limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_TITLE),
        "private_metadata": f"{answer.digest} {text}",
        "blocks": [
            *top,
            *answer.content,
            *([actions(switches)] if switches else []),
            *answer.details,
        ],
    }
    if not answer.shareable:
        return view
    view["blocks"] += share
    return {**view, "submit": plain("Share", limits.VIEW_TITLE)}
