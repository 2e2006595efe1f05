"""What views may hold: modals and the Home tab.

https://docs.slack.dev/reference/views/modal-views,
https://docs.slack.dev/reference/views/home-tab-views
"""

from localslack import limits
from localslack.block_kit.composition_objects import plain_text
from localslack.block_kit.validators import Schema, Validator, anything, flag, items, string

VIEW: dict[str, Validator] = {
    "type": anything,
    "blocks": items(anything, limits.BLOCKS_IN_VIEW),
    "private_metadata?": string(limits.PRIVATE_METADATA, 0),
    "callback_id?": string(limits.CALLBACK_ID, 0),
    "external_id?": string(limits.EXTERNAL_ID, 0),
}
VIEWS = {
    "home": Schema(VIEW),
    "modal": Schema(
        {
            **VIEW,
            "title": plain_text(limits.VIEW_TITLE),
            "submit?": plain_text(limits.VIEW_BUTTON),
            "close?": plain_text(limits.VIEW_BUTTON),
            "clear_on_close?": flag,
            "notify_on_close?": flag,
        }
    ),
}
