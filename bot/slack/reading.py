"""What a reader sees of a message, as plain text: its words, but no address and no id.

A message tells its words several times over: `text` repeats the blocks, an attachment's `fallback`
its parts. Slack shows one of them, and that one is read. Messages come from any app and any
client, so whatever isn't shaped as expected is passed over.
https://docs.slack.dev/messaging/formatting-message-text, https://docs.slack.dev/reference/block-kit
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.slack.blocks import unescape
from bot.slack.shown import ShownMessage

DEEPEST = 30  # levels of lists within lists, of messages within messages
LONGEST_READ = 40_000  # characters, as long as Slack lets a message be

_LINK = re.compile(r"<(?![@#!])[^<>|]*(?:\|([^<>]*))?>")
_REFERENCE = re.compile(r"<([@#!])([^<>|]*)(?:\|([^<>]*))?>")  # a person, channel, group or date
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]*)\]\([^()\n]*\)")
_BROADCASTS = frozenset({"here", "channel", "everyone"})
_NO_PREVIEW = "[no preview available]"  # what Slack writes where an app gives no fallback

# Where words stand in a block or a part of one, in the order in which they are shown.
_SHOWN = (
    "title", "subtitle", "caption", "label", "text", "body", "subtext", "description", "fields",
    "elements", "columns", "rows", "cards", "tasks", "details", "output", "blocks", "child_blocks",
)  # fmt: skip
_CONTROLS = frozenset({"actions", "context_actions", "input"})  # for pressing, not for reading
_PARAGRAPHS = frozenset({"rich_text_section", "rich_text_quote", "rich_text_preformatted"})


def read_links(text: str) -> str:
    """What a person typed, from Slack's mrkdwn of it: links as their labels, and nothing for a
    bare address. Mentions stay as Slack writes them.
    """
    return unescape(_LINK.sub(lambda link: _label(link[1]), text))


def read_message(message: ShownMessage) -> str:
    """All text of a message that a reader sees, in order, a line for each part; empty where there
    is none.
    """
    whole = {
        "text": message.text,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "files": message.files,
    }
    return "\n".join(_message(whole, DEEPEST))[:LONGEST_READ]


def _message(whole: Mapping[str, Any], depth: int) -> Iterator[str]:
    """Its blocks, or where none can be read its text; then what is attached."""
    if depth <= 0:
        return
    blocks = list(_parts(whole.get("blocks"), depth))
    yield from blocks or _said(_mrkdwn(whole.get("text")))
    for attachment in _dicts(whole.get("attachments")):
        yield from _attachment(attachment, depth - 1)
    for file in _dicts(whole.get("files")):
        yield from _file(file)


def _file(file: Mapping[str, Any]) -> Iterator[str]:
    """A file's title, and what Slack shows of it: a snippet, an e-mail, what a recording says."""
    yield from _said(unescape(_string(file.get("title") or file.get("name"))))
    transcript = _dict(_dict(file.get("transcription")).get("preview")).get("content")
    shown = (file.get(key) for key in ("plain_text", "preview_plain_text", "preview"))
    yield from _said(_string(next(filter(None, shown), transcript)))


def _attachment(attached: Mapping[str, Any], depth: int) -> Iterator[str]:
    """An attachment, or a message that was forwarded, whose blocks are its `message_blocks`."""
    read = [*_said(_mrkdwn(attached.get("pretext"))), *_said(_mrkdwn(attached.get("title")))]
    inner = [*_parts(attached.get("blocks"), depth)]
    for forwarded in _dicts(attached.get("message_blocks")):
        inner += _message(_dict(forwarded.get("message")), depth - 1)
    read += inner or _said(_mrkdwn(attached.get("text")))
    for field in _dicts(attached.get("fields")):
        read += [*_said(_mrkdwn(field.get("title"))), *_said(_mrkdwn(field.get("value")))]
    further = {"attachments": attached.get("attachments"), "files": attached.get("files")}
    read += _message(further, depth - 1)
    fallback = _mrkdwn(attached.get("fallback"))
    yield from read or _said("" if fallback == _NO_PREVIEW else fallback)


def _parts(node: Any, depth: int) -> Iterator[str]:
    """The texts of blocks and of whatever stands in them, each by itself."""
    if depth <= 0:
        return
    if isinstance(node, list):
        for one in node:
            yield from _parts(one, depth - 1)
    elif isinstance(node, str):
        yield from _said(_mrkdwn(node))
    elif isinstance(node, dict) and _string(node.get("type")) not in _CONTROLS:
        yield from _block(node, depth)


def _block(node: Mapping[str, Any], depth: int) -> Iterator[str]:
    match _string(node.get("type")), node.get("text"):
        case "plain_text" | "raw_text" | "text", str(words):
            yield from _said(words)
        case "markdown", str(words):
            yield from _said(_mrkdwn(_MARKDOWN_LINK.sub(r"\1", words)))
        case kind, _ if kind in _PARAGRAPHS:
            yield from _paragraph(node, depth)
        case _:
            for key in _SHOWN:
                yield from _parts(node.get(key), depth - 1)


def _paragraph(node: Mapping[str, Any], depth: int) -> Iterator[str]:
    """A paragraph of rich text: what stands in a line is read in one, other paragraphs apart."""
    line = ""
    for element in _dicts(node.get("elements")):
        if "elements" in element:
            yield from _said(line)
            yield from _parts(element, depth - 1)
            line = ""
        else:
            line += _element(element)
    yield from _said(line)


def _element(element: Mapping[str, Any]) -> str:
    """An element in a line of rich text. Of a mention only the id is told, which nobody sees."""
    match element.get("type"):
        case "link":
            return _label(element.get("text"))
        case "broadcast":
            return f"@{_string(element.get('range'))}"
        case "date":
            return _string(element.get("fallback"))
        case "color":
            return _string(element.get("value"))
    return _string(element.get("text")) or " "


def _mrkdwn(text: object) -> str:
    return read_links(_REFERENCE.sub(_reference, _string(text)))


def _reference(reference: re.Match[str]) -> str:
    sign, id, label = reference.groups()
    if sign == "!":
        return label or (f"@{id}" if id in _BROADCASTS else " ")
    return f"#{label}" if sign == "#" and label else " "


def _label(label: object) -> str:
    """A link's label, unless that is but the address."""
    return label if isinstance(label, str) and "://" not in label else " "


def _said(words: str) -> Iterator[str]:
    if words := words.strip():
        yield words


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: object) -> Sequence[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
