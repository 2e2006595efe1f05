"""Messages and views built anew with slackblocks, which knows Slack's rules by itself.

Its classes take what Slack's objects have under Slack's names, and raise where something is
unknown, missing, too long or out of place.
"""

from collections.abc import Callable
from typing import Any

import slackblocks

from localslack.models import Json

BY_TYPE: dict[str, Callable[..., Any]] = {
    "actions": slackblocks.ActionsBlock,
    "alert": slackblocks.AlertBlock,
    "context": slackblocks.ContextBlock,
    "context_actions": slackblocks.ContextActionsBlock,
    "divider": slackblocks.DividerBlock,
    "header": slackblocks.HeaderBlock,
    "input": slackblocks.InputBlock,
    "section": slackblocks.SectionBlock,
    "button": slackblocks.Button,
    "feedback_buttons": slackblocks.FeedbackButtons,
    "conversations_select": slackblocks.ConversationSelectMenu,
    "external_select": slackblocks.ExternalSelectMenu,
    "plain_text_input": slackblocks.PlainTextInput,
    "static_select": slackblocks.StaticSelectMenu,
    "home": slackblocks.HomeTabView,
    "modal": slackblocks.ModalView,
}
BY_KEY: dict[str, Callable[..., Any]] = {  # objects that bear no type
    "confirm": slackblocks.ConfirmationDialogue,
    "positive_button": slackblocks.FeedbackButton,
    "negative_button": slackblocks.FeedbackButton,
    "initial_option": slackblocks.Option,
    "options": slackblocks.Option,
}


def rebuilt(payload: Json) -> Json:
    """What slackblocks makes of a message, a view or the options of a menu.

    Raises InvalidUsageError, TypeError or KeyError for what it knows to be wrong, or not at all.
    """
    if "options" in payload:
        return {"options": [one._resolve() for one in _built("options", payload["options"])]}
    built = _built("", payload) if "type" in payload else _message(payload)
    rendered: Json = built._resolve()
    return rendered


def significant(value: Any) -> Any:
    """A payload without what says nothing, because Slack takes it so by default."""
    if isinstance(value, list):
        return [significant(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: significant(one)
        for key, one in value.items()
        if one is not False and (key, one) != ("mrkdwn", True)
    }


def _message(payload: Json) -> Any:
    blocks = _built("blocks", payload.get("blocks"))
    if "channel" in payload:
        return slackblocks.Message(**{**payload, "blocks": blocks})
    return slackblocks.WebhookMessage(**{**payload, "blocks": blocks})


def _built(key: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_built(key, one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") in ("plain_text", "mrkdwn"):
        return slackblocks.Text.from_dict(value)
    parts = {name: _built(name, part) for name, part in value.items() if name != "type"}
    built = (BY_TYPE[value["type"]] if "type" in value else BY_KEY[key])(**parts)
    if isinstance(built, slackblocks.Block):
        given: Any = parts.get("block_id")
        built.block_id = given  # a block without an id has made one up
    return built
