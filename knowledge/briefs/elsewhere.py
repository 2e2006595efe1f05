"""Whose work a brief is about that leads to no role of the pack."""

from collections.abc import Mapping

from knowledge.advice.explanation import Advice
from knowledge.briefs.reader import Given
from knowledge.packs.models import Uncovered
from knowledge.search.other_roles import looks_like
from knowledge.store import Store


def whose_work(
    brief: str, given: Mapping[str, Given], advice: Advice, store: Store
) -> Uncovered | None:
    """The topic of the role that the work looks like, if that is clear; `given` is what was read.

    What is said besides may drown the work: then its quote tells.
    """
    is_elsewhere = advice.verdict == "neither"
    if advice.says_something and not is_elsewhere:
        return None
    asked = store.questionnaires[advice.questionnaire].questions
    elsewhere = {(q.id, o.id) for q in asked for o in q.options if o.elsewhere}
    quotes = [one.span for name, one in given.items() if (name, one.option) in elsewhere]
    texts = [brief, *quotes] if is_elsewhere else [brief]
    found = (looks_like(text, store, is_elsewhere=is_elsewhere) for text in texts)
    return next(filter(None, found), None)
