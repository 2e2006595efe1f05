"""What block elements may hold: buttons, menus, choices, text fields.

https://docs.slack.dev/reference/block-kit/block-elements
"""

from localslack import limits
from localslack.block_kit.composition_objects import (
    CHOICE_OPTION,
    CONFIRM,
    MENU_GROUPS,
    MENU_OPTION,
    MENU_OPTIONS,
    OVERFLOW_OPTION,
    plain_text,
)
from localslack.block_kit.interactive import options_of
from localslack.block_kit.validators import (
    Problems,
    Schema,
    Validator,
    anything,
    exactly_one,
    flag,
    integer,
    items,
    one_of,
    problem,
    string,
    url,
)
from localslack.models import Json

ACTION: dict[str, Validator] = {"type": anything, "action_id?": string(limits.ACTION_ID)}
CONFIRMED: dict[str, Validator] = {**ACTION, "confirm?": CONFIRM}
FOCUSED: dict[str, Validator] = {"focus_on_load?": flag}
MENU: dict[str, Validator] = {
    **CONFIRMED,
    **FOCUSED,
    "placeholder?": plain_text(limits.PLACEHOLDER),
}
CHOICES = items(CHOICE_OPTION, limits.CHOICES)
DISPATCH_ON = items(one_of("on_enter_pressed", "on_character_entered"), 2)


def _initial_option_is_offered(element: Json, at: str) -> Problems:
    offered = options_of(element)
    initial = element.get("initial_options", [element.get("initial_option")])
    key = "initial_options" if "initial_options" in element else "initial_option"
    if any(option is not None and option not in offered for option in initial):
        yield problem(f"{key} must be one of the provided options", f"{at}/{key}")


def _initial_value_fits(element: Json, at: str) -> Problems:
    least, most = element.get("min_length", 0), element.get("max_length", limits.TEXT_INPUT)
    if least > most:
        yield problem("min_length must not exceed max_length", f"{at}/min_length")
    value = element.get("initial_value")
    if value is not None and not least <= len(value) <= most:
        yield problem(f"must be between {least} and {most} characters", f"{at}/initial_value")


FEEDBACK_BUTTON = Schema(
    {
        "text": plain_text(limits.FEEDBACK_TEXT),
        "value": string(limits.FEEDBACK_VALUE),
        "accessibility_label?": string(limits.FEEDBACK_ACCESSIBILITY_LABEL),
    }
)
ELEMENTS = {
    "button": Schema(
        {
            **CONFIRMED,
            "text": plain_text(limits.BUTTON_TEXT),
            "url?": url,
            "value?": string(limits.BUTTON_VALUE),
            "style?": one_of("primary", "danger"),
            "accessibility_label?": string(limits.BUTTON_ACCESSIBILITY_LABEL),
        }
    ),
    "feedback_buttons": Schema(
        {**ACTION, "positive_button": FEEDBACK_BUTTON, "negative_button": FEEDBACK_BUTTON}
    ),
    "static_select": Schema(
        {
            **MENU,
            "options?": MENU_OPTIONS,
            "option_groups?": MENU_GROUPS,
            "initial_option?": MENU_OPTION,
        },
        (exactly_one("options", "option_groups"), _initial_option_is_offered),
    ),
    "external_select": Schema(
        {
            **MENU,
            "min_query_length?": integer(0, limits.SELECT_QUERY),
            "initial_option?": MENU_OPTION,
        }
    ),
    "conversations_select": Schema(
        {
            **MENU,
            "initial_conversation?": string(limits.CONVERSATION_ID),
            "default_to_current_conversation?": flag,
            "response_url_enabled?": flag,
            "filter?": Schema(
                {
                    "include?": items(one_of("im", "mpim", "private", "public"), 4),
                    "exclude_external_shared_channels?": flag,
                    "exclude_bot_users?": flag,
                }
            ),
        }
    ),
    "radio_buttons": Schema(
        {**CONFIRMED, **FOCUSED, "options": CHOICES, "initial_option?": CHOICE_OPTION},
        (_initial_option_is_offered,),
    ),
    "checkboxes": Schema(
        {**CONFIRMED, **FOCUSED, "options": CHOICES, "initial_options?": CHOICES},
        (_initial_option_is_offered,),
    ),
    "overflow": Schema({**CONFIRMED, "options": items(OVERFLOW_OPTION, limits.OVERFLOW_OPTIONS)}),
    "plain_text_input": Schema(
        {
            **ACTION,
            **FOCUSED,
            "placeholder?": plain_text(limits.PLACEHOLDER),
            "initial_value?": string(limits.TEXT_INPUT, 0),
            "multiline?": flag,
            "min_length?": integer(0, limits.TEXT_INPUT),
            "max_length?": integer(1, limits.TEXT_INPUT),
            "dispatch_action_config?": Schema({"trigger_actions_on?": DISPATCH_ON}),
        },
        (_initial_value_fits,),
    ),
}

MENUS = {"static_select", "external_select", "conversations_select", "radio_buttons", "checkboxes"}
PRESSED = MENUS | {"button", "overflow"}
JUDGED = {"feedback_buttons"}  # Slack's icon_button is not modelled
ENTERED = MENUS | {"plain_text_input"}
