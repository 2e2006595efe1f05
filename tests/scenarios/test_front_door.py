"""What comes to the request address: only what Slack signed is looked at."""

import io
import json
import time
from urllib.parse import urlencode

import aiohttp
import pytest

from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.slack import FORM

pytestmark = [pytest.mark.usefixtures("rolefit"), over_http]

JSON = "application/json"
COMMAND = urlencode({"command": "/rolefit", "text": "php", "user_id": "U1", "team_id": "T1"})


async def send(
    slack: LocalSlack, body: bytes, content_type: str = FORM, **changes: str | None
) -> int:
    """Send a signed body, with some headers changed or left out; the status."""
    headers = {"Content-Type": content_type, **slack.sign(body)}
    for name, value in changes.items():
        header = f"X-Slack-{name.replace('_', '-')}"
        headers.pop(header)
        if value is not None:
            headers[header] = value
    return (await slack.send_raw(body, headers)).status


async def test_a_signed_command_is_answered(slack: LocalSlack) -> None:
    assert await send(slack, COMMAND.encode()) == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"Signature": None},
        {"Request_Timestamp": None},
        {"Signature": "v0=" + "0" * 64},
        {"Signature": ""},
        {"Signature": "v0=größe"},
        {"Request_Timestamp": "soon"},
        {"Request_Timestamp": ""},
        {"Request_Timestamp": "-1"},
        {"Request_Timestamp": "nan"},
        {"Request_Timestamp": "9" * 5000},
    ],
    ids=str,
)
async def test_a_wrong_signature_is_refused(
    slack: LocalSlack, changes: dict[str, str | None]
) -> None:
    assert await send(slack, COMMAND.encode(), FORM, **changes) == 401


@pytest.mark.parametrize("minutes", [-6, 6])
async def test_a_signature_of_another_time_is_refused(slack: LocalSlack, minutes: int) -> None:
    body = COMMAND.encode()
    for seconds, status in ((minutes * 60, 401), (minutes * 40, 200)):
        signed = slack.sign(body, int(time.time()) + seconds)
        ack = await slack.send_raw(body, {"Content-Type": FORM, **signed})
        assert ack.status == status


async def test_a_signature_of_another_body_is_refused(slack: LocalSlack) -> None:
    headers = {"Content-Type": FORM, **slack.sign(COMMAND.encode())}
    assert (await slack.send_raw(COMMAND.encode() + b"x", headers)).status == 401


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{", JSON),
        (b"[]", JSON),
        (b"", JSON),
        (b'"text"', JSON),
        (b"\xff\xfe", JSON),
        (b"payload=%7B", FORM),
        (b"payload=[]", FORM),
        (b"payload=", FORM),
        (b"text=%ff", FORM),
    ],
)
async def test_what_cannot_be_read_is_refused_whoever_sends_it(
    slack: LocalSlack, body: bytes, content_type: str
) -> None:
    assert (await slack.send_raw(body, {"Content-Type": content_type})).status == 401
    assert await send(slack, body, content_type) in (400, 401 if b"\xff" in body else 400)


async def test_a_body_that_is_too_large_is_refused(slack: LocalSlack) -> None:
    body = b"text=" + b"x" * (1024 * 1024)
    headers = {"Content-Type": FORM, **slack.sign(body)}
    async with (
        aiohttp.ClientSession() as session,
        session.post(slack.app_url, data=io.BytesIO(body), headers=headers) as response,
    ):
        assert response.status == 413


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"ssl_check=1", 200),
        (b"ssl_check=1&token=x", 200),
        (b"token=x&ssl_check=1", 200),
        (b"ssl_check=1&command=/rolefit", 401),
        (b"ssl_check=1&token=x&text=y", 401),
        (b"ssl_check=0", 401),
        (b"token=x", 401),
    ],
)
async def test_only_an_ssl_check_needs_no_signature(
    slack: LocalSlack, body: bytes, status: int
) -> None:
    ack = await slack.send_raw(body, {"Content-Type": FORM})
    assert (ack.status, ack.body) == (status, b"")


async def test_the_address_is_verified(slack: LocalSlack) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c" * 20}).encode()
    ack = await slack.send_raw(body, {"Content-Type": JSON, **slack.sign(body)})
    assert ack.status == 200
    assert ack.json == {"challenge": "c" * 20}
    assert (await slack.send_raw(body, {"Content-Type": JSON})).status == 401


@pytest.mark.parametrize(("path", "text"), [("healthz", "ok"), ("readyz", "ready")])
async def test_health_is_open(rolefit: AppUnderTest, path: str, text: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{rolefit.address}/{path}") as response,
    ):
        assert (response.status, await response.text()) == (200, text)


async def test_nothing_else_is_there(rolefit: AppUnderTest) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ("/", "/slack", "/metrics/", "/.env", "/slack/events/../../x"):
            async with session.get(f"{rolefit.address}{path}") as response:
                assert response.status == 404, path
        async with session.get(f"{rolefit.address}/slack/events") as response:
            assert response.status == 405
