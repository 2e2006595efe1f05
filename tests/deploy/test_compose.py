"""The containers: what the compose specification says of them, and what they may do."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.state.postgresql import parameters_of
from tests.support.app import REPOSITORY

COMPOSE = REPOSITORY / "deploy" / "compose.yaml"
SERVICES = yaml.safe_load(COMPOSE.read_text())["services"]


def check(file: Path) -> subprocess.CompletedProcess[str]:
    """What the specification's schema says of a file."""
    tool = Path(sys.executable).with_name("check-jsonschema")
    return subprocess.run(
        [tool, "--builtin-schema", "vendor.compose-spec", file], capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("meant", "written"),
    [
        ("read_only:", "readonly:"),
        ("condition: service_healthy", "condition: healthy"),
        ("profiles: [socket]", "profiles: {socket: true}"),
    ],
)
def test_it_keeps_to_the_specification(tmp_path: Path, meant: str, written: str) -> None:
    kept = check(COMPOSE)
    assert (kept.returncode, kept.stderr) == (0, "")
    wrong = tmp_path / "compose.yaml"
    text = COMPOSE.read_text()
    assert meant in text
    wrong.write_text(text.replace(meant, written))
    assert check(wrong).returncode == 1


def test_a_profile_has_all_that_its_transport_needs() -> None:
    profiles: dict[str, list[str]] = {}
    for name, service in SERVICES.items():
        [profile] = service["profiles"]
        profiles.setdefault(profile, []).append(name)
    assert profiles == {
        "http": ["rolefit", "caddy"],
        "socket": ["rolefit-socket"],
        "replicas": ["rolefit-1", "rolefit-2", "caddy-replicas", "postgres"],
    }
    assert SERVICES["rolefit"]["secrets"] == ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]
    assert SERVICES["rolefit-socket"]["secrets"] == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]
    assert SERVICES["rolefit-socket"]["environment"] == {"ROLEFIT_TRANSPORT": "socket"}


def test_what_a_service_waits_for_is_in_its_profile_and_says_when_it_is_well() -> None:
    for service in SERVICES.values():
        for name in service.get("depends_on", {}):
            assert SERVICES[name]["profiles"] == service["profiles"]
            assert "healthcheck" in SERVICES[name] or SERVICES[name]["image"] == "rolefit"


def test_replicas_are_alike_on_a_database_that_rolefit_can_name() -> None:
    first, second = SERVICES["rolefit-1"], SERVICES["rolefit-2"]
    assert first == second
    address = first["environment"]["ROLEFIT_STATE_URL"]
    database = SERVICES["postgres"]["environment"]
    user = database["POSTGRES_USER"]  # whose name the image gives the database, too
    assert parameters_of(address) == {"host": "postgres", "user": user, "dbname": user}
    assert first["environment"]["PGPASSWORD"] == database["POSTGRES_PASSWORD"]
    assert SERVICES["caddy-replicas"]["environment"]["ROLEFIT_UPSTREAM"].split() == [
        "rolefit-1:3000",
        "rolefit-2:3000",
    ]


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_may_do_no_more_than_it_must(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    is_caddy = name.startswith("caddy")
    assert ("ports" in service) is is_caddy
    assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if is_caddy else [])
