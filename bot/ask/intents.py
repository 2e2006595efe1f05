"""What a free text asks for, where it asks for more than an entry of the store: two roles side
by side, advice, an interview kit.

Each is told by words of its own (`bot/ask/phrases.py`) and by how little is said besides: "how
does a PHP dev differ from a backend dev" is a comparison, "how do their salaries differ" a search.
"""

from collections.abc import Sequence

from bot.ask.choosing import CHOOSE, OURS, UNSURE, WHICH_ONE, WHICH_ROLE, WHO_TO_HIRE
from bot.ask.follow_ups import goes_on
from bot.ask.kits import find_kit, wants_questions
from bot.ask.other_trades import kind_of_role, other_trade, picks_a_tool
from bot.ask.phrases import (
    ABOUT_THAT,
    ALTERNATIVES,
    ARGUES,
    AS_TABLE,
    ASKED_OF_WORK,
    BESIDE_POST,
    BOTH_ROLES,
    COMPARED,
    COUNTED,
    DIFFER_AFTER,
    DIFFERENCE,
    DIFFERENCE_BETWEEN,
    DIFFERENCE_FILLERS,
    DOES,
    FIT,
    FOR_WHOM,
    HIRE,
    HIRES,
    JOB_POST,
    KIND_OF,
    NEED,
    NEEDS_SOMEBODY,
    NO_NEED,
    OF_ANY_WORK,
    ONE_OF_THEM,
    OR_ROLE,
    PLAIN_LIST,
    ROLE_NOUNS,
    SAME,
    TABLE,
    THEY_DIFFER,
    THOUGHTS,
    WE,
    WHAT_IN_POST,
    WHAT_IS_THAT,
    WHOSE_WORK,
    WHY_BOTH,
    asks,
    clauses_of,
)
from bot.ask.requests import Brief, FollowUp, Form, Question, Read, Search, UnknownRole
from bot.ask.roles_named import Named, comparison, role_named, roles_named
from knowledge.advice.rules import DONT_KNOW
from knowledge.briefs.choosing import spoken_of
from knowledge.briefs.reader import read_all
from knowledge.briefs.segments import is_list
from knowledge.search import Hit, SearchResult, search
from knowledge.store import Store
from knowledge.text import normal, small

OTHER_SUBJECT = 0.28  # score from which what is said besides two roles is a question of its own …
CLEAR_SUBJECT = 0.2  # … the same, where it scores so many times as much as any topic of theirs
CLEARER = 1.5
MOST_SAID = 7  # stems of a text that but asks for a comparison
CLEAR_WORK = 0.1  # score from which "which of them tunes caches" is clear by itself
CLEARLY_WHOSE = 0.15  # score from which "tracking, php or backend" asks whose that is

_VERSUS = frozenset({"vs", "versus"})
_TOLD_AS = frozenset({"like", "as"})  # words without which nothing is told like that

EXPLAINED = frozenset({"explain", "eli5"})
TOPICS = ("aspect/", "dimension/")
_ON_ONE = ("aspect/", "faq/")  # piece of work
_SAID_OF_ANY = (DIFFERENCE | DIFFERENCE_FILLERS | ROLE_NOUNS | ASKED_OF_WORK) - TABLE
MOST_TOPICS = 3  # hits among which the topic of a comparison is sought …
MOST_FURTHER = 10  # … and where none of them is one

LEAST_ANSWERS = 2  # that make a text a situation
LEAST_LISTED = 3  # the same, of so few words that they may be a search as well
LEAST_WORDS = 6  # that tell of a situation …
MOST_NAMING = 8  # that but name a piece of work
MANY_WORDS = 25  # … where something is asked as well


def find_intent(text: str, store: Store) -> Question | None:
    """The request in a free text; None where it asks a plain question, or nothing is clear."""
    if store.index.asked_as(normal(text)) is not None:
        return None
    named = roles_named(text, store)
    return (
        other_trade(text, named, store)
        or kind_of_role(text, named, store)
        or _choice(text, named, store)
        or _on_topic(text, named, store)
        or _difference(text, named, store)
        or _post(text, named, store)
        or _follow_up(text, named, store)
        or find_kit(text, named, store)
        or _card(text, named, store)
        or _situation(text, named, store)
    )


def _on_topic(text: str, named: Named, store: Store) -> Question | None:
    """The entry on a piece of work of which it is asked whose it is or how two roles differ in it,
    rather than all that tells them apart: the best for what is said besides the roles, if it is
    near to the whole text too.
    """
    low = small(text)
    whose = WHOSE_WORK.search(low)
    if not (len(named.roles) == 2 or BOTH_ROLES.search(low) or (whose and OR_ROLE.search(low))):
        return None
    differs = DIFFERENCE & named.said or SAME.search(low)
    if not (whose or differs) or (not whose and COMPARED & named.said):
        return None
    besides = roles_named(AS_TABLE.sub("", text), store).besides
    subject = [one for one in besides if one not in _SAID_OF_ANY and not one.isdigit()]
    if not set(subject) - OF_ANY_WORK:
        return None
    found = search(store, text, limit=MOST_TOPICS)
    if whose and found.outcome == "answer" and found.hits[0].document.key.startswith("aspect/"):
        return Search(text)
    own = search(store, " ".join(subject), limit=1)
    if own.outcome != "answer" or not own.hits[0].document.key.startswith(_ON_ONE):
        return None
    key = own.hits[0].document.key
    if found.outcome == "answer" and found.hits[0].document.key == key:
        return Search(text)
    best = found.hits[0].score if found.hits else 0.0
    near = {hit.document.key for hit in found.hits if best <= CLEARER * hit.score}
    return Read(key) if key in near else None


def _difference(text: str, named: Named, store: Store) -> Question | None:
    """What tells two roles apart: under the dimension that its words speak of, unless they are a
    question of their own ("how do their salaries differ").
    """
    low = small(text)
    if _TOLD_AS & named.said and FOR_WHOM.search(text):
        named = roles_named(FOR_WHOM.sub("", text), store)
    roles = named.roles
    compares = _only_compares(named)
    of_both = compares or BOTH_ROLES.search(low)
    if not roles and (of_both or (DIFFERENCE & named.said and THEY_DIFFER.match(text))):
        roles = store.first_pair
    if not roles and (
        strangers := DIFFERENCE_BETWEEN.fullmatch(text.strip()) or DIFFER_AFTER.fullmatch(text)
    ):
        return _strangers(text, strangers.groups(), store)
    if len(roles) != 2 or COUNTED.search(low) or KIND_OF.search(low):
        return None
    if wants_questions(low) or WHY_BOTH.search(low):
        return None
    is_both = named.alternatives or BOTH_ROLES.search(low)
    told_apart = (DIFFERENCE | (EXPLAINED if is_both else frozenset())) & named.said
    if not (compares or told_apart or named.against or SAME.search(low)):
        return None
    first, second = roles
    dimension = None
    fillers = DIFFERENCE | DIFFERENCE_FILLERS | ROLE_NOUNS | HIRE
    if subject := [one for one in named.besides if one not in fillers]:
        found = search(store, THEY_DIFFER.sub("", text), limit=MOST_TOPICS)
        topics = _topics(found)
        if found.outcome != "none" and _is_another(found.hits[0], topics):
            return None
        further = MOST_TOPICS if topics else MOST_FURTHER
        narrow = _topics(search(store, " ".join(subject), limit=further))
        if narrow and (not topics or narrow[0].score > CLEARER * topics[0].score):
            topics = narrow
        if topics:
            dimension = _dimension_of(topics[0].document.key.partition("/")[2], store)
    return comparison(first, second, dimension, store)


def _only_compares(named: Named) -> bool:
    """Whether a text names nothing, and says no more than that something is compared."""
    said = set(named.besides)
    compares = said & DIFFERENCE or (said & _VERSUS and len(said) > 1)
    is_short = len(named.said) <= MOST_SAID
    return bool(compares) and is_short and not said - DIFFERENCE - DIFFERENCE_FILLERS - ROLE_NOUNS


def _is_another(best: Hit, topics: Sequence[Hit]) -> bool:
    """Whether what is asked of two roles is no topic of theirs, but has an answer of its own."""
    if best in topics:
        return False
    beside = topics[0].score if topics else 0.0
    return best.score >= OTHER_SUBJECT or best.score >= max(CLEAR_SUBJECT, CLEARER * beside)


def _topics(found: SearchResult) -> list[Hit]:
    """What a comparison may be about, the best first."""
    return [hit for hit in found.hits if hit.document.key.startswith(TOPICS)]


def _strangers(text: str, names: Sequence[str], store: Store) -> Question | None:
    """The question of how two others differ, if the sources are silent about one of them."""
    silent = [name for name in names if search(store, name, limit=1).uncovered]
    return UnknownRole(text, silent[0]) if silent else None


def _dimension_of(slug: str, store: Store) -> str:
    """The dimension with this id, or with an aspect of it."""
    return next(
        dimension.id
        for dimension in store.dimensions.values()
        if slug == dimension.id or any(slug == aspect.id for aspect in dimension.aspects)
    )


def _choice(text: str, named: Named, store: Store) -> Question | None:
    """Which role to open: advice on the situation that is told, else the form."""
    low = small(text)
    if not store.questionnaires or WHOSE_WORK.search(low):
        return None
    if wants_questions(low):
        return None
    others = ALTERNATIVES.search(low)
    if others and store.aliases.keys().isdisjoint(others.groups()) and not named.alternatives:
        return None  # which of two others: tools, terms
    hires = bool(_hires(named, text) or HIRES.search(low))
    is_long = len(text.split()) >= MANY_WORDS  # and tells of anything that is separate or alike
    told_apart = not is_long and ((DIFFERENCE | EXPLAINED) & named.said or SAME.search(low))
    if len(named.roles) > 1 and not told_apart:
        if UNSURE.search(low):
            return _advice_on(text, store) or _form(named, store)
        if OURS.search(low):
            return _form(named, store)
    if named.alternatives and not told_apart and (hires or not named.against):
        if not (hires or WE.search(low) or _is_bare(text, store)) and _is_whose(text, store):
            return None
        if hires or named.each_asked or _only_chooses(text, store):
            return _advice_on(_told(text, store), store) or _form(named, store)
        return None
    fits = hires or FIT.intersection(named.said)
    if CHOOSE.search(low) or (fits and WHICH_ROLE.search(low)):
        if not (hires or WE.search(low)) and _is_clearly_whose(text, store):
            return None
        return _advice_on(_told(text, store), store) or _form(named, store)
    if which := WHICH_ONE.search(low):
        is_hire = which.start() == 0 or named.said & ROLE_NOUNS
        return _advice_on(_told(text, store), store, 1 if is_hire else LEAST_ANSWERS)
    if WHO_TO_HIRE.search(low):
        is_bare = len(text.split()) < LEAST_WORDS
        return _advice_on(_told(text, store), store) or (_form(named, store) if is_bare else None)
    return None


def _is_whose(text: str, store: Store) -> bool:
    """Whether a text names a piece of work that both roles are known to have a part in."""
    found = search(store, text, limit=1)
    return found.outcome == "answer" and found.hits[0].score >= CLEARLY_WHOSE


def _is_clearly_whose(text: str, store: Store) -> bool:
    """Whether a text but names a piece of work ("chaos drills, which role"), rather than telling of
    a situation.
    """
    return len(text.split()) <= MOST_NAMING and _is_whose(text, store)


def _hires(named: Named, text: str) -> bool:
    """Whether a text speaks of hiring; who doesn't need something, doesn't."""
    said = named.said & HIRE
    return bool(said - NEED if NO_NEED.search(small(text)) else said)


def _form(named: Named, store: Store) -> Form:
    """The form, that of the roles that are named where there are several."""
    deciding = store.deciding(named.roles)
    is_told = len(deciding) == 1 < len(store.questionnaires)
    return Form(deciding[0].id if is_told else None)


def _only_chooses(text: str, store: Store) -> bool:
    """Whether a clause but asks which of two roles, and none asks anything else ("who is paid more,
    PHP or backend?").
    """
    bare = [_is_bare(one, store) for one in clauses_of(text)]
    others = (one for one, is_bare in zip(clauses_of(text), bare, strict=True) if not is_bare)
    return any(bare) and not any(asks(one) and not _chooses(one, store) for one in others)


def _is_bare(clause: str, store: Store) -> bool:
    """Whether a clause but asks which of two roles: "PHP hire or backend hire?"."""
    named = roles_named(clause, store)
    return named.alternatives and not set(named.besides) - ROLE_NOUNS - HIRE - FIT


def _told(text: str, store: Store) -> str:
    """The text without the question of which role it is, if anything is told besides: that names
    roles, but says nothing of the work.
    """
    clauses = clauses_of(text)
    told = [one for one in clauses if not _chooses(one, store)]
    return " ".join(told) if sum(len(one.split()) for one in told) >= LEAST_WORDS else text


def _chooses(clause: str, store: Store) -> bool:
    if any(asked.search(small(clause)) for asked in (WHICH_ROLE, CHOOSE, WHO_TO_HIRE)):
        return True
    return len(roles_named(clause, store).roles) > 1


def _post(text: str, named: Named, store: Store) -> Question | None:
    """A text for the post is part of advice, what belongs into one is a question."""
    low = small(text)
    if len(named.roles) != 1 or not store.questionnaires or not JOB_POST.search(low):
        return None
    if BESIDE_POST.search(low) or WHAT_IN_POST.search(low):
        return None
    others = (one for one in clauses_of(text) if not JOB_POST.search(small(one)))
    return None if any(map(asks, others)) else _form(named, store)


def _card(text: str, named: Named, store: Store) -> Question | None:
    """The card of the one role that is named, if nothing but what it does is asked."""
    if len(named.roles) != 1 or ABOUT_THAT.search(small(text)):
        return None
    is_all = asks(text) and not frozenset(named.besides) - DOES
    is_card = is_all or _is_bare_name(text, store)
    return Read(f"role/{named.roles[0]}") if is_card else None


def _is_bare_name(text: str, store: Store) -> bool:
    """Whether a text names a role and asks what that is: "api developer. …, what is it"."""
    clauses = clauses_of(text)
    asks_what = any(WHAT_IS_THAT.fullmatch(small(one)) for one in clauses)
    return asks_what and any(role_named(normal(one), store) for one in clauses)


def _follow_up(text: str, named: Named, store: Store) -> Question | None:
    """What goes on from an earlier message; who asks which of "them" does a piece of work that is
    clear by itself means the two roles.
    """
    if not goes_on(text, named):
        return None
    if not ONE_OF_THEM.search(small(text)):
        return FollowUp(text)
    found = search(store, text, limit=1)
    is_clear = found.outcome == "answer" and found.hits[0].score >= CLEAR_WORK
    return Search(text) if is_clear else FollowUp(text)


def _situation(text: str, named: Named, store: Store) -> Question | None:
    """A text that tells of work rather than asking a plain question: it says something besides
    questions, and gives enough answers about the job that carry points.
    """
    low = small(text)
    if WHOSE_WORK.search(low) or PLAIN_LIST.search(low):
        return None
    if picks_a_tool(text, store):
        return None
    clauses = clauses_of(text)
    asked = [one for one in clauses if asks(one) and not THOUGHTS.fullmatch(small(one))]
    told = [one for one in clauses if not asks(one)]
    words_told = [len(clause.split()) for clause in told]
    if sum(words_told) < LEAST_WORDS:
        return None
    if asked and sum(words_told) < MANY_WORDS:
        return None
    wants_advice = named.roles and any(THOUGHTS.fullmatch(small(one)) for one in clauses)
    needs = wants_advice or (NEEDS_SOMEBODY.search(low) and not ARGUES.match(low))
    is_search = is_list(text) and not (needs or WE.search(low))
    if asked and search(store, text, limit=1).outcome == "answer":
        return None
    advised = _advice_on(text, store, LEAST_LISTED if is_search else LEAST_ANSWERS)
    if advised or asked or not (needs and store.questionnaires):
        return advised
    return None if search(store, text, limit=1).uncovered else _form(named, store)


def _advice_on(text: str, store: Store, least: int = 1) -> Brief | None:
    """The text as a brief, if it gives so many answers about the job that carry points."""
    for one in spoken_of(text, store)[:1]:
        given = read_all(text, store, one.id)
        weighing = {question.id for question in one.questions if question.weighs}
        if sum(given[name].option != DONT_KNOW for name in weighing & given.keys()) >= least:
            return Brief(text, one.id, given)
    return None
