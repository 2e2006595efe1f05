"""Text ↔ request: what a person typed, or what a button carries, as one of a few requests.

    <role> vs|v|versus|or <role> [topic]   compare <role> <role> [topic]   → Compare
    compare <role>                                                         → CompareWith
    <role>, <kind>/<id>, interview <role>                                  → Read
    more <kind>/<id>                                                       → Details
    model                                                                  → Models
    sources                                                                → Sources
    delete my data, privacy                                                → DeleteData
    faq <keywords>                                                         → Search
    nothing, advise                                                        → Form
    help, ?                                                                → Help
    advise <text>                                                          → Brief
    [more|post] advice <questionnaire> <question>=<option> …               → Advice
    form/<questionnaire>                                                   → Form
    kickoff                                                                → Kickoff
    kickoff [<date>] <questionnaire> <question>=<option> …                 → Kickoff
    sheet interview/<id> [<date>] <question>=<option> …                    → InterviewSheet

Everything else is read for what it asks (`bot/ask/intents.py`), and else it is a Search. Greetings
and courtesies around a request change nothing. A topic is at most three words. `to_text` writes a
request so that `parse` reads the same one again: buttons and Share carry that text.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Literal

from bot.ask.about_rolefit import (
    COMPLAINT,
    FORM_ASKED,
    OF_ROLEFIT,
    PRAISE,
    WHAT_CAN_YOU_DO,
    WHERE_FROM,
)
from bot.ask.comparing import find_comparison
from bot.ask.follow_ups import asks_of_an_answer
from bot.ask.intents import find_intent
from bot.ask.persons import asks_about_person
from bot.ask.phrases import (
    asks,
    clean,
)
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
from bot.ask.roles_named import (
    role_named,
)
from bot.ask.sentences import clearest, leading
from knowledge.briefs.personal_traits import is_about_person
from knowledge.derived import kept
from knowledge.patterns import regex
from knowledge.search import search
from knowledge.search.query import repair
from knowledge.store import Store
from knowledge.text import fold, normal, small

MOST_WORDS = 4_096  # that are kept with what they are found to be
SHORTEST_MISSPELT = 6  # letters of a word that is taken for one of the store's, rather than a name

_FAQ = regex(r"^\s*faq(?:\s+|$)", re.IGNORECASE)
_ADVISE = regex(r"^\s*advi[sc]e(?:\s*[:,-])?\s+", re.IGNORECASE)
_ADVICE = regex(
    r"\s*(?P<side>more |post )?advice(?: (?P<named>[a-z0-9-]+)(?= |$))?"
    r"(?P<answers>(?: [a-z0-9-]+=[a-z0-9-]+)*)\s*"
)
_SIDES: dict[str | None, Literal["short", "more", "post"]] = {
    None: "short",
    "more ": "more",
    "post ": "post",
}
_SHEET = regex(  # as a button carries it
    r"\s*(?P<sheet>kickoff|sheet (?P<key>interview/[a-z0-9-]+))"
    r"(?: (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?= |$))?(?: (?P<named>[a-z0-9-]+)(?= |$))?"
    r"(?P<answers>(?: [a-z0-9-]+=[a-z0-9-]+)*)\s*"
)
_FORM = "form/"
_COLLEAGUE = regex(r"<[@#!][^<>]*>")  # a mention, as Slack writes it
_CALLED = regex(  # mentions before a request, or after it
    rf"^(?:\W*?{_COLLEAGUE.pattern})+[\s,:;.!-]*+(?!(?:or|and|vs|is|was|as|for|has|had)\b)"
    rf"|(?<![\s,])(?:[\s,]*+{_COLLEAGUE.pattern})+\W*$"
)
_KEY = regex(r"(more )?([a-z]+/[a-z0-9-]+)")

_WORDS: dict[str, Question] = {  # what means a request when it stands alone
    "": Form(),
    "advise": Form(),
    "advice": Form(),
    "help": Help(),
    "commands": Help(),
    "command list": Help(),
    "list of commands": Help(),
    "list commands": Help(),
    "all commands": Help(),
    "cmds": Help(),
    "cmds list": Help(),
    "options": Help(),
    "usage": Help(),
    "test": Help(),
    "menu": Help(),
    "faq": Help(),
    "compare": Help(),
    "interview": Help(),
    "kickoff": Kickoff(),
    "kick off": Kickoff(),
    "kickoff sheet": Kickoff(),
    "kick off sheet": Kickoff(),
    "model": Models(),
    "models": Models(),
    "sources": Sources(),
    "source": Sources(),
    "delete my data": DeleteData(),
    "delete data": DeleteData(),
    "my data": DeleteData(),
    "privacy": DeleteData(),
    "privacy policy": DeleteData(),
    "what do you keep": DeleteData(),
    "what do you store": DeleteData(),
}


def parse(text: str, store: Store) -> Question:
    """The request in any text; never raises."""
    if (faq := _FAQ.match(text)) and (keywords := text[faq.end() :].strip()):
        return Search(keywords)
    asked = clean(text)
    low = small(asked)
    if _COLLEAGUE.search(asked) and (found := _apart_from_colleagues(asked, store)):
        return found
    if asks_of_an_answer(asked):
        return FollowUp(asked)
    plain = normal(asked)
    if plain in _WORDS and (plain or not text.strip()):
        return _WORDS[plain]
    if WHAT_CAN_YOU_DO.fullmatch(small(asked.partition(",")[0])):
        return Help()
    if OF_ROLEFIT.search(low) or COMPLAINT.fullmatch(low):
        return Help()
    if WHERE_FROM.fullmatch(low):
        return Sources()
    if store.questionnaires and FORM_ASKED.search(low):
        return Form()
    if PRAISE.fullmatch(low):  # a pack may have words for it
        return Search(asked) if search(store, asked, limit=1).uncovered else Help()
    if not plain:
        return Search(text.strip()) if store.index.asked_as(normal(text)) else Help()
    if (answered := _ADVICE.fullmatch(asked)) and (advice := _advice(answered, store)):
        return advice
    if (carried := _SHEET.fullmatch(asked)) and (sheet := _sheet(carried, store)):
        return sheet
    if asked.startswith(_FORM) and (form := asked.removeprefix(_FORM)) in store.questionnaires:
        return Form(form)
    compared = find_comparison(asked, store)
    if isinstance(compared, Compare):  # of two roles and nothing else: no need to look for people
        return compared
    if _is_about_person(asked, store):
        return AboutPerson(asked)
    if briefed := _ADVISE.match(asked):
        return Brief(asked[briefed.end() :].strip())
    if (entry := _KEY.fullmatch(asked)) and store.get(entry[2]):
        return Details(entry[2]) if entry[1] else Read(entry[2])
    if (role := role_named(plain, store)) is not None:
        return Read(f"role/{role}")
    if (kit := _interview(plain, store)) is not None:
        return Read(kit)
    found = compared or find_intent(asked, store) or clearest(asked, store, parse)
    return found or leading(asked, store, parse) or Search(asked)


def _advice(answered: re.Match[str], store: Store) -> Advice | None:
    """Answers as a button carries them; up to version 0.2 it did not name their questionnaire."""
    answers = _pairs(answered)
    named, side = answered["named"], _SIDES[answered["side"]]
    if named in store.questionnaires:
        return Advice(named, answers, side)
    found = store.asking(name for name, _ in answers) or [*store.questionnaires.values()]
    return Advice(found[0].id, answers, side) if answers and found and not named else None


def _sheet(carried: re.Match[str], store: Store) -> Kickoff | InterviewSheet | None:
    try:
        given_on = date.fromisoformat(carried["day"]) if carried["day"] else None
    except ValueError:
        return None
    named, key, answers = carried["named"], carried["key"], _pairs(carried)
    if key:
        is_kit = not named and store.get(key)
        return InterviewSheet(key, answers, given_on) if is_kit else None
    is_carried = named in store.questionnaires or (named and answers)  # the pack may have changed
    return Kickoff(named, answers, given_on) if is_carried else None


def _pairs(carried: re.Match[str]) -> tuple[tuple[str, str], ...]:
    """Answers as a button carries them."""
    pairs = (pair.partition("=") for pair in carried["answers"].split())
    return tuple((name, option) for name, _, option in pairs)


def _apart_from_colleagues(text: str, store: Store) -> Question | None:
    """What is asked of somebody who is called before or after it ("<@U1> php vs backend"), None
    where nobody is. Who is spoken of within a question is a person to be judged.
    """
    rest = _CALLED.sub(" ", text).strip()
    if is_about_person(text) or ("<@" in rest and asks(rest)):
        return AboutPerson(text)
    if rest == text:
        return None
    return parse(rest, store) if rest else Help()


def _is_about_person(text: str, store: Store) -> bool:
    return asks_about_person(text, _words_of(store))


@kept
def _words_of(store: Store) -> Callable[[str], bool]:
    """Whether what may be a name is a word of the store, or misspelt, if it is no proper name: any
    short name is but an edit away from some word. Looked up once for each word.
    """

    @lru_cache(maxsize=MOST_WORDS)
    def is_word(name: str) -> bool:
        word = fold(name)
        is_name = name[:1].isupper() or len(word) < SHORTEST_MISSPELT
        return store.index.tells_of(word if is_name else repair(word, store.index))

    return is_word


def to_text(question: Question) -> str:
    """The text that asks for something; `parse` of it gives the same request back."""
    match question:
        case Compare(first, second, dimension):
            return f"{first} vs {second} {dimension or ''}".rstrip()
        case CompareWith(role):
            return f"compare {role}"
        case Read(key):
            return key
        case Details(key):
            return f"more {key}"
        case Search(text):
            return f"faq {text}"
        case UnknownRole(text, _) | AboutPerson(text) | FollowUp(text):
            return text
        case SameRole(role):
            return f"{role} vs {role}"
        case Form(questionnaire):
            return f"{_FORM}{questionnaire}" if questionnaire else "advise"
        case Brief(text):
            return f"advise {text}"
        case Advice(questionnaire, answers, side):
            given = (f"{name}={option}" for name, option in answers)
            shown = [] if side == "short" else [side]
            return " ".join([*shown, "advice", questionnaire, *given])
        case Kickoff(questionnaire, answers, given_on):
            return _write("kickoff", given_on, questionnaire, answers)
        case InterviewSheet(key, answers, given_on):
            return _write(f"sheet {key}", given_on, None, answers)
        case Models():
            return "model"
        case Sources():
            return "sources"
        case DeleteData():
            return "delete my data"
        case Help():
            return "help"


def _write(
    asked: str,
    given_on: date | None,
    questionnaire: str | None,
    answers: tuple[tuple[str, str], ...],
) -> str:
    given = (f"{name}={option}" for name, option in answers)
    return " ".join(filter(None, [asked, str(given_on or ""), questionnaire, *given]))


def _interview(plain: str, store: Store) -> str | None:
    """The key of the interview kit that `interview <role>` asks for."""
    verb, _, name = plain.partition(" ")
    role = role_named(name, store) if verb == "interview" else None
    return store.interviews[role].key if role in store.interviews else None
