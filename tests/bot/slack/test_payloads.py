"""Whose request it is: the installation that serves it, never an outsider's workspace."""

import pytest

from bot.slack.payloads import Payload, workspace_of


@pytest.mark.parametrize(
    ("body", "workspace"),
    [
        ({"team_id": "T1", "command": "/rolefit"}, "T1"),
        ({"team": {"id": "T1"}, "type": "block_actions"}, "T1"),
        # Slack Connect: somebody of another workspace presses in a form of ours
        ({"team": {"id": "T2"}, "view": {"app_installed_team_id": "T1"}}, "T1"),
        ({"team_id": "T2", "view": {"app_installed_team_id": "T1"}}, "T1"),
        ({"team": {"id": "T1"}, "view": {"app_installed_team_id": None}}, "T1"),
        ({"team": {"id": "T1"}, "view": {}}, "T1"),
        # installed in a whole organisation
        ({"team": None, "enterprise": {"id": "E1"}, "is_enterprise_install": True}, "E1"),
        ({"team_id": None, "enterprise_id": "E1"}, "E1"),
        ({"team": None, "enterprise": {"id": "E1"}, "view": {"app_installed_team_id": "E1"}}, "E1"),
        ({"team_id": "T1", "enterprise_id": "E1"}, "T1"),
    ],
    ids=str,
)
def test_the_workspace_of_a_request(body: Payload, workspace: str) -> None:
    assert workspace_of(body) == workspace
