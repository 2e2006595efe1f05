"""`rolefit doctor`: what is wrong with a set-up, and what to do about it."""

import json
import logging
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.serve import options_of_serve

if TYPE_CHECKING:
    from bot.doctor.checks import Check

WIDTH = 100
NARROWEST = 40  # columns for what is said
STYLES = {"ok": "green", "warning": "yellow", "fault": "bold red", "not checked": "dim"}


@click.command()
@options_of_serve
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def doctor(
    transport: str | None,
    host: str | None,
    port: int | None,
    paths: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Check a set-up: settings, Slack, pack, state. Exit code 1 if there is a fault.

    Takes the options of serve, changes nothing, shows no token or secret.
    """
    from bot.doctor.examination import examine

    logging.getLogger("bot").addHandler(logging.NullHandler())  # what fails is a line below

    options = {
        "ROLEFIT_TRANSPORT": transport,
        "ROLEFIT_HOST": host,
        "ROLEFIT_PORT": port,
        "ROLEFIT_PACKS": paths or None,
    }
    checks = list(examine({name: value for name, value in options.items() if value is not None}))
    counts = {level: sum(check.level == level for check in checks) for level in STYLES}
    if as_json:
        _print_document(checks, counts)
    else:
        _print(checks, counts)
    sys.exit(1 if counts["fault"] else 0)


def _print_document(checks: "list[Check]", counts: dict[str, int]) -> None:
    from dataclasses import asdict

    document = {
        "checks": [asdict(check) for check in checks],
        "faults": counts["fault"],
        "warnings": counts["warning"],
    }
    click.echo(json.dumps(document, indent=2))


def _print(checks: "list[Check]", counts: dict[str, int]) -> None:
    """A check a line; on a terminal its message is folded, each line below the first."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    levels, names = max(map(len, STYLES)), max(len(check.name) for check in checks)
    indent = levels + names + 4
    room = max(NARROWEST, min(WIDTH, console.width) - indent)
    for check in checks:
        said = textwrap.wrap(check.message, room) if console.is_terminal else [check.message]
        level = (check.level.ljust(levels), STYLES[check.level])
        text = Text.assemble(level, f"  {check.name:{names}}  ", f"\n{' ' * indent}".join(said))
        console.print(text, soft_wrap=True)
    faults, warnings = counts["fault"], counts["warning"]
    console.print(f"{_count(faults, 'fault')}, {_count(warnings, 'warning')}", soft_wrap=True)


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"
