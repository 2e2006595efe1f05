"""Whether Slack would take a message, a view or a list of options, and the reasons if not.

The checks are pure. Each returns problems as Slack words them in `response_metadata.messages`;
an empty list means that Slack takes it.
"""

from collections.abc import Iterable

from localslack import limits
from localslack.block_kit.blocks import BLOCKS, SURFACES
from localslack.block_kit.composition_objects import MENU_GROUPS, MENU_OPTIONS
from localslack.block_kit.interactive import each_element, elements_of
from localslack.block_kit.validators import Problems, Schema, by_type, exactly_one, problem
from localslack.block_kit.views import VIEWS
from localslack.models import Json

MESSAGE_KEYS = {
    "attachments",
    "blocks",
    "delete_original",
    "metadata",
    "mrkdwn",
    "replace_original",
    "response_type",
    "text",
    "thread_ts",
    "unfurl_links",
    "unfurl_media",
}
OPTIONS = Schema(
    {"options?": MENU_OPTIONS, "option_groups?": MENU_GROUPS},
    (exactly_one("options", "option_groups"),),
)


def check_message(payload: Json) -> list[str]:
    """Why Slack refuses a message: neither text nor blocks, text too long, or its blocks."""
    text, blocks = payload.get("text") or "", payload.get("blocks") or []
    if not isinstance(text, str):
        return [problem("must provide a string", "/text")]
    if not text and not blocks:
        return [problem("missing required field: text", "")]
    if len(text) > limits.MESSAGE_TEXT:
        return [problem(f"must be less than {limits.MESSAGE_TEXT + 1} characters", "/text")]
    return check_blocks(blocks, "message", limits.BLOCKS_IN_MESSAGE, "/blocks")


def check_view(view: object) -> list[str]:
    """Why Slack refuses a modal or a Home tab."""
    found = list(by_type(VIEWS)(view, "/view"))
    if isinstance(view, dict) and isinstance(view.get("blocks"), list):
        surface = str(view.get("type"))
        found += check_blocks(view["blocks"], surface, limits.BLOCKS_IN_VIEW, "/view/blocks")
        has_input = any(_type_of(block) == "input" for block in view["blocks"])
        if surface == "modal" and has_input and "submit" not in view:
            found.append(problem("missing required field: submit", "/view"))
    return list(dict.fromkeys(found))


def check_options(payload: object) -> list[str]:
    """Why Slack refuses the answer to a block_suggestion; no options at all are fine."""
    if payload in ({"options": []}, {"option_groups": []}):
        return []
    return list(OPTIONS(payload, ""))


def check_blocks(blocks: object, surface: str, most: int, at: str) -> list[str]:
    """Why Slack refuses these blocks on a surface (`message`, `modal` or `home`)."""
    if not isinstance(blocks, list):
        return [problem("must provide an array", at)]
    found = [problem(f"no more than {most} items allowed", at)] if len(blocks) > most else []
    for number, block in enumerate(blocks):
        found += _check_block(block, surface, f"{at}/{number}")
    if found:
        return found
    return [*_duplicate_ids(blocks, at), *_focus(blocks, at), *_response_urls(blocks, surface, at)]


def warn_message(payload: Json) -> list[str]:
    """What Slack takes in silence and nobody can have meant."""
    warnings = [f"[WARN] unknown key: {key}" for key in payload if key not in MESSAGE_KEYS]
    if payload.get("blocks") and not payload.get("text"):
        warnings.append("[WARN] top-level text is missing: screen readers read it, not the blocks")
    if payload.get("blocks") and payload.get("attachments"):
        warnings.append("[WARN] attachments and blocks together")
    return warnings


def _check_block(block: object, surface: str, at: str) -> Problems:
    kind = _type_of(block)
    if kind in SURFACES and surface not in SURFACES[kind]:
        yield problem(f"unsupported type: {kind}", f"{at}/type")
    else:
        yield from by_type(BLOCKS)(block, at)


def _type_of(block: object) -> str:
    return str(block.get("type")) if isinstance(block, dict) else ""


def _duplicate_ids(blocks: list[Json], at: str) -> Problems:
    yield from _repeated("block_id", [(block, f"{at}/{n}") for n, block in enumerate(blocks)])
    for number, block in enumerate(blocks):
        # Only blocks of actions hold more than one element.
        inside = f"{at}/{number}/elements"
        elements = [(each, f"{inside}/{n}") for n, each in enumerate(elements_of(block))]
        yield from _repeated("action_id", elements)


def _repeated(key: str, holders: Iterable[tuple[Json, str]]) -> Problems:
    seen: set[str] = set()
    for holder, at in holders:
        value = holder.get(key)
        if value in seen:
            yield problem(f'`{key}` "{value}" already exists', f"{at}/{key}")
        elif value is not None:
            seen.add(value)


def _focus(blocks: list[Json], at: str) -> Problems:
    focused = [element for _, element in each_element(blocks) if element.get("focus_on_load")]
    if len(focused) > 1:
        yield problem("only one element can have focus_on_load set to true", at)


def _response_urls(blocks: list[Json], surface: str, at: str) -> Problems:
    for number, block in enumerate(blocks):
        for element in elements_of(block):
            misplaced = surface != "modal" or block["type"] != "input"
            if element.get("response_url_enabled") and misplaced:
                yield problem("response_url_enabled is for inputs in modals", f"{at}/{number}")
