"""What people send by way of the outbox: a share, from a message or from a modal, and what one
person is to know after the acknowledgement.
"""

from bot.errors import ElsewhereError, OutdatedControlError
from bot.outbox.texts import NOT_OPENED, NOT_SHOWN, may_help_to_repeat, not_done
from bot.slack import limits
from bot.slack.blocks import Block, Element, Message, actions, in_thread, message, plain, section
from bot.slack.delivery import Delivery
from bot.slack.payloads import (
    BlockActions,
    Trigger,
    ViewSubmission,
    message_key,
    own_response_url,
)
from bot.slack.request import Request
from bot.state.outbox import OutboxMessage

SHARE_IN = "share.channel"  # block and action id


def build_share_input(label: str) -> Block:
    """The input that picks a conversation; the modal's submit button then shares."""
    return {
        "type": "input",
        "block_id": SHARE_IN,
        "label": plain(label, limits.INPUT_LABEL),
        "element": {
            "type": "conversations_select",
            "action_id": SHARE_IN,
            "default_to_current_conversation": True,
            "response_url_enabled": True,
        },
    }


def read_pressed_share(
    request: Request[BlockActions], posted: Message, digest: str, afterwards: Message
) -> OutboxMessage:
    """What a press on a message shares in its channel, or its thread; `afterwards` then takes the
    message's place. `digest` names the content, so that pressing twice posts once.
    """
    press = request.payload
    return OutboxMessage(
        id=":".join((*message_key(press), digest)),
        workspace=request.workspace.id,
        channel=press.container.channel_id,
        person=request.person,
        message=in_thread(posted, press.thread_ts),
        response_url=own_response_url(press),
        afterwards=in_thread(afterwards, press.thread_ts),
    )


def read_submitted_share(
    request: Request[ViewSubmission], posted: Message, digest: str, opened_in: str = ""
) -> OutboxMessage:
    """What a modal shares in the conversation that was picked. Slack may hand out no
    response_url for it: then we have to be a member.

    Raises ElsewhereError where somebody from outside picks another one than the modal was
    `opened_in` (a channel's id; empty: not known).
    """
    view, given = request.payload.view, request.payload.response_urls or []
    channel = view.entered(SHARE_IN, SHARE_IN).selected_conversation
    if channel is None:
        raise OutdatedControlError
    if request.payload.is_outsider and channel != opened_in:
        raise ElsewhereError
    urls = {url.channel_id: url.response_url for url in given}
    return OutboxMessage(
        id=f"{request.workspace.id}:{view.id}:{channel}:{digest}",
        workspace=request.workspace.id,
        channel=channel,
        person=request.person,
        message=posted,
        response_url=urls.get(channel),
    )


def build_not_opened(delivery: Delivery, again: Element) -> Message:
    """Says why a form did not open; the button brings a new trigger, where that can help."""
    controls = [actions([again])] if may_help_to_repeat(delivery) else []
    return message([section(not_done(NOT_OPENED, delivery)), *controls])


def read_notice(trigger: Trigger, told: Message) -> OutboxMessage:
    """A message to whoever pressed or chose something: where they did it, else (a view and a
    global shortcut have no place) in their own conversation with us.
    """
    return OutboxMessage(
        id=f"notice:{trigger.workspace_id}:{trigger.trigger_id}",
        workspace=trigger.workspace_id,
        channel=trigger.person,
        person=trigger.person,
        message=in_thread(told, trigger.thread_ts),
        response_url=trigger.response_url,
        private=True,
    )


def read_not_shown(press: BlockActions, delivery: Delivery) -> OutboxMessage:
    """The notice that Slack did not let us show what was pressed in a view."""
    return read_notice(press, message([section(not_done(NOT_SHOWN, delivery))]))
