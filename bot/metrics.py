"""What a running RoleFit counts, for `GET /metrics`: no text, no person, no workspace.

Each figure is explained in docs/operate.md. Counters are raised on the way of a request;
everything else is looked up when somebody asks for the figures.
"""

from collections.abc import Callable
from functools import cache
from importlib.metadata import version

from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
REGISTRY = CollectorRegistry()
_leave_out_times_of_creation: Callable[[], None] = disable_created_metrics  # it gives no type
_leave_out_times_of_creation()

SURFACES = frozenset(
    {
        "command", "block_actions", "block_suggestion", "view_submission", "view_closed",
        "shortcut", "message_action", "event_callback", "unverified",
    }
)  # fmt: skip
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)  # Slack waits for three

_build = Gauge("rolefit_build_info", "The version that runs.", ["version"], registry=REGISTRY)
_requests = Counter(
    "rolefit_requests_total",
    "Requests from Slack, by what they are and what came of them.",
    ["surface", "outcome"],
    registry=REGISTRY,
)
_acknowledgement_seconds = Histogram(
    "rolefit_acknowledgement_seconds",
    "Seconds from a request's arrival to its answer.",
    ["surface"],
    buckets=_SECONDS,
    registry=REGISTRY,
)
_answers = Counter(
    "rolefit_answers_total", "Answers to commands and mentions.", ["outcome"], registry=REGISTRY
)
_slack_errors = Counter(
    "rolefit_slack_errors_total",
    "Calls to Slack that failed, by method and Slack's name for the error.",
    ["method", "code"],
    registry=REGISTRY,
)
_given_up = Counter(
    "rolefit_outbox_given_up_total",
    "Messages of the outbox that could not be posted; the person was told.",
    registry=REGISTRY,
)
_pack_reloads = Counter(
    "rolefit_pack_reloads_total", "Changes of a pack that were noticed.", ["outcome"],
    registry=REGISTRY,
)  # fmt: skip
_pack = Gauge("rolefit_pack_info", "The pack that answers.", ["hash"], registry=REGISTRY)
_waiting = Gauge(
    "rolefit_outbox_waiting", "Messages of the outbox that wait to be posted.", registry=REGISTRY
)
_oldest = Gauge(
    "rolefit_outbox_oldest_seconds", "How long the oldest of them has waited.", registry=REGISTRY
)
_state_up = Gauge(
    "rolefit_state_up", "1 if the state database could be read just now, else 0.", registry=REGISTRY
)
_sockets = Gauge(
    "rolefit_sockets_connected", "Connections to Slack (Socket Mode).", registry=REGISTRY
)
ProcessCollector(registry=REGISTRY)
_build.labels(version("rolefit")).set(1)
for _outcome in ("answer", "suggestions", "none"):  # there from the start, so that rates are right
    _answers.labels(_outcome)
for _outcome in ("swapped", "failed"):
    _pack_reloads.labels(_outcome)


# Each request looks for its figures: what stays the same is looked up once.
_requests_of = cache(_requests.labels)
_seconds_of = cache(_acknowledgement_seconds.labels)
_answers_of = cache(_answers.labels)


def count_request(surface: str, outcome: str) -> None:
    """One more request; `surface` is Slack's name for its kind."""
    _requests_of(surface if surface in SURFACES else "other", outcome).inc()


def observe_acknowledgement(surface: str, seconds: float) -> None:
    """How long a request waited for its answer."""
    _seconds_of(surface if surface in SURFACES else "other").observe(seconds)


def count_answer(outcome: str) -> None:
    """One more answer: `answer`, `suggestions` or `none`."""
    _answers_of(outcome).inc()


def count_slack_error(method: str, code: str) -> None:
    """One more call that failed, by Slack's name for the error or the exception's type."""
    _slack_errors.labels(method, code).inc()


def count_given_up() -> None:
    """One more message that could not be posted."""
    _given_up.inc()


def count_pack_reload(outcome: str) -> None:
    """A pack has changed: `swapped`, or `failed` because it has faults."""
    _pack_reloads.labels(outcome).inc()


def render(*, pack: str, sockets: int, backlog: tuple[int, float] | None) -> bytes:
    """All figures in Prometheus' text format.

    `pack` is its hash, `sockets` how many connections are up, `backlog` how many messages wait in
    the outbox and for how many seconds the oldest has; None where the state cannot be read.
    """
    _pack.clear()
    _pack.labels(pack).set(1)
    _sockets.set(sockets)
    _state_up.set(backlog is not None)
    if backlog is not None:
        _waiting.set(backlog[0])
        _oldest.set(backlog[1])
    return generate_latest(REGISTRY)
