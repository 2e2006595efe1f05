"""All checks, in the order in which an operator would make them."""

import asyncio
from collections.abc import Callable, Iterator, Mapping

from bot.doctor.checks import Check
from bot.doctor.listening import check_listening
from bot.doctor.pack import check_packs
from bot.doctor.secrets_folder import check_secrets_folders
from bot.doctor.settings import check_settings
from bot.doctor.slack import check_slack
from bot.doctor.storage import check_cache, check_state
from bot.settings import Settings


def examine(options: Mapping[str, object]) -> Iterator[Check]:
    """Make every check that the settings call for, and that can be made; `options` are those of
    `serve`, by the names of the settings. Nothing is changed, here or in Slack.
    """
    folders = check_secrets_folders()
    yield from folders
    read = check_settings(options)
    if read.settings is None and any(check.level == "fault" for check in folders):
        yield Check("settings", "not checked", "first mend the secrets folder.")
    else:
        yield from read.checks
    if read.settings is None:
        yield Check("everything else", "not checked", "the settings cannot be read.")
        return
    settings, faulty = read.settings, read.faulty
    if "ROLEFIT_SLACK_API_URL" in faulty:
        yield Check("Slack's API", "not checked", "ROLEFIT_SLACK_API_URL is wrong.")
    else:
        yield from asyncio.run(check_slack(settings, faulty))
    yield from _check_machine(settings, faulty)


def _check_machine(settings: Settings, faulty: frozenset[str]) -> Iterator[Check]:
    parts: list[tuple[str, tuple[str, ...], Callable[[], list[Check]]]] = [
        ("pack", ("ROLEFIT_PACKS",), lambda: [check_packs(settings.packs)]),
        ("cache", ("ROLEFIT_PACKS",), lambda: check_cache(settings.packs)),
        ("state", ("ROLEFIT_STATE_URL",), lambda: check_state(settings.state_url)),
        (
            "listen address",
            ("ROLEFIT_HOST", "ROLEFIT_PORT"),
            lambda: [check_listening(settings.host, settings.port)],
        ),
    ]
    for name, needed, check in parts:
        if wrong := [setting for setting in needed if setting in faulty]:
            yield Check(name, "not checked", f"{' and '.join(wrong)} is wrong.")
        else:
            yield from check()
