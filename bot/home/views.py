"""App Home as a view."""

from bot.advice.blocks import build_advice
from bot.advice.prefill import open_form_button, open_form_buttons
from bot.advice.result import kickoff_buttons
from bot.advice.views import Form
from bot.slack import limits
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    confirm,
    divider,
    escape,
    header,
    message,
    section,
)
from bot.slack.ids import open_id
from bot.slack.views import Home
from knowledge.advice.explanation import advise
from knowledge.store import Store

RESUME = "home.resume"
DELETE = "home.delete"

MOST_FEATURED = 5
HOW = (
    "Ask anything with `/rolefit` in a channel: only you see the answer until you share it.\n"
    "Every reason names its source. What no source says, RoleFit does not know."
)


def build_home(store: Store, form: Form | None) -> Home:
    """Home for a person whose last answers a form holds; without any, what RoleFit does."""
    blocks = _last_advice(store, form) if form and form.answers else _welcome(store)
    featured = store.documents("faq", MOST_FEATURED)
    questions = [
        button(entry.label, open_id(index), entry.key) for index, entry in enumerate(featured)
    ]
    if questions:
        blocks += [divider(), section("*Questions that people ask*"), actions(questions)]
    blocks += [section("*Try it*"), actions(_tries(store, 1))]
    keeps = button("What RoleFit keeps", open_id(0), "privacy")
    blocks += [divider(), actions([keeps, delete_button(DELETE)])]
    return {"type": "home", "blocks": blocks[: limits.VIEW_BLOCKS]}


def build_messages_welcome(store: Store) -> Message:
    """What greets a person in their conversation with us, where they can't type."""
    lines = [*(escape(about.welcome) for about in store.about), HOW]
    forms = _forms(store)
    tries = actions(_tries(store, len(store.examples)))
    return message([section("\n".join(lines)), *([actions(forms)] if forms else []), tries])


def _tries(store: Store, examples: int) -> list[Element]:
    """Buttons that ask so many of the packs' examples, and what every pack may be asked."""
    tries = [(text, text) for text in store.examples[:examples]]
    if store.engagement:
        tries.append(("Ways to hire", "model"))
    tries.append(("Where answers come from", "sources"))
    return [button(label, open_id(index), text) for index, (label, text) in enumerate(tries)]


def _welcome(store: Store) -> list[Block]:
    lines = [escape(about.welcome) for about in store.about]
    if store.questionnaires:
        lines.append(
            "Answer a few questions about the work, and RoleFit says which role to post, what "
            "speaks against it and what would change that."
        )
    said = section("\n".join([*lines, HOW]))
    forms = _forms(store)
    return [header("Which role to open, and why"), said, *([actions(forms)] if forms else [])]


def _forms(store: Store) -> list[Element]:
    """The buttons that open the questionnaires."""
    every = [*store.questionnaires.values()]
    if len(every) != 1:
        return open_form_buttons(every)
    return [{**open_form_button(every[0].id, "Which role fits us?"), "style": "primary"}]


def _last_advice(store: Store, form: Form) -> list[Block]:
    asked = store.questionnaires[form.questionnaire]
    advice = advise(store, asked, form.answers)
    again = [
        button("Change my answers", RESUME, "resume", primary=True),
        *kickoff_buttons(advice),
        open_form_button(asked.id, "Start anew"),
    ]
    return [*build_advice(store, advice), actions(again)]


def delete_button(action_id: str) -> Element:
    """A button that deletes what is kept of whoever presses it, once they have confirmed."""
    element = button("Delete my data", action_id, "delete")
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
