"""Answers as messages: what a person sees, what everyone sees once it is shared."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

import msgspec

from bot.ask.grammar import to_text
from bot.ask.requests import Question, Read
from bot.faq.blocks import build_feedback, build_near_matches
from bot.outbox.texts import SHARED_HERE
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    confirm,
    context,
    join_messages,
    message,
)
from bot.slack.ids import SHARE, open_id
from knowledge.search import Outcome


@dataclass(frozen=True)
class Answer:
    """What a person gets. `content` answers and fits a phone's screen with the `controls`; below
    these stand the `details`. Both may be shared as they stand; the rest stays private.

    `question` asks for this answer again. `understood` stands below all of it, private too: what
    was read from a brief. `shareable` answers say something from the store;
    `near` opens other entries close to the question; `unanswered` holds the words that the
    store could not answer. `outcome` is that of a search, and "none" where nobody is answered.
    """

    question: Question
    content: list[Block]
    controls: list[Element] = field(default_factory=list)
    near: list[Element] = field(default_factory=list)
    shareable: bool = False
    unanswered: str | None = None
    details: list[Block] = field(default_factory=list)
    understood: list[Block] = field(default_factory=list)
    outcome: Outcome = "answer"

    @property
    def public(self) -> list[Block]:
        """What may be shared: all that answers, without what only its person can press."""
        return [*self.content, *self.details]

    @cached_property
    def digest(self) -> str:
        """Names what may be shared: it must be what the person has seen."""
        return sha256(msgspec.json.encode(self.public)).hexdigest()[:12]

    @cached_property
    def told(self) -> Message:
        """All that only the person sees, but for near matches."""
        asked = self.question
        feedback = [build_feedback(asked.key)] if isinstance(asked, Read) else []
        return message([*self.content, *_below(self, _share(self), feedback)])

    @cached_property
    def encoded(self) -> list[msgspec.Raw]:
        """Its blocks as JSON: an entry's card is given often."""
        return [msgspec.Raw(msgspec.json.encode(block)) for block in self.told["blocks"]]

    def beside(self, near: list[Element]) -> "Answer":
        """The same answer beside other entries. What it says is made once, however often it is
        given: an entry's card is kept.
        """
        made = {"told": self.told, "encoded": self.encoded}  # which `replace` would forget
        other = object.__new__(Answer)
        vars(other).update(vars(self), **made, near=near)
        return other


def private_message(answer: Answer, told: Sequence[Block] | None = None) -> Message:
    """The answer as only the person sees it, with its controls and, if it can be, Share. Once an
    entry is judged, what the person is `told` stands in place of the buttons for that.
    """
    if told is not None:
        return message([*answer.content, *_below(answer, _share(answer), told), *_near(answer)])
    near = _near(answer)
    return join_messages(answer.told, message(near)) if near else answer.told


def shared_message(answer: Answer, person: str) -> Message:
    """The answer as everyone in the channel sees it; `person` is the id of who shares it."""
    open_privately = button("See it privately", open_id(0), to_text(answer.question))
    return message([*answer.public, context(f"Shared by <@{person}>"), actions([open_privately])])


def after_sharing(answer: Answer) -> Message:
    """The private copy once it is in the channel: nothing left to share."""
    below = [*_below(answer, [], []), *_near(answer)]
    return message([*answer.content, context(SHARED_HERE), *below])


def _below(answer: Answer, share: list[Element], feedback: Sequence[Block]) -> list[Block]:
    """What stands under the content: controls, details, feedback."""
    elements = [*answer.controls, *share]
    row = [actions(elements)] if elements else []
    return [*row, *answer.details, *answer.understood, *feedback]


def _near(answer: Answer) -> list[Block]:
    """Near matches, with their buttons."""
    return [build_near_matches(), actions(answer.near)] if answer.near else []


def _share(answer: Answer) -> list[Element]:
    return [_share_button(answer)] if answer.shareable else []


def _share_button(answer: Answer) -> Element:
    element = button("Share", SHARE, f"{answer.digest} {to_text(answer.question)}")
    element["confirm"] = confirm(
        "Share with this channel?",
        "Everyone here will see the answer above as it stands, with your name. "
        "The menus and buttons stay with you.",
        "Share",
        "Keep private",
    )
    return element
