"""Faults that a test plants: what goes wrong in the Web API and at response URLs, and how often."""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from localslack.models import Json

RESPONSE_URL = "response_url"


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong with a call.

    `done_first` says that the call does its work nevertheless and only the answer goes wrong.
    After `hang` seconds the connection is dropped, or `status` and `body` are answered, or
    `page`, which is HTML; a fault without a status that was done first answers truly, only late.
    """

    status: int | None = None
    body: Json = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    hang: float = 0.0
    drop: bool = False
    done_first: bool = False
    page: str = ""


def rate_limited(retry_after: int = 1) -> Fault:
    """Answer 429 with Retry-After: https://docs.slack.dev/apis/web-api/rate-limits."""
    body = {"ok": False, "error": "ratelimited"}
    return Fault(429, body, {"Retry-After": str(retry_after)})


def failing(status: int = 500, *, done_first: bool = False) -> Fault:
    """Answer with a server's error."""
    return Fault(status, {"ok": False, "error": "internal_error"}, done_first=done_first)


def refusing(error: str) -> Fault:
    """Answer 200 with one of Slack's errors, as `channel_not_found`."""
    return Fault(200, {"ok": False, "error": error})


def showing_page(status: int = 503) -> Fault:
    """Answer with a page for people, as what stands between the app and Slack may."""
    return Fault(status, page="<!DOCTYPE html><title>Service Unavailable</title>")


def hanging(seconds: float, *, done_first: bool = False) -> Fault:
    """Answer late: truly if the work is done first, else 503 without having done it."""
    if done_first:
        return Fault(hang=seconds, done_first=True)
    return Fault(503, {"ok": False, "error": "service_unavailable"}, hang=seconds)


def dropping(*, done_first: bool = False) -> Fault:
    """Close the connection without an answer."""
    return Fault(drop=True, done_first=done_first)


class Faults:
    """The planned faults, by Web API method or `RESPONSE_URL`, first planned first."""

    def __init__(self) -> None:
        self._planned: dict[str, deque[Fault]] = defaultdict(deque)

    def plan(self, where: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls at `where` go wrong."""
        self._planned[where].extend([fault] * times)

    def take(self, where: str) -> Fault | None:
        """The fault for this call, which is then forgotten."""
        planned = self._planned[where]
        return planned.popleft() if planned else None

    def clear(self) -> None:
        """Forget all faults."""
        self._planned.clear()
