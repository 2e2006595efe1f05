"""The questionnaire as modals: three steps, and what an open form holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from bot.slack import limits
from bot.slack.blocks import Block, Element, actions, button, context, menu, plain
from bot.slack.views import View
from knowledge.advice import DONT_KNOW
from knowledge.models import Question
from knowledge.store import Store

STEP = "advice.step"  # callback id of a step
ANSWER = "advice.answer"
BACK = "advice.back"
NOW = "advice.now"
RESUME = "advice.resume"

STEPS = (1, 2, 3)
# Slack keeps what stood in an input, even nothing, as long as its ids stay the same: only under
# another block id do earlier answers show and count.
RESUMED_SUFFIX = "/resumed"
TITLE = "Which role fits?"
DONT_KNOW_TEXT = "Don't know"

_encode = msgspec.json.encode


@dataclass(frozen=True, slots=True)
class Form:
    """What an open form holds: the step that is shown, and answers by question.

    On the card, `digest` names what it shows: what is shared must be what was seen.
    `resumed` says that earlier answers have been filled in.
    """

    step: int
    answers: dict[str, str]
    digest: str = ""
    resumed: bool = False


def build_step(store: Store, form: Form, notice: str = "") -> View:
    """One step with the answers that it has; `notice` says what the person should know."""
    questions = [q for q in store.questionnaire.questions if q.step == form.step]
    blocks = [context(f"Step {form.step} of {len(STEPS)}. Every question may stay open.")]
    if notice:
        blocks.insert(0, _alert(notice))
    blocks += [_input(question, form) for question in questions]
    return {
        "type": "modal",
        "callback_id": STEP,
        "title": plain(TITLE, limits.VIEW_TITLE),
        "submit": plain("Next" if form.step < STEPS[-1] else "Advice", limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_TITLE),
        "private_metadata": write_form(form),
        "blocks": [*blocks, actions(_buttons(form))],
    }


def read_form(view: View, store: Store) -> Form:
    """The form as the person sees it: what it held, and what is chosen now.

    Answers that the questionnaire no longer has (the pack has changed under the open form, or
    somebody has forged them) are left out.
    """
    held = _read_held(view.get("private_metadata") or "")
    chosen: dict[str, str | None] = {}
    for block_id, values in view["state"]["values"].items():
        for value in values.values():
            option = value.get("selected_option") or {}
            chosen[block_id.removesuffix(RESUMED_SUFFIX)] = option.get("value")
    return replace(held, answers=valid_answers(store, {**held.answers, **chosen}))


def valid_answers(store: Store, answers: Mapping[str, object]) -> dict[str, str]:
    """Those answers that the questionnaire has, in its order."""
    return {
        question.id: str(answers[question.id])
        for question in store.questionnaire.questions
        if answers.get(question.id) in {DONT_KNOW, *(option.id for option in question.options)}
    }


def write_form(form: Form) -> str:
    """A form as a view's private_metadata."""
    return _encode(form).decode()


def _read_held(metadata: str) -> Form:
    try:
        held = msgspec.json.decode(metadata, type=dict[str, Any])
    except msgspec.DecodeError:
        return Form(STEPS[0], {})
    step, answers = held.get("step"), held.get("answers")
    return Form(
        step if step in STEPS else STEPS[0],
        answers if isinstance(answers, dict) else {},
        str(held.get("digest") or ""),
        held.get("resumed") is True,
    )


def _input(question: Question, form: Form) -> Block:
    options = [(option.text, option.id) for option in question.options]
    answer = form.answers.get(question.id)
    element = menu("Choose", ANSWER, [*options, (DONT_KNOW_TEXT, DONT_KNOW)], answer)
    return {
        "type": "input",
        "block_id": question.id + (RESUMED_SUFFIX if form.resumed else ""),
        "optional": True,
        "dispatch_action": True,  # each choice saves the draft
        "label": plain(question.ask, limits.INPUT_LABEL),
        "hint": plain(question.why, limits.INPUT_LABEL),
        "element": element,
    }


def _buttons(form: Form) -> list[Element]:
    now = button("Advice now", NOW, "now")
    if form.step == STEPS[0]:
        return [now, button("Resume my last answers", RESUME, "resume")]
    return [button("Back", BACK, "back"), now]


def _alert(text: str) -> Block:
    return {"type": "alert", "level": "info", "text": plain(text, limits.ALERT_TEXT)}
