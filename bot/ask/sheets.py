"""Sheets to take away, as answers; they start from what a person answered in their last form."""

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime

from bot.advice.prefill import open_form_button, open_form_buttons
from bot.advice.views import find_questionnaire
from bot.ask.grammar import to_text
from bot.ask.messages import Answer
from bot.ask.requests import Form, InterviewSheet, Kickoff, Question
from bot.errors import StateUnavailableError
from bot.kickoff.blocks import (
    build_about_kickoff,
    build_interview_sheet,
    build_interview_text,
    build_kickoff,
    build_kickoff_details,
    build_not_read,
)
from bot.kickoff.texts import INTERVIEW
from bot.slack.blocks import Element, Message, actions, button, message
from bot.slack.ids import open_id
from bot.state.drafts import read_draft
from bot.state.engine import State
from knowledge.advice.explanation import advise
from knowledge.advice.kickoff import write_kickoff
from knowledge.advice.rules import valid_answers
from knowledge.advice.sheets import write_interview_sheet
from knowledge.briefs.reader import Given
from knowledge.english import in_sentence
from knowledge.packs.models import Interview
from knowledge.store import Store

log = logging.getLogger(__name__)

READ_SECONDS = 0.5  # that an acknowledgement waits for the answers of the last form

Answers = tuple[tuple[str, str], ...]


def answer_kickoff(question: Kickoff, store: Store) -> Answer:
    """The sheet; how it is made, where there are no answers to make it from."""
    asked = store.questionnaires.get(question.questionnaire or "")
    if asked is None:
        return Answer(Kickoff(), build_about_kickoff(), _forms(store), outcome="none")
    answers = valid_answers(asked, dict(question.answers))
    advice = advise(store, asked, answers)
    sheet = write_kickoff(store, advice, question.given_on)
    again = replace(question, answers=tuple(answers.items()))
    given = {name: Given(option, "") for name, option in answers.items()}
    return Answer(
        again,
        build_kickoff(sheet),
        [
            *interview_buttons(store, advice.sequence, again.answers),
            open_form_button(asked.id, "Change answers", given),
        ],
        details=build_kickoff_details(sheet),
        shareable=bool(answers),
    )


def answer_interview_sheet(question: InterviewSheet, store: Store) -> Answer:
    """The sheet of a kit; how sheets are made, where the pack has changed and it is gone."""
    kit = _kit(question, store)
    if kit is None:
        return Answer(Kickoff(), build_about_kickoff(), _forms(store), outcome="none")
    sheet = write_interview_sheet(store, kit, dict(question.answers), question.given_on)
    kit_button = button("Interview kit", open_id(0), kit.key)
    return Answer(
        question,
        build_interview_sheet(sheet),
        [kit_button],
        details=build_interview_text(sheet),
        shareable=True,
    )


def _kit(question: InterviewSheet, store: Store) -> Interview | None:
    return next((one for one in store.interviews.values() if one.key == question.key), None)


def interview_buttons(store: Store, roles: tuple[str, ...], answers: Answers) -> list[Element]:
    """For each role (id) that has a kit, the button of its sheet."""
    kits = [store.interviews[role] for role in roles if role in store.interviews]
    return [
        button(
            f"Interview: {in_sentence(store.roles[kit.role].name)}" if kits[1:] else INTERVIEW,
            open_id(number),
            to_text(InterviewSheet(kit.key, _meeting(kit, answers))),
        )
        for number, kit in enumerate(kits)
    ]


def _meeting(kit: Interview, answers: Answers) -> Answers:
    """Those answers that change the order of a kit's questions."""
    return tuple(
        (name, option)
        for name, option in answers
        if any(option in probe.meets.get(name, ()) for probe in kit.probes)
    )


async def with_last_answers(
    question: Question, store: Store, state: State, workspace: str, person: str
) -> Question:
    """A request for a sheet that carries no answers, with those of the person's last form: one read
    by primary key. A kickoff without any asks for the form; all other requests stay as they are.

    Raises StateUnavailableError if they can't be read in half a second.
    """
    match question:
        case Kickoff(questionnaire=None) if store.questionnaires:
            kit = None
        case InterviewSheet(answers=()):
            kit = _kit(question, store)
            if kit is None:
                return question
        case _:
            return question
    try:
        async with asyncio.timeout(READ_SECONDS):
            draft = await read_draft(state, workspace, person)
    except TimeoutError:
        log.warning("the state is slow: the answers of a person's last form were not read in time")
        raise StateUnavailableError("the state is slow") from None
    given_on = datetime.fromtimestamp(draft.updated_at, UTC).date()
    if kit:
        meeting = _meeting(kit, tuple(draft.answers.items()))
        return replace(question, answers=meeting, given_on=given_on) if meeting else question
    asked = store.questionnaires[find_questionnaire(store, draft.questionnaire, draft.answers)]
    answers = valid_answers(asked, draft.answers)
    return Kickoff(asked.id, tuple(answers.items()), given_on) if answers else Form()


def not_read(store: Store) -> Message:
    """What a person is told whose answers can't be read in time."""
    return message([*build_not_read(), actions(_forms(store))])


def _forms(store: Store) -> list[Element]:
    """The buttons that open what is asked before advice."""
    every = [*store.questionnaires.values()]
    if len(every) == 1:
        return [open_form_button(every[0].id, "Open the form")]
    return open_form_buttons(every)
