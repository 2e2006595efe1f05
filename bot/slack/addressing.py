"""Whom a message speaks to: a mention that stands in code or in a quotation calls nobody.

Messages that people write have a block of rich text, which tells code and quotations for sure;
where it is missing, the text's marks do.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

MENTION = re.compile(r"<@(\w+)(?:\|[^<>]*)?>")

_QUOTE = re.compile(r"\s*(?:&gt;|>)")
_QUOTE_OF_THE_REST = re.compile(r"\s*(?:&gt;|>){3}")


def called(text: str, blocks: Sequence[object]) -> list[str]:
    """The ids of the people and apps whom a message calls, in order."""
    rich = [block for block in map(_dict, blocks) if block.get("type") == "rich_text"]
    if rich:
        return [id for block in rich for id in _called_in(block)]
    return MENTION.findall(_without_quotations(_without_code(_without_code(text, "```"), "`")))


def _called_in(node: Mapping[str, Any]) -> Iterator[str]:
    """Those in a block of rich text or a paragraph of it; a border on its side is a quotation's."""
    if node.get("type") in ("rich_text_quote", "rich_text_preformatted") or node.get("border"):
        return
    elements = node.get("elements")
    for element in map(_dict, elements if isinstance(elements, list) else ()):
        if element.get("type") == "user" and not _dict(element.get("style")).get("code"):
            yield str(element.get("user_id"))
        elif "elements" in element:
            yield from _called_in(element)


def _without_code(text: str, mark: str) -> str:
    """The text but for what stands between two marks: one that is never closed is a character.
    Between single ones, code ends with its line.
    """
    if mark == "`" and "\n" in text:
        return "\n".join(_without_code(line, mark) for line in text.split("\n"))
    pieces = text.split(mark)
    unclosed = pieces.pop() if len(pieces) % 2 == 0 else ""
    return " ".join([*pieces[::2], unclosed])


def _without_quotations(text: str) -> str:
    kept = []
    for line in text.split("\n"):
        if _QUOTE_OF_THE_REST.match(line):
            break
        if not _QUOTE.match(line):
            kept.append(line)
    return "\n".join(kept)


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
