"""Slack's text formats as rich text: https://docs.slack.dev/messaging/formatting-message-text."""

import re
from collections.abc import Mapping

from rich.emoji import Emoji
from rich.style import Style
from rich.text import Text

from localslack.models import Json

TOKEN = re.compile(
    r"```(?P<block>.+?)```"
    r"|`(?P<code>[^`\n]+)`"
    r"|<(?P<link>[^<>\n]+)>"
    r"|(?<![\w*])\*(?P<bold>[^*\n]+)\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic>[^_\n]+)_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>[^~\n]+)~(?![\w~])",
    re.DOTALL,
)
STYLES = {
    "block": Style(color="cyan"),
    "code": Style(color="cyan"),
    "link": Style(color="blue", underline=True),
    "bold": Style(bold=True),
    "italic": Style(italic=True),
    "strike": Style(strike=True),
}
QUOTE = re.compile(r"^(?:&gt;|>) ?", re.MULTILINE)
QUOTE_BAR = "▎ "

Names = Mapping[str, str]


def render_text(text: Json, names: Names) -> Text:
    """Render a text object; `names` gives ids of people and channels a name."""
    if text["type"] == "mrkdwn":
        return render_mrkdwn(text["text"], names)
    return Text(Emoji.replace(text["text"]))


def render_mrkdwn(source: str, names: Names) -> Text:
    """Render mrkdwn: bold, italic, strike, code, quotes, links, mentions."""
    rendered = Text()
    _append(rendered, QUOTE.sub(QUOTE_BAR, source), Style(), names)
    return rendered


def _append(rendered: Text, source: str, style: Style, names: Names) -> None:
    position = 0
    for match in TOKEN.finditer(source):
        rendered.append(_leaf(source[position : match.start()]), style)
        position = match.end()
        kind = str(match.lastgroup)
        inner, inner_style = match[kind], style + STYLES[kind]
        if kind == "link":
            label, address = _read_link(inner, names)
            linked = Style(link=address) if address else Style()
            rendered.append(_leaf(label), inner_style + linked)
            if address and address.startswith("http") and address != _unescape(label):
                # not every terminal has links
                rendered.append(f" ({address})", style)
        elif kind in ("block", "code"):
            rendered.append(_unescape(inner.strip("\n")), inner_style)
        else:
            _append(rendered, inner, inner_style, names)
    rendered.append(_leaf(source[position:]), style)


def _read_link(inner: str, names: Names) -> tuple[str, str | None]:
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return f"@{label or names.get(target[1:], target[1:])}", None
    if target.startswith("#"):
        return f"#{label or names.get(target[1:], target[1:])}", None
    if target.startswith("!"):
        return label or f"@{target[1:]}", None
    return label or target, _unescape(target)


def _leaf(text: str) -> str:
    return Emoji.replace(_unescape(text))


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def render_rich_text(block: Json, names: Names) -> Text:
    """Render a rich_text block."""
    lines: list[Text] = []
    for part in block["elements"]:
        if part["type"] == "rich_text_list":
            lines += _list_lines(part, names)
        else:
            bar = QUOTE_BAR if part["type"] == "rich_text_quote" else ""
            lines.append(Text(bar) + _leaves(part["elements"], names))
    return Text("\n").join(lines)


def _list_lines(part: Json, names: Names) -> list[Text]:
    lines = []
    for number, item in enumerate(part["elements"], 1 + part.get("offset", 0)):
        mark = f"{number}. " if part["style"] == "ordered" else "• "
        indent = "  " * part.get("indent", 0)
        lines.append(Text(indent + mark) + _leaves(item["elements"], names))
    return lines


def _leaves(leaves: list[Json], names: Names) -> Text:
    rendered = Text()
    for leaf in leaves:
        rendered.append(_leaf_text(leaf, names), _leaf_style(leaf))
    return rendered


def _leaf_text(leaf: Json, names: Names) -> str:
    if leaf["type"] == "link":
        return str(leaf.get("text") or leaf["url"])
    if leaf["type"] == "emoji":
        return Emoji.replace(f":{leaf['name']}:")
    if leaf["type"] == "user":
        return f"@{names.get(leaf['user_id'], leaf['user_id'])}"
    if leaf["type"] == "channel":
        return f"#{names.get(leaf['channel_id'], leaf['channel_id'])}"
    return str(leaf["text"])


def _leaf_style(leaf: Json) -> Style:
    given = leaf.get("style", {})
    style = STYLES["link"] + Style(link=leaf["url"]) if leaf["type"] == "link" else Style()
    for name in ("bold", "italic", "strike", "code"):
        if given.get(name):
            style += STYLES[name]
    return style
