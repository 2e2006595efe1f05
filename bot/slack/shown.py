"""What a person has before them, as Slack's payloads tell it: a message, or a view and what is
entered in it, and the control that was used.

https://docs.slack.dev/reference/interaction-payloads
"""

from typing import Annotated, Any

from msgspec import Meta, Struct, convert

from bot.slack.blocks import Text

Timestamp = Annotated[str, Meta(pattern=r"^[0-9]{1,12}\.[0-9]{1,12}$")]  # seconds since the epoch


class Option(Struct, frozen=True):
    """A chosen option of a menu."""

    value: str


class Input(Struct, frozen=True):
    """What is entered in an element; which of these it is depends on the element."""

    value: str | None = None
    selected_option: Option | None = None
    selected_conversation: str | None = None


class ViewState(Struct, frozen=True):
    """What is entered in a view, by block id and action id; for nothing at all, Slack may write
    an empty list.
    """

    values: dict[str, dict[str, Input]] | Annotated[list[Any], Meta(max_length=0)] = {}


class _ShownBlock(Struct, frozen=True):
    type: str
    block_id: str = ""
    label: Text | None = None


class ViewOrigin(Struct, frozen=True, kw_only=True):
    """A view, of which only the installation counts that has opened it."""

    app_installed_team_id: str | None = None


class ShownView(ViewOrigin, frozen=True):
    """A modal or Home as the person sees it."""

    id: str
    type: str
    hash: str
    callback_id: str = ""
    private_metadata: str = ""
    blocks: list[Any] = []
    state: ViewState | None = None
    title: Text | None = None
    submit: Text | None = None
    close: Text | None = None

    def __post_init__(self) -> None:
        convert(self.blocks, list[_ShownBlock])  # so that `labels` never fails

    @property
    def labels(self) -> dict[str, str]:
        """What its inputs ask, by block id."""
        blocks = convert(self.blocks, list[_ShownBlock])
        return {block.block_id: block.label["text"] for block in blocks if block.label}

    @property
    def values(self) -> dict[str, dict[str, Input]]:
        """What is entered in it, by block id and action id."""
        values = self.state.values if self.state else {}
        return values if isinstance(values, dict) else {}

    def entered(self, block_id: str, action_id: str) -> Input:
        """What is entered in one element."""
        return self.values.get(block_id, {}).get(action_id) or Input()


class Action(Struct, frozen=True):
    """The button that was pressed, or the menu with what was chosen."""

    action_id: str
    action_ts: Timestamp
    value: str | None = None
    selected_option: Option | None = None


class Container(Struct, frozen=True):
    """The message on which something was pressed; empty for a view."""

    channel_id: str = ""
    message_ts: str = ""
    thread_ts: str | None = None
    is_ephemeral: bool = False


class ShownMessage(Struct, frozen=True):
    """A message as a person sees it; what it is made of is read by `reading.read_message`."""

    ts: str | None = None
    thread_ts: str | None = None
    text: str | None = None
    blocks: list[Any] | None = None
    attachments: list[Any] | None = None
    files: list[Any] | None = None
