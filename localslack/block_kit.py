"""Block Kit as tables: what each block, element and object may hold, and where it may stand.

Sources: https://docs.slack.dev/reference/block-kit and its pages on blocks, block elements and
composition objects. Only what RoleFit sends is here; any other type counts as unsupported.
"""

from bot.slack import limits
from localslack.elements import options_of
from localslack.models import Json
from localslack.shapes import (
    Check,
    Problems,
    Shape,
    anything,
    at_least_one,
    by_type,
    exactly_one,
    flag,
    integer,
    items,
    one_of,
    problem,
    string,
    url,
)

# Slack's numbers that bot.slack.limits does not have.
BUTTON_LABEL = 75  # accessibility_label
OPTION_GROUPS = 100
GROUP_LABEL = 75
OPTION_DESCRIPTION = 75
TYPED_TEXT = 3_000  # initial_value, min_length and max_length of plain_text_input
QUERY = 255  # ours, of min_query_length: Slack publishes none
RICH_TEXT_PARTS = 1_000  # ours: Slack publishes none

identifier = string(limits.IDENTIFIER)


def plain_text(most: int) -> Shape:
    """Accept a plain_text object."""
    return Shape({"type": one_of("plain_text"), "text": string(most), "emoji?": flag})


def mrkdwn(most: int) -> Shape:
    """Accept a mrkdwn object."""
    return Shape({"type": one_of("mrkdwn"), "text": string(most), "verbatim?": flag})


def any_text(most: int) -> Check:
    """Accept a text object of either type."""
    return by_type({"plain_text": plain_text(most), "mrkdwn": mrkdwn(most)})


def _initial_option_is_offered(element: Json, at: str) -> Problems:
    offered = options_of(element)
    initial = element.get("initial_options", [element.get("initial_option")])
    key = "initial_options" if "initial_options" in element else "initial_option"
    if any(option is not None and option not in offered for option in initial):
        yield problem(f"{key} must be one of the provided options", f"{at}/{key}")


def _initial_value_fits(element: Json, at: str) -> Problems:
    least, most = element.get("min_length", 0), element.get("max_length", TYPED_TEXT)
    if least > most:
        yield problem("min_length must not exceed max_length", f"{at}/min_length")
    value = element.get("initial_value")
    if value is not None and not least <= len(value) <= most:
        yield problem(f"must be between {least} and {most} characters", f"{at}/initial_value")


CONFIRM = Shape(
    {
        "title": plain_text(limits.CONFIRM_TITLE),
        "text": any_text(limits.CONFIRM_TEXT),
        "confirm": plain_text(limits.CONFIRM_BUTTON),
        "deny": plain_text(limits.CONFIRM_BUTTON),
        "style?": one_of("primary", "danger"),
    }
)


def _option(text: Check, **more: Check) -> Shape:
    keys: dict[str, Check] = {
        "text": text,
        "value": string(limits.OPTION_VALUE),
        "description?": plain_text(OPTION_DESCRIPTION),
    }
    return Shape(keys | {f"{key}?": check for key, check in more.items()})


MENU_OPTION = _option(plain_text(limits.OPTION_TEXT))
CHOICE_OPTION = _option(any_text(limits.OPTION_TEXT), description=any_text(OPTION_DESCRIPTION))
OVERFLOW_OPTION = _option(plain_text(limits.OPTION_TEXT), url=url)
MENU_OPTIONS = items(MENU_OPTION, limits.OPTIONS)
OPTION_GROUP = Shape({"label": plain_text(GROUP_LABEL), "options": MENU_OPTIONS})
MENU_GROUPS = items(OPTION_GROUP, OPTION_GROUPS)

ACTION: dict[str, Check] = {"type": anything, "action_id?": identifier}
CONFIRMED: dict[str, Check] = {**ACTION, "confirm?": CONFIRM}
FOCUSED: dict[str, Check] = {"focus_on_load?": flag}
MENU: dict[str, Check] = {**CONFIRMED, **FOCUSED, "placeholder?": plain_text(limits.PLACEHOLDER)}
CHOICES = items(CHOICE_OPTION, limits.CHOICES)
DISPATCH_ON = items(one_of("on_enter_pressed", "on_character_entered"), 2)

ELEMENTS = {
    "button": Shape(
        {
            **CONFIRMED,
            "text": plain_text(limits.BUTTON_TEXT),
            "url?": url,
            "value?": string(limits.BUTTON_VALUE),
            "style?": one_of("primary", "danger"),
            "accessibility_label?": string(BUTTON_LABEL),
        }
    ),
    "static_select": Shape(
        {
            **MENU,
            "options?": MENU_OPTIONS,
            "option_groups?": MENU_GROUPS,
            "initial_option?": MENU_OPTION,
        },
        (exactly_one("options", "option_groups"), _initial_option_is_offered),
    ),
    "external_select": Shape(
        {**MENU, "min_query_length?": integer(0, QUERY), "initial_option?": MENU_OPTION}
    ),
    "conversations_select": Shape(
        {
            **MENU,
            "initial_conversation?": identifier,
            "default_to_current_conversation?": flag,
            "response_url_enabled?": flag,
            "filter?": Shape(
                {
                    "include?": items(one_of("im", "mpim", "private", "public"), 4),
                    "exclude_external_shared_channels?": flag,
                    "exclude_bot_users?": flag,
                }
            ),
        }
    ),
    "radio_buttons": Shape(
        {**CONFIRMED, **FOCUSED, "options": CHOICES, "initial_option?": CHOICE_OPTION},
        (_initial_option_is_offered,),
    ),
    "checkboxes": Shape(
        {**CONFIRMED, **FOCUSED, "options": CHOICES, "initial_options?": CHOICES},
        (_initial_option_is_offered,),
    ),
    "overflow": Shape({**CONFIRMED, "options": items(OVERFLOW_OPTION, limits.OVERFLOW_OPTIONS)}),
    "plain_text_input": Shape(
        {
            **ACTION,
            **FOCUSED,
            "placeholder?": plain_text(limits.PLACEHOLDER),
            "initial_value?": string(TYPED_TEXT, 0),
            "multiline?": flag,
            "min_length?": integer(0, TYPED_TEXT),
            "max_length?": integer(1, TYPED_TEXT),
            "dispatch_action_config?": Shape({"trigger_actions_on?": DISPATCH_ON}),
        },
        (_initial_value_fits,),
    ),
}

MENUS = {"static_select", "external_select", "conversations_select", "radio_buttons", "checkboxes"}
PRESSED = MENUS | {"button", "overflow"}
ENTERED = MENUS | {"plain_text_input"}

STYLE = Shape({f"{name}?": flag for name in ("bold", "italic", "strike", "code", "underline")})
STYLED: dict[str, Check] = {"type": anything, "style?": STYLE}
RICH_TEXT_LEAVES = {
    "text": Shape({**STYLED, "text": string(limits.MESSAGE_TEXT)}),
    "link": Shape({**STYLED, "url": url, "text?": string(limits.MESSAGE_TEXT), "unsafe?": flag}),
    "emoji": Shape({**STYLED, "name": identifier, "unicode?": identifier}),
    "user": Shape({**STYLED, "user_id": identifier}),
    "channel": Shape({**STYLED, "channel_id": identifier}),
}
LEAVES = items(by_type(RICH_TEXT_LEAVES), RICH_TEXT_PARTS, 0)
FRAME: dict[str, Check] = {"type": anything, "elements": LEAVES, "border?": integer(0, 1)}
RICH_TEXT_SECTION = Shape({"type": anything, "elements": LEAVES})
RICH_TEXT_PARTS_BY_TYPE = {
    "rich_text_section": RICH_TEXT_SECTION,
    "rich_text_preformatted": Shape(FRAME),
    "rich_text_quote": Shape(FRAME),
    "rich_text_list": Shape(
        {
            **FRAME,
            "elements": items(by_type({"rich_text_section": RICH_TEXT_SECTION}), RICH_TEXT_PARTS),
            "style": one_of("bullet", "ordered"),
            "indent?": integer(0, 8),
            "offset?": integer(0, RICH_TEXT_PARTS),
        }
    ),
}

BLOCK: dict[str, Check] = {"type": anything, "block_id?": identifier}
LABEL = plain_text(limits.INPUT_LABEL)
ALERT_LEVELS = ("default", "info", "warning", "error", "success")

BLOCKS = {
    "header": Shape({**BLOCK, "text": plain_text(limits.HEADER_TEXT)}),
    "section": Shape(
        {
            **BLOCK,
            "text?": any_text(limits.SECTION_TEXT),
            "fields?": items(any_text(limits.FIELD_TEXT), limits.SECTION_FIELDS),
            "accessory?": by_type(ELEMENTS, PRESSED),
            "expand?": flag,
        },
        (at_least_one("text", "fields"),),
    ),
    "context": Shape(
        {**BLOCK, "elements": items(any_text(limits.SECTION_TEXT), limits.CONTEXT_ELEMENTS)}
    ),
    "actions": Shape(
        {**BLOCK, "elements": items(by_type(ELEMENTS, PRESSED), limits.ACTIONS_ELEMENTS)}
    ),
    "divider": Shape(BLOCK),
    "input": Shape(
        {
            **BLOCK,
            "label": LABEL,
            "element": by_type(ELEMENTS, ENTERED),
            "hint?": LABEL,
            "optional?": flag,
            "dispatch_action?": flag,
        }
    ),
    "alert": Shape({**BLOCK, "text": any_text(limits.ALERT_TEXT), "level?": one_of(*ALERT_LEVELS)}),
    "rich_text": Shape(
        {**BLOCK, "elements": items(by_type(RICH_TEXT_PARTS_BY_TYPE), RICH_TEXT_PARTS)}
    ),
}

VIEW: dict[str, Check] = {
    "type": anything,
    "blocks": items(anything, limits.VIEW_BLOCKS),
    "private_metadata?": string(limits.PRIVATE_METADATA, 0),
    "callback_id?": string(limits.IDENTIFIER, 0),
    "external_id?": string(limits.IDENTIFIER, 0),
}
TITLE = plain_text(limits.VIEW_TITLE)
VIEWS = {
    "home": Shape(VIEW),
    "modal": Shape(
        {
            **VIEW,
            "title": TITLE,
            "submit?": TITLE,
            "close?": TITLE,
            "clear_on_close?": flag,
            "notify_on_close?": flag,
        }
    ),
}
