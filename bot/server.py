"""One HTTP server around a running RoleFit: Slack's address or sockets, health, a graceful stop."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from typing import NamedTuple

from aiohttp import web

from bot import metrics
from bot.app import RoleFit, running
from bot.listening import FINISH_SECONDS, listening
from bot.settings import Settings
from bot.slack.delivery import WebApi
from bot.slack.http import LARGEST_BODY
from bot.slack.socket import SocketFront
from bot.state.outbox import backlog
from bot.state.schema import HEAD

log = logging.getLogger(__name__)

STATE_SECONDS = 2.0  # how long /metrics waits for the state

ROLEFIT = web.AppKey("rolefit", RoleFit)
READY = web.AppKey("ready", asyncio.Event)
SOCKETS = web.AppKey("sockets", SocketFront)


def build_server(rolefit: RoleFit, sockets: SocketFront | None = None) -> web.Application:
    """The routes; `/readyz` answers 503 while the event under READY is not set, and once the
    state is lost.

    With `sockets`, Slack comes through these: it has no route here, and `/readyz` answers 503
    while none is connected.
    """
    server = web.Application(client_max_size=LARGEST_BODY)
    server[READY] = asyncio.Event()
    server[ROLEFIT] = rolefit
    if sockets:
        server[SOCKETS] = sockets
    else:
        server.router.add_post("/slack/events", rolefit.front.handle)
    server.router.add_get("/healthz", _health)
    server.router.add_get("/readyz", _readiness)
    server.router.add_get("/metrics", _metrics)
    server.on_response_prepare.append(_part_while_stopping)
    return server


class Serving(NamedTuple):
    """A server that listens at an address (`http://host:port`), and whether it says so."""

    address: str
    ready: asyncio.Event


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Serving]:
    """Serve until the end of the block.

    At the end: not ready, no new connections, requests under way finished, work done.
    Raises OSError if the port is taken, RoleFitError if Slack refuses the app token, and what
    `running` raises.
    """
    async with running(settings) as rolefit:
        sockets = _sockets(settings, rolefit)
        server = build_server(rolefit, sockets)
        async with listening(server, settings.host, settings.port) as address:
            try:
                if sockets:
                    await sockets.open()
                server[READY].set()
                _announce(settings, rolefit)
                yield Serving(address, server[READY])
                server[READY].clear()
            finally:
                if sockets:
                    await sockets.close(FINISH_SECONDS)


def _announce(settings: Settings, rolefit: RoleFit) -> None:
    log.info(
        "ready: RoleFit %s over %s, pack %s, state %s at level %s",
        *(version("rolefit"), settings.transport, rolefit.knowledge.current.hash[:12]),
        *(settings.state_url.partition(":")[0], HEAD),
    )


def _sockets(settings: Settings, rolefit: RoleFit) -> SocketFront | None:
    if settings.transport == "http":
        return None
    return SocketFront(
        rolefit.bolt,
        WebApi(rolefit.session, settings.slack_api_url, settings.app_token.get_secret_value()),
        settings.socket_connections,
    )


async def serve(settings: Settings, started: Callable[[str], None]) -> None:
    """Serve until a signal; `started` is told the address.

    After SIGTERM and SIGHUP, `/readyz` says 503 and all else goes on for the drain's seconds, so
    that a load balancer can turn away first. A second one, or SIGINT, cuts that short.
    """
    stop, at_once = asyncio.Event(), asyncio.Event()
    _listen_to_signals(stop, at_once)
    async with serving(settings) as server:
        started(server.address)
        await stop.wait()
        server.ready.clear()
        log.info("not ready: stopping, in %g seconds at most", settings.drain_seconds)
        with suppress(TimeoutError):
            async with asyncio.timeout(settings.drain_seconds):
                await at_once.wait()


def _listen_to_signals(stop: asyncio.Event, at_once: asyncio.Event) -> None:
    def ask() -> None:
        (at_once if stop.is_set() else stop).set()

    def interrupt() -> None:
        stop.set()
        at_once.set()

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, interrupt)
    loop.add_signal_handler(signal.SIGTERM, ask)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup has it ignored
        loop.add_signal_handler(signal.SIGHUP, ask)


async def _health(_request: web.Request) -> web.Response:
    return web.Response(text="ok")


async def _readiness(request: web.Request) -> web.Response:
    if not request.app[READY].is_set():
        return web.Response(status=503, text="stopping")
    if request.app[ROLEFIT].state.lost:
        return web.Response(status=503, text="the state file was deleted or replaced")
    if SOCKETS in request.app and not await request.app[SOCKETS].connected():
        return web.Response(status=503, text="not connected to Slack")
    return web.Response(text="ready")


async def _metrics(request: web.Request) -> web.Response:
    rolefit = request.app[ROLEFIT]
    try:
        async with asyncio.timeout(STATE_SECONDS):
            waiting = await backlog(rolefit.state, rolefit.state.time())
    except Exception as error:
        log.warning("the state could not be read for /metrics: %s", type(error).__name__)
        waiting = None
    sockets = await request.app[SOCKETS].connected() if SOCKETS in request.app else 0
    figures = metrics.render(
        pack=rolefit.knowledge.current.hash[:12], sockets=sockets, backlog=waiting
    )
    return web.Response(body=figures, headers={"Content-Type": metrics.CONTENT_TYPE})


async def _part_while_stopping(request: web.Request, response: web.StreamResponse) -> None:
    """Tell who keeps a connection open that it is the last answer on it: the next request goes
    to a server that stays.
    """
    if not request.app[READY].is_set():
        response.headers["Connection"] = "close"
        response.force_close()
