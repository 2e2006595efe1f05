"""One question to Slack's Web API, and what came of it in words for an operator."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.web_api import NO_ANSWER, code_of

SECONDS = 5.0  # for each question


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack said. `error` is Slack's name for why it refuses; `trouble` says, in words,
    why there is no answer of Slack's at all.
    """

    said: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    trouble: str = ""


async def ask(method: Callable[..., Awaitable[AsyncSlackResponse]], **options: Any) -> Answer:
    """Call a method of the Web API, once; never raises for what the network or Slack does."""
    try:
        async with asyncio.timeout(SECONDS):
            response = await method(**options)
    except SlackApiError as error:
        name = code_of(error)
        if name == NO_ANSWER:
            return _not_slacks(error.response)
        return Answer(headers=getattr(error.response, "headers", {}), error=name)
    except AttributeError:  # slack_sdk's own, where a text/plain body comes with status 200
        return _not_slacks(None)
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
        return Answer(trouble=_in_words(error))
    said = response.data if isinstance(response.data, dict) else {}
    return Answer(said, response.headers)


def _not_slacks(response: object) -> Answer:
    status = getattr(response, "status_code", None) or getattr(response, "status", "no status")
    trouble = (
        f"what answers ({status}) is not Slack's API. Is a proxy in between? "
        "Else see slack-status.com, and try later."
    )
    return Answer(trouble=trouble)


def _in_words(error: Exception) -> str:
    match error:
        case TimeoutError():
            return f"no answer within {SECONDS:g} seconds. Does a firewall drop what goes out?"
        case aiohttp.ClientHttpProxyError():
            return f"the proxy answers {error.status}. Does it want other credentials?"
        case aiohttp.ClientProxyConnectionError():
            return "the proxy cannot be reached. Is its address right?"
        case aiohttp.ClientConnectorDNSError():
            return "its name is not found. Does this machine reach a name server?"
        case aiohttp.ClientConnectorCertificateError():
            return "its certificate is not trusted. Set SSL_CERT_FILE if a proxy has its own."
        case aiohttp.ClientConnectorError():
            why = os.strerror(error.errno) if error.errno else "no address answers"
            return f"no connection ({why}). Does a firewall forbid it?"
        case aiohttp.InvalidURL():
            return "the address is malformed: its own, or its proxy's. Mend it."
        case _:
            return f"the connection broke ({type(error).__name__}). Try again."
