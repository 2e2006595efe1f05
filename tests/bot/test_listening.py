"""What the server says when a handler of ours fails."""

import aiohttp
import pytest
from aiohttp import web

from bot.listening import listening


async def test_a_request_that_fails_is_one_reference_and_nobodys_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fail(request: web.Request) -> web.Response:
        raise ValueError(await request.text())

    server = web.Application()
    server.router.add_post("/", fail)
    async with (
        listening(server, "127.0.0.1", 0) as address,
        aiohttp.ClientSession() as session,
        session.post(address, data=b"zanzibar") as answer,
    ):
        assert answer.status == 500
        reference = (await answer.text()).split()[-1]
    [line] = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert line.startswith(f"{reference}: a request failed: ValueError\n  File ")
    assert "zanzibar" not in line
