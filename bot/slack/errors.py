"""The one error handler: tells the person in the shape that their surface understands.

A request from a person is answered with 200, because Slack shows its own, emptier error for
anything else; an event with 500, so that Slack sends it again. Where we cannot tell the person,
that emptier error is better than nothing: 500 where the fault is ours, 404 where nothing of ours
answers what was sent.
"""

import logging
import secrets

import aiohttp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.errors import OutdatedControlError, PersonError, StateUnavailableError
from bot.slack import limits
from bot.slack.acknowledgements import acknowledge, acknowledge_privately, update
from bot.slack.blocks import Block, Message, Reply, in_thread, message, plain, section
from bot.slack.delivery import respond
from bot.slack.ids import COMMAND
from bot.slack.payloads import (
    BlockActions,
    BlockSuggestion,
    Command,
    MessageShortcut,
    ViewSubmission,
)
from bot.slack.request import payload_of
from bot.slack.shown import ShownView
from bot.slack.tasks import describe
from bot.slack.views import Modal

log = logging.getLogger(__name__)

TELL_SECONDS = 1.0  # what waited for the state has waited as long, and Slack waits three
NOT_SAVED = (
    "RoleFit cannot save anything just now, so nothing was posted or changed. Press again in a "
    "minute."
)
ANOTHER_COMMAND = f"RoleFit answers `{COMMAND}`. Type `{COMMAND} help` for what it can do."
UNEXPECTED = (
    "Something went wrong on our side, so there is no answer. Nothing was changed. Try again in "
    "a minute; if it happens again, show this code to whoever runs RoleFit: `{reference}`"
)


class ErrorHandler:
    """Registered as Bolt's error handler."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def handle_error(self, error: Exception, request: AsyncBoltRequest) -> BoltResponse:
        """Log a fault under a reference, and answer as the surface of the request wants it."""
        payload = payload_of(request)
        told = _told(error, payload.surface)
        match payload:
            case Command():
                return acknowledge_privately(told)
            case ViewSubmission(view=view):
                return update(_with_alert(view, told["text"]))
            case BlockSuggestion():
                return acknowledge({"options": []})
            case BlockActions(response_url=str(url)) | MessageShortcut(response_url=str(url)):
                shown = in_thread(told, payload.thread_ts)
                reply: Reply = {"response_type": "ephemeral", "replace_original": False, **shown}
                said = await respond(self._session, url, reply, TELL_SECONDS)
                if said.outcome == "posted":
                    return acknowledge()
        is_ours = not isinstance(error, BoltUnhandledRequestError | PersonError)
        return BoltResponse(status=500 if is_ours else 404, body="")


def _with_alert(shown: ShownView, text: str) -> Modal:
    """The submitted modal as it was, the same block ids, with an alert on top."""
    alert: Block = {"type": "alert", "level": "error", "text": plain(text, limits.ALERT_TEXT)}
    view: Modal = {
        "type": "modal",
        "callback_id": shown.callback_id,
        "title": shown.title or plain("RoleFit", limits.VIEW_TITLE),
        "private_metadata": shown.private_metadata,
        "blocks": [alert, *(block for block in shown.blocks if block["type"] != "alert")],
    }
    if shown.submit:
        view["submit"] = shown.submit
    if shown.close:
        view["close"] = shown.close
    return view


def _told(error: Exception, surface: str) -> Message:
    if isinstance(error, BoltUnhandledRequestError):
        is_command = surface == Command.surface
        error = PersonError(ANOTHER_COMMAND) if is_command else OutdatedControlError()
    if isinstance(error, PersonError):
        return message([section(str(error))])
    if isinstance(error, StateUnavailableError):  # logged where it began
        return message([section(NOT_SAVED)])
    reference = secrets.token_hex(4)
    log.error("%s: a %s failed: %s", reference, surface, describe(error))
    return message([section(UNEXPECTED.format(reference=reference))])
