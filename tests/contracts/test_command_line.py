"""Every command and option: explained, documented, ending as promised, quick to help."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.cli import rolefit
from bot.settings import Settings
from tests.support.app import REPOSITORY
from tests.support.cli import CommandLine
from tests.support.packs import PackFolder


def commands(
    group: click.Group = rolefit, name: str = "rolefit"
) -> Iterator[tuple[str, click.Command]]:
    for part, command in group.commands.items():
        yield f"{name} {part}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {part}")


COMMANDS = dict(commands())
LEAVES = [name for name, command in COMMANDS.items() if not isinstance(command, click.Group)]
DOCUMENTS = [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/*.md"), *REPOSITORY.glob("*/*.md")]
DOCUMENTED = "\n".join(file.read_text() for file in DOCUMENTS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_options_have_help(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", LEAVES)
def test_a_command_stands_in_the_documentation(name: str) -> None:
    assert name in DOCUMENTED


@pytest.mark.parametrize("setting", [str(f.alias) for f in Settings.model_fields.values()])
def test_a_setting_stands_in_the_documentation(setting: str) -> None:
    assert f"`{setting}`" in DOCUMENTED


@pytest.mark.parametrize("name", ["rolefit", *COMMANDS])
def test_help_is_exit_code_0(run: CommandLine, name: str) -> None:
    for option in ("--help", "-h"):
        done = run(*name.split()[1:], option)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(f"Usage: {name}")


def test_the_version_is_told(run: CommandLine) -> None:
    assert run("--version").out.startswith("rolefit, version ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-command",),
        ("ask",),
        ("ask", "x", "--jsonl", "-"),
        ("ask", "x", "--limit", "0"),
        ("ask", "x", "--packs", "/no/such/folder"),
        ("ask", "--jsonl", "/no/such/file"),
        ("compare", "php"),
        ("packs", "build"),
        ("manifest", "--url", "http://plain.example.com"),
        ("manifest", "--transport", "socket", "--url", "https://rolefit.acme.com"),
        ("serve", "--port", "70000"),
        ("serve",),
        ("serve", "--transport", "socket"),
    ],
)
def test_wrong_usage_is_exit_code_2(run: CommandLine, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert "Traceback" not in done.err


def test_what_fails_is_exit_code_1_and_one_line(
    run: CommandLine, pack: PackFolder, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.db"
    foreign.write_text("x")
    empty = tmp_path / "empty"
    empty.mkdir()
    broken = pack.write_text("faqs/new", "a: b: c")
    faulty = {foreign: "no store", empty: "no YAML files", pack.path: f"{broken}:1:5: "}
    for path, words in faulty.items():
        for arguments in (("ask", "x"), ("compare", "php", "backend")):
            done = run(*arguments, "--packs", path)
            assert (done.code, done.out) == (1, "")
            assert done.err.startswith("rolefit: ")
            assert words in done.err
            assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "forbidden"),
    [
        (("--help",), "slack_bolt slack_sdk aiohttp pydantic sqlalchemy rich knowledge.store"),
        (("ask", "x"), "slack_bolt slack_sdk aiohttp sqlalchemy alembic"),
        (("packs", "schema"), "slack_bolt slack_sdk aiohttp sqlalchemy alembic"),
        (("manifest",), "slack_bolt aiohttp sqlalchemy alembic"),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else "",
)
def test_a_command_imports_only_what_it_needs(
    tmp_path: Path, cache_home: Path, arguments: tuple[str, ...], forbidden: str
) -> None:
    program = (
        "import sys\n"
        "from bot.cli import rolefit\n"
        f"rolefit({list(arguments)!r}, prog_name='rolefit', standalone_mode=False)\n"
        f"print('imported:', sorted(set({forbidden.split()!r}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"PYTHONPATH": str(REPOSITORY), "XDG_CACHE_HOME": str(cache_home)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "imported: []"
