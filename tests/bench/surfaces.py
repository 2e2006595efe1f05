"""Everything but commands over HTTP: what people do in modals and messages, and Socket Mode.

Each is sent to RoleFit and to a bare Bolt app that answers what RoleFit answers.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.ask.lookup import suggest
from bot.slack.blocks import cut
from bot.slack.limits import OPTION_TEXT
from knowledge.store import Store
from tests.bench.baselines import CARD
from tests.bench.commands import comparison_texts, keyword_texts
from tests.bench.interactions import (
    press_in_modal,
    press_on_message,
    submission,
    typed_letters,
)
from tests.bench.servers import Server, state_file
from tests.bench.variants import Ask, Cases, Variant, check, commands

SECOND_STEP = "Step 2 of 3. Every question may stay open."
ADVICE = "Advice on which role to open"
FORMS = 40  # filled in differently
LETTERS = ("", "s", "dev", "lara", "remote t", "how do we", "php vs ba", "salary ran")

PRESS = "press in the form"


@dataclass(frozen=True, slots=True)
class Surface:
    """One thing that people do. `answer` names it where bare Bolt is told what to answer.

    `keeps_draft`: RoleFit writes a draft before it answers; bare Bolt has nothing to write.
    """

    name: str
    cases: Cases
    answer: str = ""
    socket: bool = False
    keeps_draft: bool = False

    @property
    def ours(self) -> Variant:
        """The same done with RoleFit."""
        return Variant(self.name, "rolefit-socket" if self.socket else "rolefit", self.cases)

    @property
    def bare(self) -> Variant:
        """The same done with bare Bolt."""
        server = "bolt-socket" if self.socket else "bolt"
        return Variant(f"bare Bolt, {self.name}", server, self.cases)


def build_surfaces(store: Store, slack_port: int) -> tuple[Surface, ...]:
    """All surfaces; presses on messages bring response_urls of the Slack on that port."""
    step = {submission(store, 1, seed): SECOND_STEP for seed in range(FORMS)}
    last = {submission(store, 3, seed): ADVICE for seed in range(FORMS)}
    presses = {press_in_modal(store, seed): "" for seed in range(FORMS)}
    topics = {
        press_on_message(text, header.partition(": ")[2], slack_port): header
        for text, header in comparison_texts(store).items()
    }
    typing = {
        typed_letters(letters): cut(suggest(store, letters)[0].title, OPTION_TEXT)
        for letters in LETTERS
    }
    return (
        Surface("form, next step", step, "step", keeps_draft=True),
        Surface("form, advice", last, "last step", keeps_draft=True),
        Surface(PRESS, presses, keeps_draft=True),
        Surface("press on a message", topics, "press"),
        Surface("typeahead", typing, "typing"),
        Surface("socket, faq keywords", commands(keyword_texts(store)), "command", socket=True),
        Surface("socket, next step", step, "step", socket=True, keeps_draft=True),
    )


def keeping(surfaces: Sequence[Surface]) -> Variant:
    """Bare Bolt's press in the form, with the write that RoleFit does."""
    cases = next(surface.cases for surface in surfaces if surface.name == PRESS)
    return Variant("bare Bolt, press and write", "bolt-draft", cases)


def check_surfaces(
    surfaces: Sequence[Surface], servers: Mapping[str, Server], folder: Path, ask: Ask
) -> dict[str, float]:
    """Check RoleFit, tell bare Bolt its answers, check it too; sizes of answers (bytes)."""
    answers = {"command": json.dumps(CARD).encode()}
    for surface in surfaces:
        kept = _drafts(surface.ours, folder)
        given = check(surface.ours, ask)
        if surface.keeps_draft and _drafts(surface.ours, folder) != kept + len(given):
            raise RuntimeError(f"{surface.name}: no draft was kept")
        answers.setdefault(surface.answer, sorted(given, key=len)[len(given) // 2])
    payloads = {name: json.loads(answer) for name, answer in answers.items() if answer}
    for kind in ("bolt", "bolt-socket"):
        servers[kind].set_answers(payloads)
    for surface in surfaces:
        for answer in ask(surface.bare):
            if answer and json.loads(answer) != payloads[surface.answer]:
                raise RuntimeError(f"{surface.name}: bare Bolt answers something else")
            if not answer and surface.answer:
                raise RuntimeError(f"{surface.name}: bare Bolt does not answer")
    return {surface.name: float(len(answers[surface.answer])) for surface in surfaces}


def _drafts(variant: Variant, folder: Path) -> int:
    """How many drafts a server has written."""
    with closing(sqlite3.connect(state_file(variant.server, folder))) as connection:
        return int(connection.execute("select count(*) from drafts").fetchone()[0])
