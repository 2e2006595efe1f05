"""The one error handler: tells the person in the shape that their surface understands.

A request from a person is answered with 200, because Slack shows its own, emptier error for
anything else; an event with 500, so that Slack sends it again. Where we cannot tell the person,
that emptier error is better than nothing.
"""

import logging
import secrets
from typing import Any

import aiohttp
import msgspec
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from bot.errors import OutdatedControlError, PersonError
from bot.slack import limits
from bot.slack.blocks import Message, message, plain, section
from bot.slack.delivery import respond
from bot.slack.payloads import surface_of
from bot.slack.tasks import describe

log = logging.getLogger(__name__)

UNEXPECTED = (
    "Something went wrong on our side, so there is no answer. Nothing was changed. Try again in "
    "a minute; if it happens again, show this code to whoever runs RoleFit: `{reference}`"
)


def acknowledge(payload: dict[str, Any] | None = None) -> BoltResponse:
    """An acknowledgement that carries a payload, or an empty one."""
    if payload is None:
        return BoltResponse(status=200, body="")
    return BoltResponse(
        status=200,
        body=msgspec.json.encode(payload).decode(),
        headers={"content-type": ["application/json;charset=utf-8"]},
    )


class ErrorHandler:
    """Registered as Bolt's error handler."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def handle_error(self, error: Exception, body: dict[str, Any]) -> BoltResponse:
        """Log a fault under a reference, and answer as the surface of the request wants it."""
        surface = surface_of(body)
        told = _told(error, surface)
        if surface == "command":
            return acknowledge({"response_type": "ephemeral", **told})
        if surface == "view_submission":
            view = _with_alert(body["view"], told["text"])
            return acknowledge({"response_action": "update", "view": view})
        if surface == "block_suggestion":
            return acknowledge({"options": []})
        if surface == "block_actions" and body.get("response_url"):
            payload = {"response_type": "ephemeral", "replace_original": False, **told}
            said = await respond(self._session, body["response_url"], payload, seconds=2.0)
            if said.outcome == "posted":
                return acknowledge()
        return BoltResponse(status=500, body="")


def _with_alert(shown: dict[str, Any], text: str) -> dict[str, Any]:
    """The submitted modal as it was, the same block ids, with an alert on top."""
    kept = ("type", "callback_id", "title", "submit", "close", "private_metadata")
    view = {name: shown[name] for name in kept if shown.get(name)}
    alert = {"type": "alert", "level": "error", "text": plain(text, limits.ALERT_TEXT)}
    others = [block for block in shown["blocks"] if block["type"] != "alert"]
    return {**view, "blocks": [alert, *others]}


def _told(error: Exception, surface: str) -> Message:
    if isinstance(error, BoltUnhandledRequestError):
        error = OutdatedControlError()
    if isinstance(error, PersonError):
        return message([section(str(error))])
    reference = secrets.token_hex(4)
    log.error("%s: a %s failed: %s", reference, surface, describe(error))
    return message([section(UNEXPECTED.format(reference=reference))])
