"""Blocks and views for the tests."""

from typing import Any

Json = dict[str, Any]

LOOKUP = "lookup"
ADVICE = "advice"
MANIFEST: Json = {
    "display_information": {"name": "Tally"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_read_only_enabled": True},
        "bot_user": {"display_name": "Tally"},
        "shortcuts": [
            {"name": "Look something up", "type": "global", "callback_id": LOOKUP},
            {"name": "Get advice", "type": "message", "callback_id": ADVICE},
        ],
        "slash_commands": [
            {"command": "/tally", "description": "Count", "usage_hint": "this | that"}
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "app_mentions:read"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened", "app_mention"]}},
}


def plain(text: str = "Share") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "*PHP developer*") -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "when", text: str = "When to hire") -> Json:
    return {"text": plain(text), "value": value}


def button(action_id: str = "answer.share", value: str = "v1", **more: object) -> Json:
    return {
        "type": "button",
        "action_id": action_id,
        "text": plain(),
        "value": value,
        **more,
    }


def menu(action_id: str = "compare.topic", **more: object) -> Json:
    options = [option(), option("stack", "Stack")]
    return {"type": "static_select", "action_id": action_id, "options": options, **more}


def section(text: str = "*PHP developer*", **more: object) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def feedback(up: str = "good", down: str = "bad", **more: object) -> Json:
    """A `context_actions` block with the pair of buttons that Slack has for feedback."""
    element: Json = {
        "type": "feedback_buttons",
        "action_id": "answer.judge",
        "positive_button": {"text": plain("Helpful"), "value": up},
        "negative_button": {"text": plain("Not helpful"), "value": down},
    }
    return {"type": "context_actions", "elements": [element | more]}


def text_input(action_id: str = "brief", **more: object) -> Json:
    return {"type": "plain_text_input", "action_id": action_id, **more}


def question(element: Json | None = None, block_id: str = "brief", **more: object) -> Json:
    element = element or text_input()
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain("Brief"),
        "element": element,
        **more,
    }


def modal(*blocks: Json, **more: object) -> Json:
    view: Json = {
        "type": "modal",
        "callback_id": "advice.form",
        "title": plain("Find the role"),
        "submit": plain("Next"),
        "blocks": list(blocks) or [section()],
    }
    return view | more


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks) or [section()]}
