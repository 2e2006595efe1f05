"""What people type after `/rolefit` in the benchmark, and which answer is right; briefs."""

import json
from itertools import permutations, product
from pathlib import Path

from bot.ask.grammar import parse
from bot.ask.requests import Search
from knowledge.search import search
from knowledge.store import Store
from knowledge.text import normal
from tests.bench.wire import NUMBER, PERSON

LABELLED = Path(__file__).parent / "labelled" / "writers" / "a.jsonl"
LONGEST_BRIEF = 4_000  # characters
SOMEBODY = f"<@{PERSON}>"  # a mention, of another person each time

_FIRST = ("php", "PHP dev", "php engineer", "Laravel developer", "wordpress dev", "symfony dev")
_SECOND = ("backend", "back-end dev", "a backend engineer", "backend generalist", "general backend")

Texts = dict[str, str]  # what a person types → the header of the right answer


def keyword_texts(store: Store) -> Texts:
    """`faq <keywords>`, in any order of the words; only what the store has an answer to."""
    lines = [" ".join(words) for line in _lines("keywords.txt") for words in _orders(line)]
    return {f"faq {text}": header for text, header in _answered(lines, store).items()}


def question_texts(store: Store) -> Texts:
    """Free questions to which the store has an answer; not those that open something else."""
    return _answered([text for text in questions() if _is_search(text, store)], store)


def comparison_texts(store: Store) -> Texts:
    """Two roles, in several names and either order, with each topic that the store compares."""
    pairs = [*product(_FIRST, _SECOND), *product(_SECOND, _FIRST)]
    joints = ("vs", "versus", "or")
    return {
        f"{first} {joint} {second} {dimension.id.replace('-', ' ')}": (
            f"{_role(first, store)} vs {_role(second, store)}: {dimension.label}"
        )
        for (first, second), joint, dimension in product(pairs, joints, store.dimensions.values())
    }


def all_queries() -> list[str]:
    """The keywords and questions as they are written, whether or not they are answered."""
    return [*_lines("keywords.txt"), *questions()]


def questions() -> list[str]:
    """The free questions as they are written."""
    return _lines("questions.txt")


def short_briefs() -> list[str]:
    """Briefs of some 60 words."""
    return [brief for brief in _briefs() if 55 <= len(brief.split()) <= 65][:20]


def long_briefs() -> list[str]:
    """Texts as long as a brief may be: several briefs in one."""
    text = "\n".join(_briefs())
    starts = range(0, 4 * LONGEST_BRIEF, LONGEST_BRIEF)
    return [text[start : start + LONGEST_BRIEF] for start in starts]


def _briefs() -> list[str]:
    lines = LABELLED.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["brief"] for line in lines]


def _answered(texts: list[str], store: Store) -> Texts:
    results = ((text, search(store, text)) for text in texts)
    return {
        f"{text} {SOMEBODY}": result.hits[0].document.title
        for text, result in results
        if result.outcome == "answer"
    }


def _is_search(text: str, store: Store) -> bool:
    """Whether a text is looked up as it is sent, rather than read as a brief, say."""
    sent = f"{text} {SOMEBODY.replace(NUMBER, '0')}"
    return isinstance(parse(sent, store), Search)


def _role(name: str, store: Store) -> str:
    return store.roles[store.aliases[normal(name).removeprefix("a ")]].name


def _orders(line: str) -> list[tuple[str, ...]]:
    return list(permutations(line.split()))


def _lines(name: str) -> list[str]:
    return Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
