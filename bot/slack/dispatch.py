"""What a request is → the handler that answers it, in one look-up.

Bolt tries its listeners one after the other and prepares some thirty arguments for each; this
middleware stands at the end of Bolt's own and needs neither, however many handlers there are.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot import metrics
from bot.errors import PersonError
from bot.slack.payloads import surface_of, workspace_of
from bot.slack.request import Request, Workspace

Handler = Callable[[Request], Awaitable[BoltResponse]]


class Dispatch(AsyncMiddleware):
    """Handlers by surface, and by the id that Slack's payload for it bears.

    A handler takes the request and returns the acknowledgement. `workspace_by_id` knows the
    workspaces in which the app is installed.
    """

    def __init__(self, workspace_by_id: Callable[[str], Workspace]) -> None:
        self._workspace_by_id = workspace_by_id
        self._handlers: dict[tuple[str, str], Handler] = {}

    def command(self, name: str, handler: Handler) -> None:
        """Answer a slash command such as `/rolefit`."""
        self._handlers["command", name] = handler

    def action(self, action_id: str, handler: Handler) -> None:
        """Answer presses on an action id, and on the same id with a number after it."""
        self._handlers["block_actions", action_id] = handler

    def options(self, action_id: str, handler: Handler) -> None:
        """Give the options of an external select while somebody types."""
        self._handlers["block_suggestion", action_id] = handler

    def submission(self, callback_id: str, handler: Handler) -> None:
        """Answer a modal's submission."""
        self._handlers["view_submission", callback_id] = handler

    def closing(self, callback_id: str, handler: Handler) -> None:
        """Hear that a modal was closed without being submitted."""
        self._handlers["view_closed", callback_id] = handler

    def shortcut(self, callback_id: str, handler: Handler) -> None:
        """Answer a global or message shortcut."""
        self._handlers["shortcut", callback_id] = handler

    def event(self, name: str, handler: Handler) -> None:
        """Hear of an event such as `app_mention`."""
        self._handlers["event_callback", name] = handler

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        """Answer the request, or leave it to Bolt, which calls it unhandled."""
        surface, outcome = surface_of(req.body), "unhandled"
        try:
            handler = self._find(surface, req.body)
            if handler is None:
                return await next()
            outcome = "failed"
            workspace = self._workspace_by_id(workspace_of(req.body))
            answer = await handler(Request(req.body, workspace))
            outcome = "answered"
            return answer
        except PersonError:
            outcome = "told"
            raise
        finally:
            metrics.count_request(surface, outcome)

    def _find(self, kind: str, body: dict[str, Any]) -> Handler | None:
        match kind:
            case "command":
                name = body["command"]
            case "block_actions":
                name = body["actions"][0]["action_id"].rstrip("0123456789").rstrip(".")
            case "block_suggestion":
                name = body["action_id"]
            case "view_submission" | "view_closed":
                name = body["view"]["callback_id"]
            case "shortcut" | "message_action":
                kind, name = "shortcut", body["callback_id"]
            case "event_callback":
                name = body["event"]["type"]
            case _:
                return None
        return self._handlers.get((kind, name))
