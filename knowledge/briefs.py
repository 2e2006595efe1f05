"""A brief in free text → answers to the questionnaire, each with the span that justifies it.

Each part of a text is compared with the pack's utterances. All parts together tell which roles
have work here, by the weights in `SIDE`; only answers that point to those roles are given, with
what else is clearly said. No span, no answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.advice import BACKEND, PHP, add_up, decide
from knowledge.models import Option, Question
from knowledge.parts import Part, listen, quote
from knowledge.people import is_about_person
from knowledge.store import Store
from knowledge.text import stems

LONGEST_BRIEF = 4_000  # characters
LEAST_SAID = 2  # words; one alone ("monolith") names a thing, and says nothing of the work
CLEAR = 0.6  # how likely an answer must be that weighs nothing: about seats, about terms
LIKELY = 0.5  # the same, of work elsewhere or in another language
POINTING = 0.3  # the same, of an answer that points to a role which has work here
MOST_ADDED = 3  # answers less likely than that, where a role with work here has too few
ROLES = PHP, BACKEND
SEATS = {"one": "one seat", "several": "several seats"}

# Whether a role has work here: the logarithm of the odds is the sum of these, each times what
# all parts say (added up; `most` is the likeliest part alone) of the role's own work, of the
# other role's and of neither's. Fitted to labelled briefs by `python -m tests.bench.briefs`.
SIDE = {
    "odds": -1.72,
    "own, most": 2.42,
    "own": 1.75,
    "other": -1.53,
    "own setting": 1.13,
    "other setting": -0.06,
    "beside own": -1.85,
    "beside other": 1.52,
    "elsewhere": -3.20,
    "vague": -2.24,
    "person": -2.03,
    "other language": 3.59,
    "one seat": -3.38,
    "several seats": 0.71,
    "several seats, own, most": 1.08,
    "several seats, other": 1.42,
}
# In a list, to name a thing is to say that it is work: how many times as much counts there.
LISTED = {"own setting": 1.5, "beside own": 0.5}


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that a brief gives: the option's id, and the words of the brief that say it."""

    option: str
    span: str


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer that a text may give, how likely, and the part that says it best."""

    question: Question
    option: Option
    likely: float
    part: Part
    label: str  # what the part says


def read_brief(text: str, store: Store) -> dict[str, Given]:
    """The answers that a text gives, by question in page order; never raises.

    Each span stands in the text as it is, at most 80 characters long.
    """
    text = text[:LONGEST_BRIEF]
    if is_about_person(text) or len(stems(text)) < LEAST_SAID:
        return {}
    parts = listen(text, store.listener)
    roles = frozenset(role for role in ROLES if work_odds(parts, role, store) > 0)
    chosen = _choose(_answers(parts, store), roles, store)
    given = {}
    for question in store.questionnaire.questions:
        if answer := chosen.get(question.id):
            span = quote(text, answer.part, answer.label, store.listener)
            if span:
                given[question.id] = Given(answer.option.id, span)
    return given


def work_odds(parts: Sequence[Part], role: str, store: Store) -> float:
    """The logarithm of the odds that a role has work here."""
    return sum(SIDE[name] * value for name, value in evidence(parts, role, store).items())


def evidence(parts: Sequence[Part], role: str, store: Store) -> dict[str, float]:
    """What all parts say for or against work of a role, by the names in `SIDE`."""
    found = dict.fromkeys(SIDE, 0.0) | {"odds": 1.0}
    names = _counted(store, role)
    for part in parts:
        before = found["own"]
        for label, likely in part.heard.likely.items():
            for name in names.get(label, ()):
                most = name in SEATS.values()
                found[name] = max(found[name], likely) if most else found[name] + likely
        found["own, most"] = max(found["own, most"], found["own"] - before)
    for name in ("own, most", "other"):
        found[f"several seats, {name}"] = found["several seats"] * found[name]
    for name, times in LISTED.items() if parts[0].listed else ():
        found[name] *= times
    if role == PHP:
        found["other language"] *= -1
    return found


@lru_cache(maxsize=4)  # both roles, of the store that serves and the one before it
def _counted(store: Store, role: str) -> dict[str, list[str]]:
    """What each label counts for, seen from a role."""
    found = {f"beside={one}": ["beside own" if one == role else "beside other"] for one in ROLES}
    found |= {"beside=vague": ["vague"], "beside=person": ["person"]}
    for question in store.questionnaire.questions:
        for option in question.options:
            found[f"{question.id}={option.id}"] = list(_names(question, option, role))
    return found


def _names(question: Question, option: Option, role: str) -> list[str]:
    if option.elsewhere:
        return ["elsewhere"]
    if option.language == "other":
        return ["other language"]
    if option.seats:
        return [SEATS[option.seats]]
    if question.kind == "work":
        return ["own" if one == role else "other" for one in option.points]
    if question.kind == "setting" and len(option.points) == 1:
        return ["own setting" if role in option.points else "other setting"]
    return []


def _answers(parts: Sequence[Part], store: Store) -> list[_Answer]:
    """Every answer that a part may give, the likeliest first."""
    found = []
    for question in store.questionnaire.questions:
        for option in question.options:
            label = f"{question.id}={option.id}"
            part = max(parts, key=lambda one: one.heard.likely.get(label, 0.0))
            if likely := part.heard.likely.get(label):
                found.append(_Answer(question, option, likely, part, label))
    return sorted(found, key=lambda answer: -answer.likely)


def _choose(answers: Sequence[_Answer], roles: frozenset[str], store: Store) -> dict[str, _Answer]:
    """The answers that are given, by question: what is said, and as much of what is likely as it
    takes for each role that has work here to be advised.
    """
    chosen: dict[str, _Answer] = {}
    welcome = _welcome(answers, roles)
    for answer in answers:
        told = answer.likely >= _least(answer.option) and _fits(answer, roles, welcome)
        if told and not _unite(chosen, answer):
            chosen.setdefault(answer.question.id, answer)
    work = [a for a in answers if a.question.kind == "work" and _fits(a, roles, welcome)]
    for _ in range(MOST_ADDED):
        if role := _lacks_work(chosen, roles, store):
            _add(chosen, [answer for answer in work if role in answer.option.points])
    return chosen


def _lacks_work(chosen: Mapping[str, _Answer], roles: frozenset[str], store: Store) -> str | None:
    """Which role has work here that the advice on the chosen answers would not see."""
    signals = add_up(store.signals, {name: answer.option for name, answer in chosen.items()})
    decision = decide(signals)
    if len(roles) < len(ROLES):
        return next((role for role in roles if decision.role != role), None)
    if decision.verdict == "both" or signals.one_seat:
        return None
    return PHP if signals.php_work < signals.backend_work else BACKEND


def _add(chosen: dict[str, _Answer], answers: Sequence[_Answer]) -> None:
    """Choose the likeliest answer that is not chosen yet, in place of one that it unites with."""
    for answer in answers:
        before = chosen.get(answer.question.id)
        if before is None:
            chosen[answer.question.id] = answer
        if before is None or _unite(chosen, answer):
            break


def _unite(chosen: dict[str, _Answer], answer: _Answer) -> bool:
    """Whether an answer and the one that is chosen make a third, which is chosen then."""
    before = chosen.get(answer.question.id, answer)
    for option in answer.question.options:
        first, second = (
            [n for n, side in enumerate(option.unites) if one.option.id in side]
            for one in (before, answer)
        )
        if first and second and first != second:
            chosen[answer.question.id] = replace(before, option=option)
            return True
    return False


def _welcome(answers: Sequence[_Answer], roles: frozenset[str]) -> frozenset[str]:
    """The roles to which answers may point: in another language, work inside of an application
    is a backend developer's too.
    """
    other = any(a.option.language == "other" and a.likely >= LIKELY for a in answers)
    return frozenset(ROLES) if other and roles == {BACKEND} else roles


def _least(option: Option) -> float:
    if option.points:
        return POINTING
    return LIKELY if option.elsewhere or option.language == "other" else CLEAR


def _fits(answer: _Answer, roles: frozenset[str], welcome: frozenset[str]) -> bool:
    option = answer.option
    if option.elsewhere:
        return not roles
    if option.language == "other":
        return roles == {BACKEND}
    return option.points.keys() <= welcome
