"""What people type after `/rolefit` in the benchmark, and which answer is right."""

from itertools import permutations, product
from pathlib import Path

from knowledge.search import search
from knowledge.store import Store
from knowledge.text import normal
from tests.bench.wire import PERSON

SOMEBODY = f"<@{PERSON}>"  # a mention, of another person each time

_FIRST = ("php", "PHP dev", "php engineer", "Laravel developer", "wordpress dev", "symfony dev")
_SECOND = ("backend", "back-end dev", "a backend engineer", "backend generalist", "general backend")

Texts = dict[str, str]  # what a person types → the header of the right answer


def keyword_texts(store: Store) -> Texts:
    """`faq <keywords>`, in any order of the words; only what the store has an answer to."""
    lines = [" ".join(words) for line in _lines("keywords.txt") for words in _orders(line)]
    return {f"faq {text}": header for text, header in _answered(lines, store).items()}


def question_texts(store: Store) -> Texts:
    """Free questions to which the store has an answer."""
    return _answered(_lines("questions.txt"), store)


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
    return [*_lines("keywords.txt"), *_lines("questions.txt")]


def _answered(texts: list[str], store: Store) -> Texts:
    results = ((text, search(store, text)) for text in texts)
    return {
        f"{text} {SOMEBODY}": result.hits[0].document.title
        for text, result in results
        if result.outcome == "answer"
    }


def _role(name: str, store: Store) -> str:
    return store.roles[store.aliases[normal(name).removeprefix("a ")]].name


def _orders(line: str) -> list[tuple[str, ...]]:
    return list(permutations(line.split()))


def _lines(name: str) -> list[str]:
    return Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
