"""What a person can do to elements on the screen: press, choose, type.

Raises NotPossibleError for anything that Slack's client would not let a person do.
"""

from collections.abc import Iterator
from typing import Any

from localslack.block_kit.interactive import (
    VALUE_KEYS,
    each_element,
    options_of,
    sides_of,
    state_value,
)
from localslack.models import Json, NotPossibleError, Surface, View

Given = Any  # text, an option's value, a list of those, a whole option, or None


def find_element(
    blocks: list[Json],
    action_id: str,
    *,
    value: Given = None,
    option: Given = None,
    block_id: str | None = None,
) -> tuple[Json, Json]:
    """The one element that is meant, after the block that holds it.

    Buttons with the same action id in different blocks are told apart by `value`.
    """
    found = [
        (block, element)
        for block, element in each_element(blocks)
        if element["action_id"] == action_id and block_id in (None, block["block_id"])
    ]
    if len(found) > 1:
        found = [pair for pair in found if _is_meant(pair[1], value, option)]
    if not found:
        on_screen = ", ".join(element["action_id"] for _, element in each_element(blocks))
        raise NotPossibleError(f"no element {action_id} (value {value!r}) among: {on_screen}")
    if len(found) > 1:
        raise NotPossibleError(f"several elements {action_id}: say which by value or block_id")
    return found[0]


def _is_meant(element: Json, value: Given, option: Given) -> bool:
    if element["type"] == "button":
        return value in (None, element.get("value"))
    if element["type"] == "feedback_buttons":
        return any(side["value"] == value for side in sides_of(element))
    return option is None or any(offered["value"] == option for offered in options_of(element))


def press(block: Json, element: Json, value: Given, option: Given, action_ts: str) -> Json:
    """The entry in `actions` for pressing, choosing or typing."""
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": action_ts,
    }
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise NotPossibleError(f"{element['action_id']} tells the app nothing before submission")
    if element["type"] == "button":
        return action | _press_button(element, value)
    if element["type"] == "feedback_buttons":
        return action | _press_side(element, value)
    if element["type"] == "overflow":
        return action | {"selected_option": choose(element, option)}
    key, _ = VALUE_KEYS[element["type"]]
    entered = enter(element, value if option is None else option)
    return action | {key: entered[key]}


def _press_button(element: Json, value: Given) -> Json:
    if value is not None and element.get("value") != value:
        raise NotPossibleError(f"the button's value is {element.get('value')!r}, not {value!r}")
    shown: Json = {key: element[key] for key in ("text", "value", "url", "style") if key in element}
    return shown


def _press_side(element: Json, value: Given) -> Json:
    """`value` tells which of the two was pressed."""
    for side in sides_of(element):
        if side["value"] == value:
            return {"text": side["text"], "value": value}
    raise NotPossibleError(f"{element['action_id']} has no side {value!r}")


def keep_state(surface: Surface, action: Json) -> None:
    """Keep what an action entered; buttons and overflow menus keep nothing."""
    if action["type"] not in VALUE_KEYS:
        return
    key, _ = VALUE_KEYS[action["type"]]
    entered = {"type": action["type"], key: action[key]}
    surface.state.setdefault(action["block_id"], {})[action["action_id"]] = entered


def enter(element: Json, given: Given) -> Json:
    """An element's state after a person entered `given`; None empties it."""
    kind = element["type"]
    if kind == "checkboxes":
        return state_value(element, [choose(element, value) for value in given or []])
    if given is None or kind in ("plain_text_input", "conversations_select"):
        if not isinstance(given, str | None):
            raise NotPossibleError(f"{element['action_id']} takes text")
        _check_length(element, given)
        return state_value(element, given or None)
    return state_value(element, choose(element, given))


def choose(element: Json, given: Given) -> Json:
    """The option with this value; for external_select, the option itself."""
    if element["type"] == "external_select" and isinstance(given, dict):
        return given
    for option in options_of(element):
        if given in (option, option.get("value")):
            return option
    raise NotPossibleError(f"{element['action_id']} has no option {given!r}")


def _check_length(element: Json, given: Given) -> None:
    length = len(given or "")
    most = element.get("max_length")
    if length and length < element.get("min_length", 0):
        raise NotPossibleError(f"{element['action_id']}: too short")
    if most is not None and length > most:
        raise NotPossibleError(f"{element['action_id']}: too long")


def fill(view: View, values: dict[str, Given]) -> None:
    """Enter values into a view, each under its action id or block id."""
    for name, given in values.items():
        for block, element in _inputs(view):
            if name in (element["action_id"], block["block_id"]):
                view.state[block["block_id"]][element["action_id"]] = enter(element, given)
                break
        else:
            raise NotPossibleError(f"the view has no input {name}")


def require_complete(view: View) -> None:
    """Refuse to submit while a required input is empty, as Slack's client does."""
    for block, element in _inputs(view):
        if block["type"] != "input" or block.get("optional"):
            continue
        entered = view.state[block["block_id"]][element["action_id"]]
        if not entered[VALUE_KEYS[element["type"]][0]]:
            raise NotPossibleError(f"{block['block_id']}: Please complete this required field.")


def chosen_conversations(view: View) -> Iterator[tuple[Json, str]]:
    """What is chosen where `response_url_enabled` is set, after the ids of its input."""
    for block, element in each_element(view.blocks):
        if element.get("response_url_enabled"):
            entered = view.state[block["block_id"]][element["action_id"]]
            if chosen := entered["selected_conversation"]:
                ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
                yield ids, chosen


def _inputs(view: View) -> Iterator[tuple[Json, Json]]:
    for block, element in each_element(view.blocks):
        if element["type"] in VALUE_KEYS:
            yield block, element
