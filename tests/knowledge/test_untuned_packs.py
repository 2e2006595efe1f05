"""Search in packs that nobody tuned: FAQs with an answer each, and no other wordings."""

from datetime import date
from random import Random
from typing import NamedTuple

import pytest

from knowledge.packs.models import Faq, Pack
from knowledge.search import search
from knowledge.search.query import repair
from knowledge.store import Store
from tests.bench.size import SYLLABLES, build

TITLES, ANSWERS = 30, 80  # words that titles and answers are made of


class Written(NamedTuple):
    """A FAQ's title, and what its answer says besides: words of their own each."""

    title: list[str]
    besides: list[str]


def write_faqs(chance: Random, count: int) -> list[Written]:
    """FAQs of made-up words, each word in several of them."""
    made: dict[str, None] = {}
    while len(made) < TITLES + ANSWERS:
        made["".join(chance.choices(SYLLABLES, k=3))] = None
    words = list(made)
    return [
        Written(chance.sample(words[:TITLES], 4), chance.sample(words[TITLES:], 8))
        for _ in range(count)
    ]


def build_store(faqs: list[Written]) -> Store:
    """A store of these; each answer repeats its title, as answers do."""
    told = {"basis": "rule", "owner": "tests", "review_by": date(2099, 1, 1)}
    return build(
        Pack(
            sources=(),
            faqs=tuple(
                Faq(id=f"e{number}", title=" ".join(title), text=" ".join(title + besides), **told)
                for number, (title, besides) in enumerate(faqs)
            ),
        )
    )


def test_what_is_asked_in_words_of_an_answer_finds_it_despite_words_of_other_titles() -> None:
    asked = found = 0
    for seed in range(5):
        chance = Random(seed)
        faqs = write_faqs(chance, 40)
        store = build_store(faqs)
        for number, faq in enumerate(faqs):
            words = chance.sample(faq.besides, 4) + chance.sample(faqs[number - 1].title, 2)
            asked += 1
            found += search(store, " ".join(words)).hits[0].document.key == f"faq/e{number}"
    assert found / asked > 0.8


@pytest.mark.parametrize("before", ["un", "in", "re", "non"])
def test_no_word_is_taken_for_another_that_begins_otherwise(
    default_store: Store, before: str
) -> None:
    words = [before + word for word in default_store.index.words if word.isalpha()]
    assert len(words) > 1_000
    assert all(repair(word, default_store.index)[0] == before[0] for word in words)
