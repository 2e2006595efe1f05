"""Faults that a test plants: what goes wrong in the Web API and at response URLs, and when."""

import random
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from localslack.models import Json

RESPONSE_URL = "response_url"
ANYWHERE = "*"

HTML = "text/html; charset=utf-8"
PAGE = b"<!DOCTYPE html><title>Service Unavailable</title>"


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong with a call.

    `done_first` says that the call does its work nevertheless and only the answer goes wrong; a
    call that is refused, where there is nothing to do, is answered truly.
    After `hang` seconds `status` is answered (503 if there is none) with `body`, a JSON object or
    any bytes, and with `headers`, which may name another type than `content_type`; a fault
    without a status that was done first answers truly, only late. With `drop` the connection is
    closed or reset before an answer, or closed when half of the body is sent.
    """

    status: int | None = None
    body: Json | bytes = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json; charset=utf-8"
    hang: float = 0.0
    drop: Literal["close", "reset", "halfway"] | None = None
    done_first: bool = False


# What becomes of one call after the other; None: nothing goes wrong.
Script = Iterable[Fault | None]


def rate_limited(retry_after: int | str | None = 1) -> Fault:
    """Answer 429 with Retry-After: https://docs.slack.dev/apis/web-api/rate-limits."""
    body = {"ok": False, "error": "ratelimited"}
    return Fault(429, body, {} if retry_after is None else {"Retry-After": str(retry_after)})


def failing(status: int = 500, *, done_first: bool = False) -> Fault:
    """Answer with a server's error."""
    return Fault(status, {"ok": False, "error": "internal_error"}, done_first=done_first)


def refusing(error: str) -> Fault:
    """Answer 200 with one of Slack's errors, as `channel_not_found`."""
    return Fault(200, {"ok": False, "error": error})


def showing_page(status: int = 503, *, done_first: bool = False) -> Fault:
    """Answer with a page for people, as what stands between the app and Slack may."""
    return Fault(status, PAGE, content_type=HTML, done_first=done_first)


def redirecting(location: str, status: int = 302) -> Fault:
    """Send the app elsewhere."""
    return Fault(status, b"", {"Location": location}, HTML)


def hanging(seconds: float, *, done_first: bool = False) -> Fault:
    """Answer late: truly if the work is done first, else 503 without having done it."""
    if done_first:
        return Fault(hang=seconds, done_first=True)
    return Fault(503, {"ok": False, "error": "service_unavailable"}, hang=seconds)


def dropping(*, done_first: bool = False) -> Fault:
    """Close the connection without an answer."""
    return Fault(drop="close", done_first=done_first)


def resetting(*, done_first: bool = False) -> Fault:
    """Reset the connection without an answer."""
    return Fault(drop="reset", done_first=done_first)


def cutting(body: Json | bytes = b'{"ok":true}', *, done_first: bool = False) -> Fault:
    """Answer 200, close the connection when half of the body is sent."""
    return Fault(200, body, drop="halfway", done_first=done_first)


def each(number: int, fault: Fault) -> Iterator[Fault | None]:
    """A script without end: each call of that number goes wrong, as the third, sixth, ninth."""
    while True:
        yield from [None] * (number - 1)
        yield fault


def some(share: float, faults: Sequence[Fault], seed: int) -> Iterator[Fault | None]:
    """A script without end: a share of the calls (0 to 1) goes wrong, each in one of these ways;
    the same ones for the same seed.
    """
    chance = random.Random(seed)
    while True:
        yield chance.choice(faults) if chance.random() < share else None


class Faults:
    """What goes wrong where: with a Web API method, at a `RESPONSE_URL`, or `ANYWHERE`."""

    def __init__(self) -> None:
        self._planned: dict[str, deque[Fault]] = defaultdict(deque)
        self._scripts: dict[str, Iterator[Fault | None]] = {}

    def plan(self, where: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls at `where` go wrong; first planned, first to happen."""
        self._planned[where].extend([fault] * times)

    def follow(self, where: str, script: Script) -> None:
        """Let the calls at `where` that nothing is planned for go as the script says, in place of
        any script before. One for `ANYWHERE` counts the calls that have none of their own.
        """
        self._scripts[where] = iter(script)

    def take(self, where: str) -> Fault | None:
        """The fault for this call, which is then forgotten."""
        if planned := self._planned[where]:
            return planned.popleft()
        script = self._scripts.get(where) or self._scripts.get(ANYWHERE)
        return next(script, None) if script else None

    def clear(self) -> None:
        """Forget all faults."""
        self._planned.clear()
        self._scripts.clear()
