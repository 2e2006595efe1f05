"""A question as people type it → the concepts it asks about.

Chat noise goes, typos are repaired against the store's own words, and each word brings the
words that mean the same.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.index import Concept, Index
from knowledge.text import STOP_WORDS, stem, words

LONGEST_TEXT = 4_000  # characters; what a chat message holds
MOST_CONCEPTS = 24  # a question rarely has more; bounds the work for pasted pages

_NOISE = re.compile(
    r"<[@#!][^>]*>"  # mentions of people, channels and groups
    r"|<?(?:https?|mailto|tel):[^\s>]*>?"  # links
    r"|:[a-z0-9_+-]+:"  # emoji by name
    r"|[`*_~]"
)


@dataclass(frozen=True)
class Query:
    """A question ready to be matched; without concepts it asks about nothing we know of."""

    wording: str
    concepts: tuple[Concept, ...]

    @cached_property
    def weight(self) -> float:
        """The weight (idf) of all concepts together."""
        return sum(concept.idf for concept in self.concepts)

    @cached_property
    def terms(self) -> list[list[tuple[str, float]]]:
        """For each concept its stems with what each gives, the most first."""
        return [
            sorted(
                ((stem, weight * concept.idf) for stem, weight in concept.stems.items()),
                key=itemgetter(1),
                reverse=True,
            )
            for concept in self.concepts
        ]


def parse_query(text: str, index: Index) -> Query:
    """The concepts of any text, however long or strange; never raises."""
    plain = _NOISE.sub(" ", text[:LONGEST_TEXT])
    said = words(plain)
    found = dict.fromkeys(word for word in said if word not in STOP_WORDS)
    kept = dict.fromkeys(stem(repair(word, index)) for word in list(found)[:MOST_CONCEPTS])
    return Query(" ".join(said), tuple([index.concept(term) for term in kept]))


def repair(word: str, index: Index) -> str:
    """The store's own word that this one was probably meant to be, or the word itself.

    One edit for words of 4 to 6 letters, two for longer ones (optimal string alignment);
    ties go to the more frequent word.
    """
    if len(word) < 4 or word.isdigit() or word in index.words or stem(word) in index.mass:
        return word
    edits = 1 if len(word) < 7 else 2
    near = (index.words_by_length.get(len(word) + n, ()) for n in range(-edits, edits + 1))
    close = process.extract(
        word, [*chain.from_iterable(near)], scorer=OSA.distance, score_cutoff=edits, limit=5
    )
    best = min(close, key=lambda found: (found[1], -index.words[found[0]], found[0]), default=None)
    return str(best[0]) if best else word
