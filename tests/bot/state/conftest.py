"""What holds of the state holds on both databases, unless a test says which."""

from collections.abc import AsyncIterator

import pytest

from bot.state.engine import State, open_state
from tests.support.databases import Database


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of the database."""
    return str(request.param)


@pytest.fixture
async def state(database: Database) -> AsyncIterator[State]:
    """The open state."""
    opened = await open_state(database.url)
    yield opened
    await opened.close()
