"""Whether Slack can be reached, knows the app's tokens, and lets it do what it has to.

Nothing is changed there, and no socket is opened: Slack would send it people's requests.
"""

import time
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urlsplit

import aiohttp

from bot.doctor.checks import Check, printable
from bot.doctor.tokens import (
    APP_TOKEN_REMEDIES,
    BOT_TOKEN_REMEDIES,
    WHERE_FOUND,
    check_signing_secret,
    misplaced,
)
from bot.doctor.web_api import answered, trouble
from bot.settings import Settings
from bot.slack.delivery import Delivery, WebApi, proxy_for
from bot.slack.manifest import SCOPES

SLACKS_OWN = {"slack.com", "www.slack.com", "slack-gov.com"}
CLOCK_WARNING = 60.0  # seconds
CLOCK_FAULT = 300.0  # older requests are refused

UNASKED = "Slack could not be asked."


async def check_slack(settings: Settings, faulty: frozenset[str]) -> list[Check]:
    """Ask Slack, as the app would; `faulty` settings have no value that can be checked."""
    async with aiohttp.ClientSession() as session:
        client = WebApi(session, settings.slack_api_url)
        answer = await client.call("api.test")
        checks = [_reachable(settings, answer)]
        checks.append(_clock(answer, signs=settings.transport == "http"))
        checks += await _check_bot_token(client, settings, faulty, answer)
        if "ROLEFIT_TRANSPORT" in faulty:
            return checks
        if settings.transport == "http":
            checks.append(_check_signing_secret(settings, faulty))
        else:
            checks.append(await _check_app_token(client, settings, faulty, answer))
    return checks


def _reachable(settings: Settings, answer: Delivery) -> Check:
    name = "Slack's API"
    at = _address(settings.slack_api_url)
    if at is None or not at.hostname:
        return Check(name, "fault", "ROLEFIT_SLACK_API_URL is no address. Unset it.")
    proxied = proxy_for(settings.slack_api_url)
    way = " through the proxy that HTTPS_PROXY or HTTP_PROXY names" if proxied else ""
    foreign = at.scheme != "https" or at.hostname not in SLACKS_OWN
    if told := trouble(answer):
        more = " ROLEFIT_SLACK_API_URL names it: unset that for Slack itself." if foreign else ""
        return Check(name, "fault", f"{at.hostname}{way}: {told}{more}")
    if foreign:
        message = (
            f"{at.hostname} answers{way}, but it is not Slack. Unset ROLEFIT_SLACK_API_URL, "
            "unless this is a trial."
        )
        return Check(name, "warning", message)
    if error := answered(answer):
        message = f"{at.hostname} answers {error}{way}. Try again later."
        return Check(name, "warning", message)
    return Check(name, "ok", f"{at.hostname} answers{way}.")


def _address(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _clock(answer: Delivery, *, signs: bool) -> Check:
    if trouble(answer):
        return Check("clock", "not checked", UNASKED)
    try:
        ahead = time.time() - parsedate_to_datetime(answer.headers["Date"]).timestamp()
    except (KeyError, ValueError):
        return Check("clock", "not checked", "Slack's answer has no date.")
    off = abs(ahead)
    if off <= CLOCK_WARNING:
        return Check("clock", "ok", "agrees with Slack's.")
    where = f"this machine's is {off:.0f} seconds {'ahead of' if ahead > 0 else 'behind'} Slack's"
    mend = "Let the machine set its clock (NTP)."
    if off < CLOCK_FAULT or not signs:
        limit = " From 300 on, every request of Slack's is refused." if signs else ""
        return Check("clock", "warning", f"{where}.{limit} {mend}")
    return Check("clock", "fault", f"{where}: every request of Slack's is refused (401). {mend}")


async def _check_bot_token(
    client: WebApi, settings: Settings, faulty: frozenset[str], reached: Delivery
) -> list[Check]:
    """The token, and what was granted with it."""
    token = settings.bot_token.get_secret_value()
    unknown = Check("scopes", "not checked", "they come with a bot token that Slack accepts.")
    if "SLACK_BOT_TOKEN" in faulty:
        return [_not_set("bot token", "SLACK_BOT_TOKEN"), unknown]
    if wrong := misplaced("SLACK_BOT_TOKEN", token, "xoxb-"):
        return [Check("bot token", "fault", wrong), unknown]
    if trouble(reached):
        return [Check("bot token", "not checked", UNASKED), unknown]
    client.token = token
    answer = await client.call("auth.test")
    if refused := _refused("bot token", "SLACK_BOT_TOKEN", answer, BOT_TOKEN_REMEDIES):
        return [refused, unknown]
    bot, team = printable(answer.said.get("user")), printable(answer.said.get("team"))
    return [Check("bot token", "ok", f"it is {bot} in {team}."), _scopes(answer)]


async def _check_app_token(
    client: WebApi, settings: Settings, faulty: frozenset[str], reached: Delivery
) -> Check:
    name, token = "app token", settings.app_token.get_secret_value()
    if "SLACK_APP_TOKEN" in faulty:
        return _not_set(name, "SLACK_APP_TOKEN")
    if wrong := misplaced("SLACK_APP_TOKEN", token, "xapp-"):
        return Check(name, "fault", wrong)
    if trouble(reached):
        return Check(name, "not checked", UNASKED)
    client.token = token
    answer = await client.call("apps.connections.open")
    refused = _refused(name, "SLACK_APP_TOKEN", answer, APP_TOKEN_REMEDIES)
    return refused or Check(name, "ok", "Slack would open a connection (none was opened).")


def _check_signing_secret(settings: Settings, faulty: frozenset[str]) -> Check:
    if "SLACK_SIGNING_SECRET" in faulty:
        return _not_set("signing secret", "SLACK_SIGNING_SECRET")
    return check_signing_secret(settings.signing_secret.get_secret_value())


def _refused(name: str, setting: str, answer: Delivery, remedies: dict[str, str]) -> Check | None:
    if answer.done:
        return None
    if told := trouble(answer):
        return Check(name, "not checked", f"Slack was asked: {told}")
    error = answered(answer)
    if answer.outcome != "refused":
        return Check(name, "not checked", f"Slack says {error}. Try again in a minute.")
    remedy = remedies.get(error) or WHERE_FOUND[setting]
    return Check(name, "fault", f"Slack refuses {setting}: {error}. {remedy}")


def _scopes(answer: Delivery) -> Check:
    granted = answer.headers.get("X-OAuth-Scopes", "").split(",")
    has = {scope.strip() for scope in granted} - {""}
    if not has:
        return Check("scopes", "not checked", "Slack did not tell which were granted.")
    if missing := [scope for scope in SCOPES if scope not in has]:
        message = (
            f"{', '.join(missing)} not granted. Add what is missing (rolefit manifest prints all): "
            "api.slack.com/apps, your app, OAuth & Permissions; then install the app again there."
        )
        return Check("scopes", "fault", message)
    if extra := sorted(has.difference(SCOPES)):
        message = (
            f"{printable(', '.join(extra))} granted, which RoleFit does not use. Remove it: "
            "api.slack.com/apps, your app, OAuth & Permissions; then install the app again there."
        )
        return Check("scopes", "warning", message)
    return Check("scopes", "ok", f"{', '.join(SCOPES)}: all that is needed, and no more.")


def _not_set(name: str, setting: str) -> Check:
    return Check(name, "not checked", f"{setting} is not set.")
