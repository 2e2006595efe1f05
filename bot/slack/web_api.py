"""The client for Slack's Web API: as Slack's own, but a call that fails is counted and told to
the operator, with Slack's name for the error and what to do about it.
"""

import asyncio
import logging
import re
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import metrics

log = logging.getLogger(__name__)

_INSTALL = "install the app again and set its token as SLACK_BOT_TOKEN"
_CONNECT = "make an app-level token with connections:write and set it as SLACK_APP_TOKEN"
NO_ANSWER = "no_answer"
_NAME = re.compile(r"[a-z][a-z_]{1,59}")
_LATE = "RoleFit answered too late: is the machine busy, or its clock off?"

# https://docs.slack.dev/reference/methods: errors that an operator can do something about
REMEDIES = {
    "account_inactive": _INSTALL,
    "app_missing_action_url": "set the request address under Interactivity in the app's settings",
    "exchanged_trigger_id": _LATE,
    "expired_trigger_id": _LATE,
    "invalid_auth": _INSTALL,
    "invalid_trigger_id": _LATE,
    "messages_tab_disabled": "switch on the Messages tab in the app's settings",
    "missing_scope": "install the app again: its scopes have changed (rolefit manifest)",
    "not_allowed_token_type": "set the bot token, which begins with xoxb-",
    "not_authed": _INSTALL,
    "not_enabled": "switch on the Home tab in the app's settings",
    "token_expired": _INSTALL,
    "token_revoked": _INSTALL,
    "trigger_exchanged": _LATE,
    "trigger_expired": _LATE,
}


class WebApi(AsyncWebClient):
    """Raises what Slack's client raises; nothing is repeated by itself, since a post whose
    answer was lost may have arrived.
    """

    def __init__(
        self,
        base_url: str,
        session: aiohttp.ClientSession | None = None,
        token: str | None = None,
    ) -> None:
        super().__init__(token=token, base_url=base_url, session=session, retry_handlers=[])

    async def api_call(self, api_method: str, **options: Any) -> AsyncSlackResponse:
        """Call a method such as `views.open`; every other method of the client ends here."""
        try:
            return await super().api_call(api_method, **options)
        except SlackApiError as error:
            tell_failure(api_method, code_of(error))
            raise
        except asyncio.CancelledError:
            tell_failure(api_method, "timeout")  # whoever waits for it has given up
            raise
        except Exception as error:
            tell_failure(api_method, type(error).__name__)
            raise


def code_of(error: SlackApiError) -> str:
    """Slack's name for what is wrong; what came back may not be Slack's answer at all."""
    answer = error.response
    return error_name(answer.data if isinstance(answer, AsyncSlackResponse) else answer)


def error_name(answer: object) -> str:
    """Slack's name for what is wrong in a decoded answer, NO_ANSWER where it has none that
    could be Slack's.
    """
    name = answer.get("error") if isinstance(answer, dict) else None
    return name if isinstance(name, str) and _NAME.fullmatch(name) else NO_ANSWER


def tell_failure(method: str, error: str) -> None:
    """Count a failed call and log it, with what to do about it where an operator can."""
    metrics.count_slack_error(method, error)
    remedy = REMEDIES.get(error)
    if remedy == _INSTALL and method == "apps.connections.open":
        remedy = _CONNECT
    log.warning("Slack did not do %s: %s%s", method, error, f" ({remedy})" if remedy else "")
