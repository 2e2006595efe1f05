"""What a person sees in the local Slack, and what they could press there."""

import json
from dataclasses import dataclass
from typing import Any

from localslack.block_kit.interactive import each_element, sides_of
from localslack.models import Json, Message, Person, View
from localslack.workspace import Workspace
from tests.scenarios.flows.packs import Answers
from tests.support.workspace import ENGINEERING, HIRING

LATEST = 4  # messages of a channel that are still in view
FORM = ("advice.step", "advice.result")


@dataclass(frozen=True)
class Control:
    """A button or a menu, and where it stands."""

    screen: Message | View
    block: Json
    element: Json

    @property
    def action(self) -> str:
        """Its action id without the number that tells it from its neighbours."""
        return str(self.element["action_id"]).rstrip("0123456789").rstrip(".")

    @property
    def question(self) -> str:
        """The question that an answer belongs to; once resumed, a form has other block ids."""
        return str(self.block["block_id"]).partition("/")[0]

    @property
    def options(self) -> list[str | None]:
        """What may be chosen: in a form, also nothing any more; of feedback, a side."""
        either = [*self.element.get("options", []), *sides_of(self.element)]
        offered: list[str | None] = [one["value"] for one in either]
        return [*offered, None] if self.block["type"] == "input" else offered

    def given(self, option: str | None) -> dict[str, Any]:
        """How the local Slack is told which control is meant, and what is chosen."""
        meant: dict[str, Any] = {"block_id": self.block["block_id"]}
        if self.element["type"] == "button":
            return meant | {"value": self.element.get("value")}
        if self.element["type"] == "feedback_buttons":
            return meant | {"value": option}
        return meant | {"option": option}


def controls(place: Workspace, person: Person) -> list[Control]:
    """Every button and menu that a person could press now; an open form hides all else."""
    top, home = place.views.top(person), place.views.home(person)
    screens: list[Message | View] = [top] if top else [
        *place.conversation(HIRING, person)[-LATEST:],
        *place.conversation(ENGINEERING, person)[-LATEST:],
        *([home] if home else []),
    ]  # fmt: skip
    return [control for screen in screens for control in controls_of(screen)]


def controls_of(screen: Message | View) -> list[Control]:
    """The buttons and menus of one message or view."""
    return [
        Control(screen, block, element)
        for block, element in each_element(screen.blocks)
        if element["type"] in {"button", "feedback_buttons", "static_select"}
    ]


def seen(place: Workspace, person: Person) -> list[object]:
    """Everything on a person's screen, to tell whether it has changed."""
    shown: list[object] = [
        (message.ts, message.edits)
        for channel in place.channels.values()
        for message in place.conversation(channel, person)
    ]
    home = place.views.home(person)
    views = [*place.views.stack(person), *([home] if home else [])]
    return [*shown, *((view.id, view.hash, view.trouble, str(view.errors)) for view in views)]


def words(place: Workspace, person: Person) -> str:
    """Every word on a person's screen."""
    home = place.views.home(person)
    views = [*place.views.stack(person), *([home] if home else [])]
    texts = [m.text for c in place.channels.values() for m in place.conversation(c, person)]
    return json.dumps([texts, [view.blocks for view in views]], ensure_ascii=False)


def chosen(view: View) -> dict[str, str | None]:
    """What each question of a step stands at, of what it offers now."""
    found = {}
    for control in _inputs(view):
        state = view.state[control.block["block_id"]][control.element["action_id"]]
        option = (state["selected_option"] or {}).get("value")
        found[control.question] = option if option in control.options else None
    return found


def expected(view: View, answers: Answers) -> dict[str, str | None]:
    """What each question of a step should stand at, if these are the person's answers."""
    found: dict[str, str | None] = {}
    for control in _inputs(view):
        option = answers.get(control.question)
        found[control.question] = option if option in control.options else None
    return found


def _inputs(view: View) -> list[Control]:
    return [control for control in controls_of(view) if control.block["type"] == "input"]


def above_the_line(view: View) -> str:
    """What a modal shares: from its heading to the line."""
    kinds = [block["type"] for block in view.blocks]
    content = view.blocks[kinds.index("header") : kinds.index("divider")]
    return json.dumps([{k: v for k, v in b.items() if k != "block_id"} for b in content])
