"""Answers to Slack's requests: in most of them the acknowledgement carries what people see.

https://docs.slack.dev/interactivity/handling-user-interaction
"""

from collections.abc import Sequence
from typing import Literal, TypedDict

import msgspec
from slack_bolt.response import BoltResponse

from bot.slack.blocks import Block, Message, Option
from bot.slack.views import Modal


class PrivateMessage(TypedDict):
    """What a command shows to the person alone."""

    response_type: Literal["ephemeral"]
    text: str
    blocks: Sequence[Block | msgspec.Raw]


class ViewUpdate(TypedDict):
    """The modal that takes the place of the one that was sent off."""

    response_action: Literal["update"]
    view: Modal


class InputErrors(TypedDict):
    """What is wrong in a modal that was sent off, by block id of its inputs."""

    response_action: Literal["errors"]
    errors: dict[str, str]


class Options(TypedDict):
    """What an external select offers."""

    options: list[Option]


Acknowledgement = PrivateMessage | ViewUpdate | InputErrors | Options


def acknowledge(payload: Acknowledgement | None = None) -> BoltResponse:
    """An acknowledgement that carries a payload, or an empty one."""
    if payload is None:
        return BoltResponse(status=200, body="")
    return BoltResponse(
        status=200,
        body=msgspec.json.encode(payload).decode(),
        headers={"content-type": ["application/json;charset=utf-8"]},
    )


def acknowledge_privately(message: Message, encoded: Sequence[msgspec.Raw] = ()) -> BoltResponse:
    """An acknowledgement that shows a message to the person alone; `encoded` are the first of its
    blocks, where they are encoded already.
    """
    blocks: list[Block | msgspec.Raw] = [*encoded, *message["blocks"][len(encoded) :]]
    return acknowledge({"response_type": "ephemeral", "text": message["text"], "blocks": blocks})


def update(view: Modal) -> BoltResponse:
    """An acknowledgement that shows another modal in place of the one that was sent off."""
    return acknowledge({"response_action": "update", "view": view})
