"""What `rolefit doctor` prints, in text and as JSON, and what it leaves alone."""

import asyncio
from pathlib import Path

import pytest

from localslack.slack import LocalSlack
from tests.support.app import APP_TOKEN
from tests.support.doctor import Doctor
from tests.support.slack import calls

# A set-up without a fault


async def test_a_set_up_that_works_has_no_fault(doctor: Doctor, slack: LocalSlack) -> None:
    await doctor.examine()
    assert {check["name"]: check["level"] for check in doctor.checks} == {
        "secrets folder": "ok",
        "settings": "ok",
        "Slack's API": "warning",  # it is the local one
        "clock": "ok",
        "bot token": "ok",
        "scopes": "ok",
        "signing secret": "ok",
        "pack": "ok",
        "cache": "ok",
        "state": "ok",
        "free disk": "ok",
        "listen address": "ok",
    }
    assert doctor.said("ok", "bot token") == ["bot token: it is rolefit in local-slack."]
    assert "is not Slack" in doctor.said("warning")[0]
    assert slack.sockets.connections == []


async def test_socket_mode_is_tried_without_opening_a_socket(
    sockets: Doctor, slack: LocalSlack
) -> None:
    await sockets.examine()
    assert sockets.said("fault") == []
    assert len(sockets.said("ok", "app token")) == 1
    assert "signing secret" not in {check["name"] for check in sockets.checks}
    assert len(calls(slack, "apps.connections.open")) == 1
    assert slack.sockets.connections == []


def changes(folder: Path) -> dict[Path, int]:
    """When each file below a folder was changed last."""
    return {file: file.stat().st_mtime_ns for file in folder.rglob("*")}


async def test_nothing_is_made_or_changed(doctor: Doctor, tmp_path: Path, state_file: Path) -> None:
    before = changes(tmp_path)
    await doctor.examine()
    assert changes(tmp_path) == before
    doctor.set(ROLEFIT_STATE_URL=f"sqlite:///{tmp_path / 'other.db'}")
    await doctor.examine()
    assert changes(tmp_path) == before


async def test_options_are_those_of_serve(doctor: Doctor, tmp_path: Path) -> None:
    doctor.set(SLACK_APP_TOKEN=APP_TOKEN)
    await doctor.examine("--transport", "socket", "--host", "0.0.0.0")
    assert len(doctor.said("ok", "app token")) == 1
    assert doctor.said("ok", "listen address")[0].startswith("listen address: 0.0.0.0")


async def test_a_check_is_a_line_where_nobody_reads_it(doctor: Doctor) -> None:
    doctor.set(SLACK_BOT_TOKEN="xoxp-1")
    done = await asyncio.to_thread(doctor.run, "doctor")
    lines = done.out.splitlines()
    assert len(lines) == 12 + 1
    assert lines[4] == (
        "fault        bot token       SLACK_BOT_TOKEN holds a user token. Copy the Bot User OAuth "
        "Token (xoxb-…): api.slack.com/apps, your app, OAuth & Permissions."
    )
    assert lines[-1] == "1 fault, 1 warning"
    assert "\x1b" not in done.out
    assert done.code == 1


async def test_a_terminal_gets_colours_and_folded_lines(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # as if it were a terminal of 90 columns
    doctor.set(SLACK_BOT_TOKEN="xoxp-1")
    done = await asyncio.to_thread(doctor.run, "doctor")
    assert "\x1b[1;31mfault" in done.out
    told = [line for line in done.out.splitlines() if line.startswith(" " * 29)]
    assert told
    assert all(len(line) <= 90 for line in told)
