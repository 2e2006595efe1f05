"""Modals while a trigger lives, and Home: opened, pushed, updated, each within two seconds.

https://docs.slack.dev/surfaces/modals
"""

from typing import Literal, NotRequired, TypedDict

from msgspec import ValidationError, convert

from bot.slack.blocks import Block, Text
from bot.slack.delivery import Delivery, WebApi
from bot.slack.limits import LIVE_SECONDS
from bot.slack.shown import ShownView


class Modal(TypedDict):
    """A view on top of everything else."""

    type: Literal["modal"]
    callback_id: str
    title: Text
    blocks: list[Block]
    submit: NotRequired[Text]
    close: NotRequired[Text]
    private_metadata: NotRequired[str]


class Home(TypedDict):
    """The view in the app's Home tab."""

    type: Literal["home"]
    blocks: list[Block]


async def open_view(client: WebApi, trigger_id: str, view: Modal) -> Delivery:
    """Open a modal."""
    return await client.call("views.open", {"trigger_id": trigger_id, "view": view}, LIVE_SECONDS)


def read_opened(opened: Delivery) -> ShownView | None:
    """The modal that Slack says it has opened; None where it doesn't say."""
    try:
        return convert(opened.said.get("view"), ShownView)
    except ValidationError:
        return None


async def push_view(client: WebApi, trigger_id: str, view: Modal) -> Delivery:
    """Put a modal on top of the one that is open."""
    return await client.call("views.push", {"trigger_id": trigger_id, "view": view}, LIVE_SECONDS)


async def update_view(
    client: WebApi, shown: ShownView, view: Modal, *, newer_too: bool = False
) -> Delivery:
    """Replace a modal as a payload shows it, or a newer one too.

    `hash_conflict` says that the person has a newer one already.
    """
    fields = {"view_id": shown.id, "view": view}
    if not newer_too:
        fields["hash"] = shown.hash
    return await client.call("views.update", fields, LIVE_SECONDS)


async def publish_home(client: WebApi, person: str, view: Home) -> Delivery:
    """Show a person (id) their Home."""
    return await client.call("views.publish", {"user_id": person, "view": view}, LIVE_SECONDS)
