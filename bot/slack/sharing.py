"""Sharing from a modal: the person picks a conversation, Slack hands out its response_url."""

import time

from bot.slack import limits
from bot.slack.blocks import Block, Message, plain
from bot.slack.payloads import Payload, workspace_of
from bot.state.outbox import OutboxMessage

SHARE_IN = "share.channel"  # block and action id
MARGIN_SECONDS = 2.0  # by which we stop using a response_url before Slack does

# What the person is told in the modal.
SHARED = "On its way to the channel that you chose."
SHARED_ALREADY = "You have shared this there already."


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


def read_share(body: Payload, message: Message, digest: str) -> OutboxMessage:
    """What a submission shares; `digest` names the content, so that pressing twice posts once."""
    [url] = body["response_urls"]
    return OutboxMessage(
        id=f"{body['view']['id']}:{url['channel_id']}:{digest}",
        workspace=workspace_of(body),
        channel=url["channel_id"],
        person=body["user"]["id"],
        message=message,
        response_url=url["response_url"],
        response_url_until=time.time() + limits.RESPONSE_URL_SECONDS - MARGIN_SECONDS,
    )
