"""What the page says of the app that is tried here: all of it comes from whoever shows the page."""

import msgspec


class Try(msgspec.Struct, frozen=True):
    """One thing to try with a click: `text` is sent as if it had been typed."""

    title: str
    text: str
    note: str = ""


class Guide(msgspec.Struct, frozen=True):
    """The welcome above the first channel, and the hints beside it.

    `after` follows the tries, `more` are lines of the dialog that offers them again,
    `command_notes` say what a command does alone, `people` says who is there, `terminal`
    is a command that needs no browser.
    """

    title: str = "Try the app"
    about: str = "This is the real app; only Slack is a stand-in."
    tries: tuple[Try, ...] = ()
    after: str = ""
    more: tuple[str, ...] = ()
    command_notes: dict[str, str] = {}
    people: str = ""
    terminal: str = ""
