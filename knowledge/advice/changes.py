"""What would change an advice, as people are told it: one near change of each answer.

What comes on top of an answer is nearer than what replaces it. What was said of the work is not
taken away, nobody rewrites an application to hire, and what a role is a kind by is not guessed.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from knowledge.advice.rules import (
    Decision,
    SignalsByOption,
    Verdict,
    decide_on,
    pair_of,
    sum_up,
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
    pair, now = pair_of(questionnaire), sum_up(signals, chosen)
    outcome = decide_on(pair, now).outcome
    found = []
    for question in questionnaire.questions:
        given = chosen.get(question.id)
        if given is None or given.speciality == "denied":
            continue
        said, weighs, turning = signals[question.id], question.weighs, []
        others, seen = now - said[given.id], {said[given.id]}
        for option in question.options:
            says = said[option.id]
            if says in seen or option.speciality == "denied" or (weighs and not option.points):
                continue
            seen.add(says)  # of those that change the same, the first
            decision = decide_on(pair, others + says)
            if decision.outcome != outcome and not decision.unsaid:
                turning.append(Change(given, option, _on_top(question, given, option), decision))
        if turning:
            found.append(min(turning, key=lambda one: not one.also))
    found.sort(key=lambda one: -sum(one.given.points.values()))
    found.sort(key=lambda one: _PREFERRED.index(one.decision.verdict))
    return found[:MOST_CHANGES]


def _on_top(question: Question, given: Option, option: Option) -> tuple[Option, ...]:
    """What an option that unites the given one with others adds to it; nothing of any other."""
    sides = [side for side in option.unites if given.id not in side]
    if len(sides) == len(option.unites):
        return ()
    return tuple(one for one in question.options for side in sides if one.id in side)
