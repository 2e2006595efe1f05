"""App Home at work: published when somebody opens it, and after what they press there."""

import asyncio
from dataclasses import dataclass

from slack_bolt.response import BoltResponse

from bot.advice.views import Form, build_step, find_questionnaire, keep_valid
from bot.home.views import DELETE, RESUME, build_home
from bot.slack.acknowledgements import acknowledge
from bot.slack.dispatch import Dispatch
from bot.slack.events import AppHomeOpened
from bot.slack.limits import LIVE_SECONDS
from bot.slack.payloads import BlockActions
from bot.slack.request import Request
from bot.slack.views import open_view
from bot.state.drafts import Draft, read_draft
from bot.state.engine import State
from bot.state.privacy import delete_data
from knowledge.live import LiveStore
from knowledge.store import Store


@dataclass(frozen=True, slots=True)
class HomeListeners:
    """Shows each person their own Home."""

    knowledge: LiveStore
    state: State

    def register(self, dispatch: Dispatch) -> None:
        """Say what is answered here."""
        dispatch.event(AppHomeOpened, self.handle_opened)
        dispatch.action(RESUME, self.handle_resume)
        dispatch.action(DELETE, self.handle_delete)

    async def handle_opened(self, request: Request[AppHomeOpened]) -> BoltResponse:
        """Somebody opened Home. A failure is raised, so that Slack sends the event again."""
        if request.payload.event.tab == "home":
            await self._publish(request)
        return acknowledge()

    async def handle_resume(self, request: Request[BlockActions]) -> BoltResponse:
        """Change my answers: the form with the answers that Home shows."""
        store = self.knowledge.current
        draft = await read_draft(self.state, request.workspace.id, request.person)
        form = _resumed(store, draft) or Form(find_questionnaire(store, None, ()))
        error = await open_view(request.client, request.payload.trigger_id, build_step(store, form))
        return BoltResponse(status=500, body="") if error else acknowledge()

    async def handle_delete(self, request: Request[BlockActions]) -> BoltResponse:
        """Delete my data, confirmed: gone, and Home as on the first visit."""
        await delete_data(self.state, request.workspace.id, request.person)
        await self._publish(request)
        return acknowledge()

    async def _publish(self, request: Request[AppHomeOpened | BlockActions]) -> None:
        store, person = self.knowledge.current, request.person
        draft = await read_draft(self.state, request.workspace.id, person)
        view = build_home(store, _resumed(store, draft))
        async with asyncio.timeout(LIVE_SECONDS):
            await request.client.views_publish(user_id=person, view=dict(view))


def _resumed(store: Store, draft: Draft) -> Form | None:
    """The form with the answers of a draft, as far as the packs still ask them."""
    if not (draft.answers and store.questionnaires):
        return None
    asked = find_questionnaire(store, draft.questionnaire, draft.answers)
    return keep_valid(store, Form(asked), draft.answers)
