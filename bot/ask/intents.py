"""What a free text asks for, where it asks for more than an entry of the store: two roles side
by side, advice, an interview kit.

Each is told by words of its own (`bot/ask/phrases.py`) and by how little is said besides: "how
does a PHP dev differ from a backend dev" is a comparison, "how do their salaries differ" a search.
"""

from bot.ask.phrases import (
    ASSESS,
    CANDIDATES,
    CHOICE,
    DIFFERENCE,
    DIFFERENCE_FILLERS,
    INTERVIEW,
    JOB_POST,
    KIT_FILLERS,
    ROLE_NOUNS,
    SAME,
    WHICH_ROLE,
    WHO_TO_HIRE,
    asks,
    clauses_of,
)
from bot.ask.requests import Brief, Compare, Form, Question, Read
from bot.ask.roles_named import Named, roles_named, topic_named
from knowledge.briefs.reader import read_brief
from knowledge.briefs.segments import is_list
from knowledge.search import search
from knowledge.store import Store
from knowledge.text import normal

LEAST_ANSWERS = 2  # that make a text a situation
LEAST_LISTED = 3  # the same, of so few words that they may be a search as well
LEAST_WORDS = 6  # that tell of a situation …
MANY_WORDS = 25  # … where something is asked as well


def find_intent(text: str, store: Store) -> Question | None:
    """The request in a free text; None where it asks a plain question, or nothing is clear."""
    if store.index.asked_as(normal(text)) is not None:
        return None
    named = roles_named(text, store)
    return (
        _choice(text, named, store)
        or _difference(text, named, store)
        or _post(text, named, store)
        or _kit(text, named, store)
        or _situation(text, store)
    )


def _difference(text: str, named: Named, store: Store) -> Question | None:
    """What tells two roles apart, by a topic or by nothing else that the store could answer."""
    if len(named.roles) != 2:
        return None
    if not (DIFFERENCE.intersection(named.said) or named.against or SAME.search(text)):
        return None
    fillers = DIFFERENCE | DIFFERENCE_FILLERS | ROLE_NOUNS | CHOICE
    besides = [one for one in named.besides if one not in fillers]
    first, second = named.roles
    if dimension := topic_named(" ".join(besides), store):
        return Compare(first, second, dimension)
    if search(store, " ".join(besides), limit=1).outcome == "answer":
        return None
    dimension = next(iter(store.dimensions), None)
    return Compare(first, second, dimension) if dimension else None


def _choice(text: str, named: Named, store: Store) -> Question | None:
    """Which role to open: advice on the situation that is told, else the form."""
    if not store.questionnaire.questions:
        return None
    asked = bool(CHOICE.intersection(named.said))
    told_apart = DIFFERENCE.intersection(named.said) or SAME.search(text)
    if len(named.roles) == 2 and not told_apart:
        if asked and (named.alternatives or "or" in named.said):
            return _advice_on(text, store) or Form()
        if named.alternatives:
            return _advice_on(text, store) or (None if named.against else Form())
    if asked and WHICH_ROLE.search(text):
        return _advice_on(text, store) or Form()
    if WHO_TO_HIRE.search(text):
        return _advice_on(text, store, LEAST_ANSWERS)
    return None


def _post(text: str, named: Named, store: Store) -> Question | None:
    """A text for the post is part of advice."""
    asked = len(named.roles) == 1 and JOB_POST.search(text)
    return Form() if asked and store.questionnaire.questions else None


def _kit(text: str, named: Named, store: Store) -> Question | None:
    """The interview kit of the one role that is named, unless the sources are known to be silent
    about what is asked of interviews.
    """
    if len(named.roles) != 1 or named.roles[0] not in store.interviews:
        return None
    said = named.said
    if not (said & INTERVIEW or (said & CANDIDATES and said & ASSESS)):
        return None
    plain = not frozenset(named.besides) - INTERVIEW - CANDIDATES - ASSESS - KIT_FILLERS - CHOICE
    if not plain and search(store, text, limit=1).uncovered:
        return None
    return Read(store.interviews[named.roles[0]].key)


def _situation(text: str, store: Store) -> Question | None:
    """A text that tells of work rather than asking a plain question: it says something besides
    questions, and gives enough answers about the job that carry points.
    """
    clauses = clauses_of(text)
    told = [clause for clause in clauses if not asks(clause)]
    words_told = [len(clause.split()) for clause in told]
    if sum(words_told) < LEAST_WORDS:
        return None
    if len(told) < len(clauses) and sum(words_told) < MANY_WORDS:
        return None
    return _advice_on(text, store, LEAST_LISTED if is_list(text) else LEAST_ANSWERS)


def _advice_on(text: str, store: Store, least: int = 1) -> Brief | None:
    """The text as a brief, if it gives so many answers about the job that carry points."""
    given = read_brief(text, store)
    weighing = {question.id for question in store.questionnaire.questions if question.weighs}
    return Brief(text, given) if len(weighing & given.keys()) >= least else None
