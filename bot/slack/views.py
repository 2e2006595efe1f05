"""Modals while a trigger lives: opened, pushed, updated, each within two seconds.

https://docs.slack.dev/surfaces/modals
"""

import asyncio
from collections.abc import Awaitable
from typing import Literal, NotRequired, TypedDict

import aiohttp
from msgspec import ValidationError, convert
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.blocks import Block, Text
from bot.slack.limits import LIVE_SECONDS
from bot.slack.shown import ShownView
from bot.slack.web_api import code_of


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


async def open_view(client: AsyncWebClient, trigger_id: str, view: Modal) -> str:
    """Open a modal; what went wrong, as Slack names it, or an empty text."""
    error, _ = await open_to_update(client, trigger_id, view)
    return error


async def open_to_update(
    client: AsyncWebClient, trigger_id: str, view: Modal
) -> tuple[str, ShownView | None]:
    """The same, with the modal as Slack shows it (None where it doesn't say), to be updated."""
    shown: list[object] = []

    async def work() -> None:
        answer = await client.views_open(trigger_id=trigger_id, view=dict(view))
        shown.append(answer.get("view"))

    error = await _call(work())
    try:
        return error, convert(shown[0], ShownView) if shown else None
    except ValidationError:
        return error, None


async def push_view(client: AsyncWebClient, trigger_id: str, view: Modal) -> str:
    """Put a modal on top of the one that is open; what went wrong, or an empty text."""
    return await _call(client.views_push(trigger_id=trigger_id, view=dict(view)))


async def update_view(client: AsyncWebClient, shown: ShownView, view: Modal) -> str:
    """Replace a modal as a payload shows it; what went wrong, or an empty text.

    `hash_conflict` says that the person has a newer one already.
    """
    return await _call(client.views_update(view_id=shown.id, hash=shown.hash, view=dict(view)))


async def _call(work: Awaitable[object]) -> str:
    try:
        async with asyncio.timeout(LIVE_SECONDS):
            await work
    except SlackApiError as error:
        return code_of(error)
    except TimeoutError:
        return "timeout"
    except (aiohttp.ClientError, OSError) as error:
        return type(error).__name__
    return ""
