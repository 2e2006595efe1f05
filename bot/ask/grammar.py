"""Text ↔ Question: what a person typed, or what a button carries, as one of a few questions.

    <role> vs|versus|or <role> [topic]   compare <role> <role> [topic]   → Compare
    <role>, <kind>/<id>                                                  → Read
    interview <role>                                                     → Read
    model                                                                → Models
    sources                                                              → Sources
    delete my data                                                       → DeleteData
    faq <keywords>, anything else                                        → Search
    nothing, help, ?                                                     → Help
    advise <text>                                                        → Brief
    advice <question>=<option> …                                         → Advice

A topic is at most three words; with more, the text is a question. `to_text` writes a question
so that `parse` reads the same one again: buttons and Share carry that text.
"""

import re
from dataclasses import dataclass

from knowledge.people import is_about_person
from knowledge.query import repair
from knowledge.store import Store
from knowledge.text import normal

MOST_TOPIC_WORDS = 3
MOST_NAME_WORDS = 8  # of a role

_JOINED = re.compile(r"\s+(vs\.?|versus|or)\s+", re.IGNORECASE)
_FAQ = re.compile(r"^\s*faq(?:\s+|$)", re.IGNORECASE)
_COMPARE = re.compile(r"^\s*compare(?:\s+|$)", re.IGNORECASE)
_ADVISE = re.compile(r"^\s*advise\s+", re.IGNORECASE)
_ADVICE = re.compile(r"\s*advice((?: [a-z0-9-]+=[a-z0-9-]+)+)\s*")
_BETWEEN = re.compile(r"\b(?:vs|versus|and|or|with|to) ")
_ARTICLE = re.compile(r"^(a|an|the) ")
_KEY = re.compile(r"[a-z]+/[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Compare:
    """Two roles (ids) side by side under a dimension (id)."""

    first: str
    second: str
    dimension: str


@dataclass(frozen=True, slots=True)
class Read:
    """One entry of the store, by key."""

    key: str


@dataclass(frozen=True, slots=True)
class Search:
    """A free question or keywords."""

    text: str


@dataclass(frozen=True, slots=True)
class UnknownRole:
    """A comparison in which one name is no role that the store covers."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class SameRole:
    """A comparison of a role with itself."""

    role: str


@dataclass(frozen=True, slots=True)
class Models:
    """The engagement models that there are."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The articles, and what each can and cannot tell."""


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """A text that wants a person judged."""

    text: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A situation in free text, to be advised on. Buttons never carry it: it is not kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Answers to the questionnaire (option id by question id), to be advised on."""

    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DeleteData:
    """All that is kept of the person who asks, to be deleted."""


@dataclass(frozen=True, slots=True)
class Help:
    """What can be asked, and how."""


Question = (
    Compare
    | Read
    | Search
    | UnknownRole
    | SameRole
    | Models
    | Sources
    | AboutPerson
    | Brief
    | Advice
    | DeleteData
    | Help
)


_WORDS: dict[str, Question] = {  # what means a question when it stands alone
    "": Help(),
    "help": Help(),
    "faq": Help(),
    "compare": Help(),
    "interview": Help(),
    "advise": Help(),
    "model": Models(),
    "models": Models(),
    "sources": Sources(),
    "delete my data": DeleteData(),
    "delete data": DeleteData(),
    "source": Sources(),
}


def parse(text: str, store: Store) -> Question:
    """The question that any text asks; never raises."""
    if (faq := _FAQ.match(text)) and (keywords := text[faq.end() :].strip()):
        return Search(keywords)
    plain = normal(text)
    if plain in _WORDS:
        return _WORDS[plain]
    if is_about_person(text):
        return AboutPerson(text.strip())
    if briefed := _ADVISE.match(text):
        return Brief(text[briefed.end() :].strip())
    if answered := _ADVICE.fullmatch(text):
        pairs = (pair.partition("=") for pair in answered[1].split())
        return Advice(tuple((name, option) for name, _, option in pairs))
    key = text.strip()
    if _KEY.fullmatch(key) and store.get(key):
        return Read(key)
    if (role := _role(plain, store)) is not None:
        return Read(f"role/{role}")
    if (kit := _interview(plain, store)) is not None:
        return Read(kit)
    return _comparison(text, store) or Search(text.strip())


def to_text(question: Question) -> str:
    """The text that asks a question; `parse` of it gives the question back."""
    match question:
        case Compare(first, second, dimension):
            return f"{first} vs {second} {dimension}"
        case Read(key):
            return key
        case Search(text):
            return f"faq {text}"
        case UnknownRole(text, _) | AboutPerson(text):
            return text
        case SameRole(role):
            return f"{role} vs {role}"
        case Brief(text):
            return f"advise {text}"
        case Advice(answers):
            return " ".join(["advice", *(f"{name}={option}" for name, option in answers)])
        case Models():
            return "model"
        case Sources():
            return "sources"
        case DeleteData():
            return "delete my data"
        case Help():
            return "help"


def _comparison(text: str, store: Store) -> Question | None:
    """The comparison that a text asks for, if it names two things to compare and little else."""
    if _COMPARE.match(text):
        return _compare_command(text, store)
    parts = _JOINED.split(text, maxsplit=1)
    if len(parts) != 3:
        return None
    left, joint, right = normal(parts[0]), parts[1].lower(), normal(parts[2])
    first = _role(left, store)
    second, topic = _leading_role(right, store)
    if first and second:
        return _compared(first, second, topic, store)
    # "or" joins more than roles ("PHP or something else?"), so only "vs" insists on them
    if joint == "or" or not (first or second):
        return None
    unknown = (parts[2] if first else parts[0]).strip()
    if len(unknown.split()) > MOST_TOPIC_WORDS:
        return None
    return UnknownRole(text.strip(), unknown)


def _compare_command(text: str, store: Store) -> Question | None:
    """`compare a b [topic]`, with or without a word between the two."""
    named = _COMPARE.sub("", text, count=1).strip()
    rest = _BETWEEN.sub("", _ARTICLE.sub("", normal(named)))
    first, others = _leading_role(rest, store)
    second, topic = _leading_role(others, store)
    if first and second:
        return _compared(first, second, topic, store)
    unknown = others if first else rest
    return UnknownRole(text.strip(), _as_written(unknown, named))


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
    dimension = _dimension(topic, store)
    return Compare(first, second, dimension) if dimension else None


def _role(name: str, store: Store) -> str | None:
    """The role with just this name or alias (normalised), a leading article aside."""
    return store.aliases.get(_ARTICLE.sub("", name))


def _interview(plain: str, store: Store) -> str | None:
    """The key of the interview kit that `interview <role>` asks for."""
    verb, _, name = plain.partition(" ")
    role = _role(name, store) if verb == "interview" else None
    return store.interviews[role].key if role in store.interviews else None


def _leading_role(text: str, store: Store) -> tuple[str | None, str]:
    """The role that a text (normalised) starts with, by its longest alias, and the rest."""
    words = _ARTICLE.sub("", text).split()
    for length in range(min(len(words), MOST_NAME_WORDS), 0, -1):
        role = store.aliases.get(" ".join(words[:length]))
        if role:
            return role, " ".join(words[length:])
    return None, text


def _dimension(topic: str, store: Store) -> str | None:
    """The dimension that a topic names, typos allowed; the first one where none is named."""
    if not topic:
        return next(iter(store.dimensions), None)
    if topic in store.topics:
        return store.topics[topic]
    return store.topics.get(" ".join(repair(word, store.index) for word in topic.split()))
