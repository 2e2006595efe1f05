"""A modal in a terminal: which of its inputs is asked now, and what is entered in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from localslack.block_kit.interactive import VALUE_KEYS
from localslack.models import Json, View
from localslack.terminal.rendering import Choice


@dataclass(eq=False)
class Form:
    """The modal that is open; `before` are the numbers that were good before it opened.

    Its inputs are asked in order, from the first that the app found wrong; `asked` counts them.
    """

    view: View
    before: Sequence[Choice]
    fields: list[Choice] = field(init=False)
    asked: int = field(init=False)
    shown: object = field(init=False)

    def __post_init__(self) -> None:
        view = self.view
        self.fields = [
            Choice(view, block, block["element"])
            for block in view.blocks
            if block["type"] == "input" and block["element"]["type"] in VALUE_KEYS
        ]
        wrong = (n for n, one in enumerate(self.fields) if one.block["block_id"] in view.errors)
        self.asked = next(wrong, 0)
        self.shown = state_of(view)

    @property
    def field(self) -> Choice | None:
        """The input that is asked now; None once all have been."""
        return self.fields[self.asked] if self.asked < len(self.fields) else None

    def shows(self, view: View) -> bool:
        """Whether this is how the person sees the view."""
        return self.view is view and self.shown == state_of(view)

    def missing(self) -> int | None:
        """The first input without which Slack submits nothing."""
        for number, one in enumerate(self.fields):
            if not one.block.get("optional") and not entered(one):
                return number
        return None


def state_of(view: View) -> object:
    """What tells a view from the one that it was before."""
    return view.id, view.hash, dict(view.errors), view.trouble


def entered(asked: Choice) -> object:
    """What an input holds: text, an option, options, the id of a conversation, or None."""
    kept = asked.surface.state[asked.block["block_id"]][asked.element["action_id"]]
    return kept[VALUE_KEYS[asked.element["type"]][0]]


def with_option(asked: Choice, option: Json) -> object:
    """What an input holds once an option is chosen; of checkboxes, once it is turned over."""
    kind = asked.element["type"]
    if kind == "external_select":
        return option
    if kind != "checkboxes":
        return option["value"]
    held = entered(asked)
    chosen = [one["value"] for one in held] if isinstance(held, list) else []
    if option["value"] in chosen:
        return [value for value in chosen if value != option["value"]]
    return [*chosen, option["value"]]
