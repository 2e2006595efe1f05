"""Fixtures of all tests: a clean environment, a small pack, the local Slack, the real app."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.request import getproxies

import hypothesis
import pytest

from bot.settings import Settings
from bot.slack.manifest import build_manifest
from knowledge.store import Store, open_store
from localslack.slack import LocalSlack
from tests.support.app import APP_TOKEN, AppProcess, AppUnderTest
from tests.support.cli import CommandLine
from tests.support.databases import Database, Server, SQLiteFile, running_server
from tests.support.packs import PackFolder
from tests.support.slack import BOT_TOKEN, LONGEST_WAIT, SIGNING_SECRET, Clock
from tests.support.workspace import CHANNELS, JOINED, PEOPLE

hypothesis.settings.register_profile(
    "rolefit", deadline=None, max_examples=100, database=None, derandomize=True
)
hypothesis.settings.load_profile("rolefit")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--packs` for tests/knowledge/test_random_packs.py."""
    parser.addoption("--packs", type=int, default=50, help="how many packs to make by chance")


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where built stores are kept while the tests run."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache_home: Path) -> None:
    """No setting of whoever runs the tests leaks in, and no file of theirs is touched."""
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)
    for scheme in getproxies():
        monkeypatch.delenv(f"{scheme}_proxy", raising=False)
        monkeypatch.delenv(f"{scheme}_proxy".upper(), raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def pack(tmp_path: Path) -> PackFolder:
    """The small pack, in a folder of its own."""
    return PackFolder(tmp_path / "pack").write_all()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small pack, opened."""
    folder = PackFolder(tmp_path_factory.mktemp("pack")).write_all()
    return open_store([folder.path], tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="session")
def default_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """RoleFit's own pack, opened."""
    return open_store((), tmp_path_factory.mktemp("default-store"))


@pytest.fixture
def clock() -> Clock:
    """Slack's clock."""
    return Clock()


@pytest.fixture
def acknowledge_seconds() -> float:
    """How long Slack waits for an answer."""
    return LONGEST_WAIT


@pytest.fixture
async def slack(clock: Clock, acknowledge_seconds: float) -> AsyncIterator[LocalSlack]:
    """A local Slack that refuses what Slack refuses."""
    local = LocalSlack(
        build_manifest(("help",)),
        PEOPLE,
        CHANNELS,
        JOINED,
        signing_secret=SIGNING_SECRET,
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        clock=clock,
        acknowledge_seconds=acknowledge_seconds,
    )
    async with local:
        yield local


@pytest.fixture
def transport() -> str:
    """How Slack reaches the app; the scenarios try both ways."""
    return "http"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server; whoever asks for it first waits a second."""
    with running_server() as server:
        yield server


@pytest.fixture
def kind() -> str:
    """The kind of the state database; some tests try both."""
    return "sqlite"


@pytest.fixture
def database(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Database:
    """A database for the state, of a test's own: a new file, or a migrated one in PostgreSQL."""
    if kind == "sqlite":
        return SQLiteFile(tmp_path / "state.db")
    server: Server = request.getfixturevalue("postgresql")
    return server.migrated()


@pytest.fixture
async def rolefit(
    slack: LocalSlack, pack: PackFolder, database: Database, transport: str
) -> AsyncIterator[AppUnderTest]:
    """The real app, serving the small pack to the local Slack."""
    app = AppUnderTest(slack, database, [pack.path], transport)
    await app.start()
    try:
        yield app
    finally:
        await app.stop()


@pytest.fixture
async def process(
    slack: LocalSlack, pack: PackFolder, tmp_path: Path, database: Database, transport: str
) -> AsyncIterator[AppProcess]:
    """The real app in a process of its own, serving the small pack; a test may kill it."""
    app = AppProcess(slack, tmp_path, [pack.path], transport, database.url)
    await app.start()
    try:
        yield app
    finally:
        await app.close()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The `rolefit` command."""
    return CommandLine(monkeypatch, capsys)
