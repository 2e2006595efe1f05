"""What a rich_text block may hold.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from localslack import limits
from localslack.block_kit.validators import (
    Schema,
    Validator,
    anything,
    by_type,
    flag,
    integer,
    items,
    one_of,
    string,
    url,
)

identifier = string(limits.RICH_TEXT_NAME)
STYLE = Schema({f"{name}?": flag for name in ("bold", "italic", "strike", "code", "underline")})
STYLED: dict[str, Validator] = {"type": anything, "style?": STYLE}
LEAVES_BY_TYPE = {
    "text": Schema({**STYLED, "text": string(limits.RICH_TEXT)}),
    "link": Schema({**STYLED, "url": url, "text?": string(limits.RICH_TEXT), "unsafe?": flag}),
    "emoji": Schema({**STYLED, "name": identifier, "unicode?": identifier}),
    "user": Schema({**STYLED, "user_id": identifier}),
    "channel": Schema({**STYLED, "channel_id": identifier}),
}
LEAVES = items(by_type(LEAVES_BY_TYPE), limits.RICH_TEXT_PARTS, 0)
FRAME: dict[str, Validator] = {"type": anything, "elements": LEAVES, "border?": integer(0, 1)}
SECTION = Schema({"type": anything, "elements": LEAVES})
PARTS = {
    "rich_text_section": SECTION,
    "rich_text_preformatted": Schema(FRAME),
    "rich_text_quote": Schema(FRAME),
    "rich_text_list": Schema(
        {
            **FRAME,
            "elements": items(by_type({"rich_text_section": SECTION}), limits.RICH_TEXT_PARTS),
            "style": one_of("bullet", "ordered"),
            "indent?": integer(0, 8),
            "offset?": integer(0, limits.RICH_TEXT_PARTS),
        }
    ),
}
