"""Interactive elements inside blocks: finding them, their ids, and the values that they hold."""

import copy
import itertools
from collections.abc import Iterable, Iterator

from localslack.models import Json

# element type → (key of its value in a payload, key of its initial value)
VALUE_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
}

_numbers = itertools.count(1)


def elements_of(block: Json) -> list[Json]:
    """The interactive elements of one block."""
    candidates = [block.get("accessory"), block.get("element")]
    if block.get("type") in ("actions", "context_actions"):
        candidates += block.get("elements", [])
    return [element for element in candidates if element]


def each_element(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block that holds it."""
    for block in blocks:
        for element in elements_of(block):
            yield block, element


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy of the blocks in which Slack has filled in missing block and action ids."""
    blocks = copy.deepcopy(blocks)
    for block in blocks:
        block.setdefault("block_id", f"slack-{next(_numbers)}")
    for _, element in each_element(blocks):
        element.setdefault("action_id", f"slack-{next(_numbers)}")
    return blocks


def options_of(element: Json) -> list[Json]:
    """An element's options, those in groups too."""
    options: list[Json] = list(element.get("options", []))
    for group in element.get("option_groups", []):
        options += group["options"]
    return options


def sides_of(element: Json) -> list[Json]:
    """The two buttons that `feedback_buttons` are; none of any other element."""
    sides = ("positive_button", "negative_button")
    return [element[side] for side in sides if side in element]


def state_value(element: Json, value: object) -> Json:
    """An element's value as payloads carry it: `{"type": …, "selected_option": …}`."""
    key, _ = VALUE_KEYS[element["type"]]
    return {"type": element["type"], key: value}


def initial_state(blocks: list[Json], kept: Json, conversation: str | None = None) -> Json:
    """Block id → action id → value: what the person had entered before, else initial values.

    Slack keeps an entered value where both ids are unchanged: https://docs.slack.dev/surfaces/modals.
    """
    state: Json = {}
    for block, element in each_element(blocks):
        if element["type"] not in VALUE_KEYS:
            continue
        ids = block["block_id"], element["action_id"]
        before = kept.get(ids[0], {}).get(ids[1])
        if before is None or before["type"] != element["type"]:
            before = state_value(element, _initial_value(element, conversation))
        state.setdefault(ids[0], {})[ids[1]] = before
    return state


def _initial_value(element: Json, conversation: str | None) -> object:
    value = element.get(VALUE_KEYS[element["type"]][1])
    if value is None and element.get("default_to_current_conversation"):
        return conversation
    if value is None and element["type"] == "checkboxes":
        return []
    return value
