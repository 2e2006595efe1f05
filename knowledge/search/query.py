"""A question as people type it → the concepts it asks about.

Chat noise goes, typos are repaired against the store's own words, and each word brings the
words that mean the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.derived import kept
from knowledge.patterns import regex
from knowledge.search.index import Index
from knowledge.search.likeness import features
from knowledge.text import SMALL_WORDS, stem, words

LONGEST_TEXT = 4_000  # characters; what a chat message holds
MOST_CONCEPTS = 24  # a question rarely has more; bounds the work for pasted pages
MOST_WORDS = 60  # the same, stop words with them

# What chats cut short or twist beyond an edit or two.
_CHAT = dict(
    pair.split("=")
    for pair in """
    shld=should shud=should shd=should wld=would wud=would cld=could cud=could wich=which wat=what
    wut=what teh=the hw=how hwo=how abt=about bc=because cuz=because coz=because rly=really
    tmrw=tomorrow tmr=tomorrow n=and u=you r=are ur=your nd=and mgr=manager mgmt=management
    yr=year yrs=years hrs=hours min=minutes mins=minutes dept=department smth=something
    smb=somebody prod=production perf=performance exp=experience diff=difference btwn=between
    normally=usually typically=usually prolly=probably dunno=know jds=jd cvs=cv reqs=req dbs=db
    """.split()
)

MOST_SENTENCES = 8  # of a message that are looked at one by one
FEWEST_CONCEPTS = 3  # of a sentence that asks by itself
SHORTEST_JOINED = 6  # letters of a word that may have been cut into two
SHORTEST_SPLIT = 8  # letters: shorter words are not taken for two
SHORTEST_PART = 3

_SENTENCE = regex(r"[.!?;:\n]+(?=\s|$)")
_NOISE = regex(
    r"<[@#!][^>]*>"  # mentions of people, channels and groups
    r"|<?(?:https?|mailto|tel):[^\s>]*>?"  # links
    r"|:[a-z0-9_+-]+:"  # emoji by name
    r"|[`*_~]"
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question ready to be matched.

    `concepts` holds the stems that it asks about, each with its weight (idf); without any it asks
    about nothing. `small` holds those of its stop words, `features` all stems and pairs of
    neighbours, `weight` is what all stems weigh together.
    """

    wording: str
    concepts: dict[str, float]
    small: dict[str, float]
    features: tuple[str, ...]
    weight: float


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
    plainly = [_CHAT.get(word, word) for word in said]
    terms = _terms(index)
    meant: list[str] = []
    concepts: dict[str, float] = {}
    small: dict[str, float] = {}
    for word in (join_words(plainly, index) if index.ranking.joins else plainly)[:MOST_WORDS]:
        for one, weight in terms(word):
            meant.append(one)
            if word in SMALL_WORDS:
                if weight and one in index.spread:  # one that the store never says is only chat
                    small[one] = weight
            elif len(concepts) < MOST_CONCEPTS:
                concepts[one] = weight
    weight = sum(concepts.values()) + sum(small.values())
    return Query(" ".join(said), concepts, small, features(meant), weight)


@kept
def _terms(index: Index) -> Callable[[str], Sequence[tuple[str, float]]]:
    """The stems that a word stands for with their weights: found once for each word, then kept."""

    @lru_cache(maxsize=4096)
    def terms(word: str) -> Sequence[tuple[str, float]]:
        if word in SMALL_WORDS:
            return ((stem(word), index.ranking.small_weight * index.idf(stem(word))),)
        return [(one, index.idf(one)) for one in map(stem, mend(word, index))]

    return terms


def join_words(said: list[str], index: Index) -> list[str]:
    """Words with those joined (`data base`) that the store writes as one."""
    joined: list[str] = []
    for word in said:
        if joined and _is_joined(joined[-1], word, index):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _is_joined(word: str, following: str, index: Index) -> bool:
    """Whether the store writes two words as one, and does so no less often than it writes the rarer
    of them: a store that once says "covid19" still means two words by "covid 19".
    """
    both = index.words.get(word + following, 0)
    if not both or following in SMALL_WORDS or len(word) + len(following) < SHORTEST_JOINED:
        return False
    return both >= min(index.words.get(one, 0) for one in (word, following))


def mend(word: str, index: Index) -> tuple[str, ...]:
    """The words of the store that a word stands for: itself, repaired, or cut into two."""
    ranking = index.ranking
    meant = repair(word, index) if ranking.repairs else word
    if meant != word or not ranking.joins or len(word) < SHORTEST_SPLIT or _known(word, index):
        return (meant,)
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    parts = ((word[:place], word[place:]) for place in places)
    known = (pair for pair in parts if all(part in index.words for part in pair))
    return next(known, (word,))


def _known(word: str, index: Index) -> bool:
    return word in index.words or stem(word) in index.spread


def repair(word: str, index: Index) -> str:
    """The store's own word that this one was probably meant to be, or the word itself.

    One edit for words of 4 to 6 letters, two for longer ones (optimal string alignment);
    ties go to the more frequent word.
    """
    if len(word) < 4 or word.isdigit() or _known(word, index):
        return word
    return index.nearest(word, 1 if len(word) < 7 else 2) or word
