"""What the files of deploy/ take for granted of RoleFit, and of each other."""

import re

import pytest

from bot.settings import Settings
from tests.deploy.dockerfile import read_stages
from tests.support.app import REPOSITORY

FOLDER = REPOSITORY / "deploy"
FILES = {
    path.name: path.read_text()
    for path in sorted(FOLDER.rglob("*"))
    if path.is_file() and "secrets" not in path.parts
}
OF_CADDY = dict(re.findall(r"\{\$(\w+):(\S+?)\}", FILES["Caddyfile"]))  # what Caddy reads: default
PORT = Settings.model_fields["port"].default


@pytest.mark.parametrize("file", FILES)
def test_what_is_set_is_a_setting(file: str) -> None:
    settings = {str(field.alias) for field in Settings.model_fields.values()}
    named = set(re.findall(r"\b(?:ROLEFIT|SLACK)_[A-Z_]+\b", FILES[file]))
    assert named - OF_CADDY.keys() <= settings


def test_ports_agree() -> None:
    image = read_stages()[-1]
    assert image.arguments("EXPOSE") == [str(PORT)]
    assert f"get('ROLEFIT_PORT') or {PORT})" in image.command("HEALTHCHECK")[-1]
    assert OF_CADDY["ROLEFIT_UPSTREAM"] == f"127.0.0.1:{PORT}"
    assert f"ROLEFIT_UPSTREAM: rolefit:{PORT}\n" in FILES["compose.yaml"]
    assert f'expose: ["{PORT}"]' in FILES["compose.yaml"]
    assert f"port {PORT} " in FILES["README.md"]


@pytest.mark.parametrize("way", ["Containers", "systemd and Caddy", "Socket Mode on a laptop"])
def test_a_way_takes_ten_commands_at_most(way: str) -> None:
    told = FILES["README.md"].partition(f"\n## {way}\n")[2]
    commands = told.split("```\n")[1]
    assert "git clone ADDRESS" in commands
    assert len(re.findall(r"\n| && ", commands)) <= 10
