"""What is published: a wheel and a source distribution that work without this checkout."""

import os
import re
import signal
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path

import pytest

from tests.support.app import REPOSITORY

BIN = Path(sys.executable).parent  # where make has put uv
DEMO_LINE = "RoleFit on a local stand-in for Slack: http://"

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]


def prepare(*command: object) -> None:
    """Run a command of whoever runs the tests, with their proxies, certificates and caches."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def run(*command: object, folder: Path) -> str:
    """What a command prints, in a folder and an environment that know nothing of the checkout."""
    done = subprocess.run(
        [*map(str, command)],
        cwd=folder,
        env={"PATH": os.defpath, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both; the wheel is built from the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    python = ("--python", sys.executable, "--no-build-isolation")
    prepare(BIN / "uv", "build", *python, "--out-dir", folder, REPOSITORY)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `rolefit` command of a clean environment with what `serve` needs, and no more."""
    folder = tmp_path_factory.mktemp("clean")
    python = folder / "venv" / "bin" / "python"
    locked = REPOSITORY / "requirements" / "run.txt"
    install = (BIN / "uv", "pip", "install", "--python", python)
    prepare(BIN / "uv", "venv", "--python", sys.executable, folder / "venv")
    prepare(*install, "--require-hashes", "-r", locked)
    prepare(*install, "--no-deps", *built.glob("*.whl"))
    return python.parent / "rolefit"


def test_both_hold_the_same_files(built: Path) -> None:
    [wheel], [source] = built.glob("*.whl"), built.glob("*.tar.gz")
    packages = ("bot/", "knowledge/", "localslack/")
    with zipfile.ZipFile(wheel) as opened:
        in_wheel = {name for name in opened.namelist() if name.startswith(packages)}
    with tarfile.open(source) as archive:
        in_source = {name.partition("/")[2] for name in archive.getnames()}
    assert in_wheel == {name for name in in_source if name.startswith(packages)}
    kept = subprocess.run(
        ["git", "ls-files", *packages], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert in_wheel == set(kept.stdout.splitlines())


def test_commands_work(installed: Path, tmp_path: Path) -> None:
    assert (
        run(installed, "--version", folder=tmp_path) == f"rolefit, version {PROJECT['version']}\n"
    )
    assert "Inside one" in run(installed, "ask", "who owns the database schema", folder=tmp_path)
    assert "0 findings" in run(installed, "packs", "check", folder=tmp_path)
    assert "written: mine" in run(installed, "packs", "new", "mine", folder=tmp_path)
    assert "0 findings" in run(installed, "packs", "check", "mine", folder=tmp_path)
    assert "slash_commands" in run(installed, "manifest", folder=tmp_path)


def test_the_demo_starts_and_ends(installed: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [installed, "demo", "--no-browser"],
        cwd=tmp_path,
        env={"PATH": os.defpath, "HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        lines = list(takewhile(lambda line: "Ctrl-C" not in line, process.stdout))
        process.send_signal(signal.SIGINT)
    assert process.returncode == 0
    assert any(line.startswith(DEMO_LINE) for line in lines)


def test_the_version_has_its_heading_in_the_changelog() -> None:
    changelog = (REPOSITORY / "CHANGELOG.md").read_text()
    newest = re.search(r"^## (?!Unreleased$)(\S+)", changelog, re.MULTILINE)
    assert newest is not None
    assert newest[1] == PROJECT["version"] == version("rolefit")


def test_promised_are_the_versions_that_are_tested() -> None:
    promised = {
        line.rpartition(" ")[2]
        for line in PROJECT["classifiers"]
        if line.startswith("Programming Language :: Python :: 3.")
    }
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in promised
