"""Which of two jobs to open first, by rules of RoleFit's own."""

from collections.abc import Mapping
from typing import Literal

from knowledge.advice.rules import Decision, Signals
from knowledge.packs.questionnaire import Option, Questionnaire

ORDER_LEAD = 3  # extra work points that tell which of two jobs to open first

OrderBasis = Literal["first", "coverage", "work", "open"]


def order_jobs(
    decision: Decision,
    points: Signals,
    questionnaire: Questionnaire,
    chosen: Mapping[str, Option | None],
) -> tuple[tuple[str, ...], OrderBasis | None]:
    """The roles to open, in order, and what orders two: what hurts first, else the side that others
    don't cover, else where more of the work is, else nothing yet.
    """
    if decision.role is not None:
        return (decision.role,), None
    if decision.verdict != "both":
        return (), None
    first, second = questionnaire.roles

    def ordered(first_leads: bool) -> tuple[str, str]:
        return (first, second) if first_leads else (second, first)

    if points.first_hurts or points.second_hurts:
        return ordered(bool(points.first_hurts)), "first"
    for question in questionnaire.questions:
        option = chosen.get(question.id)
        if question.kind == "coverage" and option and option.points:
            return ordered(first in option.points), "coverage"
    extra = points.first_work - points.second_work
    if abs(extra) >= ORDER_LEAD:
        return ordered(extra > 0), "work"
    return ordered(True), "open"
