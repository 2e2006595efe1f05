"""Messages of several sentences or clauses: which of them is what is asked."""

from collections.abc import Callable
from itertools import takewhile

from bot.ask.phrases import asks, clauses_of, questions_of
from bot.ask.requests import DeleteData, FollowUp, Form, Help, Question, Search, UnknownRole
from knowledge.search import search
from knowledge.search.wanted import asks_for_more
from knowledge.store import Store

Parse = Callable[[str, Store], Question]

HIDDEN = 0.1  # score of a text below which a question at its beginning may be hidden by the rest …
CLEARER = 2.0  # … if it scores so many times as much …
CLEAR = 0.2  # … or so much, where the whole is what the sources are silent about


def clearest(text: str, store: Store, parse: Parse) -> Question | None:
    """Of several questions in a message the one that is answered most clearly."""
    asked = [parse(one, store) for one in questions_of(text)]
    best: tuple[float, Question | None] = 0.0, None
    for question in asked:
        match question:
            case Search(keywords):
                found = search(store, keywords, limit=1)
                clear = found.hits[0].score if found.outcome == "answer" else 0.0
            case Help() | Form() | DeleteData() | UnknownRole() | FollowUp():
                clear = 0.0
            case _:
                clear = 1.0
        if clear > best[0]:
            best = clear, question
    return best[1]


def leading(text: str, store: Store, parse: Parse) -> Question | None:
    """The question that a text begins with, where the rest but tells about it ("…, my boss asked")
    and so much hides it that the whole is hardly answered.
    """
    clauses = clauses_of(text)
    asked = [*takewhile(asks, clauses)]
    rest = clauses[len(asked) :]
    if not asked or not rest or any(map(asks, rest)):
        return None
    begins = " ".join(asked)
    whole, own = search(store, text, limit=1), search(store, begins, limit=1)
    if own.outcome != "answer" or (whole.outcome == "answer" and whole.hits[0].score >= HIDDEN):
        return None
    beside = max((hit.score for hit in whole.hits), default=0.0)
    if own.hits[0].score < (CLEAR if whole.uncovered else CLEARER * beside):
        return None
    is_more = asks_for_more(text, own.hits[0].document, store.aliases, store.index.tells_of)
    return None if is_more else parse(begins, store)
