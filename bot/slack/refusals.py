"""Why Slack did not do what it was asked to, by Slack's own names, and what can be done about it.

https://docs.slack.dev/reference/methods
"""

import logging
import re

from bot import metrics

log = logging.getLogger(__name__)

NO_ANSWER = "no_answer"
_NAME = re.compile(r"[a-z][a-z_]{1,59}")

# The app's token no longer serves, or serves no longer here: waiting does not mend it.
NOT_INSTALLED = frozenset(
    {
        "access_denied",
        "account_inactive",
        "forbidden_team",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "team_access_not_granted",
        "team_not_found",
        "token_expired",
        "token_revoked",
    }
)
# Leave to open a view lasts three seconds and serves once; another press brings another.
TOO_LATE = frozenset(
    {
        "exchanged_trigger_id",
        "expired_trigger_id",
        "invalid_trigger_id",
        "trigger_exchanged",
        "trigger_expired",
    }
)

_INSTALL = "install the app again and set its token as SLACK_BOT_TOKEN"
_CONNECT = "make an app-level token with connections:write and set it as SLACK_APP_TOKEN"
_LATE = "RoleFit answered too late: is the machine busy, or its clock off?"
_REMEDIES = {
    "account_inactive": _INSTALL,
    "app_missing_action_url": "set the request address under Interactivity in the app's settings",
    "invalid_auth": _INSTALL,
    "messages_tab_disabled": "switch on the Messages tab in the app's settings",
    "missing_scope": "install the app again: its scopes have changed (rolefit manifest)",
    "not_allowed_token_type": "set the bot token, which begins with xoxb-",
    "not_authed": _INSTALL,
    "not_enabled": "switch on the Home tab in the app's settings",
    "team_access_not_granted": "ask an administrator to give the app access to the workspace",
    "token_expired": _INSTALL,
    "token_revoked": _INSTALL,
    **dict.fromkeys(TOO_LATE, _LATE),
}


def error_name(said: object) -> str:
    """Slack's name for what is wrong in a decoded answer, NO_ANSWER where it has none that
    could be Slack's.
    """
    name = said.get("error") if isinstance(said, dict) else None
    return name if isinstance(name, str) and _NAME.fullmatch(name) else NO_ANSWER


def is_about_blocks(error: str) -> bool:
    """Whether Slack's name for what is wrong may mean a block that it does not take there."""
    return "block" in error or error == "invalid_arguments"


def tell_failure(method: str, error: str) -> None:
    """Count a failed call and log it, with what to do about it where an operator can."""
    metrics.count_slack_error(method, error)
    remedy = _REMEDIES.get(error)
    if remedy == _INSTALL and method == "apps.connections.open":
        remedy = _CONNECT
    log.warning("Slack did not do %s: %s%s", method, error, f" ({remedy})" if remedy else "")
