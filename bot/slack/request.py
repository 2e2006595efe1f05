"""A request of Slack's on its way through the app, with the workspace that it belongs to."""

import logging
from dataclasses import dataclass
from typing import Generic, TypeVar

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
    """A decoded body as Bolt takes it, or None, counted and logged, if it does not fit.

    Bolt reads a body by itself and fails on odd ones, so it gets no more of it than it needs; the
    payload goes along in the context.
    """
    try:
        payload = read_payload(body)
    except ValueError as error:
        metrics.count_request("unverified", "misfit")
        log.warning("a request was refused (misfit): not as Slack documents it: %s", error)
        return None
    return AsyncBoltRequest(
        mode="socket_mode", body=_what_bolt_reads(payload), context={_PAYLOAD: payload}
    )


def payload_of(request: AsyncBoltRequest) -> Payload:
    """The payload of a request that `receive` has made."""
    payload: Payload = request.context[_PAYLOAD]
    return payload


def _what_bolt_reads(payload: Payload) -> dict[str, str]:
    body = {"type": payload.surface}
    match payload:
        case UrlVerification():
            body["challenge"] = payload.challenge
        case Unread():
            pass
        case _:
            body |= {"team_id": payload.workspace_id, "user_id": payload.person}
    return body
