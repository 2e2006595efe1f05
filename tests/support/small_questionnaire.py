"""A questionnaire about two roles of the small pack, and utterances."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.support.packs import PackFolder
from tests.support.small_pack import Item

PHP = "php-developer"
BACKEND = "backend-developer"
ID = "gate-or-pipes"


def option(name: str, role: str, **fields: Any) -> Item:
    """An option that gives a role three points."""
    return {
        "id": name,
        "text": name.title(),
        "points": {role: 3},
        "because": {role: "A source says so."},
        "citations": ["guide#scope"],
        **fields,
    }


QUESTION: Item = {
    "id": "main-work",
    "step": 1,
    "kind": "work",
    "ask": "What is the work?",
    "why": "It tells the roles apart.",
    "options": [option("inside", PHP), option("between", BACKEND)],
}
SEATS: Item = {
    "id": "seats",
    "step": 1,
    "kind": "seats",
    "ask": "How many?",
    "why": "Two jobs need two people.",
    "options": [
        {"id": "one", "text": "One", "seats": "one"},
        {"id": "several", "text": "Several", "seats": "several"},
    ],
}
LENGTH: Item = {
    "id": "length",
    "step": 1,
    "kind": "length",
    "ask": "How long?",
    "why": "Short work is paid by the hour.",
    "options": [{"id": "task", "text": "A task"}, {"id": "ongoing", "text": "Ongoing"}],
}


def questionnaire(*questions: Item, **fields: Any) -> Item:
    """A questionnaire of one step about the first two roles of the small pack."""
    return {
        "id": ID,
        "label": "Gate or pipes?",
        "roles": [PHP, BACKEND],
        "steps": ["The job"],
        "questions": list(questions),
        **fields,
    }


def ask(pack: PackFolder, *questions: Item, **fields: Any) -> None:
    """Write the questionnaire, in place of one that was written before."""
    pack.write(f"questionnaires/{fields.get('id', ID)}", questionnaire(*questions, **fields))


def utterances(label: str, said_as: Sequence[str]) -> Item:
    """Utterances of what a label says: `seats=one`, `beside=vague`."""
    question, _, said = label.partition("=")
    meaning = {"beside": said} if question == "beside" else {"question": question, "option": said}
    return {**meaning, "said_as": list(said_as)}


def say(pack: PackFolder, said: Mapping[str, Sequence[str]]) -> None:
    """Write utterances by label, in place of those that were written before."""
    pack.write("utterances/all", [utterances(label, texts) for label, texts in said.items()])
