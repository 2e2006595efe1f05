"""Everything but commands over HTTP: what people do in modals and messages, and Socket Mode.

Each is sent to RoleFit and to a bare Bolt app that answers what RoleFit answers. People must not
lose what they choose in the form, so RoleFit commits it before it acknowledges; a bare app that
does the same has to commit it too. One that keeps nothing is measured beside it.
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
from tests.bench.servers import BARE_APPS, Server, state_file
from tests.bench.variants import Ask, Cases, Variant, check, commands

SECOND_STEP = "Step 2 of 3"
# What an advice begins with: a heading up to version 0.2, the verdict since.
ADVICE = (
    "Advice on which role to open|Post |Take on |If it is PHP|Two jobs|Which role |What |The |"
    "None |Neither "
)
FORMS = 40  # filled in differently
LETTERS = ("", "s", "dev", "lara", "remote t", "how do we", "php vs ba", "salary ran")


@dataclass(frozen=True, slots=True)
class Surface:
    """One thing that people do. `answer` names it where bare Bolt is told what to answer.

    `keeps`: a row is committed before the answer.
    """

    name: str
    cases: Cases
    answer: str = ""
    socket: bool = False
    keeps: bool = False

    @property
    def ours(self) -> Variant:
        """The same done with RoleFit."""
        return self._done_with("rolefit")

    @property
    def bare(self) -> Variant:
        """The same done with bare Bolt, a row committed where RoleFit commits one."""
        return self._done_with("keeping" if self.keeps else "bolt")

    @property
    def forgetful(self) -> Variant:
        """The same done with bare Bolt that keeps nothing."""
        return self._done_with("bolt")

    def _done_with(self, app: str) -> Variant:
        server = f"{app}-socket" if self.socket else app
        return Variant(f"{app}: {self.name}", server, self.cases)


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
        Surface("form, next step", step, "step", keeps=True),
        Surface("form, advice", last, "last step", keeps=True),
        Surface("press in the form", presses, keeps=True),
        Surface("press on a message", topics, "press"),
        Surface("typeahead", typing, "typing"),
        Surface("socket, faq keywords", commands(keyword_texts(store)), "command", socket=True),
        Surface("socket, next step", step, "step", socket=True, keeps=True),
    )


def variants_of(surfaces: Sequence[Surface]) -> list[Variant]:
    """Everything that is sent, each once."""
    sent = [one for s in surfaces for one in (s.forgetful, s.bare, s.ours)]
    return list({variant.name: variant for variant in sent}.values())


def check_surfaces(
    surfaces: Sequence[Surface], servers: Mapping[str, Server], folder: Path, ask: Ask
) -> dict[str, float]:
    """Check RoleFit, tell bare Bolt its answers, check it too; sizes of answers (bytes)."""
    answers = {"command": json.dumps(CARD).encode()}
    for surface in surfaces:
        given = _checked(surface, surface.ours, folder, lambda variant: check(variant, ask))
        answers.setdefault(surface.answer, sorted(given, key=len)[len(given) // 2])
    payloads = {name: json.loads(answer) for name, answer in answers.items() if answer}
    for kind in BARE_APPS:
        servers[kind].set_answers(payloads)
    for surface in surfaces:
        bare = [*_checked(surface, surface.bare, folder, ask), *ask(surface.forgetful)]
        for answer in bare:
            if answer and json.loads(answer) != payloads[surface.answer]:
                raise RuntimeError(f"{surface.name}: bare Bolt answers something else")
            if not answer and surface.answer:
                raise RuntimeError(f"{surface.name}: bare Bolt does not answer")
    return {surface.name: float(len(answers[surface.answer])) for surface in surfaces}


def _checked(surface: Surface, variant: Variant, folder: Path, ask: Ask) -> Sequence[bytes]:
    """The answers; RuntimeError if not just as many rows were kept as the surface says."""
    file = state_file(variant.server, folder)
    before = _rows(file)
    answers = ask(variant)
    if _rows(file) != before + (len(answers) if surface.keeps else 0):
        raise RuntimeError(f"{variant.name}: too few or too many rows were kept")
    return answers


def _rows(file: Path) -> int:
    """How many rows there are in all tables of a database; none if there is no database."""
    if not file.exists():
        return 0
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute("select name from sqlite_master where type = 'table'")
        counts = [connection.execute(f"select count(*) from {name}") for (name,) in names]
        return sum(count.fetchone()[0] for count in counts)
