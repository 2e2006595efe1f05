"""The one door to Slack: each call of the Web API, and each reply to a response_url.

A call is made once, through the proxy that the environment names, within a time limit; it never
raises for what the network or Slack does, and a failure is counted and logged here. What comes
back is judged in one place:

`posted`: Slack says so. `refused`: Slack surely did not do it and won't. `later`: surely not
done, try again. `unclear`: it was sent and may have been done; a post that is sent again might be
posted twice.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import msgspec

from bot.slack.blocks import Message, Reply
from bot.slack.refusals import NO_ANSWER, error_name, tell_failure

DELIVERY_SECONDS = 5.0
CONNECTING = 0.9  # the part of a call's seconds after which nothing can have been sent
LONGEST_PAUSE = 300.0  # seconds; between tries while Slack cannot be reached
LARGEST_ANSWER = 1024 * 1024  # bytes, compressed or not; Slack says less

_JSON = "application/json; charset=utf-8"
_PLAINLY = {"Accept-Encoding": "identity"}
_ZLIB_OR_GZIP = zlib.MAX_WBITS | 32  # whichever it is
_SPENT = frozenset(
    {"used_url", "expired_url", "invalid_url", "no_such_url", "not_found", "http_404", "http_410"}
)
_PASSING = frozenset({"ratelimited", "rate_limited", "team_added_to_org", "service_unavailable"})
_UNCLEAR = frozenset({"internal_error", "fatal_error", "request_timeout"})
# Only a connection that was never made tells for sure that nothing was sent.
_NEVER_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of one call; `error` as Slack names it, `after` in seconds for `later`.

    `said` and `headers` are the answer's, `status` is 0 where none came: `cause` is then why.
    """

    outcome: Literal["posted", "refused", "later", "unclear"]
    error: str = ""
    after: float = 0.0
    said: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    status: int = field(default=0, compare=False)
    cause: Exception | None = field(default=None, compare=False, repr=False)

    @property
    def done(self) -> bool:
        """Whether Slack says that it has done it."""
        return self.outcome == "posted"

    @property
    def unreachable(self) -> bool:
        """Whether no connection could be made, so that another way may be open."""
        return self.outcome == "later" and self.status == 0

    @property
    def spent(self) -> bool:
        """Whether a response_url can no longer be used, whatever the message."""
        return self.outcome == "refused" and self.error in _SPENT


class WebApi:
    """Slack's Web API (`base_url`), as the bearer of a token may call it."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str, token: str = "") -> None:
        self.token = token
        self._session = session
        self._base_url = base_url.rstrip("/")

    async def call(
        self,
        method: str,
        fields: Mapping[str, object] | None = None,
        seconds: float = DELIVERY_SECONDS,
    ) -> Delivery:
        """Call a method such as `views.open` once."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        url = f"{self._base_url}/{method}"
        return await _exchange(self._session, method, url, fields, seconds, headers)

    async def post(self, channel: str, message: Message) -> Delivery:
        """Post a message in a channel, or to a person in their conversation with us."""
        return await self.call("chat.postMessage", {"channel": channel, **message})


async def respond(
    session: aiohttp.ClientSession,
    url: str,
    reply: Reply,
    seconds: float = DELIVERY_SECONDS,
) -> Delivery:
    """Send a reply to a response_url."""
    return await _exchange(session, "response_url", url, reply, seconds, says_ok=True)


def pause(attempts: int) -> float:
    """Seconds to wait after so many failed tries: 1, 2, 4, … up to five minutes."""
    return min(2.0 ** max(0, min(attempts, 60) - 1), LONGEST_PAUSE)


def proxy_for(url: str) -> str | None:
    """The proxy on the way to an address: as HTTPS_PROXY or HTTP_PROXY says, whichever is there,
    unless NO_PROXY names the host.
    """
    proxies = getproxies()
    try:
        scheme, host = urlsplit(url).scheme, urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:  # no address, as whoever calls it will say
        return None
    own, other = ("https", "http") if scheme in ("https", "wss") else ("http", "https")
    proxy = proxies.get(own) or proxies.get(other)
    if not proxy or proxy_bypass(host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


async def _exchange(
    session: aiohttp.ClientSession,
    name: str,
    url: str,
    given: object,
    seconds: float,
    headers: Mapping[str, str] | None = None,
    *,
    says_ok: bool = False,
) -> Delivery:
    """One POST of JSON, and what came of it. With `says_ok`, the plain text `ok` confirms, too.

    Methods without fields get no body: not all of them are documented to take JSON.
    """
    body = None if given is None else msgspec.json.encode(given)
    kind = {} if given is None else {"Content-Type": _JSON}
    try:
        async with session.post(
            url,
            data=body,
            headers={**_PLAINLY, **kind, **(headers or {})},
            timeout=aiohttp.ClientTimeout(total=seconds, connect=seconds * CONNECTING),
            proxy=proxy_for(url),
            allow_redirects=False,  # Slack sends nobody elsewhere, least of all a token
            auto_decompress=False,  # aiohttp forgets the status of what it cannot decompress
        ) as response:
            raw = await _read(response)
            said = {"ok": True} if says_ok and raw.strip() == b"ok" else _decode(raw)
            delivery = _judge(response.status, response.headers, said)
    except Exception as error:
        delivery = _failure(error)
    if not delivery.done:
        tell_failure(name, delivery.error)
    return delivery


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """The body; nothing where it does not arrive whole, or is none of Slack's: the status has
    arrived and counts.
    """
    raw = bytearray()
    try:
        async for part in response.content.iter_any():
            raw += part
            if len(raw) > LARGEST_ANSWER:
                return b""
        if response.headers.get("Content-Encoding", "identity").lower() == "identity":
            return bytes(raw)
        return zlib.decompressobj(_ZLIB_OR_GZIP).decompress(raw, LARGEST_ANSWER)
    except (aiohttp.ClientError, TimeoutError, OSError, zlib.error):
        return b""


def _decode(raw: bytes) -> dict[str, Any]:
    """What is said in JSON, whatever type it goes by: what stands in between may rewrite that."""
    try:
        said = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _judge(status: int, headers: Mapping[str, str], said: dict[str, Any]) -> Delivery:
    """The one judgement of what Slack, or what stands in between, answered."""
    taken, error = said.get("ok") is True, error_name(said)
    named = not taken and error != NO_ANSWER
    if status == 429 or (named and error in _PASSING):
        error = error if named else "ratelimited"
        return Delivery("later", error, _retry_after(headers), said, headers, status)
    if taken and 200 <= status < 300:
        return Delivery("posted", said=said, headers=headers, status=status)
    if not (named or 200 <= status < 300):
        error = f"http_{status}"
    answered_no = 200 <= status < 300 and (named or said.get("ok") is False)
    refused = answered_no or (400 <= status < 500 and status != 408)
    outcome: Literal["refused", "unclear"] = (
        "refused" if refused and error not in _UNCLEAR else "unclear"
    )
    return Delivery(outcome, error, 0.0, said, headers, status)


def _failure(error: Exception) -> Delivery:
    name = "timeout" if type(error) is TimeoutError else type(error).__name__
    if isinstance(error, aiohttp.InvalidURL | aiohttp.NonHttpUrlClientError | UnicodeError):
        return Delivery("refused", "invalid_url", cause=error)
    outcome: Literal["later", "unclear"] = "later" if isinstance(error, _NEVER_SENT) else "unclear"
    return Delivery(outcome, name, cause=error)


def _retry_after(headers: Mapping[str, str]) -> float:
    """Seconds, at least one and at most LONGEST_PAUSE, whatever Retry-After holds."""
    try:
        return min(max(1.0, float(headers.get("Retry-After") or 1)), LONGEST_PAUSE)
    except ValueError:  # a date, or nothing of the kind: pauses grow anyway
        return 1.0
