"""What holds of the state holds on both databases, unless a test says which."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.state.engine import State, open_state
from tests.support.databases import Database, Server, SQLiteFile


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of the database."""
    return str(request.param)


@pytest.fixture
def empty(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Database:
    """A database that holds nothing."""
    if kind == "sqlite":
        return SQLiteFile(tmp_path / "state.db")
    server: Server = request.getfixturevalue("postgresql")
    return server.empty()


@pytest.fixture
async def state(database: Database) -> AsyncIterator[State]:
    """The open state."""
    opened = await open_state(database.url)
    yield opened
    await opened.close()
