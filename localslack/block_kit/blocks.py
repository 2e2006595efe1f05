"""What blocks may hold, and where each may stand.

https://docs.slack.dev/reference/block-kit/blocks. A type that is missing here counts as
unsupported.
"""

from localslack import limits
from localslack.block_kit.composition_objects import any_text, plain_text
from localslack.block_kit.elements import ELEMENTS, ENTERED, JUDGED, PRESSED
from localslack.block_kit.rich_text import PARTS
from localslack.block_kit.validators import (
    Schema,
    Validator,
    anything,
    at_least_one,
    by_type,
    flag,
    items,
    one_of,
    string,
)

BLOCK: dict[str, Validator] = {"type": anything, "block_id?": string(limits.BLOCK_ID)}
ALERT_LEVELS = ("default", "info", "warning", "error", "success")

BLOCKS = {
    "header": Schema({**BLOCK, "text": plain_text(limits.HEADER_TEXT)}),
    "section": Schema(
        {
            **BLOCK,
            "text?": any_text(limits.SECTION_TEXT),
            "fields?": items(any_text(limits.SECTION_FIELD_TEXT), limits.SECTION_FIELDS),
            "accessory?": by_type(ELEMENTS, PRESSED),
            "expand?": flag,
        },
        (at_least_one("text", "fields"),),
    ),
    "context": Schema(
        {**BLOCK, "elements": items(any_text(limits.TEXT_OBJECT), limits.CONTEXT_ELEMENTS)}
    ),
    "actions": Schema(
        {**BLOCK, "elements": items(by_type(ELEMENTS, PRESSED), limits.ACTIONS_ELEMENTS)}
    ),
    "context_actions": Schema(
        {**BLOCK, "elements": items(by_type(ELEMENTS, JUDGED), limits.CONTEXT_ACTIONS_ELEMENTS)}
    ),
    "divider": Schema(BLOCK),
    "input": Schema(
        {
            **BLOCK,
            "label": plain_text(limits.INPUT_LABEL),
            "element": by_type(ELEMENTS, ENTERED),
            "hint?": plain_text(limits.INPUT_HINT),
            "optional?": flag,
            "dispatch_action?": flag,
        }
    ),
    "alert": Schema(
        {**BLOCK, "text": any_text(limits.ALERT_TEXT), "level?": one_of(*ALERT_LEVELS)}
    ),
    "rich_text": Schema({**BLOCK, "elements": items(by_type(PARTS), limits.RICH_TEXT_PARTS)}),
}

EVERYWHERE = frozenset({"message", "modal", "home"})
SURFACES = {
    **dict.fromkeys(BLOCKS, EVERYWHERE),
    "alert": frozenset({"modal"}),
    "context_actions": frozenset({"message"}),
}
