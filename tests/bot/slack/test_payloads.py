"""What Slack's payloads become: read as they come, also where Slack leaves something out."""

from typing import Any

import pytest

from bot.slack.payloads import (
    BlockActions,
    Command,
    Unread,
    UrlVerification,
    ViewClosed,
    read_payload,
)

Body = dict[str, Any]

COMMAND: Body = {"command": "/rolefit", "user_id": "U1", "text": "php"}
IN_ORGANISATION: Body = {"team": None, "enterprise": {"id": "E1"}}
SHORTCUT: Body = {"type": "shortcut", "user": {"id": "U1"}, "trigger_id": "1", "callback_id": "c"}
VIEW: Body = {"id": "V1", "type": "modal", "hash": "1.a"}
CLOSED: Body = {"type": "view_closed", "user": {"id": "U1"}, "view": VIEW}
EVENT: Body = {
    "type": "event_callback",
    "event_id": "Ev1",
    "event": {"type": "app_mention", "channel": "C1", "ts": "1.2"},
}
PRESS: Body = {
    "type": "block_actions",
    "user": {"id": "U1"},
    "team": {"id": "T1"},
    "trigger_id": "1",
    "actions": [{"action_id": "ask.open.12", "action_ts": "1790000000.000100"}],
}
ON_MESSAGE: Body = {
    "container": {"type": "message", "channel_id": "C1", "message_ts": "1.2", "is_ephemeral": True},
    "response_url": "https://slack.example/response",
}


def closed(**view: object) -> Body:
    return {**CLOSED, "view": {**VIEW, **view}}


@pytest.mark.parametrize(
    ("body", "workspace"),
    [
        ({**COMMAND, "team_id": "T1"}, "T1"),
        ({**COMMAND, "team_id": "T1", "enterprise_id": "E1"}, "T1"),
        ({**SHORTCUT, "team": {"id": "T1"}}, "T1"),
        # Slack Connect: somebody of another workspace presses in a form of ours
        ({**closed(app_installed_team_id="T1"), "team": {"id": "T2"}}, "T1"),
        ({**closed(app_installed_team_id=None), "team": {"id": "T1"}}, "T1"),
        ({**closed(), "team": {"id": "T1"}}, "T1"),
        # installed in a whole organisation
        ({**SHORTCUT, **IN_ORGANISATION, "is_enterprise_install": True}, "E1"),
        ({**closed(app_installed_team_id="E1"), **IN_ORGANISATION}, "E1"),
        ({**EVENT, "team_id": "T1", "enterprise_id": "E1"}, "T1"),
        ({**EVENT, "team_id": None, "enterprise_id": "E1"}, "E1"),
        # in a channel that is shared with T2
        ({**EVENT, "team_id": "T2", "authorizations": [{"team_id": "T1"}]}, "T1"),
        ({**EVENT, "context_team_id": "T2", "authorizations": [{"team_id": "T1"}]}, "T1"),
        ({**EVENT, "team_id": "T2", "context_team_id": "T1"}, "T1"),
    ],
    ids=str,
)
def test_the_workspace_of_a_request(body: Body, workspace: str) -> None:
    payload = read_payload(body)
    assert not isinstance(payload, UrlVerification | Unread)
    assert payload.workspace_id == workspace


@pytest.mark.parametrize("body", [COMMAND, SHORTCUT, CLOSED, EVENT], ids=str)
def test_what_belongs_to_no_workspace_does_not_fit(body: Body) -> None:
    with pytest.raises(ValueError, match="names no workspace"):
        read_payload(body)


@pytest.mark.parametrize(
    "changes",
    [
        ON_MESSAGE,
        {**ON_MESSAGE, "message": None, "channel": None, "view": None, "state": None},
        {"container": {"type": "view", "view_id": "V1"}, "view": VIEW},
        {"container": {"type": "view", "view_id": "V1"}, "view": {**VIEW, "state": None}},
        {"container": {"type": "view", "view_id": "V1"}, "view": {**VIEW, "blocks": []}},
    ],
    ids=str,
)
def test_a_press_is_read_whatever_slack_leaves_out(changes: Body) -> None:
    press = read_payload({**PRESS, **changes})
    assert isinstance(press, BlockActions)
    assert (press.name, press.person) == ("ask.open", "U1")


@pytest.mark.parametrize("chosen", [{}, {"selected_option": None}, {"value": None}], ids=str)
def test_a_control_may_tell_nothing(chosen: Body) -> None:
    action = {**PRESS["actions"][0], **chosen}
    press = read_payload({**PRESS, **ON_MESSAGE, "actions": [action]})
    assert isinstance(press, BlockActions)
    assert (press.action.value, press.action.selected_option) == (None, None)


@pytest.mark.parametrize("when", ["", "soon", "1", "nan", "1.2e400", "9" * 400 + ".0", "١.٢"])
def test_a_time_is_a_time(when: str) -> None:
    action = {**PRESS["actions"][0], "action_ts": when}
    with pytest.raises(ValueError, match="action_ts"):
        read_payload({**PRESS, **ON_MESSAGE, "actions": [action]})


@pytest.mark.parametrize(
    "blocks",
    [3, {}, [3], [{}], [{"type": None}], [{"type": "input", "label": "x"}], [{"type": "x"}, None]],
    ids=str,
)
def test_the_blocks_of_a_view_are_blocks(blocks: object) -> None:
    with pytest.raises(ValueError, match=r"Expected|missing"):
        read_payload({**closed(blocks=blocks), "team": {"id": "T1"}})


def test_the_labels_and_what_is_entered_are_found_by_block() -> None:
    label = {"type": "plain_text", "text": "Which?", "emoji": False}
    blocks = [{"type": "divider"}, {"type": "input", "block_id": "b", "label": label}]
    values = {"b": {"a": {"type": "static_select", "selected_option": {"value": "v"}}}}
    shown = closed(blocks=blocks, state={"values": values})
    payload = read_payload({**shown, "team": {"id": "T1"}})
    assert isinstance(payload, ViewClosed)
    assert payload.view.labels == {"b": "Which?"}
    option = payload.view.entered("b", "a").selected_option
    assert option is not None
    assert option.value == "v"
    for block_id, action_id in (("b", "x"), ("x", "a")):
        assert payload.view.entered(block_id, action_id).selected_option is None


def test_a_command_is_known_by_its_name() -> None:
    payload = read_payload({**COMMAND, "team_id": "T1", "type": "block_actions"})
    assert isinstance(payload, Command)
    assert payload.surface == "command"


@pytest.mark.parametrize(
    ("body", "surface", "name"),
    [
        ({"type": "app_rate_limited"}, "app_rate_limited", "app_rate_limited"),
        ({"type": "event_callback", "event": {"type": "team_join"}}, "event_callback", "team_join"),
        ({"type": "workflow_step_edit", "user": 3}, "workflow_step_edit", "workflow_step_edit"),
    ],
)
def test_what_nobody_reads_is_told_by_its_type(body: Body, surface: str, name: str) -> None:
    payload = read_payload(body)
    assert isinstance(payload, Unread)
    assert (payload.surface, payload.name) == (surface, name)


@pytest.mark.parametrize(
    "body",
    [
        None, 3, "text", [], {}, {"type": None}, {"type": ["block_actions"]}, {"type": "Jane Doe"},
        {"command": None}, {"type": "event_callback"}, {"type": "event_callback", "event": 3},
        {"type": "event_callback", "event": {"type": {}}}, {"type": "url_verification"},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_payload_does_not_fit_and_is_not_quoted(body: object) -> None:
    with pytest.raises(ValueError, match=r"^(Expected|Object missing|it names)") as raised:
        read_payload(body)
    assert "Jane" not in str(raised.value)


def test_a_view_in_which_nothing_is_entered_may_have_a_list_of_values() -> None:
    """As Slack writes an empty one in places."""
    payload = read_payload({**closed(state={"values": []}), "team": {"id": "T1"}})
    assert isinstance(payload, ViewClosed)
    assert payload.view.values == {}


@pytest.mark.parametrize("values", [["x"], [[]], 3, None])
def test_no_other_list_of_values_is_taken(values: object) -> None:
    with pytest.raises(ValueError, match="values"):
        read_payload({**closed(state={"values": values}), "team": {"id": "T1"}})


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("message.im", "message.im"),
        ("link_shared_2", "link_shared_2"),
        *(
            (odd, "another kind")
            for odd in ("message\n", "Jane Doe", "", "m_" * 31 + "m", "é", "a-b", "recruiter", "a_")
        ),
    ],
)
def test_an_event_that_is_not_known_is_named_only_if_it_looks_like_slacks(
    kind: str, named: str
) -> None:
    payload = read_payload({"type": "event_callback", "event": {"type": kind}})
    assert isinstance(payload, Unread)
    assert payload.name == named
