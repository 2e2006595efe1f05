"""Slack's limits and surfaces for the blocks that RoleFit sends.

Numbers: https://docs.slack.dev/reference/block-kit. Lengths are in characters.
"""

ACKNOWLEDGE_SECONDS = 3.0
LIVE_SECONDS = ACKNOWLEDGE_SECONDS - 1.0  # ours: how long a call before it may take
TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60
RESPONSE_URL_USES = 5
SIGNATURE_SECONDS = 5 * 60

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MODAL_STACK = 3

MESSAGE_TEXT = 40_000
HEADER_TEXT = 150
SECTION_TEXT = 3_000
SECTION_FIELDS = 10
FIELD_TEXT = 2_000
CONTEXT_ELEMENTS = 10
ACTIONS_ELEMENTS = 25
ALERT_TEXT = 200
INPUT_LABEL = 2_000
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
URL = 3_000
OPTIONS = 100
CHOICES = 10  # radio buttons and checkboxes
OVERFLOW_OPTIONS = 5
OPTION_TEXT = 75
OPTION_VALUE = 150
PLACEHOLDER = 150
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
VIEW_TITLE = 24
PRIVATE_METADATA = 3_000
IDENTIFIER = 255  # action_id, block_id, callback_id

PHONE_BUTTON_TEXT = 30  # what a phone shows of a button before it cuts

SURFACES: dict[str, frozenset[str]] = {
    "header": frozenset({"message", "modal", "home"}),
    "section": frozenset({"message", "modal", "home"}),
    "context": frozenset({"message", "modal", "home"}),
    "actions": frozenset({"message", "modal", "home"}),
    "divider": frozenset({"message", "modal", "home"}),
    "rich_text": frozenset({"message", "modal", "home"}),
    "input": frozenset({"message", "modal", "home"}),
    "alert": frozenset({"modal"}),
}
