"""Who we are in the workspace that a request comes from, without asking Slack each time."""

import logging

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.request import Workspace
from bot.slack.web_api import code_of

log = logging.getLogger(__name__)


class SingleWorkspace(AsyncAuthorize):
    """The authorization of an app that is installed in one workspace, by its token."""

    def __init__(self, client: AsyncWebClient) -> None:
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
        """Ask Slack once who the token's bot is; without an answer we serve all the same."""
        try:
            identity = await self._client.auth_test()
        except SlackApiError as error:
            log.error("Slack refuses SLACK_BOT_TOKEN: %s (rolefit doctor)", code_of(error))
        except Exception as error:
            log.warning("Slack could not be asked who we are: %s", type(error).__name__)
        else:
            self._bot_id, self._bot_user_id = identity.get("bot_id"), identity.get("user_id")
