"""App Home at work: published when somebody opens it, and after what they press there."""

from dataclasses import dataclass

from slack_bolt.response import BoltResponse

from bot.advice.prefill import open_form_button
from bot.advice.views import Form, build_step, find_questionnaire, keep_valid
from bot.home.views import DELETE, RESUME, build_home, build_messages_welcome
from bot.outbox.outbox import Outbox
from bot.outbox.sharing import build_not_opened, read_notice
from bot.outbox.texts import DELETED
from bot.slack.acknowledgements import acknowledge
from bot.slack.blocks import message, section
from bot.slack.delivery import Delivery
from bot.slack.dispatch import Dispatch
from bot.slack.events import AppHomeOpened
from bot.slack.payloads import BlockActions
from bot.slack.request import Request
from bot.slack.views import open_view, publish_home
from bot.state.drafts import Draft, read_draft
from bot.state.engine import State
from bot.state.outbox import OutboxMessage, welcomed
from bot.state.privacy import delete_data
from knowledge.live import LiveStore
from knowledge.store import Store


@dataclass(frozen=True, slots=True)
class HomeListeners:
    """Shows each person their own Home."""

    knowledge: LiveStore
    state: State
    outbox: Outbox

    def register(self, dispatch: Dispatch) -> None:
        """Say what is answered here."""
        dispatch.event(AppHomeOpened, self.handle_opened)
        dispatch.action(RESUME, self.handle_resume)
        dispatch.action(DELETE, self.handle_delete)

    async def handle_opened(self, request: Request[AppHomeOpened]) -> BoltResponse:
        """Somebody opened Home. Slack sends the event again where that can mend a failure."""
        if request.payload.event.tab == "messages":
            await self._welcome(request)
        if request.payload.event.tab != "home":
            return acknowledge()
        published = await self._publish(request)
        final = published.done or published.outcome == "refused"
        return acknowledge() if final else BoltResponse(status=500, body="")

    async def _welcome(self, request: Request[AppHomeOpened]) -> None:
        """Once, into a conversation that would be blank."""
        workspace, person = request.workspace.id, request.person
        welcome = OutboxMessage(
            id=welcomed(workspace, person),
            workspace=workspace,
            channel=person,
            person=person,
            message=build_messages_welcome(self.knowledge.current),
            response_url=None,
            private=True,
        )
        await self.outbox.add_answer(welcome.id, welcome)

    async def handle_resume(self, request: Request[BlockActions]) -> BoltResponse:
        """Change my answers: the form with the answers that Home shows."""
        store = self.knowledge.current
        draft = await read_draft(self.state, request.workspace.id, request.person)
        form = _resumed(store, draft) or Form(find_questionnaire(store, None, ()))
        press = request.payload
        opened = await open_view(request.client, press.trigger_id, build_step(store, form))
        if not opened.done:
            again = open_form_button(form.questionnaire, "Open the form")
            await self.outbox.add(read_notice(press, build_not_opened(opened, again)))
        return acknowledge()

    async def handle_delete(self, request: Request[BlockActions]) -> BoltResponse:
        """Delete my data, confirmed: gone, and Home as on the first visit."""
        await delete_data(self.state, request.workspace.id, request.person)
        if not (await self._publish(request)).done:
            await self.outbox.add(read_notice(request.payload, message([section(DELETED)])))
        return acknowledge()

    async def _publish(self, request: Request[AppHomeOpened | BlockActions]) -> Delivery:
        store, person = self.knowledge.current, request.person
        draft = await read_draft(self.state, request.workspace.id, person)
        view = build_home(store, _resumed(store, draft))
        return await publish_home(request.client, person, view)


def _resumed(store: Store, draft: Draft) -> Form | None:
    """The form with the answers of a draft, as far as the packs still ask them."""
    if not (draft.answers and store.questionnaires):
        return None
    asked = find_questionnaire(store, draft.questionnaire, draft.answers)
    return keep_valid(store, Form(asked), draft.answers)
