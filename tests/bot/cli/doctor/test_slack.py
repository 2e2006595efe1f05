"""`rolefit doctor` on tokens and secrets that Slack will not have, and on the way to Slack."""

import socket

import pytest

from localslack.faults import (
    Fault,
    dropping,
    failing,
    hanging,
    rate_limited,
    refusing,
    showing_page,
)
from localslack.slack import LocalSlack
from tests.support.app import APP_TOKEN
from tests.support.doctor import SIGNING_SECRET, Doctor
from tests.support.slack import BOT_TOKEN, Clock, calls

AUTH, OPEN = "auth.test", "apps.connections.open"


# Tokens and secrets


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("token_revoked", "Somebody has taken it back. Install the app again"),
        ("account_inactive", "The app was removed from the workspace. Install the app again"),
        ("token_expired", "make the app anew"),
        ("invalid_auth", "cut short, or is another app's"),
        ("not_allowed_token_type", "Copy the Bot User OAuth Token"),
        ("something_new", "Copy the Bot User OAuth Token"),
    ],
)
async def test_a_bot_token_that_slack_refuses(
    doctor: Doctor, slack: LocalSlack, error: str, words: str
) -> None:
    slack.workspace.faults.plan(AUTH, refusing(error))
    await doctor.examine()
    assert doctor.only_fault().startswith(f"bot token: Slack refuses SLACK_BOT_TOKEN: {error}. ")
    assert words in doctor.only_fault()
    assert len(doctor.said("not checked", "scopes")) == 1


async def test_a_bot_token_that_slack_does_not_know(doctor: Doctor, slack: LocalSlack) -> None:
    doctor.set(SLACK_BOT_TOKEN="xoxb-another")
    await doctor.examine()
    assert "SLACK_BOT_TOKEN: invalid_auth" in doctor.only_fault()
    assert slack.take_problems() == ["auth.test: invalid_auth"]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("xoxp-1-2-3", "a user token"),
        ("xapp-1-A1-2-3", "an app-level token"),
        ("xoxe.xoxb-1-2", "a token that expires"),
        ("xoxc-1-2", "a token that is not an app's"),
        ("a password", "no token of Slack's"),
        ("xoxb-1\nX-More: yes", "signs that no token has"),
    ],
)
async def test_another_kind_of_token_never_reaches_slack(
    doctor: Doctor, slack: LocalSlack, value: str, kind: str
) -> None:
    doctor.set(SLACK_BOT_TOKEN=value)
    await doctor.examine()
    assert doctor.only_fault().startswith(f"bot token: SLACK_BOT_TOKEN holds {kind}")
    assert calls(slack, AUTH) == []


async def test_tokens_that_are_swapped(sockets: Doctor, slack: LocalSlack) -> None:
    sockets.set(SLACK_BOT_TOKEN=APP_TOKEN, SLACK_APP_TOKEN=BOT_TOKEN)
    await sockets.examine()
    bot, app = sockets.said("fault")
    assert bot.startswith("bot token: SLACK_BOT_TOKEN holds an app-level token. Copy the Bot User")
    assert app.startswith("app token: SLACK_APP_TOKEN holds a bot token. Make one with")
    assert calls(slack, AUTH) == calls(slack, OPEN) == []


async def test_a_scope_that_is_missing(doctor: Doctor, slack: LocalSlack) -> None:
    slack.workspace.scopes.remove("chat:write")
    await doctor.examine()
    assert doctor.only_fault() == (
        "scopes: chat:write not granted. Add what is missing (rolefit manifest prints all): "
        "api.slack.com/apps, your app, OAuth & Permissions; then install the app again there."
    )


async def test_a_scope_too_many(doctor: Doctor, slack: LocalSlack) -> None:
    slack.workspace.scopes += ["channels:history", "users:read"]
    await doctor.examine()
    assert doctor.said("fault") == []
    [told] = doctor.said("warning", "scopes")
    assert told.startswith("scopes: channels:history, users:read granted, which RoleFit does not")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("missing_scope", "It lacks connections:write. Make another"),
        ("invalid_auth", "cut short, or taken back. Make another"),
        ("forbidden_team", "Ask an administrator"),
        ("something_new", "Make one with connections:write"),
    ],
)
async def test_an_app_token_that_slack_refuses(
    sockets: Doctor, slack: LocalSlack, error: str, words: str
) -> None:
    slack.workspace.faults.plan(OPEN, refusing(error))
    await sockets.examine()
    assert sockets.only_fault().startswith(f"app token: Slack refuses SLACK_APP_TOKEN: {error}. ")
    assert words in sockets.only_fault()


async def test_no_app_token(sockets: Doctor) -> None:
    sockets.set(SLACK_APP_TOKEN=None)
    await sockets.examine()
    assert sockets.only_fault().startswith("settings: SLACK_APP_TOKEN is not set. Make one with")
    assert len(sockets.said("not checked", "app token")) == 1


@pytest.mark.parametrize(
    ("value", "level", "words"),
    [
        (BOT_TOKEN, "fault", "holds a bot token. Copy it: "),
        (APP_TOKEN, "fault", "holds an app-level token. "),
        ("123456789012.1234567890123", "fault", "holds the client ID"),
        ("A0123456789", "fault", "holds the app ID"),
        ("AbCdEfGhIjKlMnOpQrStUvWx", "fault", "holds the verification token"),
        (f"{SIGNING_SECRET[:16]}\n{SIGNING_SECRET[16:]}", "fault", "has white space inside"),
        (SIGNING_SECRET[:31], "warning", "has 31 characters; Slack's have 32"),
        (SIGNING_SECRET.upper(), "warning", "of 0-9 and a-f"),
    ],
    ids=["bot", "app", "client", "id", "verification", "folded", "short", "capitals"],
)
async def test_what_is_no_signing_secret(
    doctor: Doctor, value: str, level: str, words: str
) -> None:
    doctor.set(SLACK_SIGNING_SECRET=value)
    await doctor.examine()
    [told] = doctor.said(level, "signing secret")
    assert words in told


# Slack, and the way there


@pytest.mark.parametrize(
    ("ahead", "level", "words"),
    [
        (40, "ok", "agrees"),
        (120, "warning", "behind Slack's. From 300 on"),
        (-120, "warning", "ahead of Slack's. From 300 on"),
        (600, "fault", "behind Slack's: every request of Slack's is refused (401). Let the"),
    ],
)
async def test_a_clock_that_is_off(
    doctor: Doctor, clock: Clock, ahead: float, level: str, words: str
) -> None:
    clock.ahead = ahead
    await doctor.examine()
    [told] = doctor.said(level, "clock")
    assert words in told


async def test_a_clock_that_is_off_does_less_harm_over_sockets(
    sockets: Doctor, clock: Clock
) -> None:
    clock.ahead = 600
    await sockets.examine()
    [told] = sockets.said("warning", "clock")
    assert "refused" not in told


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("127.0.0.1:{}", "127.0.0.1: no connection (Connection refused)."),
        ("slack.invalid:{}", "slack.invalid: its name is not found."),
    ],
)
async def test_slack_cannot_be_reached(doctor: Doctor, host: str, words: str) -> None:
    doctor.set(ROLEFIT_SLACK_API_URL=f"http://{host.format(closed_port())}/api/")
    await doctor.examine()
    assert doctor.only_fault().startswith(f"Slack's API: {words}")
    assert [line.partition(":")[0] for line in doctor.said("not checked")] == [
        "clock", "bot token", "scopes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (showing_page(), "what answers (503) is not Slack's API."),
        (showing_page(200), "what answers (200) is not Slack's API."),
        (dropping(), "the connection broke"),
        (hanging(8), "no answer within 5 seconds."),
    ],
    ids=["page", "page-with-200", "dropped", "hanging"],
)
async def test_something_else_answers_in_slacks_place(
    doctor: Doctor, slack: LocalSlack, fault: Fault, words: str
) -> None:
    slack.workspace.faults.plan("api.test", fault, times=2)
    await doctor.examine()
    assert words in doctor.only_fault()


@pytest.mark.parametrize("fault", [rate_limited(), failing()], ids=["busy", "failing"])
async def test_slack_is_busy(doctor: Doctor, slack: LocalSlack, fault: Fault) -> None:
    slack.workspace.faults.plan(AUTH, fault)
    await doctor.examine()
    assert doctor.said("fault") == []
    assert "Try again in a minute" in doctor.said("not checked", "bot token")[0]


async def test_a_proxy_is_told_of_and_its_credentials_are_not(doctor: Doctor) -> None:
    doctor.set(HTTPS_PROXY=f"http://jane:hunter2@127.0.0.1:{closed_port()}")
    out = await doctor.examine()
    assert doctor.only_fault() == (
        "Slack's API: 127.0.0.1 through the proxy that HTTPS_PROXY or HTTP_PROXY names: the proxy "
        "cannot be reached. Is its address right? "
        "ROLEFIT_SLACK_API_URL names it: unset that for Slack itself."
    )
    assert [word for word in ("jane", "hunter2") if word in out] == []


async def test_no_proxy_counts(doctor: Doctor) -> None:
    doctor.set(HTTPS_PROXY=f"http://127.0.0.1:{closed_port()}", NO_PROXY="127.0.0.1")
    await doctor.examine()
    assert doctor.said("fault") == []


@pytest.mark.parametrize("url", ["http://[x/", "https://jane:hunter2@/"])
async def test_what_is_no_address_of_slack(doctor: Doctor, url: str) -> None:
    doctor.set(ROLEFIT_SLACK_API_URL=url)
    out = await doctor.examine()
    assert doctor.only_fault() == "Slack's API: ROLEFIT_SLACK_API_URL is no address. Unset it."
    assert "hunter2" not in out


async def test_an_address_with_credentials_is_shown_without_them(
    doctor: Doctor, slack: LocalSlack
) -> None:
    doctor.set(ROLEFIT_SLACK_API_URL=slack.api_url.replace("://", "://jane:hunter2@"))
    out = await doctor.examine()
    assert [word for word in ("jane", "hunter2") if word in out] == []
