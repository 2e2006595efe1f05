"""Text → a comparison of two roles: `php vs backend [topic]`, `compare php backend`, `compare php`,
`compare testing`. A topic is at most three words.
"""

import re

from bot.ask.phrases import BOTH_ROLES
from bot.ask.requests import Compare, CompareWith, Question, SameRole, UnknownRole
from bot.ask.roles_named import (
    ARTICLE,
    comparison,
    leading_role,
    role_named,
    roles_named,
    topic_found,
    topic_named,
)
from knowledge.patterns import regex
from knowledge.search import search
from knowledge.store import Store
from knowledge.text import SMALL_WORDS, normal, small

MOST_TOPIC_WORDS = 3
_JOINED = regex(r"\s+(vs?\.?|versus|or)\s+", re.IGNORECASE)
_COMPARE = regex(r"^\s*compare(?:\s+|$)", re.IGNORECASE)
_SLASH = "/"
_BETWEEN = regex(r"\b(?:vs|v|versus|and|or|with|w|to|against) ")
_VERSUS = frozenset({"vs", "versus"})


def find_comparison(text: str, store: Store) -> Question | None:
    """The comparison that a text asks for, if it names two things to compare and little else."""
    if _COMPARE.match(text):
        return _compare_command(text, store)
    parts = _JOINED.split(text, maxsplit=1)
    if len(parts) != 3 and _SLASH in text:
        parts = [*text.partition(_SLASH)]
    if len(parts) != 3:
        return None
    left, joint, right = normal(parts[0]), parts[1].lower(), normal(parts[2])
    first = role_named(left, store)
    second, topic = leading_role(right, store)
    if joint == _SLASH and (not (first and second) or first == second or topic):
        return None  # it joins more than roles
    if first and second:
        return _compared(first, second, topic, store)
    unknown = (parts[2] if first else parts[0]).strip()
    if not (first or second) or len(unknown.split()) > MOST_TOPIC_WORDS:
        return None
    if len(roles_named(text, store).roles) > 1:
        return None
    # "or" joins more than roles ("PHP or something else?"): it must be known to be none of ours
    if joint == "or" and not search(store, unknown, limit=1).uncovered:
        return None
    return UnknownRole(text, unknown)


def _compare_command(text: str, store: Store) -> Question | None:
    """`compare a b [topic]`, with or without a word between the two."""
    named = _COMPARE.sub("", text, count=1).strip()
    rest = _BETWEEN.sub("", ARTICLE.sub("", normal(named)))
    first, others = leading_role(rest, store)
    second, topic = leading_role(others, store)
    if first and second:
        return _compared(first, second, topic, store)
    if first and not others:
        return CompareWith(first)
    if not first and (found := _compared_in(rest, store)):
        return found
    unknown = others if first else rest
    if len(unknown.split()) > MOST_TOPIC_WORDS or BOTH_ROLES.search(small(text)):
        return None
    return UnknownRole(text, _as_written(unknown, named))


def _compared_in(rest: str, store: Store) -> Compare | None:
    """What tells two roles apart in a topic that stands before them or alone: "compare testing"."""
    roles = roles_named(rest, store).roles or store.first_pair
    if len(roles) != 2:
        return None
    first, second = roles
    dimension = topic_named(rest, first, second, store)
    if dimension is None and not BOTH_ROLES.search(rest):
        said = [one for one in rest.split() if one not in SMALL_WORDS and one not in _VERSUS]
        topic = " ".join(one for one in said if role_named(one, store) is None)
        if not 0 < len(topic.split()) <= MOST_TOPIC_WORDS:
            return None
        found = topic_named(topic, first, second, store) or topic_found(topic, store)
        dimension = found if found in store.dimensions_of(first, second) else None
    return comparison(first, second, dimension, store) if dimension else None


def _as_written(plain: str, text: str) -> str:
    """The end of a text from its word that a normalised text starts with."""
    written = text.split()
    starts = (n for n, word in enumerate(written) if normal(word) == plain.partition(" ")[0])
    return " ".join(written[next(starts, 0) :][:MOST_TOPIC_WORDS])


def _compared(first: str, second: str, topic: str, store: Store) -> Question | None:
    if len(topic.split()) > MOST_TOPIC_WORDS:
        return None
    if first == second:
        return SameRole(first) if not topic else None
    dimension = topic_named(topic, first, second, store) if topic else None
    return comparison(first, second, dimension, store) if dimension or not topic else None
