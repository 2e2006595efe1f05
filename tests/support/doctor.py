"""`rolefit doctor`, run on a set-up that a test breaks."""

import asyncio
import json

import pytest

from tests.support.app import APP_TOKEN
from tests.support.cli import CommandLine
from tests.support.slack import BOT_TOKEN

SIGNING_SECRET = "0123456789abcdef0123456789abcdef"


class Doctor:
    """Runs `rolefit doctor --json`; what it said is in `checks` then, by level."""

    def __init__(self, run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
        self.run = run
        self.settings: dict[str, str] = {}
        self.secrets = {BOT_TOKEN, APP_TOKEN, SIGNING_SECRET}
        self.checks: list[dict[str, str]] = []
        self._monkeypatch = monkeypatch

    def set(self, **settings: object) -> None:
        """Put settings into the environment, or take them out (None)."""
        for name, value in settings.items():
            if value is None:
                self._monkeypatch.delenv(name)
                del self.settings[name]
            else:
                self._monkeypatch.setenv(name, str(value))
                self.settings[name] = str(value)
                if name.startswith("SLACK_"):
                    self.secrets.add(str(value))

    async def examine(self, *options: str) -> str:
        """Whatever is wrong, nothing secret is shown, and the exit code tells of faults."""
        done = await asyncio.to_thread(self.run, "doctor", "--json", *options)
        assert done.err == ""
        assert [secret for secret in self.secrets if secret in done.out] == []
        document = json.loads(done.out)
        self.checks = document["checks"]
        assert document["faults"] == len(self.said("fault"))
        assert document["warnings"] == len(self.said("warning"))
        assert done.code == (1 if document["faults"] else 0)
        return done.out

    def said(self, level: str, name: str = "") -> list[str]:
        """The messages of a level, of one check or of all."""
        return [
            f"{check['name']}: {check['message']}"
            for check in self.checks
            if check["level"] == level and name in ("", check["name"])
        ]

    def only_fault(self) -> str:
        """The one thing that keeps RoleFit from working."""
        [fault] = self.said("fault")
        return fault
