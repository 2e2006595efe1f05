"""What a request is → the handler that answers it, in one look-up.

Bolt tries its listeners one after the other and prepares some thirty arguments for each; this
middleware stands at the end of Bolt's own and needs neither, however many handlers there are.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

Handler = Callable[[dict[str, Any]], Awaitable[BoltResponse]]


class Dispatch(AsyncMiddleware):
    """Handlers by command, and by the action id of what was pressed.

    A handler takes the request's body (as Slack documents it) and returns the acknowledgement.
    """

    def __init__(self) -> None:
        self._commands: dict[str, Handler] = {}
        self._actions: dict[str, Handler] = {}

    def command(self, name: str, handler: Handler) -> None:
        """Answer a slash command such as `/rolefit`."""
        self._commands[name] = handler

    def action(self, action_id: str, handler: Handler) -> None:
        """Answer presses on an action id, and on the same id with a number after it."""
        self._actions[action_id] = handler

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        """Answer the request, or leave it to Bolt, which calls it unhandled."""
        handler = self._find(req.body)
        return await (handler(req.body) if handler else next())

    def _find(self, body: dict[str, Any]) -> Handler | None:
        if "command" in body:
            return self._commands.get(body["command"])
        if body.get("type") == "block_actions":
            action_id = body["actions"][0]["action_id"]
            return self._actions.get(action_id.rstrip("0123456789").rstrip("."))
        return None
