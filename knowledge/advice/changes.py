"""What would change an advice, as people are told it: one near change of each answer.

What comes on top of an answer is nearer than what replaces it. What was said of the work is not
taken away, nobody rewrites an application to hire, and what a role is a kind by is not guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge.advice.rules import (
    Decision,
    Signals,
    SignalsByOption,
    Verdict,
    add_up,
    decide,
    minus,
    pair_of,
    plus,
)
from knowledge.packs.questionnaire import Option, Question, Questionnaire

MOST_CHANGES = 3

_PREFERRED: Sequence[Verdict] = ("role", "both", "neither", "unclear")


class Change(NamedTuple):
    """An answer that would change the outcome, and to what: `instead` of the given one, or if any
    of `also` came on top of it.
    """

    given: Option
    instead: Option
    also: tuple[Option, ...]
    decision: Decision


def near_changes(
    questionnaire: Questionnaire, signals: SignalsByOption, chosen: Mapping[str, Option | None]
) -> list[Change]:
    """Of each answer the nearest change that would change the outcome, if any; those that lead to
    another role first, then those of the answers that weigh most.
    """
    now = add_up(signals, chosen)
    outcome = decide(pair_of(questionnaire), now).outcome
    found = []
    for question in questionnaire.questions:
        if given := chosen.get(question.id):
            turning = (
                one
                for one in _changes(questionnaire, question, given, signals[question.id], now)
                if one.decision.outcome != outcome and not one.decision.unsaid
            )
            if nearest := min(turning, key=lambda one: not one.also, default=None):
                found.append(nearest)
    found.sort(key=lambda one: -sum(one.given.points.values()))
    found.sort(key=lambda one: _PREFERRED.index(one.decision.verdict))
    return found[:MOST_CHANGES]


def _changes(
    questionnaire: Questionnaire,
    question: Question,
    given: Option,
    said: Mapping[str, Signals],
    now: Signals,
) -> Iterator[Change]:
    if given.speciality == "denied":
        return
    others = minus(now, said[given.id])
    options = {option.id: option for option in question.options}
    for option in question.options:
        says = said[option.id]
        takes_away = question.weighs and not option.points
        if option is given or takes_away or says.denied or says == said[given.id]:
            continue
        other_side = [side for side in option.unites if given.id not in side]
        is_on_top = len(other_side) < len(option.unites)
        also = [options[one] for side in other_side for one in side if is_on_top]
        decision = decide(pair_of(questionnaire), plus(others, says))
        yield Change(given, option, tuple(also), decision)
