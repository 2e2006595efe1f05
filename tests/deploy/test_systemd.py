"""The service: what systemd's own tools say of its unit."""

import subprocess
from pathlib import Path

from tests.support.app import REPOSITORY

UNIT = REPOSITORY / "deploy" / "systemd" / "rolefit.service"
COMMAND = "/opt/rolefit/.venv/bin/rolefit"  # where deploy/README.md puts it
MOST_EXPOSED = 20  # tenths: 2.0, which systemd calls OK; a service with no defence has 96


def analyze(*arguments: object) -> tuple[int, str]:
    """The exit code of systemd-analyze, and all that it says."""
    done = subprocess.run(
        ["systemd-analyze", "--no-pager", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


def exposure(unit: Path) -> int:
    code, _ = analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", unit)
    return code


def copied(folder: Path, meant: str = "", written: str = "") -> Path:
    """The unit with a program that this machine has, and with one thing written otherwise."""
    text = UNIT.read_text()
    assert f"ExecStart={COMMAND} serve\n" in text
    assert meant in text
    unit = folder / UNIT.name
    unit.write_text(text.replace(COMMAND, "/bin/true").replace(meant, written))
    return unit


def test_systemd_knows_all_that_it_says(tmp_path: Path) -> None:
    # a key that it does not know is told, but the exit code is 0
    assert analyze("verify", copied(tmp_path)) == (0, "")
    _, said = analyze("verify", copied(tmp_path, "RestartSec=", "RestartSeconds="))
    assert "RestartSeconds" in said


def test_it_is_hardly_exposed(tmp_path: Path) -> None:
    assert exposure(UNIT) == 0
    assert exposure(copied(tmp_path, "CapabilityBoundingSet=\n", "")) != 0


def test_it_is_where_the_instructions_put_it() -> None:
    instructions = (REPOSITORY / "deploy" / "README.md").read_text()
    checkout = COMMAND.partition("/.venv/")[0]
    assert f"git clone ADDRESS {checkout}\n" in instructions
    assert f"{checkout}/{UNIT.relative_to(REPOSITORY)}" in instructions
