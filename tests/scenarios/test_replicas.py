"""Several processes on one database: what one has begun, another ends, and only once."""

import pytest

from bot.outbox import drain
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest, over_http
from tests.support.databases import Database, on_postgresql
from tests.support.slack import posts
from tests.support.state import promise
from tests.support.workspace import ENGINEERING

pytestmark = [over_http, on_postgresql]  # Slack reaches whoever a load balancer chooses

NEVER = 3600.0  # seconds


@pytest.fixture
async def woken(monkeypatch: pytest.MonkeyPatch, rolefit: AppUnderTest) -> AppUnderTest:
    """A replica that does not look by itself for what others have added."""
    await rolefit.stop()
    monkeypatch.setattr(drain, "IDLE_SECONDS", NEVER)
    await rolefit.start()
    return rolefit


def texts(slack: LocalSlack) -> list[str]:
    return [post.text for post in posts(slack, ENGINEERING)]


async def test_what_a_replica_adds_and_cannot_post_another_is_told_of(
    slack: LocalSlack, woken: AppUnderTest, database: Database
) -> None:
    await promise(database, ENGINEERING.id, "first")
    await slack.workspace.changed(lambda: texts(slack) == ["first"])
    await promise(database, ENGINEERING.id, "second")
    await slack.workspace.changed(lambda: texts(slack) == ["first", "second"])
