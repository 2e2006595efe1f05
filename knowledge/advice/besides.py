"""What a brief says besides its answers, as it is carried with them, in a form, a draft or a
button: what the work is in, and which of the two roles it names. Ids of the pack, never its words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.packs.questionnaire import Option, Question, Questionnaire, Technology

# Beside the answers, where no question has such an id; a value is ids with this between them.
WORKS_WITH = "works-with"
NAMED_ROLES = "named-roles"
CARRIED = frozenset({WORKS_WITH, NAMED_ROLES})
BETWEEN = "--"

MOST_TECHNOLOGIES = 5


@dataclass(frozen=True, slots=True)
class Besides:
    """Technologies that a brief names, in its order, and roles of the pair (ids) that it names."""

    works_with: tuple[Technology, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def carried(self) -> dict[str, str]:
        """What is kept beside the answers; nothing where there is nothing."""
        held = {
            WORKS_WITH: BETWEEN.join(one.id for one in self.works_with),
            NAMED_ROLES: BETWEEN.join(self.roles),
        }
        return {name: ids for name, ids in held.items() if ids}


NOTHING = Besides()


def read_besides(questionnaire: Questionnaire, answers: Mapping[str, object]) -> Besides:
    """What is carried beside answers, as far as the questionnaire knows it, and the answers do not
    speak against it: who changes what the work is in takes the names of that away.
    """
    if CARRIED.isdisjoint(answers):
        return NOTHING
    named = _ids(answers.get(WORKS_WITH))
    known = {
        one.id: one
        for question in questionnaire.questions
        for one in question.technologies
        if one.id in named and fits(question, one, answers.get(question.id))
    }
    roles = _ids(answers.get(NAMED_ROLES))
    return Besides(
        tuple(known[one] for one in named if one in known)[:MOST_TECHNOLOGIES],
        tuple(role for role in questionnaire.roles if role in roles),
    )


def fits(question: Question, technology: Technology, answer: object) -> bool:
    """Whether an answer to a question leaves room for one of its technologies."""
    is_given = any(option.id == answer for option in question.options)
    return not is_given or answer in technology.of


def theirs(
    questionnaire: Questionnaire, role: str, technologies: Iterable[Technology]
) -> tuple[Technology, ...]:
    """Those of technologies that a role (id) of the pair works with."""
    options = [(q, o) for q in questionnaire.questions for o in q.options if q.technologies]
    return tuple(
        one
        for one in technologies
        if any(o.id in one.of and _is_for(o, role, questionnaire) for _, o in options)
    )


def _is_for(option: Option, role: str, questionnaire: Questionnaire) -> bool:
    if option.speciality == "denied":
        return role == questionnaire.roles[1]
    return [*option.points] == [role]


def _ids(value: object) -> list[str]:
    return list(dict.fromkeys(value.split(BETWEEN))) if isinstance(value, str) else []
