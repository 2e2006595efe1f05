"""What is special when Slack reaches RoleFit through connections that RoleFit opens."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.errors import RoleFitError
from bot.server import serving
from bot.settings import read_settings
from localslack.faults import RESPONSE_URL, failing, hanging
from localslack.models import Json
from localslack.slack import LocalSlack
from tests.scenarios.test_process import run_serve
from tests.support.app import APP_TOKEN, AppUnderTest, over_sockets
from tests.support.databases import SQLiteFile
from tests.support.packs import PackFolder
from tests.support.slack import BOT_TOKEN, LONGEST_WAIT, ask, calls
from tests.support.workspace import RECRUITER

OPEN = "apps.connections.open"
ANOTHER = "another process is connected"


@pytest.fixture
async def three(slack: LocalSlack, pack: PackFolder, tmp_path: Path) -> AsyncIterator[AppUnderTest]:
    """The real app with three connections."""
    app = AppUnderTest(
        slack, SQLiteFile(tmp_path / "state.db"), [pack.path], "socket", connections=3
    )
    await app.start()
    try:
        yield app
    finally:
        await app.stop()


async def readiness(app: AppUnderTest) -> int:
    async with aiohttp.ClientSession() as session, session.get(f"{app.address}/readyz") as answer:
        return answer.status


# Connections


async def test_each_request_goes_to_one_of_several_connections(
    slack: LocalSlack, three: AppUnderTest
) -> None:
    assert len(slack.sockets.connections) == 3
    messages = await asyncio.gather(*(ask(slack, "php") for _ in range(6)))
    assert [connection.delivered for connection in slack.sockets.connections] == [2, 2, 2]
    answers = [m for m in slack.workspace.messages if m.author == "app"]
    assert len(answers) == len(messages) == 6


@over_sockets
async def test_it_connects_anew_when_slack_asks_for_it(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    for count in (2, 3):
        await slack.sockets.disconnect()
        await slack.workspace.changed(lambda: slack.sockets.connections)
        assert len(calls(slack, OPEN)) == count
        assert (await ask(slack, "php")).text.startswith("PHP developer")


@over_sockets
async def test_what_is_under_way_while_it_connects_anew_is_acknowledged(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    place = slack.workspace
    private = await ask(slack, "php vs backend")
    place.faults.plan(RESPONSE_URL, hanging(0.5, done_first=True))
    option = "php-developer vs backend-developer stack"
    press = asyncio.create_task(slack.press(RECRUITER, private, "ask.switch", option=option))
    await place.changed(lambda: private.edits)
    await slack.sockets.disconnect()
    await place.changed(lambda: slack.sockets.connections)
    assert (await press).ok


@over_sockets
async def test_it_is_ready_only_while_connected_and_comes_back_after_an_outage(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    place = slack.workspace
    assert await readiness(rolefit) == 200
    place.faults.plan(OPEN, failing(503), times=100)
    await slack.sockets.drop()
    await place.changed(lambda: len(calls(slack, OPEN)) > 1)
    assert await readiness(rolefit) == 503
    place.faults.clear()
    await place.changed(lambda: slack.sockets.connections)
    assert await readiness(rolefit) == 200
    assert (await ask(slack, "php")).text.startswith("PHP developer")
    assert "0 of 1 connections to Slack" in caplog.text


@over_sockets
async def test_it_serves_health_but_no_address_for_slack(rolefit: AppUnderTest) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{rolefit.address}/healthz") as answer:
            assert answer.status == 200
        async with session.post(f"{rolefit.address}/slack/events", data=b"{}") as answer:
            assert answer.status == 404


@over_sockets
async def test_it_starts_while_slack_is_away(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await rolefit.stop()
    slack.workspace.faults.plan(OPEN, failing(503), times=2)
    await rolefit.start()
    assert await readiness(rolefit) == 503
    await slack.workspace.changed(lambda: slack.sockets.connections)
    assert (await ask(slack, "php")).text.startswith("PHP developer")


async def test_a_stop_answers_what_is_under_way(slack: LocalSlack, three: AppUnderTest) -> None:
    place = slack.workspace
    private = await ask(slack, "php vs backend")
    place.faults.plan(RESPONSE_URL, hanging(0.5, done_first=True))
    option = "php-developer vs backend-developer stack"
    press = asyncio.create_task(slack.press(RECRUITER, private, "ask.switch", option=option))
    await place.changed(lambda: private.edits)
    await three.stop()
    assert (await press).ok
    assert slack.sockets.connections == []


# Others on the same app token


async def test_another_process_with_the_app_token_is_told_of(
    slack: LocalSlack, three: AppUnderTest, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert ANOTHER not in caplog.text  # three are our own
    other = AppUnderTest(slack, SQLiteFile(tmp_path / "other.db"), three.packs, "socket")
    await other.start()
    try:
        await logged(caplog, "Slack counts 4 connections with this app token, RoleFit opens 1:")
        assert caplog.text.count(ANOTHER) == 1
        first = slack.sockets.connections[0]  # who was there before hears of it on a new connection
        await first.ws.send_json({"type": "disconnect", "reason": "refresh_requested"})
        await logged(caplog, "Slack counts 4 connections with this app token, RoleFit opens 3:")
    finally:
        await other.stop()


async def logged(caplog: pytest.LogCaptureFixture, text: str) -> None:
    """Wait until the log says so."""
    async with asyncio.timeout(LONGEST_WAIT):
        while True:
            if text in caplog.text:
                return
            await asyncio.sleep(0.01)


@over_sockets
async def test_a_connection_of_our_own_that_is_made_anew_is_no_other(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        await slack.sockets.disconnect()
        await slack.workspace.changed(lambda: slack.sockets.connections)
        await ask(slack, "php")  # which the same connection answers after it was greeted
    assert ANOTHER not in caplog.text


# Messages that are not shaped as Slack documents them

ODD: tuple[Json, ...] = (
    {}, {"payload": None}, {"payload": [[]]}, {"payload": 3}, {"payload": "{}"},
    {"payload": {}}, {"payload": {"type": 3}}, {"type": ["x"], "payload": []}, {"type": None},
)  # fmt: skip


@over_sockets
@pytest.mark.parametrize("odd", ODD, ids=str)
async def test_an_envelope_that_cannot_be_read_is_acknowledged(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture, odd: Json
) -> None:
    """Slack would send it again, and it would not fit any better."""
    caplog.clear()
    ack = await slack.sockets.exchange("odd", {"envelope_id": "1", **odd})
    assert ack.status == 200
    [line] = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert "(misfit)" in line


@over_sockets
@pytest.mark.parametrize("count", ["two", [1], {}, None, 1e300, "9" * 5000, -3])
async def test_a_greeting_that_counts_oddly_does_no_harm(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture, count: object
) -> None:
    caplog.clear()
    [connection] = slack.sockets.connections
    await connection.ws.send_json({"type": "hello", "num_connections": count})
    assert (await ask(slack, "php")).text.startswith("PHP developer")
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []


# Tokens and logs


async def test_a_token_that_slack_refuses_is_one_line_and_exits_with_1(
    slack: LocalSlack, pack: PackFolder, tmp_path: Path
) -> None:
    environment = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": "xapp-wrong",
        "ROLEFIT_SLACK_API_URL": slack.api_url,
        "ROLEFIT_PACKS": str(pack.path),
        "ROLEFIT_PORT": "0",
        "ROLEFIT_TRANSPORT": "socket",
    }
    done = await asyncio.to_thread(run_serve, tmp_path, environment)
    assert done.returncode == 1
    *warnings, line = done.stderr.splitlines()
    assert line == "rolefit: Slack refuses SLACK_APP_TOKEN: invalid_auth"
    assert [warning for warning in warnings if "app-level token" not in warning] == []
    assert slack.take_problems() == ["apps.connections.open: invalid_auth"]


async def test_a_bot_token_in_place_of_the_app_token_is_named(
    slack: LocalSlack, pack: PackFolder, tmp_path: Path
) -> None:
    settings = read_settings(
        ROLEFIT_TRANSPORT="socket",
        SLACK_BOT_TOKEN=BOT_TOKEN,
        SLACK_APP_TOKEN=BOT_TOKEN,
        ROLEFIT_SLACK_API_URL=slack.api_url,
        ROLEFIT_STATE_URL=f"sqlite:///{tmp_path / 'state.db'}",
        ROLEFIT_PORT=0,
        ROLEFIT_PACKS=[pack.path],
    )
    with pytest.raises(RoleFitError, match="SLACK_APP_TOKEN: not_allowed_token_type"):
        async with serving(settings):
            pass
    slack.take_problems()


@over_sockets
async def test_the_log_holds_no_words_no_tickets_and_no_tokens(
    slack: LocalSlack, rolefit: AppUnderTest, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await ask(slack, "zeppelins over zanzibar")
    await slack.sockets.connections[0].ws.send_str("{zanzibar")
    await slack.sockets.connections[0].ws.send_json(
        {"type": "interactive", "envelope_id": "1", "payload": {"actions": "zanzibar"}}
    )
    slack.sockets.refusals = 1
    await slack.sockets.disconnect()
    await slack.workspace.changed(lambda: slack.sockets.connections)
    await rolefit.stop()
    ours = "\n".join(
        logging.Formatter().format(r) for r in caplog.records if r.name.startswith("bot.")
    )
    assert "fault in" in ours
    assert re.findall(r"zanzibar|ticket|wss?://|xapp|xoxb", ours) == []
    assert APP_TOKEN not in str(slack.traffic)
