"""Advice and briefs where a store has one questionnaire, as the default pack's has."""

from knowledge.advice.explanation import Advice, advise
from knowledge.briefs.classifier import Classifier
from knowledge.briefs.reader import Given, read_brief
from knowledge.packs.questionnaire import Questionnaire
from knowledge.store import Store


def only_questionnaire(store: Store) -> Questionnaire:
    """The one that it has."""
    [found] = store.questionnaires.values()
    return found


def advise_on(store: Store, answers: object) -> Advice:
    """Advice on answers to it."""
    return advise(store, only_questionnaire(store), answers)


def read_in(store: Store, text: str) -> dict[str, Given]:
    """The answers to it that a brief gives."""
    return read_brief(text, store, only_questionnaire(store).id)


def classifier_of(store: Store) -> Classifier:
    """What was learned for it."""
    return store.classifier(only_questionnaire(store).id)
