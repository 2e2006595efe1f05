"""App Home as a view."""

from bot.advice.blocks import build_advice
from bot.slack import limits
from bot.slack.blocks import (
    Block,
    Element,
    actions,
    button,
    confirm,
    divider,
    header,
    section,
)
from bot.slack.ids import OPEN_FORM, open_id
from bot.slack.views import Home
from knowledge.advice.explanation import advise
from knowledge.store import Store

RESUME = "home.resume"
DELETE = "home.delete"

MOST_FEATURED = 5
EXAMPLES = ("php vs backend", "model", "sources")


def build_home(store: Store, answers: dict[str, str]) -> Home:
    """Home for a person whose last answers are these; without any, what RoleFit does."""
    blocks = _last_advice(store, answers) if answers else _welcome()
    featured = store.documents("faq", MOST_FEATURED)
    questions = [
        button(entry.label, open_id(index), entry.key) for index, entry in enumerate(featured)
    ]
    blocks += [divider(), section("*Questions that people ask*"), actions(questions)]
    examples = [button(text, open_id(index), text) for index, text in enumerate(EXAMPLES)]
    blocks += [section("*Try it*"), actions(examples)]
    keeps = button("What RoleFit keeps", open_id(0), "privacy")
    blocks += [divider(), actions([keeps, _delete_button()])]
    return {"type": "home", "blocks": blocks[: limits.VIEW_BLOCKS]}


def _welcome() -> list[Block]:
    return [
        header("Which role to open, and why"),
        section(
            "Answer a few questions about the work, and RoleFit says which role to post, what "
            "speaks against it and what would change that.\n"
            "Ask anything with `/rolefit` in a channel: only you see the answer until you share "
            "it.\n"
            "Every reason names its source. What no source says, RoleFit does not know."
        ),
        actions([button("Which role fits us?", OPEN_FORM, "open", primary=True)]),
    ]


def _last_advice(store: Store, answers: dict[str, str]) -> list[Block]:
    again = [
        button("Change my answers", RESUME, "resume", primary=True),
        button("Start anew", OPEN_FORM, "open"),
    ]
    return [*build_advice(store, advise(store, answers)), actions(again)]


def _delete_button() -> Element:
    element = button("Delete my data", DELETE, "delete")
    element["style"] = "danger"
    element["confirm"] = confirm(
        "Delete your data?",
        "Your last answers, your votes and what still waits to be posted go. What is posted stays "
        "in its channel.",
        "Delete",
        "Keep it",
        danger=True,
    )
    return element
