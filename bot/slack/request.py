"""A request of Slack's on its way through the app, with the workspace that it belongs to."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.payloads import Payload


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where the app is installed: by its id, the client that speaks to it, and who we are there
    (None until Slack has told).
    """

    id: str
    client: AsyncWebClient
    bot_user_id: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One request: its body as Slack documents it, and the installation that serves it, never
    that of an outsider who presses.
    """

    body: Payload
    workspace: Workspace

    @property
    def client(self) -> AsyncWebClient:
        """The client that speaks to its workspace."""
        return self.workspace.client

    @property
    def person(self) -> str:
        """The id of who pressed, chose or sent something."""
        return str(self.body["user"]["id"])

    @property
    def trigger_id(self) -> str:
        """Leave to open a form, for three seconds."""
        return str(self.body["trigger_id"])
