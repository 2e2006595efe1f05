"""Which pair of roles a text speaks of, where a store has several questionnaires."""

from collections.abc import Mapping

from knowledge.briefs.asked import asked_in
from knowledge.briefs.job_ads import is_job_ad
from knowledge.briefs.listening import listen, said_in
from knowledge.packs.questionnaire import Questionnaire
from knowledge.store import Store
from knowledge.text import normal

AHEAD = 1.3  # times what the next pair is spoken of, for there to be no doubt
LEAST = 0.5  # of it, below which nothing is told
CLEAR = 0.5  # how likely work is, from which it counts in an ad: the rest speaks of anything a bit
NAMED = 3.0  # what a role's name counts, against a word of its tools


def spoken_of(text: str, store: Store) -> list[Questionnaire]:
    """The questionnaires whose roles a text speaks of, the likeliest first: one where there is no
    doubt, and all where nothing tells. Of a store without questionnaires none.
    """
    every = [*store.questionnaires.values()]
    if len(every) < 2:
        return every
    told = {one.id: _told(text, one, store) for one in every}
    every.sort(key=lambda one: -told[one.id])
    first, second = (told[one.id] for one in every[:2])
    return every[:1] if first > max(AHEAD * second, LEAST) else every


def _told(text: str, questionnaire: Questionnaire, store: Store) -> float:
    """How much of a text is about a pair: its roles' names, words of their tools, and work that
    is likely theirs, a segment at a time.
    """
    asked = asked_in(store, questionnaire.id)
    is_ad = is_job_ad(text)
    segments = listen(text, asked, is_ad)
    said = said_in([text[slice(*one.place)] for one in segments])
    tools = {word for role in asked.roles for word in asked.classifier.role_words.get(role, ())}
    names = f" {normal(text)} "
    named = sum(f" {name} " in names for name, role in store.aliases.items() if role in asked.roles)
    work = [_likeliest(segment.likely, asked.pointing) for segment in segments]
    likely = sum(share for share in work if not is_ad or share >= CLEAR)
    return NAMED * named + sum(one in said for one in tools) + likely


def _likeliest(likely: Mapping[str, float], labels: frozenset[str]) -> float:
    return max((share for label, share in likely.items() if label in labels), default=0.0)
