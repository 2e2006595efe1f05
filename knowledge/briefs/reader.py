"""A brief in free text → answers to the questionnaire, each with the span that justifies it.

Each segment of a text is classified by what was learned from the pack's utterances. All segments
together tell which roles have work here (`knowledge/briefs/evidence.py`); only answers that point
to those roles are given, with what else is clearly said. No span, no answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.advice.besides import BETWEEN, CARRIED, NAMED_ROLES, WORKS_WITH
from knowledge.advice.rules import DONT_KNOW
from knowledge.briefs.answering import choose, find_disputed, possible, welcome_roles
from knowledge.briefs.asked import Asked, asked_in
from knowledge.briefs.job_ads import is_job_ad
from knowledge.briefs.listening import Segment, listen_beside, understand
from knowledge.briefs.naming import named_roles, named_technologies
from knowledge.briefs.personal_traits import is_about_person
from knowledge.briefs.quoting import quote
from knowledge.store import Store
from knowledge.text import stems

LONGEST_BRIEF = 4_000  # characters
LEAST_SAID = 2  # words; one alone ("monolith") names a thing, and says nothing of the work


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that a brief gives: the option's id, and the words of the brief that say it; "don't
    know" where it says two things.
    """

    option: str
    span: str


def read_brief(text: str, store: Store, questionnaire: str) -> dict[str, Given]:
    """The answers that a text gives to a questionnaire (by its id), by question in page order;
    never raises.

    Each span stands in the text as it is, at most 80 characters long.
    """
    found = read_all(text, store, questionnaire)
    return {
        name: one for name, one in found.items() if name not in CARRIED and one.option != DONT_KNOW
    }


def read_all(text: str, store: Store, questionnaire: str) -> dict[str, Given]:
    """The same, with "don't know" to what the text tells in two ways, and what is carried beside
    the answers: what advice on a text is made from.

    Each span stands in the text as it is, at most 80 characters long.
    """
    text = text[:LONGEST_BRIEF]
    if len(stems(text)) < LEAST_SAID or (is_about_person(text) and not is_job_ad(text)):
        return {}  # an ad speaks of any candidate
    asked = asked_in(store, questionnaire)
    found = understand(text, asked)
    beside = listen_beside(text, found.segments, asked) if found.is_ad else []
    segments = [*found.segments, *beside]
    answers = possible(segments, asked)
    chosen = choose(answers, found, asked)
    disputed = find_disputed(answers, chosen, segments, welcome_roles(answers, found.roles, asked))
    given = {}
    for question in asked.questionnaire.questions:
        answer = disputed.get(question.id) or chosen.get(question.id)
        if answer:
            segment = answer.segment
            span = quote(text, segment.place, segment.posterior, answer.label, asked.classifier)
            if span:
                option = DONT_KNOW if question.id in disputed else answer.option.id
                given[question.id] = Given(option, span)
    return given | _besides(text, segments, given, store, asked)


def _besides(
    text: str,
    segments: Sequence[Segment],
    given: Mapping[str, Given],
    store: Store,
    asked: Asked,
) -> dict[str, Given]:
    """What a text names besides, if it answers anything: as it is carried with the answers."""
    options = {name: one.option for name, one in given.items()}
    if all(option == DONT_KNOW for option in options.values()):
        return {}
    named = {
        WORKS_WITH: named_technologies(text, segments, options, asked),
        NAMED_ROLES: named_roles(text, store, asked),
    }
    return {
        name: Given(BETWEEN.join(one for one, _ in found), found[0][1])
        for name, found in named.items()
        if found
    }
