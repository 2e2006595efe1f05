"""One HTTP server around a running RoleFit: Slack's address or sockets, health, a graceful stop."""

import asyncio
import logging
import logging.config
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.app import RoleFit, running
from bot.settings import Settings
from bot.slack.http import LARGEST_BODY
from bot.slack.socket import SocketFront
from bot.state.engine import State

log = logging.getLogger(__name__)

FINISH_SECONDS = 5.0  # how long requests that are under way may take once we stop

STATE = web.AppKey("state", State)
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
    server[STATE] = rolefit.state
    if sockets:
        server[SOCKETS] = sockets
    else:
        server.router.add_post("/slack/events", rolefit.front.handle)
    server.router.add_get("/healthz", _health)
    server.router.add_get("/readyz", _readiness)
    return server


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[str]:
    """Serve until the end of the block; gives the address (`http://host:port`) that listens.

    At the end: not ready, no new connections, requests under way finished, work done.
    Raises OSError if the port is taken, RoleFitError if Slack refuses the app token, and what
    `running` raises.
    """
    async with running(settings) as rolefit:
        sockets = _sockets(settings, rolefit)
        server = build_server(rolefit, sockets)
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=FINISH_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, settings.host, settings.port).start()
            if sockets:
                await sockets.open()
            server[READY].set()
            host, port = runner.addresses[0][:2]
            yield f"http://{f'[{host}]' if ':' in host else host}:{port}"
            server[READY].clear()
        finally:
            if sockets:
                await sockets.close(FINISH_SECONDS)
            await runner.cleanup()


def _sockets(settings: Settings, rolefit: RoleFit) -> SocketFront | None:
    if settings.transport == "http":
        return None
    return SocketFront(
        rolefit.bolt,
        settings.app_token.get_secret_value(),
        settings.slack_api_url,
        settings.socket_connections,
    )


async def serve(settings: Settings, started: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; `started` is told the address."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with serving(settings) as address:
        started(address)
        await stop.wait()
        log.info("stopping")


def configure_logging(settings: Settings) -> None:
    """Log lines to stderr, as text or as JSON; never a request's address or body."""
    formatter = {
        "text": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
    }[settings.log_format]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": formatter},
            "handlers": {
                "stderr": {
                    "class": "logging.StreamHandler",
                    "stream": sys.stderr,
                    "formatter": "line",
                }
            },
            "root": {"level": "INFO", "handlers": ["stderr"]},
            # these two log payloads, which hold people's words
            "loggers": {
                "slack_bolt": {"level": "ERROR"},
                "slack_sdk": {"level": "ERROR"},
                "alembic": {"level": "WARNING"},
            },
        }
    )


async def _health(_request: web.Request) -> web.Response:
    return web.Response(text="ok")


async def _readiness(request: web.Request) -> web.Response:
    if not request.app[READY].is_set():
        return web.Response(status=503, text="stopping")
    if request.app[STATE].lost:
        return web.Response(status=503, text="the state file was deleted or replaced")
    if SOCKETS in request.app and not await request.app[SOCKETS].connected():
        return web.Response(status=503, text="not connected to Slack")
    return web.Response(text="ready")
