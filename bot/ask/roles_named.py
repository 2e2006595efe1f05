"""The roles that a text names, by the names that a store has for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.ask.phrases import CANDIDATES, INTERVIEW, ROLE_NOUNS, SENIORITY
from bot.ask.requests import Compare
from knowledge.derived import kept
from knowledge.patterns import regex
from knowledge.search import search
from knowledge.search.query import repair
from knowledge.store import Store
from knowledge.text import SMALL_WORDS, normal, stem, words

MOST_NAME_WORDS = 8  # of a role

ARTICLE = regex(r"^(a|an|the) ")
_PART = regex(r"[?/|.\n]")
_VERSUS = frozenset({"vs", "versus", "v"})
_OR = _VERSUS | {"or"}
MOST_SOUGHT = 10  # hits among which the topic of one word is sought
_JOINTS = _OR | {
    "a", "an", "the", "rather", "either", "we", "i", "want", "need", "should", "do", "now", "first",
    "already", "instead", "yet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """The roles (ids) that a text names, in order, each once, and what it says besides: the stems
    of all words, and in order those that are no stop words. `alternatives` if it joins the first
    two by "or" or "vs", `against` if by "vs", `each_asked` if each is a question of its own.
    """

    roles: tuple[str, ...]
    said: frozenset[str]
    besides: tuple[str, ...]
    alternatives: bool
    against: bool
    each_asked: bool


def role_named(name: str, store: Store) -> str | None:
    """The role with just this name or alias (normalised), a leading article aside."""
    return store.aliases.get(ARTICLE.sub("", name))


def leading_role(text: str, store: Store) -> tuple[str | None, str]:
    """The role that a text (normalised) starts with, by its longest alias, and the rest."""
    said = ARTICLE.sub("", text).split()
    for length in range(min(len(said), MOST_NAME_WORDS), 0, -1):
        role = store.aliases.get(" ".join(said[:length]))
        if role:
            return role, " ".join(said[length:])
    return None, text


def topic_named(topic: str, first: str, second: str, store: Store) -> str | None:
    """The dimension that a topic names, typos allowed, where two roles (ids) are compared."""
    there = store.dimensions_of(first, second)
    repaired = " ".join(repair(word, store.index) for word in topic.split())
    named = store.topics.get(topic) or store.topics.get(repaired) or ()
    return next((one for one in there if one in named), None) or next(iter(named), None)


def topic_found(topic: str, store: Store) -> str | None:
    """The dimension that is asked about by a topic, or that an aspect of it is."""
    found = search(store, topic, limit=MOST_SOUGHT)
    if found.outcome == "none":
        return None
    of_aspect = {a.id: one.id for one in store.dimensions.values() for a in one.aspects}
    for hit in found.hits if " " not in topic else found.hits[:1]:
        kind, _, slug = hit.document.key.partition("/")
        if kind == "dimension":
            return slug
        if kind == "aspect":
            return of_aspect[slug]
    return None


def comparison(first: str, second: str, dimension: str | None, store: Store) -> Compare | None:
    """Two roles (ids) side by side. Without a dimension (id): when to choose which, or the first
    dimension, where the store doesn't say that of both; None where it has none either.
    """
    if dimension is None and not store.tells_apart(first, second):
        dimension = next(iter(store.dimensions_of(first, second)), None)
        if dimension is None:
            return None
    return Compare(first, second, dimension)


def roles_named(text: str, store: Store) -> Named:
    """The roles that are named anywhere in a text, whatever their number ("PHP devs") and with
    typos repaired.
    """
    said = [(word, stem(repair(word, store.index))) for word in words(text)]
    stems = [one for _, one in said]
    names = _names(store)
    roles: dict[str, None] = {}
    besides: list[tuple[str, str]] = []
    since = 0
    between: list[str] | None = None  # what stands between the first two roles
    place = 0
    while place < len(stems):
        role, length = _longest(stems, place, names)
        if not role:
            besides.append(said[place])
            place += 1
            continue
        if role not in roles and len(roles) == 1:
            between = [word for word, _ in besides[since:]]
        if role not in roles:
            roles[role] = None
        place += length
        while place < len(stems) and stems[place] in ROLE_NOUNS:
            place += 1
        since = len(besides)
    each_asked = _asks_each(text, store)
    return Named(
        tuple(roles),
        frozenset(one for _, one in besides),
        tuple(one for word, one in besides if word not in SMALL_WORDS and one not in SENIORITY),
        _are_joined(between, _OR) or each_asked,
        _are_joined(between, _VERSUS),
        each_asked,
    )


def _asks_each(text: str, store: Store) -> bool:
    """Whether a text names two roles, each a question: "a PHP dev? A backend dev?"."""
    if not _PART.search(text, 0, len(text) - 1):  # as in most: one question, with its mark
        return False
    parts = [role_named(normal(part), store) for part in _PART.split(text)]
    return any(one and other and one != other for one, other in pairwise(parts))


def _are_joined(between: Sequence[str] | None, by: frozenset[str]) -> bool:
    return between is not None and _JOINTS.issuperset(between) and bool(by.intersection(between))


def _longest(
    stems: Sequence[str], place: int, names: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
) -> tuple[str | None, int]:
    """The role whose name starts at a place, and how many words its longest name there has.

    Before an interview or a candidate, what stands before the noun in a name is enough ("a
    Symfony interview").
    """
    for name, role in names.get(stems[place], ()):
        if tuple(stems[place : place + len(name)]) == name:
            return role, len(name)
        kind = name[:-1]
        following = stems[place + len(kind) : place + len(kind) + 1]
        is_kind = kind and name[-1] in ROLE_NOUNS and tuple(stems[place:][: len(kind)]) == kind
        if is_kind and (INTERVIEW | CANDIDATES).intersection(following):
            return role, len(kind)
    return None, 0


@kept
def _names(store: Store) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The names of all roles, as stems, by their first; the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for alias, role in store.aliases.items():
        name = tuple(map(stem, alias.split()))
        found.setdefault(name[0], []).append((name, role))
    for names in found.values():
        names.sort(key=lambda one: -len(one[0]))
    return found
