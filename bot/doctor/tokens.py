"""What tokens and secrets look like, where they are found, and why Slack may refuse them.

https://docs.slack.dev/authentication/tokens
"""

import re

from bot.doctor.checks import Check

_APPS = "api.slack.com/apps, your app"
BOT_TOKEN_FOUND = f"Copy the Bot User OAuth Token (xoxb-…): {_APPS}, OAuth & Permissions."
WHERE_FOUND = {
    "SLACK_BOT_TOKEN": BOT_TOKEN_FOUND,
    "SLACK_SIGNING_SECRET": (
        f"Copy it: {_APPS}, Basic Information, Signing Secret. For Socket Mode, set "
        "ROLEFIT_TRANSPORT=socket instead."
    ),
    "SLACK_APP_TOKEN": (
        f"Make one with connections:write: {_APPS}, Basic Information, App-Level Tokens."
    ),
}
NO_ROTATION = "RoleFit does not rotate tokens: make the app anew (rolefit manifest has that off)."

_KINDS = (  # by how they begin
    ("xoxb-", "a bot token"),
    ("xapp-", "an app-level token"),
    ("xoxp-", "a user token"),
    ("xoxe", "a token that expires (token rotation is on)"),
    ("xox", "a token that is not an app's"),
)
_TOKEN = re.compile(r"[!-~]+")  # what can be sent in a header
_SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")
_OTHER_SECRETS = (
    (re.compile(r".*\s.*", re.DOTALL), "has white space inside: more than the secret was copied"),
    (re.compile(r"\d+\.\d+"), "holds the client ID, not the signing secret"),
    (re.compile(r"A[0-9A-Z]{8,12}"), "holds the app ID, not the signing secret"),
    (re.compile(r"[0-9a-zA-Z]{24}"), "holds the verification token, not the signing secret"),
)

_INSTALL = f"Install the app again ({_APPS}, Install App), and set the bot token shown there."
BOT_TOKEN_REMEDIES = {  # https://docs.slack.dev/reference/methods/auth.test
    "account_inactive": f"The app was removed from the workspace. {_INSTALL}",
    "enterprise_is_restricted": "Ask an administrator of the Enterprise organization.",
    "ekm_access_denied": "Ask an administrator: the workspace's encryption keys are withdrawn.",
    "invalid_auth": f"No such token: it was cut short, or is another app's. {BOT_TOKEN_FOUND}",
    "not_allowed_token_type": BOT_TOKEN_FOUND,
    "not_authed": BOT_TOKEN_FOUND,
    "org_login_required": "The workspace is moving to an Enterprise organization. Wait, then ask.",
    "team_access_not_granted": "Ask an administrator to give the app access to the workspace.",
    "token_expired": NO_ROTATION,
    "token_revoked": f"Somebody has taken it back. {_INSTALL}",
}
_ANOTHER = f"Make another: {_APPS}, Basic Information, App-Level Tokens, scope connections:write."
APP_TOKEN_REMEDIES = {  # https://docs.slack.dev/reference/methods/apps.connections.open
    "forbidden_team": "Ask an administrator: the workspace does not allow the app to connect.",
    "invalid_auth": f"No such token: it was cut short, or taken back. {_ANOTHER}",
    "missing_scope": f"It lacks connections:write. {_ANOTHER}",
    "not_allowed_token_type": _ANOTHER,
    "token_expired": _ANOTHER,
    "token_revoked": f"Somebody has taken it back. {_ANOTHER}",
}


def kind_of(value: str) -> str | None:
    """What kind of token this is; None if it is none."""
    return next((kind for start, kind in _KINDS if value.startswith(start)), None)


def misplaced(name: str, value: str, wanted: str) -> str | None:
    """What is wrong with a token that is not of the kind that is wanted, and what to do."""
    if value.startswith(wanted):
        told = f"{name} holds signs that no token has: it was copied wrongly. {WHERE_FOUND[name]}"
        return None if _TOKEN.fullmatch(value) else told
    holds = kind_of(value) or f"no token of Slack's (those begin with {wanted})"
    remedy = NO_ROTATION if value.startswith("xoxe") else WHERE_FOUND[name]
    return f"{name} holds {holds}. {remedy}"


def check_signing_secret(value: str) -> Check:
    """Whether this can be a signing secret; only a request of Slack's can prove that it is."""
    name, found = "signing secret", WHERE_FOUND["SLACK_SIGNING_SECRET"].partition(" For ")[0]
    if _SIGNING_SECRET.fullmatch(value):
        message = "looks right; whether it is (a client secret looks alike) shows when Slack calls."
        return Check(name, "ok", message)
    if kind := kind_of(value):
        return Check(name, "fault", f"SLACK_SIGNING_SECRET holds {kind}. {found}")
    for pattern, wrong in _OTHER_SECRETS:
        if pattern.fullmatch(value):
            return Check(name, "fault", f"SLACK_SIGNING_SECRET {wrong}. {found}")
    message = (
        f"SLACK_SIGNING_SECRET has {len(value)} characters; Slack's have 32, of 0-9 and a-f. "
        f"If Slack's requests get 401, it is wrong. {found}"
    )
    return Check(name, "warning", message)
