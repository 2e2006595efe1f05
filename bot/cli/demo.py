"""The demo: a local Slack, the real app in front of it, and a terminal to talk in."""

import logging
import secrets
import tempfile
from pathlib import Path

from rich.console import Console

from bot.playground.delivery import LocalSlack
from bot.playground.keyboard import stdin_lines
from bot.playground.terminal import talk
from bot.server import serving
from bot.settings import read_settings

WELCOME = """\
[bold]RoleFit[/] on a local stand-in for Slack. Nothing leaves this machine.

Type what you would type after [bold]/rolefit[/]:
  [bold]php vs backend[/]                     two roles side by side
  [bold]who owns the database schema[/]       a question
  [bold]what does a visa cost[/]              a question that nothing answers
"""


async def run_demo(packs: tuple[Path, ...]) -> int:
    """Talk until the person leaves; the exit code."""
    logging.basicConfig(level=logging.WARNING)
    console = Console(width=min(90, Console().width), highlight=False)
    signing_secret, bot_token = secrets.token_hex(16), f"xoxb-local-{secrets.token_hex(8)}"
    slack = LocalSlack(signing_secret=signing_secret, bot_token=bot_token, strict=False)
    with tempfile.TemporaryDirectory(prefix="rolefit-demo-") as folder:
        async with slack:
            settings = read_settings(
                SLACK_BOT_TOKEN=bot_token,
                SLACK_SIGNING_SECRET=signing_secret,
                ROLEFIT_SLACK_API_URL=slack.api_url,
                ROLEFIT_STATE_URL=f"sqlite:///{Path(folder) / 'state.db'}",
                ROLEFIT_HOST="127.0.0.1",
                ROLEFIT_PORT=0,
                ROLEFIT_PACKS=packs,
            )
            async with serving(settings) as address:
                slack.app_url = f"{address}/slack/events"
                console.print(WELCOME)
                await talk(slack, slack.workspace.recruiter, slack.workspace.hiring, console,
                           stdin_lines(console))  # fmt: skip
    return 0
