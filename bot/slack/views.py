"""Modals while a trigger lives: opened, pushed, updated, each within two seconds.

https://docs.slack.dev/surfaces/modals
"""

import asyncio
from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.limits import LIVE_SECONDS
from bot.slack.web_api import code_of

View = dict[str, Any]


async def open_view(client: AsyncWebClient, trigger_id: str, view: View) -> str:
    """Open a modal; what went wrong, as Slack names it, or an empty text."""
    return await _call(client.views_open(trigger_id=trigger_id, view=view))


async def push_view(client: AsyncWebClient, trigger_id: str, view: View) -> str:
    """Put a modal on top of the one that is open; what went wrong, or an empty text."""
    return await _call(client.views_push(trigger_id=trigger_id, view=view))


async def update_view(client: AsyncWebClient, shown: View, view: View) -> str:
    """Replace a modal as a payload shows it; what went wrong, or an empty text.

    `hash_conflict` says that the person has a newer one already.
    """
    return await _call(client.views_update(view_id=shown["id"], hash=shown["hash"], view=view))


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
