"""Messages and views as a person sees them in a terminal, with numbers for what can be pressed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from localslack.block_kit.interactive import VALUE_KEYS, elements_of
from localslack.models import APP, SLACKBOT, Json, Message, Surface, View
from localslack.terminal.mrkdwn import Names, render_mrkdwn, render_rich_text, render_text
from localslack.workspace import Workspace

WIDTH = 90
STACKED_BELOW = 70
INDENT = 2
ALERT_MARKS = {"warning": "⚠ ", "error": "✗ ", "success": "✓ ", "info": "i "}


@dataclass(frozen=True)
class Choice:
    """Something with a number: a button, a menu, or (with `option`) one of a menu's options."""

    surface: Surface
    block: Json
    element: Json
    option: Json | None = None


class Renderer:
    """Turns messages and views into lines; collects the choices that it numbered."""

    def __init__(self, workspace: Workspace, width: int) -> None:
        self.choices: list[Choice] = []
        self._workspace = workspace
        self._width = min(width, WIDTH)
        self._names: Names = {
            **{person.id: person.name for person in workspace.people.values()},
            **{channel.id: channel.name for channel in workspace.channels.values()},
            workspace.app.user_id: workspace.app.name,
        }

    @property
    def width(self) -> int:
        """How many columns lines may take."""
        return self._width

    def message(self, shown: Message) -> Iterator[RenderableType]:
        """A message: who wrote it, who sees it, its blocks or else its text."""
        yield Text()
        yield self._author_line(shown)
        if not shown.blocks:
            yield self._indented(render_mrkdwn(shown.text, self._names))
        for before, block in pairwise([{"type": "header"}, *shown.blocks]):
            if block["type"] == "section" and before["type"] != "header":
                yield Text()  # as Slack sets paragraphs apart
            yield from self._block(shown, block)

    def view(self, shown: View) -> Iterator[RenderableType]:
        """A modal or Home tab; its inputs are shown, not asked."""
        title = shown.given["title"]["text"] if shown.type == "modal" else "Home"
        yield Rule(Text(title, style="bold"), style="dim")
        for block in shown.blocks:
            yield from self._block(shown, block)
        buttons = [shown.given[key]["text"] for key in ("close", "submit") if key in shown.given]
        yield self._indented(Text("   ".join(f"({text})" for text in buttons), style="dim"))
        yield Rule(style="dim")

    def options(self, choice: Choice, options: list[Json]) -> Iterator[RenderableType]:
        """A menu's options, numbered after what is already there."""
        chosen = _chosen_texts(choice.surface, choice.block, choice.element)
        for option in options:
            number = self._number(Choice(choice.surface, choice.block, choice.element, option))
            text = _plain(option["text"])
            yield self._indented(Text(f"[{number}] {text}{' ✓' if text in chosen else ''}"))

    def confirmation(self, confirm: Json) -> Iterator[RenderableType]:
        """A confirm object's question."""
        yield self._indented(Text(_plain(confirm["title"]), style="bold"))
        yield self._indented(render_text(confirm["text"], self._names))
        answers = f"y: {_plain(confirm['confirm'])}   n: {_plain(confirm['deny'])}"
        yield self._indented(Text(answers))

    def _author_line(self, shown: Message) -> Text:
        known = {APP: self._workspace.app.name, SLACKBOT: "Slackbot"}
        line = Text(known.get(shown.author) or self._names[shown.author], style="bold")
        if shown.is_ephemeral:
            place = "Only visible to you"
        elif shown.channel.is_im:
            place = "direct message"
        else:
            place = f"in #{shown.channel.name}"
        thread = ", in a thread" if shown.thread_ts else ""
        edited = " (updated)" if shown.edits else ""
        return line.append(f"  {place}{thread}{edited}", style="not bold dim")

    def _block(self, surface: Surface, block: Json) -> Iterator[RenderableType]:
        for drawn in self._draw(surface, block):
            yield self._indented(drawn)
        labels = [self._label(surface, block, element) for element in elements_of(block)]
        if block["type"] != "input":
            yield from (self._indented(line) for line in self._packed(labels))

    def _draw(self, surface: Surface, block: Json) -> Iterator[RenderableType]:
        kind = block["type"]
        if kind == "header":
            yield Text(_plain(block["text"]), style="bold underline")
        elif kind == "divider":
            yield Rule(style="dim")
        elif kind == "context":
            texts = [render_text(text, self._names) for text in block["elements"]]
            line = Text("  ").join(texts)
            line.stylize("dim")
            yield line
        elif kind == "alert":
            mark = ALERT_MARKS.get(block.get("level", ""), "")
            yield Text(mark, style="yellow") + render_text(block["text"], self._names)
        elif kind == "rich_text":
            yield render_rich_text(block, self._names)
        elif kind == "input":
            yield from _draw_input(surface, block, self._names)
        elif kind == "section":
            yield from self._draw_section(block)

    def _draw_section(self, block: Json) -> Iterator[RenderableType]:
        if "text" in block:
            yield render_text(block["text"], self._names)
        fields = [render_text(text, self._names) for text in block.get("fields", [])]
        if self._width < STACKED_BELOW:
            yield from fields
        elif fields:
            yield _two_columns(fields)

    def _label(self, surface: Surface, block: Json, element: Json) -> str:
        if block["type"] == "input":
            return ""
        number = self._number(Choice(surface, block, element))
        if element["type"] == "button":
            return f"[{number}] {_plain(element['text'])}"
        if element["type"] == "overflow":
            return f"[{number}] …"
        chosen = ", ".join(_chosen_texts(surface, block, element))
        placeholder = _plain(element["placeholder"]) if "placeholder" in element else "Choose"
        return f"[{number}] {placeholder} ▾ {chosen}".rstrip()

    def _number(self, choice: Choice) -> int:
        self.choices.append(choice)
        return len(self.choices)

    def _packed(self, labels: list[str]) -> Iterator[Text]:
        line = ""
        for label in labels:
            if line and len(line) + len(label) + 3 > self._width - INDENT:
                yield Text(line, style="green")
                line = ""
            line = f"{line}   {label}" if line else label
        if line:
            yield Text(line, style="green")

    def _indented(self, drawn: RenderableType) -> RenderableType:
        return Padding(drawn, (0, 0, 0, INDENT))


def _plain(text: Json) -> str:
    return str(text["text"])


def _two_columns(fields: list[Text]) -> Table:
    table = Table.grid(expand=True, padding=(0, 2, 0, 0))
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    for left in range(0, len(fields), 2):
        table.add_row(*fields[left : left + 2])
    return table


def _draw_input(surface: Surface, block: Json, names: Names) -> Iterator[RenderableType]:
    element = block["element"]
    optional = " (optional)" if block.get("optional") else ""
    yield Text(_plain(block["label"]) + optional, style="bold")
    chosen = _chosen_texts(surface, block, element)
    entered = ", ".join(names.get(text, text) for text in chosen)  # a conversation by its name
    offered = " / ".join(_plain(option["text"]) for option in element.get("options", []))
    placeholder = _plain(element["placeholder"]) if "placeholder" in element else ""
    yield Text(f"  {entered or offered or placeholder or '…'}")
    if "hint" in block:
        yield Text(f"  {_plain(block['hint'])}", style="dim")


def _chosen_texts(surface: Surface, block: Json, element: Json) -> list[str]:
    if element["type"] not in VALUE_KEYS:
        return []
    key = VALUE_KEYS[element["type"]][0]
    entered = surface.state.get(block["block_id"], {}).get(element["action_id"], {}).get(key)
    chosen = entered if isinstance(entered, list) else [entered]
    return [
        _plain(option["text"]) if isinstance(option, dict) else str(option)
        for option in chosen
        if option is not None
    ]
