"""Messages to Slack outside of acknowledgements: one try, and what came of it.

`refused`: Slack surely did not post it and won't. `later`: surely not posted, try again.
`unclear`: it may have been posted; sending it again might post it twice.
"""

import asyncio
from dataclasses import dataclass
from typing import Any, Literal

import aiohttp
import msgspec
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.blocks import Message, Reply
from bot.slack.web_api import error_name, tell_failure

DELIVERY_SECONDS = 5.0
LONGEST_PAUSE = 300.0  # seconds; between tries while Slack cannot be reached

_SPENT = frozenset({"used_url", "expired_url", "invalid_url", "no_such_url", "not_found"})
_PASSING = frozenset({"ratelimited", "rate_limited", "team_added_to_org", "service_unavailable"})
_UNCLEAR = frozenset({"internal_error", "fatal_error", "request_timeout"})


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of one try; `error` as Slack names it, `after` in seconds for `later`."""

    outcome: Literal["posted", "refused", "later", "unclear"]
    error: str = ""
    after: float = 0.0

    @property
    def spent(self) -> bool:
        """Whether a response_url can no longer be used, whatever the message."""
        return self.outcome == "refused" and self.error in _SPENT


async def respond(
    session: aiohttp.ClientSession,
    url: str,
    reply: Reply,
    seconds: float = DELIVERY_SECONDS,
) -> Delivery:
    """Send a reply to a response_url."""
    try:
        async with session.post(
            url,
            data=msgspec.json.encode(reply),
            headers={"Content-Type": "application/json"},
            timeout=aiohttp.ClientTimeout(total=seconds),
        ) as response:
            delivery = _judge(response.status, response.headers, await response.read())
    except Exception as error:
        delivery = _failure(error)
    if delivery.outcome != "posted":
        tell_failure("response_url", delivery.error)
    return delivery


async def post(client: AsyncWebClient, channel: str, message: Message) -> Delivery:
    """Post a message with the Web API; the client must not retry by itself."""
    fields: dict[str, Any] = {"channel": channel, **message}
    try:
        async with asyncio.timeout(DELIVERY_SECONDS):
            response = await client.chat_postMessage(**fields)
    except SlackApiError as error:
        answer = error.response
        if isinstance(answer, AsyncSlackResponse) and answer.data:
            return _judge(answer.status_code, answer.headers, answer.data)
        return Delivery("unclear", "no_answer")  # what came back was not Slack's
    except ValueError:
        return Delivery("unclear", "no_json")
    except Exception as error:
        return _failure(error)
    posted = isinstance(response.data, dict) and response.data.get("ok") is True
    return Delivery("posted") if posted else Delivery("unclear", "no_answer")


def pause(attempts: int) -> float:
    """Seconds to wait after so many failed tries: 1, 2, 4, … up to five minutes."""
    return min(2.0 ** max(0, attempts - 1), LONGEST_PAUSE)


def _judge(status: int, headers: Any, body: object) -> Delivery:
    error = _error(body)
    if status == 429 or error in _PASSING:
        return Delivery("later", error or "ratelimited", _retry_after(headers))
    if status >= 500 or error in _UNCLEAR:
        return Delivery("unclear", error or f"http_{status}")
    if status == 404 or status == 410:
        return Delivery("refused", error or "no_such_url")
    if error or status >= 400:
        return Delivery("refused", error or f"http_{status}")
    return Delivery("posted")


def _failure(error: Exception) -> Delivery:
    """Only a connection that was never made tells for sure that nothing was posted."""
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return Delivery("later", type(error).__name__)
    if isinstance(error, aiohttp.ClientError | TimeoutError | OSError):
        return Delivery("unclear", type(error).__name__)
    raise error


def _error(body: object) -> str:
    """Slack's name for what is wrong; a response_url answers `ok` or JSON."""
    answer = body
    if isinstance(body, bytes):
        try:
            answer = msgspec.json.decode(body) if body[:1] == b"{" else {}
        except msgspec.DecodeError:
            answer = {}
    return error_name(answer) if isinstance(answer, dict) and answer.get("error") else ""


def _retry_after(headers: Any) -> float:
    try:
        return max(1.0, float(headers.get("Retry-After") or 1))
    except ValueError:
        return 1.0
