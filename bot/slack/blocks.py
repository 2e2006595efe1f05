"""Plain dicts for Block Kit, every text escaped and within Slack's limits.

Texts given to these functions are mrkdwn of ours: what comes from packs or people goes
through `escape` first. https://docs.slack.dev/reference/block-kit
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NotRequired, TypedDict, final

from bot.slack import limits


@final
class Text(TypedDict):
    """A text object: plain_text, which `emoji` is of, or mrkdwn, which `verbatim` is of."""

    type: str
    text: str
    emoji: NotRequired[bool]
    verbatim: NotRequired[bool]


class Option(TypedDict):
    """An option of a menu."""

    text: Text
    value: str


class Confirm(TypedDict):
    """A question that Slack asks before a press counts."""

    title: Text
    text: Text
    confirm: Text
    deny: Text
    style: NotRequired[str]


class FeedbackButton(TypedDict):
    """One side of `feedback_buttons`."""

    text: Text
    value: str


@final
class Element(TypedDict):
    """A control; which of these it takes depends on its type."""

    type: str
    action_id: str
    text: NotRequired[Text]
    value: NotRequired[str]
    style: NotRequired[str]
    confirm: NotRequired[Confirm]
    placeholder: NotRequired[Text]
    options: NotRequired[list[Option]]
    initial_option: NotRequired[Option]
    min_query_length: NotRequired[int]
    multiline: NotRequired[bool]
    max_length: NotRequired[int]
    default_to_current_conversation: NotRequired[bool]
    response_url_enabled: NotRequired[bool]
    positive_button: NotRequired[FeedbackButton]
    negative_button: NotRequired[FeedbackButton]


class Block(TypedDict):
    """A part of a message or view; which of these it takes depends on its type."""

    type: str
    block_id: NotRequired[str]
    text: NotRequired[Text]
    fields: NotRequired[list[Text]]
    elements: NotRequired[Sequence[Text | Element]]
    label: NotRequired[Text]
    hint: NotRequired[Text]
    element: NotRequired[Element]
    optional: NotRequired[bool]
    dispatch_action: NotRequired[bool]
    level: NotRequired[str]


class Message(TypedDict):
    """A message, as the Web API takes it."""

    text: str
    blocks: list[Block]
    thread_ts: NotRequired[str]


class Reply(Message):
    """A message, as a response_url takes it."""

    replace_original: bool
    response_type: NotRequired[Literal["ephemeral", "in_channel"]]


_LINK = re.compile(r"<https?:[^<>|]*\|([^<>]*)>")
_ITALICS = re.compile(r"(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")  # their marks
_MAY_BE_TURNED = re.compile(r"[@#]|[.:]\S")  # mentions, channels, addresses of any kind
_HALF_ENTITY = re.compile(r"&[a-z]{0,3}$")  # of &amp; &lt; &gt;


def escape(text: str) -> str:
    """Data as mrkdwn: nothing in it can mention, link or otherwise command Slack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """What a person typed, from Slack's mrkdwn of it."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def cut(text: str, length: int) -> str:
    """A text of at most so many characters; an ellipsis shows where it was cut."""
    if len(text) <= length:
        return text
    return _HALF_ENTITY.sub("", text[: length - 1]).rstrip() + "…"


def plain(text: str, length: int) -> Text:
    """A plain_text object. Slack reads no markup in it, so nothing is escaped; `emoji` keeps it
    from turning :words: into pictures.
    """
    made: Text = {"type": "plain_text", "text": cut(text, length)}
    if text.count(":") > 1:  # said where it matters: a form has sixty such texts
        made["emoji"] = False
    return made


def mrkdwn(text: str, length: int = limits.SECTION_TEXT) -> Text:
    """An mrkdwn object; `verbatim` keeps Slack from turning words into links or mentions."""
    made: Text = {"type": "mrkdwn", "text": cut(text, length)}
    if _MAY_BE_TURNED.search(text):
        made["verbatim"] = True
    return made


def header(text: str) -> Block:
    """A heading, plain text of at most 150 characters."""
    return {"type": "header", "text": plain(text, limits.HEADER_TEXT)}


def section(text: str, fields: Sequence[str] = ()) -> Block:
    """A paragraph; with fields, two columns below it (stacked on a phone)."""
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if fields:
        block["fields"] = [mrkdwn(field, limits.FIELD_TEXT) for field in fields]
    return block


def context(*texts: str) -> Block:
    """Small print, such as a source."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def bullets(texts: Iterable[str]) -> str:
    """Data as a list, a line for each text."""
    return "\n".join(f"• {escape(text)}" for text in texts)


def code(text: str) -> str:
    """Data as text to copy: set apart as it stands, nothing in it is markup."""
    unfenced = text.replace("```", "'''")
    return f"```{escape(unfenced)}```"


def divider() -> Block:
    """A line between parts."""
    return {"type": "divider"}


def actions(elements: Iterable[Element]) -> Block:
    """A row of buttons and menus."""
    return {"type": "actions", "elements": list(elements)}


def button(text: str, action_id: str, value: str, *, primary: bool = False) -> Element:
    """A button; its text is cut to what a phone shows, its value must fit (2,000)."""
    element: Element = {
        "type": "button",
        "text": plain(text, limits.PHONE_BUTTON_TEXT),
        "action_id": action_id,
        "value": value,
    }
    if primary:
        element["style"] = "primary"
    return element


def feedback_buttons(action_id: str, positive: tuple[str, str], negative: tuple[str, str]) -> Block:
    """A thumb up and a thumb down, each a (text, value). Not every Slack takes it: only for what
    the outbox posts, which then sends `without_feedback_buttons`.
    """
    element: Element = {
        "type": "feedback_buttons",
        "action_id": action_id,
        "positive_button": _feedback_button(*positive),
        "negative_button": _feedback_button(*negative),
    }
    return {"type": "context_actions", "elements": [element]}


def without_feedback_buttons(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks with two plain buttons in place of each `feedback_buttons`: they bear its
    action id, numbered, and its values.
    """
    return [_plainly(block) if block["type"] == "context_actions" else block for block in blocks]


def confirm(title: str, text: str, yes: str, no: str, *, danger: bool = False) -> Confirm:
    """A question that Slack asks before a press counts; `danger`: yes takes something away."""
    question: Confirm = {
        "title": plain(title, limits.CONFIRM_TITLE),
        "text": plain(text, limits.CONFIRM_TEXT),
        "confirm": plain(yes, limits.CONFIRM_BUTTON),
        "deny": plain(no, limits.CONFIRM_BUTTON),
    }
    if danger:
        question["style"] = "danger"
    return question


def menu(
    placeholder: str, action_id: str, options: Sequence[tuple[str, str]], chosen: str | None
) -> Element:
    """A static select of (text, value) options; `chosen` is the value shown as selected."""
    choices: list[Option] = [
        {"text": plain(text, limits.OPTION_TEXT), "value": value} for text, value in options
    ]
    element: Element = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, limits.PLACEHOLDER),
        "options": choices,
    }
    initial = next((choice for choice in choices if choice["value"] == chosen), None)
    if initial:
        element["initial_option"] = initial
    return element


def message(blocks: list[Block]) -> Message:
    """A message whose `text` says everything that its blocks say, for notifications and
    screen readers, which read it instead of them.
    """
    return {"text": cut(read_aloud(blocks), limits.MESSAGE_TEXT), "blocks": blocks}


def join_messages(first: Message, second: Message) -> Message:
    """What two messages say, in one."""
    text = cut(f"{first['text']}\n{second['text']}", limits.MESSAGE_TEXT)
    return {"text": text, "blocks": [*first["blocks"], *second["blocks"]]}


def in_thread(shown: Message, thread_ts: str) -> Message:
    """A message in a thread (the `ts` of what it began with); as it is where that is empty."""
    return {**shown, "thread_ts": thread_ts} if thread_ts else shown


def read_aloud(blocks: Iterable[Block]) -> str:
    """The words of blocks, a line for each part, controls named at the end of theirs."""
    lines: list[str] = []
    for block in blocks:
        parts = block.get("elements", ())
        texts = [block["text"]] if "text" in block else []
        texts += [*block.get("fields", ()), *(part for part in parts if "action_id" not in part)]
        lines += [_spoken(text) for text in texts]
        controls = [name for part in parts if "action_id" in part for name in _named(part)]
        if controls:
            lines.append(f"Choose: {_listed(controls)}")
    return "\n".join(lines)


def _feedback_button(text: str, value: str) -> FeedbackButton:
    return {"text": plain(text, limits.PHONE_BUTTON_TEXT), "value": value}


def _plainly(block: Block) -> Block:
    return actions(
        button(side["text"]["text"], f"{element['action_id']}.{number}", side["value"])
        for element in block.get("elements", ())
        if "action_id" in element
        for number, side in enumerate(_sides(element))
    )


def _sides(element: Element) -> list[FeedbackButton]:
    if element["type"] != "feedback_buttons":
        return []
    return [element["positive_button"], element["negative_button"]]


def _spoken(text: Text) -> str:
    if text["type"] == "plain_text":
        return escape(text["text"])  # the message's text is mrkdwn again
    said = text["text"]
    if "<" in said:  # most texts have none of what is looked for
        said = _LINK.sub(r"\1", said)
    said = said.replace("*", "").replace("`", "")
    if "_" in said:
        said = _ITALICS.sub("", said)
    return "\n".join(filter(str.strip, said.split("\n"))) if "\n" in said else said


def _listed(names: Iterable[str]) -> str:
    """Names as a sentence goes on with them: a question keeps its mark, and gets no other."""
    closed = [name if name[-1:] in "?!.…" else f"{name}," for name in names]
    listed = " ".join(closed)
    return f"{listed[:-1]}." if listed.endswith(",") else listed


def _named(element: Element) -> list[str]:
    """What a control is called; both sides of `feedback_buttons`."""
    texts = [side["text"] for side in _sides(element)]
    texts = texts or [element.get("text") or element["placeholder"]]
    return [escape(text["text"]) for text in texts]
