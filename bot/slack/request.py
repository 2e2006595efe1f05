"""A request of Slack's on its way through the app, with the workspace that it belongs to."""

import logging
from dataclasses import dataclass
from typing import Generic, TypeVar

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest

from bot import metrics
from bot.slack.delivery import WebApi
from bot.slack.payloads import Addressed, Payload, Unread, UrlVerification, read_payload

log = logging.getLogger(__name__)

P_co = TypeVar("P_co", bound=Addressed, covariant=True)

_PAYLOAD = "rolefit_payload"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where the app is installed: by its id, the client that speaks to it, and who we are there
    (None until Slack has told).
    """

    id: str
    client: WebApi
    bot_user_id: str | None = None


@dataclass(frozen=True, slots=True)
class Request(Generic[P_co]):
    """One request: what Slack sent, and the installation that serves it, never that of an
    outsider who presses.
    """

    payload: P_co
    workspace: Workspace

    @property
    def client(self) -> WebApi:
        """The client that speaks to its workspace."""
        return self.workspace.client

    @property
    def person(self) -> str:
        """The id of who pressed, chose or sent something."""
        return self.payload.person


def receive(body: object) -> AsyncBoltRequest | None:
    """A decoded body as Bolt takes it, or None, counted and logged, if it does not fit."""
    try:
        payload = read_payload(body)
    except ValueError as error:
        metrics.count_request("unverified", "misfit")
        log.warning("a request was refused (misfit): not as Slack documents it: %s", error)
        return None
    return _ReadRequest(payload)


class _ReadRequest(AsyncBoltRequest):
    """A request of which Bolt has nothing left to read: it fails on odd bodies, and to look for
    each id in each place where one may be takes it a tenth of a whole answer. The payload goes
    along in the context.
    """

    def __init__(self, payload: Payload) -> None:
        self.raw_body, self.mode = "", "socket_mode"  # as it calls what is parsed already
        self.query, self.headers, self.content_type = {}, {}, None
        self.lazy_only, self.lazy_function_name = False, None
        self.context = AsyncBoltContext({_PAYLOAD: payload})
        self.body = {"type": payload.surface}
        if isinstance(payload, UrlVerification):
            self.body["challenge"] = payload.challenge
        elif not isinstance(payload, Unread):
            ids = {"team_id": payload.workspace_id, "user_id": payload.person}
            self.body |= ids
            self.context |= ids


def payload_of(request: AsyncBoltRequest) -> Payload:
    """The payload of a request that `receive` has made."""
    payload: Payload = request.context[_PAYLOAD]
    return payload
