"""What a request is → the handler that answers it, in one look-up.

Bolt tries its listeners one after the other and prepares some thirty arguments for each; this
middleware stands before Bolt's own and needs neither, however many handlers there are.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot import metrics
from bot.errors import PersonError
from bot.slack.acknowledgements import acknowledge
from bot.slack.events import AppHomeOpened, AppMention
from bot.slack.payloads import (
    Addressed,
    BlockActions,
    BlockSuggestion,
    Command,
    GlobalShortcut,
    MessageShortcut,
    Payload,
    Unread,
    UrlVerification,
    ViewClosed,
    ViewSubmission,
)
from bot.slack.request import Request, Workspace, payload_of

log = logging.getLogger(__name__)

P = TypeVar("P", bound=Addressed)
E = TypeVar("E", AppMention, AppHomeOpened)

Handler = Callable[[Request[P]], Awaitable[BoltResponse]]

# What Slack tells the app, rather than anybody does with it: nobody waits for an answer, and an
# app that answers errors is switched off.
TOLD = frozenset({"event_callback", "app_rate_limited"})
FOR_OPERATORS = {  # what of it somebody has to do something about
    "app_rate_limited": "Slack holds events back, more than 30,000 came in an hour: mentions in "
    "that minute stay unanswered",
    "app_uninstalled": "RoleFit is no longer installed there: it can answer nobody until it is "
    "installed again",
    "tokens_revoked": "Slack has revoked a token: if it is ours, nobody is answered until RoleFit "
    "is installed again and SLACK_BOT_TOKEN is the new one",
}
NOT_ADDRESSED = (UrlVerification, Unread)


class Dispatch(AsyncMiddleware):
    """Handlers by surface, and by the id that Slack's payload for it bears.

    A handler takes the request and returns the acknowledgement. `workspace_by_id` knows the
    workspaces in which the app is installed.
    """

    def __init__(self, workspace_by_id: Callable[[str], Workspace]) -> None:
        self._workspace_by_id = workspace_by_id
        self._handlers: dict[tuple[type[Payload], str], Handler[Any]] = {}

    def command(self, name: str, handler: Handler[Command]) -> None:
        """Answer a slash command such as `/rolefit`."""
        self._handlers[Command, name] = handler

    def action(self, action_id: str, handler: Handler[BlockActions]) -> None:
        """Answer presses on an action id, and on the same id with a number after it."""
        self._handlers[BlockActions, action_id] = handler

    def options(self, action_id: str, handler: Handler[BlockSuggestion]) -> None:
        """Give the options of an external select while somebody types."""
        self._handlers[BlockSuggestion, action_id] = handler

    def submission(self, callback_id: str, handler: Handler[ViewSubmission]) -> None:
        """Answer a modal's submission."""
        self._handlers[ViewSubmission, callback_id] = handler

    def closing(self, callback_id: str, handler: Handler[ViewClosed]) -> None:
        """Hear that a modal was closed without being submitted."""
        self._handlers[ViewClosed, callback_id] = handler

    def shortcut(self, callback_id: str, handler: Handler[GlobalShortcut]) -> None:
        """Answer a global shortcut."""
        self._handlers[GlobalShortcut, callback_id] = handler

    def message_shortcut(self, callback_id: str, handler: Handler[MessageShortcut]) -> None:
        """Answer a shortcut of messages."""
        self._handlers[MessageShortcut, callback_id] = handler

    def event(self, kind: type[E], handler: Handler[E]) -> None:
        """Hear of an event."""
        self._handlers[kind, kind.name] = handler

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        """Answer the request, or leave it to Bolt, which calls it unhandled."""
        payload, outcome = payload_of(req), "unhandled"
        try:
            handler = self._handlers.get((type(payload), payload.name))
            if not handler or isinstance(payload, NOT_ADDRESSED):
                return await self._leave(payload, next)
            outcome = "failed"
            workspace = self._workspace_by_id(payload.workspace_id)
            answer = await handler(Request(payload, workspace))
            outcome = "answered"
            return answer
        except PersonError:
            outcome = "told"
            raise
        finally:
            metrics.count_request(payload.surface, outcome)

    async def _leave(
        self, payload: Payload, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        if payload.surface not in TOLD:
            return await next()
        if for_operators := FOR_OPERATORS.get(payload.name):
            log.warning("%s: %s", payload.name, for_operators)
        else:
            log.warning("nobody listens to %s", payload.name)
        return acknowledge()
