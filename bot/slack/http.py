"""Slack's requests over HTTP: verified on their raw bytes, then parsed, then handed to Bolt.

Bolt parses before it verifies and loses texts that contain the word "payload"; so it gets a
body that is parsed already (its mode for that is called socket_mode), and its own checks are off.
"""

import binascii
import logging
import re
import time
from email.utils import formatdate
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from aiohttp import HttpVersion11, web
from aiohttp.abc import AbstractStreamWriter
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot import metrics
from bot.slack.request import payload_of, receive

log = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024  # bytes
SIGNATURE_SECONDS = 300  # how old a signature may be, on the verifier's clock too

_SSL_CHECK = re.compile(rb"(?:token=[^&]*&)?ssl_check=1(?:&token=[^&]*)?")  # Slack signs none
_TIMESTAMP = re.compile(r"[0-9]{1,12}")

_QUOTED = bytes.maketrans(b"+%", b" =")

_decode_json = msgspec.json.Decoder(dict[str, Any]).decode


class Refusal(NamedTuple):
    """Why a request is refused, in a word for `/metrics`, and what an operator is told."""

    reason: str
    remark: str


class SlackFront:
    """The handler of `POST /slack/events`, the one address for everything that Slack sends."""

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """401 for what Slack did not sign, 400 for what does not fit, else Bolt's answer."""
        arrived = time.perf_counter()
        raw = await request.read()
        if _SSL_CHECK.fullmatch(raw):
            return web.Response()
        if refusal := self._refusal(raw, request):
            return refuse(401, refusal)
        try:
            body = parse_body(raw, request.content_type)
        except ValueError:
            return refuse(400, Refusal("unreadable", "it is signed, but neither JSON nor a form"))
        if not (received := receive(body)):
            return web.Response(status=400)
        answer: BoltResponse = await self._app.async_dispatch(received)
        surface = payload_of(received).surface
        if answer.status >= 400:  # nobody could be told why
            log.warning("answered with %d: %s", answer.status, surface)
        metrics.observe_acknowledgement(surface, time.perf_counter() - arrived)
        return _Whole(answer)

    def _refusal(self, raw: bytes, request: web.Request) -> Refusal | None:
        """Why Slack cannot have sent this, or None if it has."""
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not (signature and _TIMESTAMP.fullmatch(timestamp)):
            return Refusal("no_signature", "it bears no signature, so Slack did not send it")
        if abs(off := time.time() - int(timestamp)) > SIGNATURE_SECONDS:
            ahead = f"{abs(off):.0f} s {'ahead of' if off > 0 else 'behind'} Slack's"
            return Refusal("clock", f"this machine's clock is {ahead}, unless it is an old request")
        try:
            valid = self._verifier.is_valid(raw, timestamp, signature)
        except (ValueError, TypeError):  # no UTF-8, no ASCII
            valid = False
        return None if valid else Refusal("wrong_signature", "is SLACK_SIGNING_SECRET this app's?")


class _Whole(web.StreamResponse):
    """Bolt's answer, head and body in one write where the connection stays open: what aiohttp
    prepares would do for any answer, and takes half as long as all of Bolt.
    """

    def __init__(self, answer: BoltResponse) -> None:
        super().__init__(status=answer.status)
        self._kind = answer.headers["content-type"][0]
        self._whole = answer.body.encode()
        self._is_written = False

    @property
    def keep_alive(self) -> bool | None:
        """Whether the connection stays open."""
        return self._is_written or super().keep_alive

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        """Send all of it, or leave it to aiohttp if the connection is to end."""
        assert isinstance(request, web.Request)
        await request.app.on_response_prepare.send(request, self)
        is_last = self.keep_alive is False or not request.keep_alive
        if is_last or request.version < HttpVersion11 or request.transport is None:
            self.headers["Content-Type"] = self._kind
            self.content_length = len(self._whole)
            return await super().prepare(request)
        head = (
            f"HTTP/1.1 {self.status} {self.reason}\r\nContent-Type: {self._kind}\r\n"
            f"Content-Length: {len(self._whole)}\r\nDate: {_date(int(time.time()))}\r\n\r\n"
        )
        request.transport.write(head.encode() + self._whole)
        self._is_written = True
        await request.writer.drain()
        return None

    async def write_eof(self, data: bytes = b"") -> None:
        """Send what is not sent."""
        if not self._is_written:
            await super().write_eof(self._whole)


@lru_cache(maxsize=1)
def _date(now: int) -> str:
    return formatdate(now, usegmt=True)


def refuse(status: int, refusal: Refusal) -> web.Response:
    """The answer to what is not worth reading, counted and logged: each reason by a limit of its
    own, or a stranger's requests would hide that Slack's are refused.
    """
    metrics.count_request("unverified", refusal.reason)
    log.warning(f"a request was refused with %d ({refusal.reason}): %s", status, refusal.remark)
    return web.Response(status=status)


def parse_body(raw: bytes, content_type: str) -> dict[str, Any]:
    """A signed body as Slack means it: JSON, a form, or a form whose `payload` is JSON.

    Raises ValueError if it is none of these.
    """
    try:
        if content_type == "application/json":
            return _decode_json(raw)
        form = parse_form(raw)
        return _decode_json(form["payload"]) if form.keys() == {"payload"} else dict(form)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError("the body is no JSON object") from error


def parse_form(raw: bytes) -> dict[str, str]:
    """An application/x-www-form-urlencoded body; of repeated fields the last counts.

    Decoded in C by a decoder of quoted-printable: it makes of `=41` what `%41` stands for, once
    all that means something else to it is escaped. `urllib.parse.parse_qsl` takes 13 times as
    long on a press. Raises ValueError.
    """
    form = {}
    for field in raw.decode().split("&"):
        name, _, value = field.partition("=")
        if "%" in field or "+" in field:
            name, value = _unquote(name), _unquote(value)
        if name:
            form[name] = value
    return form


def _unquote(text: str) -> str:
    escaped = text.encode().replace(b"=", b"=3D").translate(_QUOTED)
    return binascii.a2b_qp(escaped).decode()
