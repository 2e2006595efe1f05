"""A state in PostgreSQL: it may be away for a while, and several processes may share it."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.outbox import drain
from bot.state import outbox
from localslack.faults import RESPONSE_URL, hanging
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.databases import Server, running_server
from tests.support.packs import PackFolder
from tests.support.slack import LONGEST_WAIT, ask, posts, share, told
from tests.support.state import promise
from tests.support.workspace import ENGINEERING, RECRUITER

WAITS = "select 1 from outbox where done_at is null"


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server that a test may stop."""
    with running_server() as server:
        yield server


@pytest.fixture
async def away(
    own: Server, slack: LocalSlack, pack: PackFolder, transport: str
) -> AsyncIterator[AppUnderTest]:
    """The real app, whose database a test may take away."""
    app = AppUnderTest(slack, own.empty(), [pack.path], transport)
    await app.start()
    try:
        yield app
    finally:
        await app.stop()


async def test_while_the_database_is_away_questions_are_answered_and_shares_refused(
    own: Server, away: AppUnderTest, slack: LocalSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drain, "IDLE_SECONDS", 0.1)
    place = slack.workspace
    private = await ask(slack, "php vs backend")
    await asyncio.to_thread(own.stop, keep=True)
    try:
        assert (await ask(slack, "php")).text.startswith("PHP developer")
        await share(slack, private)
        assert told(slack)[-1].startswith("RoleFit cannot save anything just now")
        assert posts(slack) == []
        await slack.shortcut(RECRUITER, "ask.lookup")
        view = place.views.top(RECRUITER)
        assert view is not None
        assert await slack.suggest(RECRUITER, view, "ask.entry", "schema")
    finally:
        await asyncio.to_thread(own.start)
    await share(slack, private)  # nothing was restarted but the database
    await place.changed(lambda: posts(slack))
    await slack.mention(RECRUITER, ENGINEERING, "php")
    await place.changed(lambda: posts(slack, ENGINEERING))
    assert len(posts(slack)) == 1


@over_http
async def test_what_was_posted_while_the_database_was_away_no_other_posts_again(
    own: Server,
    away: AppUnderTest,
    slack: LocalSlack,
    pack: PackFolder,
    monkeypatch: pytest.MonkeyPatch,
    transport: str,
) -> None:
    """Although its lease has run out before it could be noted."""
    monkeypatch.setattr(outbox, "LEASE_SECONDS", 1.0)
    monkeypatch.setattr(drain, "NOTE_SECONDS", 2.0)
    private = await ask(slack, "php vs backend")
    other = AppUnderTest(slack, away.database, [pack.path], transport)
    await other.start()
    try:
        slack.workspace.faults.plan(RESPONSE_URL, hanging(1.0, done_first=True))
        await share(slack, private)
        await slack.workspace.changed(lambda: posts(slack))
        await asyncio.to_thread(own.stop, keep=True)
        await asyncio.sleep(outbox.LEASE_SECONDS)
        await asyncio.to_thread(own.start)
        async with asyncio.timeout(LONGEST_WAIT):
            while await asyncio.to_thread(away.database.rows, WAITS):
                pass
    finally:
        await other.stop()
    assert len(posts(slack)) == 1


@over_http
async def test_after_an_outage_the_others_are_told_again_of_what_is_added(
    own: Server, away: AppUnderTest, slack: LocalSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    await away.stop()
    monkeypatch.setattr(drain, "IDLE_SECONDS", 3600.0)  # it does not look by itself
    await away.start()
    await asyncio.to_thread(own.stop, keep=True)
    await asyncio.to_thread(own.start)
    await promise(away.database, ENGINEERING.id, "promised")
    await slack.workspace.changed(lambda: posts(slack, ENGINEERING))
