"""A question as people type it → the concepts it asks about.

Chat noise goes, typos are repaired against the store's own words, and each word brings the
words that mean the same.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from knowledge.index import Concept, Index
from knowledge.text import STOP_WORDS, stem, words

LONGEST_TEXT = 4_000  # characters; what a chat message holds
MOST_CONCEPTS = 24  # a question rarely has more; bounds the work for pasted pages

MOST_SENTENCES = 8  # of a message that are looked at one by one
FEWEST_CONCEPTS = 3  # of a sentence that asks by itself
SHORTEST_JOINED = 6  # letters of a word that may have been cut into two
SHORTEST_SPLIT = 8  # letters: shorter words are not taken for two
SHORTEST_PART = 3

_SENTENCE = re.compile(r"[.!?;:\n]+(?=\s|$)")
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
            [(stem, weight * concept.idf) for stem, weight in concept.stems.items()]
            for concept in self.concepts
        ]


def parse_query(text: str, index: Index) -> Query:
    """The concepts of any text, however long or strange; never raises."""
    return _parse(_NOISE.sub(" ", text[:LONGEST_TEXT]), index)


def parse_sentences(text: str, index: Index) -> list[Query]:
    """Those sentences of a longer message that may be what is asked; none of a single one."""
    if not _SENTENCE.search(text):
        return []
    plain = _NOISE.sub(" ", text[:LONGEST_TEXT])
    sentences = [part for part in _SENTENCE.split(plain, MOST_SENTENCES) if part.strip()]
    if len(sentences) < 2:
        return []
    queries = (_parse(part, index) for part in sentences[:MOST_SENTENCES])
    return [query for query in queries if len(query.concepts) >= FEWEST_CONCEPTS]


def _parse(plain: str, index: Index) -> Query:
    said = words(plain)
    asked = dict.fromkeys(word for word in join_words(said, index) if word not in STOP_WORDS)
    meant = chain.from_iterable(mend(word, index) for word in list(asked)[:MOST_CONCEPTS])
    kept = dict.fromkeys(map(stem, meant))
    return Query(" ".join(said), tuple([index.concept(term) for term in kept]))


def join_words(said: list[str], index: Index) -> list[str]:
    """Words with those joined (`data base`) that the store writes as one."""
    joined: list[str] = []
    for word in said:
        both = joined[-1] + word if joined else ""
        if len(both) >= SHORTEST_JOINED and both in index.words and word not in STOP_WORDS:
            joined[-1] = both
        else:
            joined.append(word)
    return joined


def mend(word: str, index: Index) -> tuple[str, ...]:
    """The words of the store that a word stands for: itself, repaired, or cut into two."""
    meant = repair(word, index)
    if meant != word or len(word) < SHORTEST_SPLIT or _known(word, index):
        return (meant,)
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    parts = ((word[:place], word[place:]) for place in places)
    known = (pair for pair in parts if all(part in index.words for part in pair))
    return next(known, (word,))


def _known(word: str, index: Index) -> bool:
    return word in index.words or stem(word) in index.mass


def repair(word: str, index: Index) -> str:
    """The store's own word that this one was probably meant to be, or the word itself.

    One edit for words of 4 to 6 letters, two for longer ones (optimal string alignment);
    ties go to the more frequent word.
    """
    if len(word) < 4 or word.isdigit() or _known(word, index):
        return word
    return index.nearest(word, 1 if len(word) < 7 else 2) or word
