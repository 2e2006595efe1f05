"""The questionnaire at work: opened, answered step by step, advised on, shared."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

import msgspec
from slack_bolt.response import BoltResponse

from bot.advice.blocks import SIDES, Side
from bot.advice.prefill import open_form_button, read_given, write_given
from bot.advice.result import (
    CHANGE,
    NEXT,
    RESULT,
    SIDE,
    build_content,
    build_result,
)
from bot.advice.texts import (
    FILLED_IN,
    NOT_KEPT,
    NOT_PEOPLE,
    NOTHING_FILLED_IN,
    NOTHING_READ,
    NOTHING_TO_RESUME,
    RESUMED,
)
from bot.advice.views import (
    ANSWER,
    BACK,
    NOW,
    RESUME,
    STEP,
    Form,
    add_left_out,
    build_step,
    find_questionnaire,
    keep_valid,
    prefilled,
    read_form,
    write_form,
)
from bot.errors import StateUnavailableError
from bot.outbox.outbox import Outbox
from bot.outbox.sharing import (
    build_not_opened,
    read_not_shown,
    read_notice,
    read_submitted_share,
)
from bot.outbox.texts import CHANGED, SHARED, SHARED_ALREADY
from bot.slack.acknowledgements import acknowledge, update
from bot.slack.blocks import Block, Message, actions, context, message
from bot.slack.delivery import Delivery
from bot.slack.dispatch import Dispatch
from bot.slack.ids import ADVICE_SHORTCUT, OPEN_FORM
from bot.slack.payloads import (
    BlockActions,
    Command,
    InView,
    MessageShortcut,
    Trigger,
    ViewSubmission,
    own_view,
    pressed_value,
)
from bot.slack.reading import read_message
from bot.slack.request import Request
from bot.slack.shown import ShownView
from bot.slack.tasks import Tasks
from bot.slack.views import Modal, open_view, read_opened, update_view
from bot.state.drafts import Draft, read_draft, save_draft
from bot.state.engine import State
from knowledge.advice.explanation import Advice, advise
from knowledge.briefs.choosing import spoken_of
from knowledge.briefs.personal_traits import is_about_person
from knowledge.briefs.reader import Given, read_all
from knowledge.live import LiveStore
from knowledge.store import Store

REPLACED = "hash_conflict"  # another click has replaced the form already
CLOSED = "not_found"
CLOCKS_APART = 60.0  # seconds, by which ours may be ahead of Slack's, which tells when one presses


@dataclass(frozen=True)
class Advised:
    """What the answers of a form come to, on one `side` of the card."""

    store: Store
    form: Form
    advice: Advice
    side: Side = "short"

    @cached_property
    def content(self) -> list[Block]:
        """What may be shared."""
        return build_content(self.store, self.advice, self.side)

    @cached_property
    def digest(self) -> str:
        """Names the content: what is shared must be what the person has seen."""
        return sha256(msgspec.json.encode(self.content)).hexdigest()[:12]

    def view(self, notice: str = "") -> Modal:
        """The card in the modal."""
        metadata = write_form(replace(self.form, digest=self.digest))
        told = add_left_out(notice, self.form)
        return build_result(self.store, self.advice, self.side, self.content, metadata, told)

    def as_seen(self) -> "Advised | None":
        """The side that the form names by its digest; None where it says something else by now."""
        sides = (replace(self, side=side) for side in SIDES)
        return next((one for one in sides if one.digest == self.form.digest), None)


@dataclass(frozen=True, slots=True)
class AdviceListeners:
    """Answers what people do in the questionnaire, from the current store."""

    knowledge: LiveStore
    state: State
    outbox: Outbox
    tasks: Tasks

    def register(self, dispatch: Dispatch) -> None:
        """Say what is answered here."""
        dispatch.action(OPEN_FORM, self.handle_open)
        dispatch.action(ANSWER, self.handle_answer)
        dispatch.action(BACK, self.handle_back)
        dispatch.action(NOW, self.handle_now)
        dispatch.action(RESUME, self.handle_resume)
        dispatch.action(NEXT, self.handle_next)
        dispatch.action(CHANGE, self.handle_change)
        dispatch.action(SIDE, self.handle_side)
        dispatch.message_shortcut(ADVICE_SHORTCUT, self.handle_shortcut)
        dispatch.submission(STEP, self.handle_step)
        dispatch.submission(RESULT, self.handle_share)

    async def open_form(
        self,
        request: Request[Command | Trigger],
        questionnaire: str | None,
        given: Mapping[str, Given] | None = None,
        notice: str = "",
    ) -> Message | None:
        """Open the first step of a questionnaire (by id), with answers that are given already; what
        to tell the person if Slack did not let us: a notice that may be kept, so that it quotes
        nothing. None means the only one, or the one that asks what is given.
        """
        store = self.knowledge.current
        asked = store.questionnaires[find_questionnaire(store, questionnaire, given or {})]
        press = request.payload if isinstance(request.payload, BlockActions) else None
        channel = press.container.channel_id if press else ""
        form = replace(prefilled(asked, given or {}), channel=channel)
        view = build_step(store, form, notice)
        opened = await open_view(request.client, request.payload.trigger_id, view)
        if opened.done:
            if shown := read_opened(opened):
                self.tasks.start(self._offer_resume(request, shown, store, form, notice))
            return None
        without_words = {name: Given(one.option, "") for name, one in (given or {}).items()}
        again = open_form_button(asked.id, "Open the form", without_words)
        return build_not_opened(opened, again)

    async def _offer_resume(
        self,
        request: Request[Command | Trigger],
        opened: ShownView,
        store: Store,
        form: Form,
        notice: str,
    ) -> None:
        """The button that resumes, where there is something to resume. What is kept is read only
        once the form is open: nobody waits for it. If they went on meanwhile, they don't miss it.
        """
        draft = await read_draft(self.state, request.workspace.id, request.person, opened.id)
        if draft.answers:
            view = build_step(store, replace(form, resumable=True), notice)
            await update_view(request.client, opened, view)

    async def handle_open(self, request: Request[BlockActions]) -> BoltResponse:
        """A button on a message: the form, with the answers that the button carries."""
        questionnaire, given = read_given(pressed_value(request.payload))
        return await self._open(request, questionnaire, given, FILLED_IN if given else "")

    async def handle_shortcut(self, request: Request[MessageShortcut]) -> BoltResponse:
        """The shortcut of a message: the form of the roles that it speaks of, with the answers that
        it gives.
        """
        text = read_message(request.payload.message)
        if not text:
            return await self._open(request, None, {}, NOTHING_READ)
        if is_about_person(text):
            return await self._open(request, None, {}, NOT_PEOPLE)
        store = self.knowledge.current
        asked = next((one.id for one in spoken_of(text, store)), None)
        given = read_all(text, store, asked) if asked else {}
        _, fitting = read_given(write_given(asked or "", given))
        notice = FILLED_IN if fitting else NOTHING_FILLED_IN
        return await self._open(request, asked, fitting, notice)

    async def _open(
        self,
        request: Request[Trigger],
        questionnaire: str | None,
        given: Mapping[str, Given],
        notice: str,
    ) -> BoltResponse:
        told = await self.open_form(request, questionnaire, given, notice)
        if told:
            await self.outbox.add(read_notice(request.payload, told))
        return acknowledge()

    async def handle_answer(self, request: Request[BlockActions]) -> BoltResponse:
        """A choice in a step: kept as the draft."""
        await self._save(request, self._form(request))
        return acknowledge()

    async def handle_back(self, request: Request[BlockActions]) -> BoltResponse:
        """Back: the step before, with all answers."""
        form = self._form(request)
        notice = await self._pass_on(request, form)
        before = replace(form, step=max(1, form.step - 1))
        return await self._show_step(request, before, notice)

    async def handle_now(self, request: Request[BlockActions]) -> BoltResponse:
        """Advice now: the card for the answers so far. It stands over the button that resumes,
        which may have come into the form since by itself: a press is not lost to that.
        """
        form = self._form(request)
        notice = await self._pass_on(request, form)
        may_be_offered = form.step == 1 and not form.resumable
        return await self._show(request, self._result(form, notice), newer_too=may_be_offered)

    async def handle_resume(self, request: Request[BlockActions]) -> BoltResponse:
        """Resume: the answers that the person gave last, as far as they still exist."""
        store, form = self.knowledge.current, self._form(request)
        workspace, person = request.workspace.id, request.person
        draft = await read_draft(self.state, workspace, person, own_view(request.payload).id)
        asked = find_questionnaire(store, draft.questionnaire or form.questionnaire, draft.answers)
        given = form.answers if asked == form.questionnaire else {}
        kept = {**draft.answers, **given}  # what the pack lacks now stays kept, and may come back
        began = replace(form, questionnaire=asked, step=1, resumed=not form.resumed)
        failed = await self._pass_on(request, replace(began, answers=kept))
        notice = failed or (RESUMED if draft.answers else NOTHING_TO_RESUME)
        return await self._show_step(request, keep_valid(store, began, kept), notice)

    async def handle_change(self, request: Request[BlockActions]) -> BoltResponse:
        """Change answers: from the card back to the first step."""
        return await self._show_step(request, replace(self._form(request), step=1))

    async def handle_side(self, request: Request[BlockActions]) -> BoltResponse:
        """More, the text for the post, or back: another side of the card in its place."""
        pressed = pressed_value(request.payload)
        side = next((one for one in SIDES if one == pressed), SIDES[0])
        advised = self._advised(self._form(request))
        return await self._show(request, replace(advised, side=side).view())

    async def handle_next(self, request: Request[BlockActions]) -> BoltResponse:
        """The next question answered on the card: the card anew. Of two quick choices, the one
        that the card shows is kept; where it can't be, the card carries it on and says so.
        """
        form = self._form(request)
        view = own_view(request.payload)
        updated = await update_view(request.client, view, self._result(form))
        notice = "" if updated.error == REPLACED else await self._pass_on(request, form)
        if notice and not updated.done:  # it is lost, and there is no card to say so
            return BoltResponse(status=500, body="")
        if notice and (shown := read_opened(updated)):
            self.tasks.start(_show_again(request, shown, self._result(form, notice)))
        return await self._after_update(request, updated)

    async def handle_step(self, request: Request[ViewSubmission]) -> BoltResponse:
        """Next, or Advice on the last step: the acknowledgement is the next view."""
        form = self._form(request)
        notice = await self._pass_on(request, form)
        if form.step == len(self.knowledge.current.questionnaires[form.questionnaire].steps):
            return update(self._result(form, notice))
        following = replace(form, step=form.step + 1)
        return update(build_step(self.knowledge.current, following, notice))

    async def handle_share(self, request: Request[ViewSubmission]) -> BoltResponse:
        """Share: what stands above the line goes to the chosen channel through the outbox."""
        advised = self._advised(self._form(request))
        seen = advised.as_seen()
        if seen is None:
            return update(advised.view(CHANGED))
        shared = _shared(seen.content, request.person, seen.form.questionnaire)
        share = read_submitted_share(request, shared, seen.digest, seen.form.channel)
        added = await self.outbox.add(share)
        return update(seen.view(SHARED if added else SHARED_ALREADY))

    def _form(self, request: Request[InView]) -> Form:
        return read_form(own_view(request.payload), self.knowledge.current)

    def _advised(self, form: Form) -> Advised:
        store = self.knowledge.current
        return Advised(
            store, form, advise(store, store.questionnaires[form.questionnaire], form.answers)
        )

    def _result(self, form: Form, notice: str = "") -> Modal:
        return self._advised(form).view(notice)

    async def _pass_on(self, request: Request[InView], form: Form) -> str:
        """Keep the draft, unless nothing is answered yet: then the one before stays. What to
        tell if it could not be kept: the form carries the answers on by itself.
        """
        try:
            if form.answers:
                await self._save(request, form)
        except StateUnavailableError:  # logged where it began
            return NOT_KEPT
        return ""

    async def _save(self, request: Request[InView], form: Form) -> None:
        """Keep the draft; of several presses on one form, the newest is what stays."""
        payload = request.payload
        if isinstance(payload, BlockActions):
            given_at, sent = float(payload.action.action_ts), False
        else:  # Slack does not tell when
            given_at, sent = self.state.time() - CLOCKS_APART, True
        draft = Draft(form.questionnaire, form.answers)
        who = request.workspace.id, request.person
        await save_draft(self.state, *who, own_view(payload).id, draft, given_at, sent=sent)

    async def _show_step(
        self, request: Request[BlockActions], form: Form, notice: str = ""
    ) -> BoltResponse:
        return await self._show(request, build_step(self.knowledge.current, form, notice))

    async def _show(
        self, request: Request[BlockActions], view: Modal, *, newer_too: bool = False
    ) -> BoltResponse:
        shown = own_view(request.payload)
        updated = await update_view(request.client, shown, view)
        if newer_too and updated.error == REPLACED:
            updated = await update_view(request.client, shown, view, newer_too=True)
        return await self._after_update(request, updated)

    async def _after_update(
        self, request: Request[BlockActions], updated: Delivery
    ) -> BoltResponse:
        """Where Slack did not let us replace a form that is still open, the person is told; the
        answers stay in the form and in the draft.
        """
        if not updated.done and updated.error not in (REPLACED, CLOSED):
            await self.outbox.add(read_not_shown(request.payload, updated))
        return acknowledge()


async def _show_again(request: Request[BlockActions], shown: ShownView, view: Modal) -> None:
    """Replace a card once more; if that fails, the person sees it as it was."""
    await update_view(request.client, shown, view)


def _shared(content: list[Block], person: str, questionnaire: str) -> Message:
    by = context(f"Shared by <@{person}>")
    return message([*content, by, actions([open_form_button(questionnaire, "Try it yourself")])])
