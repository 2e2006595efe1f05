"""All that a reader sees of a message is read, once and in order, and nothing else is."""

import re
from dataclasses import dataclass, field
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.reading import read_links, read_message
from bot.slack.shown import ShownMessage
from localslack.models import Json

WORD = re.compile(r"(?:seen|hidden)\d+")


@dataclass
class Marks:
    """Words to look for: those that stand where a reader sees them, in order, and the others."""

    seen: list[str] = field(default_factory=list)
    count: int = 0

    def see(self) -> str:
        self.count += 1
        self.seen.append(f"seen{self.count}")
        return self.seen[-1]

    def hide(self) -> str:
        self.count += 1
        return f"hidden{self.count}"


def a_link(marks: Marks, draw: st.DrawFn) -> str:
    """A piece of mrkdwn."""
    match draw(st.integers(0, 9)):
        case 0:
            return f"our <https://{marks.hide()}.example/a|{marks.see()}>"
        case 1:
            return f"see <https://{marks.hide()}.example>"
        case 2:
            return f"<@U{marks.hide()}> and <#C{marks.hide()}|{marks.see()}>"
        case 3:
            return f"<!subteam^S{marks.hide()}|@{marks.see()}> <!here>"
        case 4:
            return f"<!date^17^{marks.hide()}^https://{marks.hide()}.example|{marks.see()}>"
        case 5:
            return f"*{marks.see()}* _{marks.see()}_ `{marks.see()}` ~{marks.see()}~"
        case 6:
            return f"&gt; {marks.see()} &amp; {marks.see()}"
        case 7:
            return f"<https://{marks.hide()}.example|https://{marks.hide()}.example>"
    return f"{marks.see()} {marks.see()}"


def text_object(marks: Marks, draw: st.DrawFn) -> Json:
    if draw(st.booleans()):
        return {"type": "mrkdwn", "text": a_link(marks, draw)}
    return {"type": "plain_text", "text": f"{marks.see()} <{marks.see()}>"}


def rich_element(marks: Marks, draw: st.DrawFn) -> Json:
    style = draw(st.sampled_from([{}, {"style": {"bold": True}}, {"style": {"code": True}}]))
    url = {"url": f"https://{marks.hide()}.example"}
    match draw(st.integers(0, 9)):
        case 0:
            return {"type": "link", **url, "text": marks.see(), **style}
        case 1:
            return {"type": "link", **url}
        case 2:
            return {"type": "user", "user_id": f"U{marks.hide()}"}
        case 3:
            return {"type": "usergroup", "usergroup_id": f"S{marks.hide()}"}
        case 4:
            return {"type": "channel", "channel_id": f"C{marks.hide()}"}
        case 5:
            return {"type": "emoji", "name": marks.hide(), "unicode": "1f44b"}
        case 6:
            return {"type": "date", "timestamp": 17, "format": marks.hide(), **url,
                    "fallback": marks.see()}  # fmt: skip
        case 7:
            return {"type": "broadcast", "range": marks.see()}
    return {"type": "text", "text": f" {marks.see()} <{marks.see()}> ", **style}


def rich_part(marks: Marks, draw: st.DrawFn) -> Json:
    kind = draw(st.sampled_from(["section", "quote", "preformatted", "list"]))
    elements = [
        rich_part(marks, draw) | {"type": "rich_text_section"}
        if kind == "list"
        else rich_element(marks, draw)
        for _ in range(draw(st.integers(1, 3)))
    ]
    return {"type": f"rich_text_{kind}", "elements": elements, "indent": 0}


def cell(marks: Marks, draw: st.DrawFn) -> Json:
    if draw(st.booleans()):
        return {"type": "raw_text", "text": marks.see()}
    return {"type": "rich_text", "elements": [rich_part(marks, draw)]}


def a_block(marks: Marks, draw: st.DrawFn) -> Json:
    ids = {"block_id": marks.hide()}
    match draw(st.integers(0, 9)):
        case 0:
            return {"type": "section", **ids, "text": text_object(marks, draw),
                    "fields": [text_object(marks, draw)], "accessory": a_button(marks)}  # fmt: skip
        case 1:
            title = {"type": "plain_text", "text": marks.see()}
            return {"type": "header", "text": title, **ids}
        case 2:
            image = {"type": "image", "image_url": f"https://{marks.hide()}", "alt_text": "-"}
            return {"type": "context", "elements": [image, text_object(marks, draw)], **ids}
        case 3:
            text = f"# {marks.see()}\n[{marks.see()}](https://{marks.hide()}.example)"
            return {"type": "markdown", "text": text}
        case 4:
            rows = [[cell(marks, draw), cell(marks, draw)] for _ in range(2)]
            return {"type": "table", "rows": rows, **ids}
        case 5:
            return {"type": "actions", "elements": [a_button(marks)], **ids}
        case 6:
            return {"type": "divider", **ids}
        case 7:
            title = {"type": "plain_text", "text": marks.see()}
            return {"type": "image", "image_url": marks.hide(), "alt_text": "-", "title": title}
    return {"type": "rich_text", "elements": [rich_part(marks, draw)], **ids}


def a_button(marks: Marks) -> Json:
    label = {"type": "plain_text", "text": "Open"}
    return {"type": "button", "text": label, "value": marks.hide(), "action_id": marks.hide()}


def an_attachment(marks: Marks, draw: st.DrawFn, depth: int) -> Json:
    built: Json = {"id": 1, "color": marks.hide(), "from_url": f"https://{marks.hide()}.example"}
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return {**built, "fallback": marks.see()}
    built["fallback"] = "[no preview available]"
    if kind == 1:
        built["fallback"] = marks.hide()
        built |= {"pretext": a_link(marks, draw), "title": marks.see(), "title_link": marks.hide()}
        built |= {"text": a_link(marks, draw)}
        built |= {"fields": [{"title": marks.see(), "value": a_link(marks, draw), "short": True}]}
        return built
    if kind == 2:
        return {**built, "blocks": [{"type": "section", "text": text_object(marks, draw)}]}
    before = len(marks.seen)
    message = a_message(marks, draw, depth - 1)
    repeated = marks.hide() if len(marks.seen) > before else ""
    forwarded = {"is_share": True, "is_msg_unfurl": True, "text": repeated, "ts": "17.1"}
    held = {"team": marks.hide(), "channel": marks.hide(), "ts": "17.1", "message": message}
    return {**built, **forwarded, "message_blocks": [held], "channel_id": marks.hide()}


def a_message(marks: Marks, draw: st.DrawFn, depth: int = 3) -> Json:
    """A message: where there are blocks with words, nobody sees its text."""
    message: Json = {"user": marks.hide(), "ts": "17.1"}
    if draw(st.booleans()):
        before = len(marks.seen)
        message["blocks"] = [a_block(marks, draw) for _ in range(draw(st.integers(1, 3)))]
        message["text"] = marks.hide() if len(marks.seen) > before else marks.see()
    else:
        message["text"] = a_link(marks, draw)
    if depth:
        message["attachments"] = [
            an_attachment(marks, draw, depth) for _ in range(draw(st.integers(0, 2)))
        ]
    if draw(st.booleans()):
        message["files"] = [a_file(marks, draw)]
    return message


def a_file(marks: Marks, draw: st.DrawFn) -> Json:
    """A file; of some, Slack shows what is in them."""
    file = {"id": marks.hide(), "url_private": marks.hide(), "name": marks.hide()}
    file["title"] = f"{marks.see()}.pdf"
    match draw(st.sampled_from(["hosted", "snippet", "email", "recording"])):
        case "snippet":
            return {**file, "preview": marks.see(), "preview_highlight": f"<p>{marks.hide()}"}
        case "email":
            return {**file, "preview": f"<p>{marks.hide()}", "plain_text": marks.see()}
        case "recording":
            said = {"content": marks.see(), "has_more": True}
            return {**file, "transcription": {"status": "complete", "preview": said}}
    return {**file, "transcription": {"status": "processing"}}


@st.composite
def messages(draw: st.DrawFn) -> tuple[Json, list[str]]:
    marks = Marks()
    return a_message(marks, draw), marks.seen


def read(message: Any) -> str:
    return read_message(msgspec.convert(message, ShownMessage))


@given(messages())
def test_what_is_seen_is_read_once_in_order_and_nothing_else(
    message: tuple[Json, list[str]],
) -> None:
    whole, seen = message
    assert WORD.findall(read(whole)) == seen


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["rich_text", "<!"]),
    lambda inner: st.lists(inner)
    | st.dictionaries(
        st.sampled_from(
            ["type", "text", "elements", "blocks", "rows", "title", "fields", "message_blocks",
             "message", "attachments", "files", "style", "fallback", "preview", "transcription",
             "content"]
        ),
        inner,
    ),
)  # fmt: skip


@given(st.lists(ANYTHING), st.lists(ANYTHING), st.lists(ANYTHING))
def test_whatever_a_message_is_made_of_is_no_fault(
    blocks: list[Any], attachments: list[Any], files: list[Any]
) -> None:
    message = ShownMessage(blocks=blocks, attachments=attachments, files=files)
    assert isinstance(read_message(message), str)


def test_what_is_nested_without_end_is_no_fault() -> None:
    block: Any = {"type": "section", "text": {"type": "mrkdwn", "text": "deep"}}
    message: Any = {"text": "deep"}
    for _ in range(900):
        block = {"type": "rich_text_section", "elements": [block]}
        message = {"text": "", "attachments": [{"message_blocks": [{"message": message}]}]}
    assert read({**message, "blocks": [block]}) == ""


def test_a_typed_link_is_read_as_its_label() -> None:
    typed = (
        "our <https://acme.example|WordPress site>, <http://asp.net|asp.net> &amp; <https://x.y/z>"
    )
    assert read_links(typed).split() == ["our", "WordPress", "site,", "asp.net", "&"]
    assert read_links("<@U1> <#C1|php> <!here>") == "<@U1> <#C1|php> <!here>"
