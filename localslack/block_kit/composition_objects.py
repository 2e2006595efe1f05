"""What composition objects may hold: texts, options, option groups, confirmations.

https://docs.slack.dev/reference/block-kit/composition-objects
"""

from localslack import limits
from localslack.block_kit.validators import (
    Schema,
    Validator,
    by_type,
    flag,
    items,
    one_of,
    string,
    url,
)


def plain_text(most: int) -> Schema:
    """Accept a plain_text object."""
    return Schema({"type": one_of("plain_text"), "text": string(most), "emoji?": flag})


def mrkdwn(most: int) -> Schema:
    """Accept a mrkdwn object."""
    return Schema({"type": one_of("mrkdwn"), "text": string(most), "verbatim?": flag})


def any_text(most: int) -> Validator:
    """Accept a text object of either type."""
    return by_type({"plain_text": plain_text(most), "mrkdwn": mrkdwn(most)})


CONFIRM = Schema(
    {
        "title": plain_text(limits.CONFIRM_TITLE),
        "text": any_text(limits.CONFIRM_TEXT),
        "confirm": plain_text(limits.CONFIRM_BUTTON),
        "deny": plain_text(limits.CONFIRM_BUTTON),
        "style?": one_of("primary", "danger"),
    }
)


def _option(text: Validator, **more: Validator) -> Schema:
    keys: dict[str, Validator] = {
        "text": text,
        "value": string(limits.OPTION_VALUE),
        "description?": plain_text(limits.OPTION_DESCRIPTION),
    }
    return Schema(keys | {f"{key}?": check for key, check in more.items()})


MENU_OPTION = _option(plain_text(limits.OPTION_TEXT))
CHOICE_OPTION = _option(
    any_text(limits.OPTION_TEXT), description=any_text(limits.OPTION_DESCRIPTION)
)
OVERFLOW_OPTION = _option(plain_text(limits.OPTION_TEXT), url=url)
MENU_OPTIONS = items(MENU_OPTION, limits.SELECT_OPTIONS)
OPTION_GROUP = Schema(
    {
        "label": plain_text(limits.OPTION_GROUP_LABEL),
        "options": items(MENU_OPTION, limits.OPTION_GROUP_OPTIONS),
    }
)
MENU_GROUPS = items(OPTION_GROUP, limits.SELECT_OPTION_GROUPS)
