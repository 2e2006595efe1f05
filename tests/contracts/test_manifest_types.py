"""The manifest against the types that Slack publishes for it, in @slack/web-api."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from bot.slack.manifest import build_manifest
from tests.contracts.typescript import TypeScript

Manifest = dict[str, Any]


def complaints(
    manifests: dict[str, Manifest], typescript: TypeScript, folder: Path
) -> dict[str, str]:
    """What the compiler says of manifests that are written down as Slack's type, by name."""
    for name, manifest in manifests.items():
        (folder / f"{name}.ts").write_text(
            'import type { Manifest } from "@slack/web-api/dist/types/request/manifest";\n'
            f"export const manifest: Manifest = {json.dumps(manifest, indent=2)};\n"
        )
    said = typescript.complaints(folder, *(f"{name}.ts" for name in manifests))
    return {Path(file).stem: words for file, words in said.items()}


def test_slack_knows_all_that_it_says(typescript: TypeScript, tmp_path: Path) -> None:
    manifests = {
        "http": build_manifest(("help",), "https://rolefit.acme.com"),
        "socket": build_manifest(("help",), None),
    }
    assert complaints(manifests, typescript, tmp_path) == {}


def command(manifest: Manifest) -> Manifest:
    """The slash command of a manifest."""
    [only] = manifest["features"]["slash_commands"]
    assert isinstance(only, dict)
    return only


FAULTS: dict[str, tuple[Callable[[Manifest], object], str]] = {
    "unknown": (
        lambda m: m["settings"].update(socket_mode=True),
        '"socket_mode"\' does not exist',
    ),
    "misspelt": (
        lambda m: command(m).update(usage_hints="help"),
        '"usage_hints"\' does not exist',
    ),
    "number": (
        lambda m: command(m).update(description=5),
        "'number' is not assignable to type 'string'",
    ),
    "scope": (lambda m: m["oauth_config"]["scopes"]["bot"].append("chat:writ"), '"chat:writ"'),
    "missing": (lambda m: m["display_information"].pop("name"), "'name' is missing"),
}


def test_what_slack_does_not_know_is_found(typescript: TypeScript, tmp_path: Path) -> None:
    manifests = {name: deepcopy(build_manifest(("help",))) for name in FAULTS}
    for name, (change, _) in FAULTS.items():
        change(manifests[name])
    said = complaints(manifests, typescript, tmp_path)
    for name, (_, complaint) in FAULTS.items():
        assert complaint in said[name]
