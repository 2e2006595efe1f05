"""The image: what a linter and the repository say of its Dockerfile, and its health check."""

import asyncio
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.deploy.dockerfile import DOCKERFILE, read_stages
from tests.support.app import REPOSITORY, AppUnderTest

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]


def lint(text: str) -> str:
    """What hadolint finds in a Dockerfile."""
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, "-"], input=text, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_the_linter_finds_nothing() -> None:
    text = DOCKERFILE.read_text()
    assert lint(text) == ""
    assert "DL3007" in lint(text.replace("python:3.11-slim-bookworm", "python:latest"))
    assert "DL3042" in lint(text.replace(" --no-cache-dir", ""))


def test_both_stages_have_the_python_that_is_tested() -> None:
    python = PROJECT["requires-python"].removeprefix(">=").partition(",")[0]
    assert f"--python-version {python} " in (REPOSITORY / "Makefile").read_text()
    assert {stage.base for stage in read_stages()} == {f"python:{python}-slim-bookworm"}
    assert f"compileall -q /usr/local/lib/python{python} " in DOCKERFILE.read_text()


def test_it_bears_the_version_unless_told_another() -> None:
    [version, _source] = read_stages()[-1].arguments("ARG")
    assert version == f"VERSION={PROJECT['version']}"


def test_all_that_it_copies_gets_to_the_builder_and_nothing_else() -> None:
    copied = {
        name
        for arguments in read_stages()[0].arguments("COPY")
        for name in shlex.split(arguments)[:-1]
    }
    first, *rest = [
        line
        for line in (REPOSITORY / ".dockerignore").read_text().splitlines()
        if not line.startswith("#")
    ]
    assert first == "*"
    assert {line.removeprefix("!") for line in rest if line.startswith("!")} == copied
    assert [name for name in copied if not (REPOSITORY / name).exists()] == []


def test_signals_reach_rolefit_and_no_user_is_root() -> None:
    image = read_stages()[-1]
    assert image.command("ENTRYPOINT") + image.command("CMD") == ["rolefit", "serve"]
    [user] = image.arguments("USER")
    assert user.endswith(":0")
    assert not user.startswith("0")


@pytest.mark.parametrize("up", [True, False])
async def test_its_health_check_tells_whether_it_is_up(rolefit: AppUnderTest, up: bool) -> None:
    port = rolefit.address.rpartition(":")[2]
    if not up:
        await rolefit.stop()
    python, *rest = read_stages()[-1].command("HEALTHCHECK")
    assert python == "python"
    check = await asyncio.create_subprocess_exec(
        *(sys.executable, *rest),
        env={"ROLEFIT_PORT": port},
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert await check.wait() == (0 if up else 1)
