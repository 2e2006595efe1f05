"""A doctor beside a set-up without a fault, for tests to break."""

from pathlib import Path

import pytest

from bot.state.engine import open_state
from localslack.slack import LocalSlack
from tests.support.app import APP_TOKEN
from tests.support.cli import CommandLine
from tests.support.doctor import SIGNING_SECRET, Doctor
from tests.support.packs import PackFolder
from tests.support.slack import BOT_TOKEN


@pytest.fixture
def doctor(
    run: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    slack: LocalSlack,
    pack: PackFolder,
    tmp_path: Path,
) -> Doctor:
    """A doctor beside a set-up without a fault."""
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    doctor = Doctor(run, monkeypatch)
    doctor.set(
        SLACK_BOT_TOKEN=BOT_TOKEN,
        SLACK_SIGNING_SECRET=SIGNING_SECRET,
        ROLEFIT_SLACK_API_URL=slack.api_url,
        ROLEFIT_STATE_URL=f"sqlite:///{tmp_path / 'state.db'}",
        ROLEFIT_PACKS=pack.path,
        ROLEFIT_PORT=0,
    )
    return doctor


@pytest.fixture
def sockets(doctor: Doctor) -> Doctor:
    """The same, where the app connects to Slack by itself."""
    doctor.set(ROLEFIT_TRANSPORT="socket", SLACK_APP_TOKEN=APP_TOKEN, SLACK_SIGNING_SECRET=None)
    return doctor


@pytest.fixture
async def state_file(tmp_path: Path) -> Path:
    """A state database as this version leaves it."""
    file = tmp_path / "state.db"
    await (await open_state(f"sqlite:///{file}")).close()
    return file
