"""The questionnaire as modals: three steps, and what an open form holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from bot.slack import limits
from bot.slack.blocks import Block, Element, actions, button, context, menu, plain
from bot.slack.shown import ShownView
from bot.slack.views import Modal
from knowledge.advice.rules import DONT_KNOW
from knowledge.briefs.reader import Given
from knowledge.packs.models import Question
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
LEFT_OUT = "The questions have changed meanwhile. Your answers are kept, but not to: {questions}"
FILLED_IN = "Filled in from the message: “{}” Change it if it is wrong."

_encode = msgspec.json.encode


@dataclass(frozen=True, slots=True)
class Form:
    """What an open form holds: the step that is shown, and answers by question.

    On the card, `digest` names what it shows: what is shared must be what was seen. `resumed`
    turns each time that earlier answers are filled in, and with it the ids of the blocks: what
    Slack knows keeps what was chosen in it. `left_out` are questions whose answer is lost,
    because the pack has changed under the open form. `spans` are the words of a brief that an
    answer was read from, until it is changed: they live here alone.
    """

    step: int
    answers: dict[str, str]
    digest: str = ""
    resumed: bool = False
    left_out: tuple[str, ...] = ()
    spans: dict[str, str] = field(default_factory=dict)


def build_step(store: Store, form: Form, notice: str = "") -> Modal:
    """One step with the answers that it has; `notice` says what the person should know."""
    questions = [q for q in store.questionnaire.questions if q.step == form.step]
    blocks = [context(f"Step {form.step} of {len(STEPS)}. Every question may stay open.")]
    if notice := add_left_out(notice, form):
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


def read_form(view: ShownView, store: Store) -> Form:
    """The form as the person sees it: what it held, and what is chosen now."""
    held = _read_held(view.private_metadata)
    chosen: dict[str, str | None] = {}
    for block_id, values in view.values.items():
        for value in values.values():
            option = value.selected_option
            chosen[block_id.removesuffix(RESUMED_SUFFIX)] = option.value if option else None
    asked = {block_id.removesuffix(RESUMED_SUFFIX): ask for block_id, ask in view.labels.items()}
    return keep_valid(store, held, {**held.answers, **chosen}, asked)


def keep_valid(
    store: Store, form: Form, given: Mapping[str, object], asked: Mapping[str, str] | None = None
) -> Form:
    """A form with those of the given answers that the questionnaire has, quoted as long as they
    are those that it held.

    It names the questions of the others (the pack has changed under the open form, or somebody
    has forged them) as they are asked now, as they were `asked`, or after their ids.
    """
    answers = valid_answers(store, given)
    now = {question.id: question.ask for question in store.questionnaire.questions}
    names = {**(asked or {}), **now}
    lost = [
        names.get(question) or question.replace("-", " ")
        for question, answer in given.items()
        if question not in answers and answer not in (None, DONT_KNOW)
    ]
    same = {name for name, answer in answers.items() if answer == form.answers.get(name)}
    spans = {name: span for name, span in form.spans.items() if name in same}
    return replace(form, answers=answers, left_out=tuple(lost), spans=spans)


def valid_answers(store: Store, answers: Mapping[str, object]) -> dict[str, str]:
    """Those answers that the questionnaire has, in its order."""
    valid = {}
    for question in store.questionnaire.questions:
        answer = answers.get(question.id)
        if isinstance(answer, str) and answer in {DONT_KNOW, *(o.id for o in question.options)}:
            valid[question.id] = answer
    return valid


def add_left_out(notice: str, form: Form) -> str:
    """A notice, with the questions whose answers are lost."""
    if not form.left_out:
        return notice
    questions = ", ".join(f"“{question}”" for question in form.left_out)
    return f"{notice} {LEFT_OUT.format(questions=questions)}".strip()


def write_form(form: Form) -> str:
    """A form as a view's private_metadata."""
    held = {name: getattr(form, name) for name in ("step", "answers", "digest", "resumed", "spans")}
    return _encode(held).decode()


def _read_held(metadata: str) -> Form:
    try:
        held = msgspec.json.decode(metadata, type=dict[str, Any])
    except msgspec.DecodeError:
        return Form(STEPS[0], {})
    step, answers, spans = held.get("step"), held.get("answers"), held.get("spans")
    return Form(
        step if step in STEPS else STEPS[0],
        answers if isinstance(answers, dict) else {},
        str(held.get("digest") or ""),
        held.get("resumed") is True,
        spans={k: str(v) for k, v in spans.items()} if isinstance(spans, dict) else {},
    )


def prefilled(store: Store, given: Mapping[str, Given]) -> Form:
    """The form at its first step, with the answers that a brief gives."""
    answers = valid_answers(store, {name: one.option for name, one in given.items()})
    spans = {name: given[name].span for name in answers if given[name].span}
    return Form(STEPS[0], answers, spans=spans)


def _input(question: Question, form: Form) -> Block:
    options = [(option.text, option.id) for option in question.options]
    answer, span = form.answers.get(question.id), form.spans.get(question.id)
    element = menu("Choose", ANSWER, [*options, (DONT_KNOW_TEXT, DONT_KNOW)], answer)
    return {
        "type": "input",
        "block_id": question.id + (RESUMED_SUFFIX if form.resumed else ""),
        "optional": True,
        "dispatch_action": True,  # each choice saves the draft
        "label": plain(question.ask, limits.INPUT_LABEL),
        "hint": plain(FILLED_IN.format(span) if span else question.why, limits.INPUT_LABEL),
        "element": element,
    }


def _buttons(form: Form) -> list[Element]:
    now = button("Advice now", NOW, "now")
    if form.step == STEPS[0]:
        return [now, button("Resume my last answers", RESUME, "resume")]
    return [button("Back", BACK, "back"), now]


def _alert(text: str) -> Block:
    return {"type": "alert", "level": "info", "text": plain(text, limits.ALERT_TEXT)}
