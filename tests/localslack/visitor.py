"""A browser in front of the page, as far as the server can tell."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from localslack.models import Json, Message, Person
from localslack.page.guide import Guide, Try
from localslack.slack import LocalSlack
from tests.support.workspace import HIRING, RECRUITER

GUIDE = Guide(
    title="Count with us", tries=(Try("Count", "/tally one"),), people="Three <b> are here."
)


class Visitor:
    """Asks the page's server as a browser would."""

    def __init__(self, session: aiohttp.ClientSession, slack: LocalSlack) -> None:
        self.session = session
        self.slack = slack
        self.me: Person = RECRUITER

    async def do(self, verb: str, status: int = 200, **details: object) -> Json:
        body = {"as": self.me.id, "do": verb, **details}
        async with self.session.post("/do", json=body) as response:
            assert response.status == status, await response.text()
            return dict(await response.json())

    @asynccontextmanager
    async def events(self, kind: str) -> AsyncIterator[AsyncIterator[Any]]:
        """The data of a stream's events of one kind."""
        async with self.session.get("/stream", params={"as": self.me.id}) as response:
            assert response.content_type == "text/event-stream"
            yield _read_events(response.content, kind)

    async def sees(self) -> Json:
        async with self.events("state") as states:
            return dict(await anext(states))


async def _read_events(content: aiohttp.StreamReader, wanted: str) -> AsyncIterator[Any]:
    while line := (await content.readuntil(b"\n")).decode():
        if line == f"event: {wanted}\n":
            yield json.loads((await content.readuntil(b"\n")).removeprefix(b"data: "))


def hear(slack: LocalSlack, *blocks: Json, **more: object) -> Message:
    """A message of the app in #hiring."""
    place = slack.workspace
    visible_to = str(more["visible_to"]) if more else None
    return place.post(HIRING, "An answer", list(blocks), visible_to=visible_to)
