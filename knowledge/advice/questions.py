"""Which open questions would change the advice, and which one to ask next."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from knowledge.advice.order import OrderBasis, order_jobs
from knowledge.advice.rules import (
    Decision,
    Packed,
    Pair,
    SignalsByOption,
    add_up,
    decide_on,
    pair_of,
    sum_up,
)
from knowledge.packs.questionnaire import Option, Question, Questionnaire

Chosen = Mapping[str, Option | None]


class OpenQuestion(NamedTuple):
    """A question without an answer, with the answers that would change the outcome, and to what."""

    question: Question
    turning: tuple[tuple[Option, Decision], ...]


def open_questions(
    questionnaire: Questionnaire, signals: SignalsByOption, chosen: Chosen
) -> list[OpenQuestion]:
    """The questions without an answer, "don't know" among them, that would change the advice,
    unless an answer rules them out; none where the work is elsewhere.

    First those on which it hangs: of two jobs, how many people can be hired and which comes first;
    of a role that is a kind of the other, whether it is that kind. Then what was answered with
    "don't know"; then those with most answers that would change the outcome, of these what is
    nearest to the answers given.
    """
    pair, now = pair_of(questionnaire), sum_up(signals, chosen)
    decision = decide_on(pair, now)
    if decision.verdict == "neither":
        return []
    _, basis = order_jobs(decision, add_up(signals, chosen), questionnaire, chosen)
    given = [option for option in chosen.values() if option]
    about, out = _topics(given), {name for option in given for name in option.rules_out}
    found = []
    for question in questionnaire.questions:
        if chosen.get(question.id) is None and question.id not in out:
            outcomes = _outcomes(pair, signals[question.id], question, now)
            turning = [(o, other) for o, other in outcomes if other.outcome != decision.outcome]
            rank = _rank(question, decision, basis)
            if rank or turning:
                near = len(about & _topics(option for option, _ in turning))
                order = -rank, question.id not in chosen, -len(turning), -near
                found.append((order, OpenQuestion(question, tuple(turning))))
    found.sort(key=lambda one: one[0])
    return [question for _, question in found]


def _topics(options: Iterable[Option]) -> set[str]:
    """What options are about: the topics of their sections, but for those of its questions."""
    sections = (section.partition("#")[2] for option in options for section in option.citations)
    return {section.partition("/")[0] for section in sections} - {"faq"}


def _outcomes(
    pair: Pair, said: Mapping[str, Packed], question: Question, now: Packed
) -> Iterator[tuple[Option, Decision]]:
    """What each answer to a question would lead to."""
    for option in question.options:
        yield option, decide_on(pair, now + said[option.id])


def _rank(question: Question, decision: Decision, basis: OrderBasis | None) -> int:
    """How much an advice hangs on a question, apart from what would change the outcome."""
    if decision.rule == "two-jobs" and question.kind == "seats":
        return 3
    if basis == "open":
        return {"first": 2, "coverage": 1}.get(question.kind, 0)
    return int(decision.unsaid and any(option.speciality for option in question.options))


def next_question(
    questionnaire: Questionnaire, signals: SignalsByOption, chosen: Chosen
) -> Question | None:
    """The question to ask next: of those not asked yet, what would change the advice most; None if
    none would.

    Where nothing is clear yet and no single answer could make it so, the one that weighs most.
    """
    unanswered = [q for q in questionnaire.questions if q.id not in chosen]
    for question, _ in open_questions(questionnaire, signals, chosen):
        if question in unanswered:
            return question
    weighing = [question for question in unanswered if question.weighs]
    verdict = decide_on(pair_of(questionnaire), sum_up(signals, chosen)).verdict
    if verdict == "unclear" and weighing:
        return max(weighing, key=lambda q: max(sum(o.points.values()) for o in q.options))
    return None
