"""Slack's limits, each with the page of Slack's documentation that states it.

Lengths are in characters, times in seconds. An app that is tested here keeps a table of its
own: a wrong number in one of the two then shows. Where Slack states none, ours says so.
"""

# https://docs.slack.dev/interactivity/handling-user-interaction
ACKNOWLEDGE_SECONDS = 3.0
TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60
RESPONSE_URL_USES = 5

# https://docs.slack.dev/reference/methods/chat.postMessage: Slack cuts a longer text and warns;
# here it is refused, since nobody can have meant it.
MESSAGE_TEXT = 40_000

# https://docs.slack.dev/reference/block-kit/blocks
BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100
BLOCK_ID = 255

# https://docs.slack.dev/reference/block-kit/blocks/header-block
HEADER_TEXT = 150

# https://docs.slack.dev/reference/block-kit/blocks/section-block
SECTION_TEXT = 3_000
SECTION_FIELDS = 10
SECTION_FIELD_TEXT = 2_000

# https://docs.slack.dev/reference/block-kit/blocks/context-block
CONTEXT_ELEMENTS = 10

# https://docs.slack.dev/reference/block-kit/composition-objects/text-object
TEXT_OBJECT = 3_000

# https://docs.slack.dev/reference/block-kit/blocks/actions-block
ACTIONS_ELEMENTS = 25

# https://docs.slack.dev/reference/block-kit/blocks/context-actions-block
CONTEXT_ACTIONS_ELEMENTS = 5

# https://docs.slack.dev/reference/block-kit/blocks/input-block
INPUT_LABEL = 2_000
INPUT_HINT = 2_000

# https://docs.slack.dev/reference/block-kit/blocks/alert-block
ALERT_TEXT = 200

# https://docs.slack.dev/reference/block-kit/block-elements
ACTION_ID = 255
PLACEHOLDER = 150

# https://docs.slack.dev/reference/block-kit/block-elements/button-element
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
BUTTON_ACCESSIBILITY_LABEL = 75

# https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element
FEEDBACK_TEXT = 75
FEEDBACK_VALUE = 2_000
FEEDBACK_ACCESSIBILITY_LABEL = 75

# https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
SELECT_OPTIONS = 100
SELECT_OPTION_GROUPS = 100
SELECT_QUERY = 255  # ours, of min_query_length
CONVERSATION_ID = 255  # ours

# https://docs.slack.dev/reference/block-kit/block-elements/radio-button-group-element
# https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element
CHOICES = 10

# https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element
OVERFLOW_OPTIONS = 5

# https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
TEXT_INPUT = 3_000

# https://docs.slack.dev/reference/block-kit/composition-objects/option-object
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTION_DESCRIPTION = 75

# https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object
OPTION_GROUP_LABEL = 75
OPTION_GROUP_OPTIONS = 100

# https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30

# https://docs.slack.dev/reference/block-kit/block-elements/button-element
# https://docs.slack.dev/reference/block-kit/composition-objects/option-object
URL = 3_000

# https://docs.slack.dev/reference/block-kit/blocks/rich-text-block, which states none
RICH_TEXT_PARTS = 1_000  # ours, of all lists of elements
RICH_TEXT = MESSAGE_TEXT  # ours, of one element's text
RICH_TEXT_NAME = 255  # ours: names of emoji, ids of people and channels

# https://docs.slack.dev/reference/views/modal-views
# https://docs.slack.dev/reference/views/home-tab-views
VIEW_TITLE = 24
VIEW_BUTTON = 24  # submit and close
PRIVATE_METADATA = 3_000
CALLBACK_ID = 255

# https://docs.slack.dev/reference/methods/views.open
EXTERNAL_ID = 255
VIEW_BYTES = 250_000  # view_too_large

# https://docs.slack.dev/surfaces/modals
MODAL_STACK = 3
