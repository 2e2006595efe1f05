"""What is measured: which server, and what it is asked; each answer checked before it counts."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.store import Store
from tests.bench.baselines import TITLE
from tests.bench.commands import Texts, comparison_texts, keyword_texts, question_texts
from tests.bench.wire import Template, command

FEWEST_QUERIES = 30

Cases = Mapping[Template, str]  # what is sent → the first words of the right answer
Ask = Callable[["Variant"], Sequence[bytes]]  # sends each template once


@dataclass(frozen=True, slots=True)
class Variant:
    """One line of a table: `cases` are sent to the server of that kind."""

    name: str
    server: str
    cases: Cases
    open_loop: bool = True

    @property
    def is_ours(self) -> bool:
        """Whether the limits apply."""
        return self.server.startswith("rolefit")


def build_variants(store: Store) -> tuple[Variant, ...]:
    """Commands. The baselines get those of `faq`; `bolt` is what the limits refer to."""
    keywords, questions = keyword_texts(store), question_texts(store)
    if min(len(keywords), len(questions)) < FEWEST_QUERIES:
        raise RuntimeError("the pack answers too few of keywords.txt or questions.txt")
    card = commands(dict.fromkeys(keywords, TITLE))
    comparisons = commands(comparison_texts(store))
    return (
        Variant("raw aiohttp", "raw", card),
        Variant("bare Bolt", "bolt", card),
        Variant("bare Bolt, default polling", "polling", card, open_loop=False),
        Variant("RoleFit, faq keywords", "rolefit", commands(keywords)),
        Variant("RoleFit, php vs backend", "rolefit", comparisons),
        Variant("RoleFit, question", "rolefit", commands(questions), open_loop=False),
    )


def commands(texts: Texts) -> Cases:
    """Slash commands with these texts."""
    return {command(text): header for text, header in texts.items()}


def check(variant: Variant, ask: Ask) -> Sequence[bytes]:
    """The answers to each template, sent once; RuntimeError if one is wrong."""
    answers = ask(variant)
    for (template, right), answer in zip(variant.cases.items(), answers, strict=True):
        if not begins_with(answer, right):
            words = first_words(answer)
            raise RuntimeError(f"{variant.name}: {words!r} answers {template.payload}")
    return answers


def begins_with(answer: bytes, right: str) -> bool:
    """Whether an answer begins with the right words, or with others that are right ("a|b"),
    whatever a build says behind them; with none, whether it is empty.
    """
    said = first_words(answer)
    return said.startswith(tuple(right.split("|"))) if right else not said


def first_words(answer: bytes) -> str:
    """What stands first in a message, a view or a list of options; nothing in an empty answer."""
    if not answer:
        return ""
    payload = json.loads(answer)
    first = (payload.get("options") or payload.get("view", payload)["blocks"])[0]
    text = first["text"] if "text" in first else first["elements"][0]
    return str(text["text"])
