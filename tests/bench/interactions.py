"""What Slack sends when people use modals and messages: presses, submissions, typed letters.

Shapes: https://docs.slack.dev/reference/interaction-payloads.
"""

import json
import random
from typing import Any

from bot.advice.views import ANSWER, Form, build_step
from bot.ask.lookup import ENTRY, build_lookup
from bot.slack.views import Modal
from knowledge.store import Store
from tests.bench.wire import HOST, NUMBER, PERSON, TEAM, Payload, Template

VIEW_ID = f"V{NUMBER}"
SWITCH = "compare.dimension"  # as earlier builds know it, too
ACTION_TS = f"1790000000.{NUMBER}"


def submission(store: Store, step: int, seed: int) -> Template:
    """A step sent off, with answers to all questions up to it that `seed` chooses."""
    return _interaction("view_submission", view=_step(store, step, seed), response_urls=[])


def press_in_modal(store: Store, seed: int) -> Template:
    """A choice in the first step of the form."""
    view = _step(store, 1, seed)
    block = next(block for block in view["blocks"] if block["type"] == "input")
    action = {
        "type": "static_select",
        "action_id": ANSWER,
        "block_id": block["block_id"],
        "selected_option": block["element"]["initial_option"],
        "placeholder": block["element"]["placeholder"],
        "action_ts": ACTION_TS,
    }
    container = {"type": "view", "view_id": VIEW_ID}
    return _interaction("block_actions", container=container, view=view, actions=[action])


def press_on_message(text: str, label: str, response_port: int) -> Template:
    """The menu below a comparison; `text` is the chosen option's value, `label` its text."""
    chosen = {"text": {"type": "plain_text", "text": label, "emoji": False}, "value": text}
    action = {
        "type": "static_select",
        "action_id": SWITCH,
        "block_id": "b4Xk1",
        "selected_option": chosen,
        "placeholder": {"type": "plain_text", "text": "Another topic", "emoji": False},
        "action_ts": ACTION_TS,
    }
    channel = {"id": f"C{NUMBER}", "name": "hiring"}
    return _interaction(
        "block_actions",
        container={
            "type": "message",
            "message_ts": ACTION_TS,
            "channel_id": channel["id"],
            "is_ephemeral": True,
        },
        channel=channel,
        state={"values": {"b4Xk1": {SWITCH: _state(chosen)}}},
        response_url=f"http://{HOST}:{response_port}/response/{NUMBER}",
        actions=[action],
    )


def typed_letters(letters: str) -> Template:
    """What somebody has typed so far in the typeahead."""
    return _interaction(
        "block_suggestion",
        action_id=ENTRY,
        block_id=ENTRY,
        value=letters,
        container={"type": "view", "view_id": VIEW_ID},
        view=_as_shown(build_lookup(), {}),
    )


def _interaction(kind: str, **fields: object) -> Template:
    user = {"id": PERSON, "username": "somebody", "name": "somebody", "team_id": TEAM}
    payload: Payload = {
        "type": kind,
        "team": {"id": TEAM, "domain": "acme"},
        "user": user,
        "api_app_id": "A0BENCH",
        "token": "n0t4s3cr3tn0t4s3cr3tn0t4",
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": f"{NUMBER}.31.0123456789abcdef0123456789abcdef",
        **fields,
    }
    return Template("interactive", json.dumps(payload))


def filled_in(store: Store, step: int, seed: int) -> Form:
    """A form at a step, with answers to all questions up to it that `seed` chooses."""
    chance = random.Random(seed)
    asked = next(iter(store.questionnaires.values()))
    questions = [q for q in asked.questions if q.step <= step]
    return Form(asked.id, step, {q.id: chance.choice(q.options).id for q in questions})


def _step(store: Store, step: int, seed: int) -> Payload:
    """The same as Slack shows it."""
    view = build_step(store, filled_in(store, step, seed))
    return _as_shown(
        view,
        {
            block["block_id"]: {ANSWER: _state(block["element"]["initial_option"])}
            for block in view["blocks"]
            if block["type"] == "input"
        },
    )


def _as_shown(view: Modal, values: dict[str, Any]) -> Payload:
    """A view with what Slack adds."""
    return {
        "id": VIEW_ID,
        "team_id": TEAM,
        "hash": ACTION_TS,
        "root_view_id": VIEW_ID,
        "previous_view_id": None,
        "app_id": "A0BENCH",
        "app_installed_team_id": TEAM,
        "bot_id": "B0",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "private_metadata": "",
        **view,
        "state": {"values": values},
    }


def _state(option: object) -> dict[str, object]:
    return {"type": "static_select", "selected_option": option}
