"""What a brief says already, on its way into the form: quoted to the person, kept nowhere."""

from collections.abc import Mapping, Sequence

import msgspec

from bot.advice.texts import LEFT_OPEN, NOTHING_UNDERSTOOD, ONLY_YOU, UNDERSTOOD
from bot.slack import limits
from bot.slack.blocks import Block, Element, button, context, escape, section
from bot.slack.ids import OPEN_FORM, open_form_id
from knowledge.advice.besides import read_besides
from knowledge.advice.explanation import Advice
from knowledge.advice.kickoff import ASK_THEM, LOOKS_LIKE
from knowledge.advice.posts import WORKS_WITH
from knowledge.advice.rules import DONT_KNOW
from knowledge.briefs.elsewhere import whose_work
from knowledge.briefs.quoting import LONGEST_SPAN
from knowledge.briefs.reader import Given
from knowledge.english import in_sentence
from knowledge.packs.models import BASIS_LABELS, Uncovered
from knowledge.packs.questionnaire import Questionnaire
from knowledge.store import Store

MOST_FORMS = 5  # buttons in a row on a phone
CUT = 10  # characters that spans lose at a time


def open_form_button(
    questionnaire: str, text: str = "Which fits us?", given: Mapping[str, Given] | None = None
) -> Element:
    """The button that opens a questionnaire (by id), with what is known already filled in."""
    return button(text, OPEN_FORM, write_given(questionnaire, given or {}))


def open_form_buttons(
    questionnaires: Sequence[Questionnaire], given: Mapping[str, Mapping[str, Given]] | None = None
) -> list[Element]:
    """A button for each questionnaire, where a person is to choose one; `given` by their ids."""
    filled = given or {}
    return [
        button(one.label, open_form_id(n), write_given(one.id, filled.get(one.id, {})))
        for n, one in enumerate(questionnaires[:MOST_FORMS])
    ]


def write_given(questionnaire: str, given: Mapping[str, Given], longest: int = LONGEST_SPAN) -> str:
    """Answers to a questionnaire (by id) with their spans as the value of a button: if they are
    too long for it, all spans are cut to the same length. With `longest` 0 there are none.
    """
    if not given:
        return questionnaire
    while len(written := f"{questionnaire} {_encode(given, longest)}") > limits.BUTTON_VALUE:
        longest -= CUT
    return written


def _encode(given: Mapping[str, Given], longest: int) -> str:
    cut = {name: (one.option, one.span[:longest]) for name, one in given.items()}
    return msgspec.json.encode(cut).decode()


def read_given(value: str) -> tuple[str | None, dict[str, Given]]:
    """What `write_given` wrote: the questionnaire, and the answers. Up to version 0.2 buttons named
    no questionnaire (None); any other text holds no answers.
    """
    named, _, written = value.partition(" ")
    if value.startswith("{"):
        return None, _decode(value)
    return named, _decode(written)


def _decode(written: str) -> dict[str, Given]:
    try:
        held = msgspec.json.decode(written, type=dict[str, tuple[str, str]])
    except (msgspec.DecodeError, RecursionError):
        return {}
    return {name: Given(option, span[:LONGEST_SPAN]) for name, (option, span) in held.items()}


def build_unreadable(store: Store, questionnaire: Questionnaire) -> list[Block]:
    """Says that nothing was learned to read briefs by; the button to the form follows."""
    first, second = (store.roles[role].name for role in questionnaire.roles)
    about = escape(f"{in_sentence(first)} or {in_sentence(second)}")
    return [section(f"I can't read briefs about these roles yet ({about}). The form works.")]


def build_nothing_understood() -> list[Block]:
    """Says that a brief answers nothing; the button to the form follows."""
    return [section(NOTHING_UNDERSTOOD)]


def build_understood(questionnaire: Questionnaire, given: Mapping[str, Given]) -> list[Block]:
    """For the person alone: each answer that was found, with the words that say it."""
    texts = {
        question.id: {option.id: option.text for option in question.options}
        for question in questionnaire.questions
    }
    lines = [
        f"• {escape(texts[name][one.option])}: “{escape(one.span)}”"
        for name, one in given.items()
        if name in texts and one.option in texts[name]
    ]
    asks = {question.id: question.ask for question in questionnaire.questions}
    lines += [
        f"• {LEFT_OPEN} {escape(asks[name])} “{escape(one.span)}”"
        for name, one in given.items()
        if one.option == DONT_KNOW and name in asks
    ]
    options = {name: one.option for name, one in given.items()}
    if named := read_besides(questionnaire, options).works_with:
        lines.append(f"• {WORKS_WITH}: {escape(', '.join(one.name for one in named))}")
    return [section("\n".join([f"*{UNDERSTOOD}*", *lines])), context(ONLY_YOU)]


def build_looks_like(
    brief: str, given: Mapping[str, Given], advice: Advice, store: Store
) -> list[Block]:
    """Where a brief leads to no role of the pack: whose work it looks like, if that is clear, and
    whom to ask. For the person alone, like the brief and what was read from it (`given`).
    """
    topic = whose_work(brief, given, advice, store)
    return build_elsewhere(topic) if topic or advice.verdict == "neither" else []


def build_elsewhere(topic: Uncovered | None) -> list[Block]:
    """Of work that is no role's of the pack: whose it looks like, if that is clear, and whom to
    ask.
    """
    said = f"*{LOOKS_LIKE}:* {escape(topic.label or topic.title)}.\n" if topic else ""
    ask = (topic.instead if topic else None) or ASK_THEM
    return [section(f"{said}{escape(ask)} _({BASIS_LABELS['rule']})_")]
