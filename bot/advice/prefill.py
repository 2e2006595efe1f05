"""What a brief says already, on its way into the form: quoted to the person, kept nowhere."""

import re
from collections.abc import Mapping

import msgspec

from bot.slack import limits
from bot.slack.blocks import Block, context, escape, section, unescape
from knowledge.briefs.quoting import LONGEST_SPAN
from knowledge.briefs.reader import Given
from knowledge.store import Store

UNDERSTOOD = "What I understood"
NOTHING_UNDERSTOOD = "I found nothing in your text that answers a question of the form."
ONLY_YOU = "Only you see this; it is not kept, and Share does not post it."

CUT = 10  # characters that spans lose at a time

_OURS = re.compile(r"<[^>]*>")  # Slack's mentions, links and dates


def read_text(text: str) -> str:
    """What a person wrote in a message: its text without mentions and links."""
    return unescape(_OURS.sub(" ", text))


def write_given(given: Mapping[str, Given], longest: int = LONGEST_SPAN) -> str:
    """Answers with their spans as the value of a button: if they are too long for it, all spans
    are cut to the same length. With `longest` 0 there are none.
    """
    while len(written := _encode(given, longest)) > limits.BUTTON_VALUE:
        longest -= CUT
    return written


def _encode(given: Mapping[str, Given], longest: int) -> str:
    cut = {name: (one.option, one.span[:longest]) for name, one in given.items()}
    return msgspec.json.encode(cut).decode()


def read_given(value: str) -> dict[str, Given]:
    """What `write_given` wrote; nothing from any other text."""
    try:
        held = msgspec.json.decode(value, type=dict[str, tuple[str, str]])
    except msgspec.DecodeError:
        return {}
    return {name: Given(option, span[:LONGEST_SPAN]) for name, (option, span) in held.items()}


def build_understood(store: Store, given: Mapping[str, Given]) -> list[Block]:
    """For the person alone: each answer that was found, with the words that say it."""
    if not given:
        return [section(NOTHING_UNDERSTOOD)]
    texts = {
        question.id: {option.id: option.text for option in question.options}
        for question in store.questionnaire.questions
    }
    lines = [
        f"• {escape(texts[name][one.option])}: “{escape(one.span)}”" for name, one in given.items()
    ]
    return [section("\n".join([f"*{UNDERSTOOD}*", *lines])), context(ONLY_YOU)]
