"""Ids of what people press, `<feature>.<verb>`: emitted by one folder, answered by another."""

COMMAND = "/rolefit"
LOOKUP_SHORTCUT = "ask.lookup"
ADVICE_SHORTCUT = "advice.message"

OPEN = "ask.open"  # value: a question's text; answers it below, so that nothing is lost
SWITCH = "ask.switch"  # the same; shows another side of this answer in its place
SHARE = "ask.share"  # value: digest of what is shown, a space, and the question's text
OPEN_FORM = "advice.open"
DELETE_DATA = "ask.delete"


def open_id(index: int) -> str:
    """An id for one of several open buttons: Slack wants them distinct within a block."""
    return f"{OPEN}.{index}"


def switch_id(index: int) -> str:
    """The same for buttons that show other sides of an answer."""
    return f"{SWITCH}.{index}"


def open_form_id(index: int) -> str:
    """The same for buttons that open forms."""
    return f"{OPEN_FORM}.{index}"
