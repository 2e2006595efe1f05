"""What a request comes to, for scripts: what the text was taken for, and what it found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.ask.grammar import parse
from bot.ask.phrases import clean, questions_of
from bot.ask.requests import (
    AboutPerson,
    Advice,
    Brief,
    Compare,
    CompareWith,
    DeleteData,
    Details,
    FollowUp,
    Form,
    Help,
    InterviewSheet,
    Kickoff,
    Models,
    Question,
    Read,
    SameRole,
    Search,
    Sources,
    UnknownRole,
)
from knowledge.advice.explanation import Advice as Advised
from knowledge.advice.explanation import advise
from knowledge.advice.rules import valid_answers
from knowledge.briefs.choosing import spoken_of
from knowledge.briefs.reader import Given, read_all
from knowledge.packs.questionnaire import Questionnaire
from knowledge.search import Hit, Outcome, SearchResult, search
from knowledge.store import Store

Request = Literal[
    "search", "compare", "role", "interview", "brief", "form", "kickoff", "models", "sources",
    "person", "delete", "help",
]  # fmt: skip
Why = Literal["person", "silent", "unknown"]

_CARDS: dict[str, Request] = {"role": "role", "interview": "interview"}


@dataclass(frozen=True, slots=True)
class Result:
    """What a text was taken for (`request`) and came to.

    `hits` are the best entries whatever the outcome, for a card those that it shows. `why` tells
    of outcome none: it is about a person, the sources are known to be silent, or nothing is known.
    `advice` is what a brief leads to, with the answers that were read from it. `uncovered` is the
    key of what the sources are silent about.
    """

    question: Question
    request: Request
    outcome: Outcome
    hits: tuple[Hit, ...] = ()
    why: Why | None = None
    advice: Advised | None = None
    given: Mapping[str, Given] = field(default_factory=dict)
    uncovered: str | None = None


def find(text: str, store: Store, limit: int = 5) -> Result:
    """What any text comes to, as `/rolefit` answers it; never raises."""
    return result(parse(text, store), store, limit)


def result(question: Question, store: Store, limit: int = 5) -> Result:
    """What a request comes to."""
    match question:
        case Search(text):
            return _searched(question, search(store, text, limit))
        case UnknownRole(text, _):
            return _unanswered(question, search(store, text, limit))
        case FollowUp(text):
            found = search(store, text, limit)
            outcome: Outcome = "suggestions" if found.hits else "none"
            return Result(
                question, "search", outcome, found.hits, None if found.hits else "unknown"
            )
        case Read(key) | Details(key):
            return Result(question, _card(key), "answer", _shown([key], store))
        case Compare():
            keys = _compared(question, store)
            return Result(question, "compare", "answer", _shown(keys[:limit], store))
        case CompareWith(role) | SameRole(role):
            return Result(question, "compare", "answer", _shown([f"role/{role}"], store))
        case Models():
            keys = [model.key for model in store.engagement.values()]
            return Result(question, "models", "answer", _shown(keys[:limit], store))
        case Sources():
            keys = [f"source/{source}" for source in store.sources]
            return Result(question, "sources", "answer", _shown(keys[:limit], store))
        case Brief():
            readings = understand(question, store)
            if len(readings) != 1:  # of which pair it speaks is asked
                return Result(question, "form", "none")
            return _advised(question, *readings[0], store)
        case Advice(questionnaire, answers):
            given = {name: Given(option, "") for name, option in answers}
            return _advised(question, store.questionnaires[questionnaire], given, store)
        case Kickoff(str(named), answers) if named in store.questionnaires:
            given = {name: Given(option, "") for name, option in answers}
            advised = _advised(question, store.questionnaires[named], given, store)
            return replace(advised, request="kickoff")
        case Kickoff():
            return Result(question, "kickoff", "none")
        case InterviewSheet(key):
            return Result(question, "interview", "answer", _shown([key], store))
        case AboutPerson():
            return Result(question, "person", "none", why="person")
        case Form():
            return Result(question, "form", "none")
        case DeleteData():
            return Result(question, "delete", "none")
        case Help():
            return Result(question, "help", "none")


def understand(brief: Brief, store: Store) -> list[tuple[Questionnaire, Mapping[str, Given]]]:
    """The questionnaire of whose roles a brief speaks, with the answers that it gives; several,
    where that is not clear, and none in a store that has none.
    """
    if brief.given is not None and brief.questionnaire in store.questionnaires:
        return [(store.questionnaires[brief.questionnaire], brief.given)]
    return [(one, read_all(brief.text, store, one.id)) for one in spoken_of(brief.text, store)]


def _compared(question: Compare, store: Store) -> list[str]:
    """The keys of what a comparison shows."""
    if question.dimension is None:
        return [store.roles[role].key for role in (question.first, question.second)]
    dimension = store.dimensions[question.dimension]
    return [dimension.key, *(aspect.key for aspect in dimension.aspects)]


def _searched(question: Question, found: SearchResult) -> Result:
    if found.outcome == "none":
        return _unanswered(question, found)
    best = found.hits[0].document.key
    request = _card(best) if found.outcome == "answer" else "search"
    return Result(question, request, found.outcome, found.hits)


def _unanswered(question: Question, found: SearchResult) -> Result:
    why: Why = "silent" if found.uncovered else "unknown"
    return Result(question, "search", "none", found.hits, why, uncovered=found.uncovered)


def _card(key: str) -> Request:
    return _CARDS.get(key.partition("/")[0], "search")


def _shown(keys: Iterable[str], store: Store) -> tuple[Hit, ...]:
    documents = (store.get(key) for key in dict.fromkeys(keys))
    return tuple(Hit(document, 1.0) for document in documents if document is not None)


def _advised(
    question: Question, questionnaire: Questionnaire, given: Mapping[str, Given], store: Store
) -> Result:
    options = {name: one.option for name, one in given.items()}
    advice = advise(store, questionnaire, valid_answers(questionnaire, options))
    cited = [c.section for reason in advice.reasons for c in reason.citations]
    keys: list[str] = [store.telling[section] for section in cited if section in store.telling]
    keys += [f"role/{role}" for role in advice.sequence]
    if advice.engagement:
        keys.append(f"engagement/{advice.engagement}")
    outcome: Outcome = "answer" if given else "none"
    return Result(question, "brief", outcome, _shown(keys, store), advice=advice, given=given)


def others_asked(text: str, answered: Question, store: Store) -> list[Result]:
    """What a message asks besides the question that was answered, where it has an answer."""
    asked = (parse(one, store) for one in questions_of(clean(text)))
    found = [result(one, store, limit=1) for one in asked if one != answered]
    first = result(answered, store, limit=1)
    shown = {hit.document.key for hit in first.hits}
    kept = []
    for one in found:
        keys = {hit.document.key for hit in one.hits}
        if one.outcome == "answer" and one.advice is None and not keys & shown:
            kept.append(one)
            shown |= keys
    return kept
