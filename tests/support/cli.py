"""The `rolefit` command, run as the console script runs it."""

import io
import sys
from dataclasses import dataclass

import pytest

from bot.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


class CommandLine:
    """Runs commands in this process, through the function that the console script calls."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]
    ) -> None:
        self._monkeypatch = monkeypatch
        self._captured = captured

    def __call__(self, *arguments: object, stdin: str = "") -> Ran:
        """Run `rolefit <arguments>`."""
        self._monkeypatch.setattr(sys, "argv", ["rolefit", *map(str, arguments)])
        typed = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "surrogatepass")), "utf-8")
        self._monkeypatch.setattr(sys, "stdin", typed)
        self._captured.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self._captured.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else int(code is not None), out, err)
