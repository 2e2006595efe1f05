"""A questionnaire as modals: its steps, and what an open form holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from bot.advice.texts import (
    ADVISES,
    DONT_KNOW_TEXT,
    FILLED_IN_FROM,
    LEFT_OUT,
    SKIPS,
    TITLE,
)
from bot.errors import OutdatedControlError
from bot.slack import limits
from bot.slack.blocks import Block, Element, actions, button, context, escape, menu, plain
from bot.slack.shown import ShownView
from bot.slack.views import Modal
from knowledge.advice.besides import CARRIED
from knowledge.advice.rules import DONT_KNOW, valid_answers
from knowledge.briefs.reader import Given
from knowledge.packs.questionnaire import Question, Questionnaire
from knowledge.store import Store

STEP = "advice.step"  # callback id of a step
ANSWER = "advice.answer"
BACK = "advice.back"
NOW = "advice.now"
RESUME = "advice.resume"

# Slack keeps what stood in an input, even nothing, as long as its ids stay the same: only under
# another block id do earlier answers show and count.
RESUMED_SUFFIX = "/resumed"

HELD = ("questionnaire", "step", "answers", "digest", "resumed", "resumable", "spans", "channel")

_encode = msgspec.json.encode


@dataclass(frozen=True, slots=True)
class Form:
    """What an open form holds: the questionnaire (its id), the step that is shown (from 1), and
    answers by question.

    On the card, `digest` names what it shows: what is shared must be what was seen. `resumed`
    turns each time that earlier answers are filled in, and with it the ids of the blocks: what
    Slack knows keeps what was chosen in it. `resumable` says that there are any. `left_out` are
    questions whose answer is lost, because the pack has changed under the open form. `spans` are
    the words of a brief that an answer was read from, until it is changed: they live here alone.
    `channel` is where a button on a message has opened it (an id; empty if nothing has).
    """

    questionnaire: str
    step: int = 1
    answers: dict[str, str] = field(default_factory=dict)
    digest: str = ""
    resumed: bool = False
    resumable: bool = False
    left_out: tuple[str, ...] = ()
    spans: dict[str, str] = field(default_factory=dict)
    channel: str = ""


def build_step(store: Store, form: Form, notice: str = "") -> Modal:
    """One step with the answers that it has; `notice` says what the person should know."""
    asked = store.questionnaires[form.questionnaire]
    questions = [question for question in asked.questions if question.step == form.step]
    steps, title = len(asked.steps), asked.steps[form.step - 1]
    is_last = form.step == steps
    goes_on = ADVISES if is_last else SKIPS
    blocks = [context(f"Step {form.step} of {steps}: {escape(title)}. {goes_on}")]
    if notice := add_left_out(notice, form):
        blocks.insert(0, _alert(notice))
    blocks += [_input(question, form) for question in questions]
    if buttons := _buttons(form, is_last):
        blocks.append(actions(buttons))
    return {
        "type": "modal",
        "callback_id": STEP,
        "title": plain(TITLE, limits.VIEW_TITLE),
        "submit": plain("Advice" if is_last else "Next", limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_TITLE),
        "private_metadata": write_form(form),
        "blocks": blocks,
    }


def read_form(view: ShownView, store: Store) -> Form:
    """The form as the person sees it: what it held, and what is chosen now."""
    held = _read_held(view.private_metadata, store)
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
    questionnaire = store.questionnaires[form.questionnaire]
    answers = valid_answers(questionnaire, given)
    now = {question.id: question.ask for question in questionnaire.questions}
    names = {**(asked or {}), **now}
    lost = [
        names.get(question) or question.replace("-", " ")
        for question, answer in given.items()
        if question not in answers and answer not in (None, DONT_KNOW) and question not in CARRIED
    ]
    same = {name for name, answer in answers.items() if answer == form.answers.get(name)}
    spans = {name: span for name, span in form.spans.items() if name in same}
    return replace(form, answers=answers, left_out=tuple(lost), spans=spans)


def add_left_out(notice: str, form: Form) -> str:
    """A notice, with the questions whose answers are lost."""
    if not form.left_out:
        return notice
    questions = ", ".join(f"“{question}”" for question in form.left_out)
    return f"{notice} {LEFT_OUT.format(questions=questions)}".strip()


def write_form(form: Form) -> str:
    """A form as a view's private_metadata."""
    held = {name: value for name in HELD if (value := getattr(form, name))}
    return _encode(held).decode()


def _read_held(metadata: str, store: Store) -> Form:
    try:
        held = msgspec.json.decode(metadata, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError):
        held = {}
    step, answers, spans = held.get("step"), held.get("answers"), held.get("spans")
    answers = answers if isinstance(answers, dict) else {}
    questionnaire = find_questionnaire(store, held.get("questionnaire"), answers)
    steps = range(1, len(store.questionnaires[questionnaire].steps) + 1)
    return Form(
        questionnaire,
        step if isinstance(step, int) and step in steps else 1,
        answers,
        str(held.get("digest") or ""),
        held.get("resumed") is True,
        held.get("resumable") is True,
        spans={k: str(v) for k, v in spans.items()} if isinstance(spans, dict) else {},
        channel=str(held.get("channel") or ""),
    )


def find_questionnaire(store: Store, named: object, questions: Iterable[str]) -> str:
    """The id of the questionnaire that a form or a button means: the one that it names, else (up to
    version 0.2 they named none, and a pack may change) one that asks these questions, else any.

    Raises OutdatedControlError where the store has none any more.
    """
    if isinstance(named, str) and named in store.questionnaires:
        return named
    found = store.asking(questions) or [*store.questionnaires.values()]
    if not found:
        raise OutdatedControlError
    return found[0].id


def prefilled(questionnaire: Questionnaire, given: Mapping[str, Given]) -> Form:
    """The form at its first step, with the answers that a brief gives."""
    answers = valid_answers(questionnaire, {name: one.option for name, one in given.items()})
    spans = {name: given[name].span for name in answers if given[name].span}
    return Form(questionnaire.id, answers=answers, spans=spans)


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
        "hint": plain(FILLED_IN_FROM.format(span) if span else question.why, limits.INPUT_LABEL),
        "element": element,
    }


def _buttons(form: Form, is_last: bool) -> list[Element]:
    """What a step offers beside the submit button, which gives advice on the last one."""
    back = [button("Back", BACK, "back")] if form.step > 1 else []
    now = [] if is_last else [button("Advice now", NOW, "now")]
    is_first = form.step == 1 and form.resumable
    return [
        *back,
        *now,
        *([button("Resume my last answers", RESUME, "resume")] if is_first else []),
    ]


def _alert(text: str) -> Block:
    return {"type": "alert", "level": "info", "text": plain(text, limits.ALERT_TEXT)}
