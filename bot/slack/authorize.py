"""Who we are in the workspace that a request comes from, without asking Slack each time."""

import asyncio
import logging
from itertools import count

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.delivery import WebApi, pause
from bot.slack.refusals import NOT_INSTALLED
from bot.slack.request import Workspace

log = logging.getLogger(__name__)


class SingleWorkspace(AsyncAuthorize):
    """The authorization of an app that is installed in one workspace, by its token."""

    def __init__(self, client: WebApi) -> None:
        self._client = client
        self._bot_id: str | None = None
        self._bot_user_id: str | None = None

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult:
        """What Bolt wants to know; never waits for Slack."""
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=self._bot_id,
            bot_user_id=self._bot_user_id,
            bot_token=self._client.token,
        )

    def workspace(self, workspace_id: str) -> Workspace:
        """The workspace with this id: whatever Slack sends us with our secret is from it."""
        return Workspace(workspace_id, self._client, self._bot_user_id)

    async def identify(self) -> None:
        """Ask Slack who the token's bot is, until it tells; meanwhile we serve all the same."""
        for attempts in count(1):
            answer = await self._client.call("auth.test")
            if answer.done:
                self._bot_id = _text(answer.said.get("bot_id"))
                self._bot_user_id = _text(answer.said.get("user_id"))
                return
            if answer.error in NOT_INSTALLED:
                log.error("Slack refuses SLACK_BOT_TOKEN: %s (rolefit doctor)", answer.error)
                return
            await asyncio.sleep(max(answer.after, pause(attempts)))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
