"""The manifest keeps to Slack's limits and asks for no more than the design allows."""

import json
from typing import Any

import pytest

from bot.slack import ids
from tests.support.app import REPOSITORY
from tests.support.cli import CommandLine

ALLOWED_SCOPES = {"commands", "chat:write", "app_mentions:read"}


@pytest.fixture
def manifest(run: CommandLine) -> dict[str, Any]:
    document = json.loads(run("manifest", "--url", "https://rolefit.acme.com/").out)
    assert isinstance(document, dict)
    return document


def test_texts_fit(manifest: dict[str, Any]) -> None:
    information = manifest["display_information"]
    assert len(information["name"]) <= 35
    assert len(information["description"]) <= 140
    assert 175 <= len(information["long_description"]) <= 4000
    assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
    for shortcut in manifest["features"].get("shortcuts", []):
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
    for command in manifest["features"]["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000


def test_it_asks_for_three_scopes_at_most(manifest: dict[str, Any]) -> None:
    scopes = manifest["oauth_config"]["scopes"]
    assert scopes.keys() == {"bot"}
    assert set(scopes["bot"]) <= ALLOWED_SCOPES
    assert {"commands", "chat:write"} <= set(scopes["bot"])


def test_events_come_with_their_scope(manifest: dict[str, Any]) -> None:
    events = manifest["settings"].get("event_subscriptions", {}).get("bot_events", [])
    assert ("app_mention" in events) is (
        "app_mentions:read" in manifest["oauth_config"]["scopes"]["bot"]
    )
    assert not any(event.startswith("message.") for event in events)


def test_the_command_is_the_one_that_is_answered(manifest: dict[str, Any]) -> None:
    [command] = manifest["features"]["slash_commands"]
    assert command["command"] == ids.COMMAND
    assert command["should_escape"] is True


def test_every_address_is_ours(manifest: dict[str, Any]) -> None:
    text = json.dumps(manifest)
    assert "example.com" not in text
    assert text.count("https://rolefit.acme.com/slack/events") == text.count("https://") >= 2
    assert "//slack" not in text


def test_socket_mode_has_no_address_and_is_the_same_otherwise(
    run: CommandLine, manifest: dict[str, Any]
) -> None:
    text = run("manifest", "--transport", "socket").out
    assert "://" not in text
    socket = json.loads(text)
    assert socket["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["socket_mode_enabled"] is False
    manifest["settings"]["socket_mode_enabled"] = True
    del manifest["settings"]["interactivity"]["request_url"]
    del manifest["settings"]["event_subscriptions"]["request_url"]
    del manifest["features"]["slash_commands"][0]["url"]
    assert socket == manifest


def test_it_has_no_keys_that_slack_does_not_know(manifest: dict[str, Any]) -> None:
    assert manifest.keys() <= {
        "_metadata", "display_information", "features", "oauth_config", "settings"
    }  # fmt: skip
    assert manifest["_metadata"] == {"major_version": 2}
    assert manifest["features"].keys() <= {"app_home", "bot_user", "shortcuts", "slash_commands"}
    assert manifest["settings"].keys() <= {
        "event_subscriptions", "interactivity", "org_deploy_enabled", "socket_mode_enabled",
        "token_rotation_enabled", "is_hosted", "incoming_webhooks",
    }  # fmt: skip


def test_the_stored_manifest_is_the_one_that_is_printed(run: CommandLine) -> None:
    stored = REPOSITORY / "deploy" / "slack-manifest.json"
    assert stored.read_text() == run("manifest").out
