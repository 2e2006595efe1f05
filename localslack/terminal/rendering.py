"""Messages and forms as a person sees them in a terminal: what can be pressed on messages has a
number, what ends or leaves a step of a form a letter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_lowercase
from typing import Literal

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from localslack.block_kit.interactive import VALUE_KEYS, elements_of, options_of, sides_of
from localslack.models import APP, SLACKBOT, Json, Message, Surface, View
from localslack.terminal.mrkdwn import Names, render_mrkdwn, render_rich_text, render_text
from localslack.workspace import Workspace

WIDTH = 90
STACKED_BELOW = 70
INDENT = 2
ALERT_MARKS = {"warning": "⚠ ", "error": "✗ ", "success": "✓ ", "info": "i "}


@dataclass(frozen=True)
class Choice:
    """What can be chosen: a button, a menu, an input, or (with `option`) one of its options."""

    surface: Surface
    block: Json
    element: Json
    option: Json | None = None


Ending = Literal["submit", "close"]


class Renderer:
    """Turns messages and forms into lines; collects the choices that it numbered, and those that
    it gave letters in the form that is open.
    """

    def __init__(self, workspace: Workspace, width: int) -> None:
        self.choices: list[Choice] = []
        self.letters: dict[str, Choice | Ending] = {}
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
        yield from self._blocks(shown, shown.blocks)

    def view(self, shown: View) -> Iterator[RenderableType]:
        """A modal but for its inputs, which are asked one by one."""
        self.letters = {}
        close = self._ending(shown, "close", "Close")
        yield Text()
        yield Rule(Text(_plain(shown.given["title"]), style="bold"), style="dim")
        if shown.trouble:
            yield self._indented(Text(shown.trouble, style="red"))
        yield from self._blocks(shown, [one for one in shown.blocks if one["type"] != "input"])
        endings = [self._ending(shown, "submit", ""), close]
        yield from (self._indented(line) for line in self._packed([one for one in endings if one]))
        yield Rule(style="dim")

    def field(self, asked: Choice, wrong: str) -> Iterator[RenderableType]:
        """An input of a form, what is `wrong` with it, and its options, numbered anew."""
        block, self.choices = asked.block, []
        optional = " (optional)" if block.get("optional") else ""
        yield Text()
        yield self._indented(Text(_plain(block["label"]) + optional, style="bold"))
        if wrong:
            yield self._indented(Text(wrong, style="red"))
        if "hint" in block:
            yield self._indented(Text(_plain(block["hint"]), style="dim"))
        yield from self.options(asked, self.options_for(asked.element))

    def options_for(self, element: Json) -> list[Json]:
        """What a menu offers; of conversations, the channels."""
        if element["type"] != "conversations_select":
            return options_of(element)
        return [
            {"text": {"type": "plain_text", "text": f"#{channel.name}"}, "value": channel.id}
            for channel in self._workspace.channels.values()
            if not channel.is_im
        ]

    def kept(self, asked: Choice) -> str:
        """What an input holds, in words."""
        texts = _chosen_texts(asked.surface, asked.block, asked.element)
        return ", ".join(self._names.get(text, text) for text in texts)

    def options(self, choice: Choice, options: list[Json]) -> Iterator[RenderableType]:
        """A menu's options, numbered after what is already there."""
        chosen = _chosen_texts(choice.surface, choice.block, choice.element)
        for option in options:
            number = self._number(Choice(choice.surface, choice.block, choice.element, option))
            text = _plain(option["text"])
            mark = " ✓" if text in chosen or option["value"] in chosen else ""
            yield self._indented(Text(f"[{number}] {text}{mark}"))

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

    def _blocks(self, surface: Surface, blocks: list[Json]) -> Iterator[RenderableType]:
        for before, block in pairwise([{"type": "header"}, *blocks]):
            if block["type"] == "section" and before["type"] != "header":
                yield Text()  # as Slack sets paragraphs apart
            yield from self._block(surface, block)

    def _block(self, surface: Surface, block: Json) -> Iterator[RenderableType]:
        for drawn in self._draw(block):
            yield self._indented(drawn)
        labels = [
            label
            for element in elements_of(block)
            for label in self._labels(surface, block, element)
        ]
        yield from (self._indented(line) for line in self._packed(labels))

    def _draw(self, block: Json) -> Iterator[RenderableType]:
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

    def _labels(self, surface: Surface, block: Json, element: Json) -> Iterator[str]:
        for side in sides_of(element):
            mark = self._mark(Choice(surface, block, element, side), _plain(side["text"]))
            yield f"[{mark}] {_plain(side['text'])}"
        if not sides_of(element):
            text = self._text(surface, block, element)
            yield f"[{self._mark(Choice(surface, block, element), text)}] {text}"

    def _text(self, surface: Surface, block: Json, element: Json) -> str:
        if element["type"] == "button":
            return _plain(element["text"])
        if element["type"] == "overflow":
            return "…"
        chosen = ", ".join(_chosen_texts(surface, block, element))
        placeholder = _plain(element["placeholder"]) if "placeholder" in element else "Choose"
        return f"{placeholder} ▾ {chosen}".rstrip()

    def _ending(self, shown: View, key: Ending, missing: str) -> str:
        text = _plain(shown.given[key]) if key in shown.given else missing
        return f"[{self._letter(key, text)}] {text}" if text else ""

    def _mark(self, choice: Choice, text: str) -> str:
        if isinstance(choice.surface, View):
            return self._letter(choice, text)
        return str(self._number(choice))

    def _letter(self, choice: Choice | Ending, text: str) -> str:
        """The first letter of its text that is free, else any: a form holds few buttons."""
        letters = [*(sign for sign in text.lower() if sign in ascii_lowercase), *ascii_lowercase]
        letter = next((one for one in letters if one not in self.letters), "-")
        self.letters[letter] = choice
        return letter

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
