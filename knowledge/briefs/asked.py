"""A store's questionnaires as briefs are read by them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from knowledge.advice.rules import Pair, SignalsByOption, pair_of
from knowledge.briefs.classifier import Classifier
from knowledge.briefs.labels import subject_of
from knowledge.derived import kept
from knowledge.packs.questionnaire import Option, Question, Questionnaire
from knowledge.store import Store

WAYS = {"length", "terms", "place"}  # kinds of questions about how to hire
SEATS = {"one": "one seat", "several": "several seats"}


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A questionnaire as briefs are read by it: what each of its labels is about, and what was
    learned for it.

    `subjects` names the subject of each label; `work` holds the labels of work and of where it is
    done, `tasks` those of work alone, `seats` those of how many jobs there are, `pointing` those
    that speak for a role, `elsewhere` those of work that no covered role does, `ways` those of how
    to hire; `counts_as` tells for either role what each label counts for.
    """

    questionnaire: Questionnaire
    pair: Pair
    signals: SignalsByOption
    classifier: Classifier
    subjects: Mapping[str, str]
    work: frozenset[str]
    tasks: frozenset[str]
    seats: frozenset[str]
    pointing: frozenset[str]
    elsewhere: frozenset[str]
    ways: frozenset[str]
    counts_as: Mapping[str, Mapping[str, Sequence[str]]]

    @property
    def roles(self) -> tuple[str, str]:
        """The pair."""
        return self.questionnaire.roles


def asked_in(store: Store, questionnaire: str) -> Asked:
    """One of a store's questionnaires, by id, ready to read briefs."""
    return _all_asked(store)(questionnaire)


@kept
def _all_asked(store: Store) -> Callable[[str], Asked]:
    return lru_cache(maxsize=None)(partial(_asked_in, store))


def _asked_in(store: Store, questionnaire: str) -> Asked:
    found = store.questionnaires[questionnaire]
    classifier = store.classifier(questionnaire)
    options = [(q, o, f"{q.id}={o.id}") for q in found.questions for o in q.options]
    subjects = {label.name: label.subject for label in classifier.labels}
    return Asked(
        questionnaire=found,
        pair=pair_of(found),
        signals=store.signals(questionnaire),
        classifier=classifier,
        subjects=subjects | {label: subject_of(q.kind) for q, _, label in options},
        work=frozenset(label for q, _, label in options if q.weighs),
        tasks=frozenset(label for q, _, label in options if q.kind == "work"),
        seats=frozenset(label for _, o, label in options if o.seats),
        pointing=frozenset(label for _, o, label in options if o.points),
        elsewhere=frozenset(label for _, o, label in options if o.elsewhere),
        ways=frozenset(label for q, _, label in options if q.kind in WAYS),
        counts_as={role: _counts_as(found, role) for role in found.roles},
    )


def _counts_as(questionnaire: Questionnaire, role: str) -> dict[str, list[str]]:
    """What each label counts for, seen from a role."""
    found = {
        f"beside={one}": ["beside own" if one == role else "beside other"]
        for one in questionnaire.roles
    }
    is_wider = role == questionnaire.roles[1]
    found |= {"beside=vague": ["vague"], "beside=person": ["person"]}
    for question in questionnaire.questions:
        for option in question.options:
            found[f"{question.id}={option.id}"] = list(_names(question, option, role, is_wider))
    return found


def _names(question: Question, option: Option, role: str, is_wider: bool) -> list[str]:
    if option.elsewhere:
        return ["elsewhere"]
    if option.speciality == "denied":  # an application, but not of the narrower role's kind
        return ["other language" if is_wider else "other setting"]
    if option.seats:
        return [SEATS[option.seats]]
    if question.kind == "work":
        return ["own" if one == role else "other" for one in option.points]
    if question.kind == "setting" and len(option.points) == 1:
        return ["own setting" if role in option.points else "other setting"]
    return []
