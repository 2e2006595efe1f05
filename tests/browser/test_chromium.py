"""A machine without a browser is told how to get one; no test is skipped."""

from pathlib import Path

import pytest

from tests.browser.chromium import NoBrowserError, find_chromium


def test_no_browser_says_how_to_install_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoBrowserError, match="make test"):
        find_chromium(str(tmp_path / "none"))


def test_another_name_of_the_browser_will_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "google-chrome"
    program.touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium("none") == str(program)


def test_playwrights_own_browser_will_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "browsers" / "chrome"
    own.parent.mkdir()
    own.touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium(str(own)) == str(own)
