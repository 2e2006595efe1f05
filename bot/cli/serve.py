"""Commands that run RoleFit, or prepare a workspace for it."""

import asyncio
import gc
import json
from collections.abc import Callable
from pathlib import Path

import click

from bot.cli.options import packs_option

Command = Callable[..., None]


def options_of_serve(command: Command) -> Command:
    """Gives a command the options that say what is served, and where."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option(
        "--transport",
        type=click.Choice(["http", "socket"]),
        help="How Slack reaches RoleFit.  [default: http]",
    ),
    click.option("--host", help="Address to listen on.  [default: 127.0.0.1]"),
    click.option(
        "--port", type=click.IntRange(0, 65535), help="Port to listen on.  [default: 3000]"
    ),
    packs_option,
)


@click.command()
@options_of_serve
def serve(
    transport: str | None, host: str | None, port: int | None, paths: tuple[Path, ...]
) -> None:
    """Serve a Slack workspace until SIGTERM."""
    gc.disable()  # what is imported and read now stays: going through it takes a tenth of the start
    from bot.errors import RoleFitError
    from bot.settings import read_settings

    settings = read_settings(
        ROLEFIT_TRANSPORT=transport,
        ROLEFIT_HOST=host,
        ROLEFIT_PORT=port,
        ROLEFIT_PACKS=paths or None,
    )
    from bot import server
    from bot.logs import configure_logging

    configure_logging(settings)
    try:
        asyncio.run(server.serve(settings, _announce))
    except OSError as error:
        raise RoleFitError(f"cannot listen: {error.strerror}") from error


def _announce(address: str) -> None:
    gc.freeze()
    gc.enable()
    click.echo(f"listening on {address}", err=True)


@click.command()
@click.option(
    "--transport",
    type=click.Choice(["http", "socket"]),
    default="http",
    show_default=True,
    help="How Slack reaches RoleFit.",
)
@click.option("--url", help="Public address of your server, such as https://rolefit.acme.com.")
@packs_option
def manifest(transport: str, url: str | None, paths: tuple[Path, ...]) -> None:
    """Print the manifest to create the Slack app from; packs name what its usage hint shows."""
    from bot.slack.manifest import EXAMPLE_ADDRESS, build_manifest
    from knowledge.store import open_store

    if url and transport == "socket":
        raise click.BadParameter("Socket Mode needs no address", param_hint="--url")
    if url and not url.startswith("https://"):
        raise click.BadParameter("Slack calls https addresses only", param_hint="--url")
    address = None if transport == "socket" else url or EXAMPLE_ADDRESS
    click.echo(json.dumps(build_manifest(open_store(paths).examples, address), indent=2))


@click.command()
@click.option("--terminal", is_flag=True, help="Talk in this terminal instead of a browser.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=3000,
    show_default=True,
    help="Port of the page; the next free one if it is taken.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address of the page; anything else lets others in.",
)
@click.option("--no-browser", is_flag=True, help="Print the address, open nothing.")
@packs_option
def demo(terminal: bool, port: int, host: str, no_browser: bool, paths: tuple[Path, ...]) -> None:
    """Try RoleFit without a workspace: the real app, on a local stand-in for Slack."""
    from bot.cli.demo import show_page, talk_in_terminal

    run = talk_in_terminal(paths) if terminal else show_page(paths, host, port, not no_browser)
    asyncio.run(run)
