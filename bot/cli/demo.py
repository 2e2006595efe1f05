"""The demo: a local Slack, the real app in front of it, and a page or a terminal to talk in."""

import asyncio
import contextlib
import errno
import ipaddress
import logging
import secrets
import signal
import tempfile
import threading
import webbrowser
from collections.abc import AsyncIterator
from pathlib import Path

import click
from aiohttp import web
from rich.console import Console

from bot.cli.demo_workspace import (
    CHANNELS,
    HIRING,
    ICON,
    JOINED,
    PEOPLE,
    RECRUITER,
    guide,
    said_before,
    terminal_example,
    terminal_welcome,
)
from bot.errors import RoleFitError
from bot.server import serving
from bot.settings import read_settings
from bot.slack.manifest import build_manifest
from knowledge.store import Store, open_store
from localslack.page.server import build_page
from localslack.slack import LocalSlack
from localslack.terminal.conversation import talk
from localslack.terminal.keyboard import stdin_lines

PORTS_TRIED = 20
TEXT_BROWSERS = {"www-browser", "links", "elinks", "lynx", "w3m"}  # they would take the terminal


async def talk_in_terminal(packs: tuple[Path, ...]) -> None:
    """Talk until the person leaves."""
    console = Console(width=min(90, Console().width), highlight=False)
    store = open_store(packs)
    async with _slack_with_app(packs, store) as slack:
        console.print(terminal_welcome(store))
        lines = stdin_lines(console)
        await talk(slack, RECRUITER, HIRING, console, lines, terminal_example(store))


async def show_page(packs: tuple[Path, ...], host: str, port: int, open_browser: bool) -> None:
    """Serve the page until SIGINT or SIGTERM. Raises RoleFitError if it cannot listen."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with serving_page(packs, host, port) as (address, _):
        _announce(address, host, opened=open_browser and _open(address))
        await stop.wait()


@contextlib.asynccontextmanager
async def serving_page(
    packs: tuple[Path, ...],
    host: str,
    port: int,
    acknowledge_seconds: float | None = None,
) -> AsyncIterator[tuple[str, LocalSlack]]:
    """Serve the page until the end of the block; gives its address and the Slack behind it.

    Raises RoleFitError if it cannot listen.
    """
    store = open_store(packs)
    async with _slack_with_app(packs, store, acknowledge_seconds) as slack:
        for channel, person, text in said_before(store):
            slack.workspace.post(channel, text, author=person.id)
        page = build_page(slack, guide(store), secrets.token_hex(8), host, ICON.read_bytes())
        # The streams never end by themselves.
        runner = web.AppRunner(page, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            yield await _listen(runner, host, port), slack
        finally:
            await runner.cleanup()


@contextlib.asynccontextmanager
async def _slack_with_app(
    packs: tuple[Path, ...], store: Store, acknowledge_seconds: float | None = None
) -> AsyncIterator[LocalSlack]:
    """A local Slack and the app, which keeps its state in a folder that goes away."""
    logging.basicConfig(level=logging.WARNING)
    signing_secret, bot_token = secrets.token_hex(16), f"xoxb-local-{secrets.token_hex(8)}"
    slack = LocalSlack(
        build_manifest(store.examples),
        PEOPLE,
        CHANNELS,
        JOINED,
        signing_secret=signing_secret,
        bot_token=bot_token,
        strict=False,
        acknowledge_seconds=acknowledge_seconds,
    )
    with tempfile.TemporaryDirectory(prefix="rolefit-demo-") as folder:
        async with slack:
            settings = read_settings(
                SLACK_BOT_TOKEN=bot_token,
                SLACK_SIGNING_SECRET=signing_secret,
                ROLEFIT_TRANSPORT="http",
                ROLEFIT_SLACK_API_URL=slack.api_url,
                ROLEFIT_STATE_URL=f"sqlite:///{Path(folder) / 'state.db'}",
                ROLEFIT_HOST="127.0.0.1",
                ROLEFIT_PORT=0,
                ROLEFIT_PACKS=packs,
            )
            async with serving(settings) as server:
                slack.app_url = f"{server.address}/slack/events"
                yield slack


async def _listen(runner: web.AppRunner, host: str, port: int) -> str:
    """Listen on the port, or on the next free one; the page's address."""
    for tried in range(port, min(port + PORTS_TRIED, 65536)):
        try:
            await web.TCPSite(runner, host, tried).start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise RoleFitError(f"cannot listen on {host}: {error.strerror}") from error
            continue
        bound, given = runner.addresses[0][:2]
        if port and given != port:
            click.echo(f"Port {port} is taken.")
        return f"http://{_reachable(bound)}:{given}/"
    raise RoleFitError(f"the ports {port} to {tried} are taken: choose another with --port")


def _reachable(bound: str) -> str:
    is_v6 = ":" in bound
    if ipaddress.ip_address(bound).is_unspecified:
        bound = "::1" if is_v6 else "127.0.0.1"
    return f"[{bound}]" if is_v6 else bound


def _announce(address: str, host: str, *, opened: bool) -> None:
    click.echo(f"RoleFit on a local stand-in for Slack: {address}")
    click.echo("It should open in your browser now." if opened else "Open it in your browser.")
    if not _is_loopback(host):
        click.echo(f"Careful: everybody who can reach {host} can use this demo.", err=True)
    click.echo("Ctrl-C ends it; what was said is then gone.")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _open(address: str) -> bool:
    """Open the page; False where there is no browser."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if Path(getattr(browser, "name", "")).name in TEXT_BROWSERS:
        return False
    # Some wait until the browser is closed.
    threading.Thread(target=browser.open, args=[address], daemon=True).start()
    return True
