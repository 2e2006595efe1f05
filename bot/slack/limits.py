"""Slack's limits for what RoleFit sends, and a few of our own.

Numbers: https://docs.slack.dev/reference/block-kit. Lengths are in characters. The local Slack
has a table of its own: tests/contracts/test_limits.py holds each of these against it.
"""

ACKNOWLEDGE_SECONDS = 3.0
LIVE_SECONDS = ACKNOWLEDGE_SECONDS - 1.0  # ours: how long a call before it may take
RESPONSE_URL_SECONDS = 30 * 60

VIEW_BLOCKS = 100

MESSAGE_TEXT = 40_000
HEADER_TEXT = 150
SECTION_TEXT = 3_000
FIELD_TEXT = 2_000
ALERT_TEXT = 200
INPUT_LABEL = 2_000
BUTTON_VALUE = 2_000
OPTION_TEXT = 75
PLACEHOLDER = 150
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
VIEW_TITLE = 24
PRIVATE_METADATA = 3_000

PHONE_BUTTON_TEXT = 30  # ours: what a phone shows of a button before it cuts
