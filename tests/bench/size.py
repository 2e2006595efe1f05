"""Search in packs far larger than ours: `python -m tests.bench.size [ENTRIES …]`.

Entries are made up: words of Zipf's frequencies, a few rarer ones of its own for each entry. The
same questions are put to the store as it is built, and to one without any bound of the work: the
share of the exact best five that is kept is what the bounds cost.
"""

import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import accumulate

from knowledge.building import compile_pack
from knowledge.packs.models import Faq, Pack
from knowledge.search import search
from knowledge.search.parameters import RANKING, Ranking
from knowledge.store import Store, open_store
from tests.support.hostile import hostile_texts

SIZES = (10_000, 100_000)
VOCABULARY = 30_000
QUESTIONS = 400
HOSTILE = 10_000
UNBOUNDED = Ranking(longest_read=10**9, most_postings=10**9, compared=10**9)
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "ol")]


class Writer:
    """Makes up entries and questions, the same for the same seed."""

    def __init__(self, seed: int = 20261120) -> None:
        self._random = random.Random(seed)
        words: dict[str, None] = {}
        while len(words) < VOCABULARY:
            words["".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 4)))] = None
        self._words = list(words)
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))
        self.topics: list[list[str]] = []

    def entries(self, count: int) -> Iterator[Faq]:
        """FAQs with five words of their own, which their wordings take up among common ones."""
        for number in range(count):
            topic = self._random.choices(self._words[VOCABULARY // 20 :], k=5)
            self.topics.append(topic)
            asked = [self._sentence(topic, 3, 4) for _ in range(4)]
            yield Faq(
                id=f"e{number}", title=asked[0], also_asked=tuple(asked[1:]),
                keywords=tuple(topic[:2]), text=self._sentence(topic, 5, 25), basis="rule",
                owner="bench", review_by=date(2099, 1, 1),
            )  # fmt: skip

    def questions(self, count: int) -> list[str]:
        """Questions about entries: two or three of their words among common ones."""
        topics = self._random.sample(self.topics, count)
        return [self._sentence(topic, self._random.randint(2, 3), 4) for topic in topics]

    def _sentence(self, topic: list[str], own: int, common: int) -> str:
        words = self._random.sample(topic, own)
        words += self._random.choices(self._words, cum_weights=self._weights, k=common)
        self._random.shuffle(words)
        return " ".join(words)[:150]


def build(pack: Pack, ranking: Ranking = RANKING) -> Store:
    """A store in memory, compiled and read with these numbers."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    compile_pack(pack, "", connection, ranking)
    return Store(connection, ranking)


def best(store: Store, questions: list[str]) -> list[list[str]]:
    """The keys of the best five for each question."""
    return [[h.document.key for h in search(store, q).hits] for q in questions]


def measure(entries: int) -> dict[str, float]:
    """Milliseconds a question (warm), and the share of the exact best five that is kept."""
    writer = Writer()
    pack = Pack(sources=(), faqs=tuple(writer.entries(entries)))
    questions = writer.questions(QUESTIONS)
    store = build(pack)
    found = best(store, questions)  # what is read once is read now
    times = sorted(_timed(store, question) for question in questions)
    exact = best(build(pack, UNBOUNDED), questions)
    kept = sum(len(set(f) & set(e)) for f, e in zip(found, exact, strict=True))
    return {
        "entries": entries,
        "p50 ms": times[len(times) // 2],
        "p99 ms": times[len(times) * 99 // 100],
        "kept": kept / sum(map(len, exact)),
    }


def _timed(store: Store, question: str) -> float:
    started = time.perf_counter()
    search(store, question)
    return (time.perf_counter() - started) * 1_000


def slowest_hostile() -> float:
    """Milliseconds of the slowest of 10,000 hostile texts in the default pack."""
    store = open_store()
    return max(_timed(store, text) for text in hostile_texts(HOSTILE))


def main() -> None:
    """Print the slowest of the hostile texts, and a line for each size."""
    print(f"slowest of {HOSTILE:,} hostile texts: {slowest_hostile():.1f} ms", flush=True)
    for entries in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
        figures = measure(entries)
        print("  ".join(f"{name} {value:,.3f}" for name, value in figures.items()), flush=True)


if __name__ == "__main__":
    main()
