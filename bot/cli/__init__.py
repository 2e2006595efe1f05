"""The `rolefit` command. Commands import what they need when they run, so that help is fast."""

import sys
from pathlib import Path

import click

from bot.cli.doctor import doctor
from bot.cli.gaps import gaps
from bot.cli.knowledge import advise, ask, compare, evaluate
from bot.cli.packs import packs
from bot.cli.serve import demo, manifest, serve
from bot.cli.sheets import interview, kickoff
from bot.cli.state import state
from bot.errors import RoleFitError, SettingsError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="rolefit")
def rolefit() -> None:
    """Which role to open, and why, with the source of every reason."""


for command in (
    ask, compare, advise, interview, kickoff, packs, evaluate, gaps, state, serve, doctor, manifest,
    demo,
):  # fmt: skip
    rolefit.add_command(command)


def main() -> None:
    """Run the command: 0 done, 1 the thing asked failed, 2 wrong usage or settings."""
    _provide_home()
    try:
        rolefit(prog_name="rolefit", standalone_mode=True)
    except SettingsError as error:
        _fail(str(error), 2)
    except RoleFitError as error:
        _fail(str(error), 1)
    except Exception as error:
        if _is_about_knowledge(error):
            lines = str(error).splitlines()
            more = f" (and {len(lines) - 1} more: rolefit packs check)" if len(lines) > 1 else ""
            _fail(lines[0] + more, 1)
        raise


def _provide_home() -> None:
    """Without a home, as for any user id in a container, slack_sdk cannot even be imported."""
    try:
        Path.home()
    except RuntimeError:
        from bot.settings import provide_home

        provide_home()


def _is_about_knowledge(error: Exception) -> bool:
    from knowledge.errors import KnowledgeError

    return isinstance(error, KnowledgeError)


def _fail(line: str, code: int) -> None:
    click.echo(f"rolefit: {line}", err=True)
    sys.exit(code)
