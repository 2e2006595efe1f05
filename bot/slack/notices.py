"""What one person is to know after the acknowledgement: said by way of the outbox, so that it
arrives although Slack is slow or away just now.
"""

from bot.slack.blocks import Element, Message, actions, message, section
from bot.slack.limits import RESPONSE_URL_SECONDS
from bot.slack.payloads import Payload, workspace_of
from bot.slack.sharing import MARGIN_SECONDS
from bot.state.outbox import OutboxMessage

NOT_OPENED = "The form did not open: Slack was too slow. Press the button to try again."


def build_not_opened(again: Element) -> Message:
    """Says that a form did not open; the button brings a new trigger."""
    return message([section(NOT_OPENED), actions([again])])


def read_notice(body: Payload, told: Message, now: float) -> OutboxMessage:
    """A message to whoever pressed or chose something: where they did it, else (a global
    shortcut has no place) in their own conversation with us.
    """
    person = body["user"]["id"]
    return OutboxMessage(
        id=f"notice:{body['trigger_id']}",
        workspace=workspace_of(body),
        channel=person,
        person=person,
        message=told,
        response_url=body.get("response_url"),
        response_url_until=now + RESPONSE_URL_SECONDS - MARGIN_SECONDS,
        private=True,
    )
