"""What a brief says → the answers that it gives: those that point to the roles with work in it,
with what else is clearly said, and what it tells in two ways.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from knowledge.advice.rules import add_up, decide
from knowledge.briefs.asked import Asked
from knowledge.briefs.listening import TOLD_BY_NUMBER, Heard, Segment
from knowledge.packs.questionnaire import Option, Question

CLEAR = 0.5  # how likely an answer must be that weighs nothing: about seats, about terms
LIKELY = 0.5  # the same, of work elsewhere or in another language
POINTING = 0.3  # the same, of an answer that points to a role which has work here
UNSURE = 0.44  # of the roles, below which only what is said alone is given
FAINT = 0.03  # the same, that must be heard of each of two roles
MOST_ADDED = 3  # answers less likely than that, where a role with work here has too few
FIRM = 0.9  # how likely an answer must be, not to be open where another place says otherwise
DISPUTED = 0.6  # how likely the other role's work must be, to be open where it is not chosen
SURE = 0.85  # that the roles with work here are the right ones; less sure, fewer answers are given
FEW = 2  # answers that carry points, where the reader is not sure


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that a text may give, how likely, and the segment that says it best."""

    question: Question
    option: Option
    likely: float
    segment: Segment
    label: str  # what the segment says


def find_disputed(
    answers: Sequence[Answer],
    chosen: Mapping[str, Answer],
    segments: Sequence[Segment],
    welcome: frozenset[str],
) -> dict[str, Answer]:
    """What a text tells in two ways, by question: work here that others do, by another place; work
    of a role that has hardly any else here; two places to work at. Each is open: people are to
    settle it. `welcome` are the roles to which answers point.
    """
    others = {label for one in segments for label in one.others if one.others[label] >= POINTING}
    found: dict[str, Answer] = {}
    for answer in answers:
        question = answer.question
        given = chosen.get(question.id)
        if given is not None and question.kind == "work" and given.label in others:
            is_disputed = given.likely < FIRM
            answer = given
        elif given is None:
            is_clear = question.kind == "work" and answer.likely >= DISPUTED
            is_others = bool(answer.option.points) and welcome.isdisjoint(answer.option.points)
            is_disputed = is_clear and is_others and bool(welcome)
        else:
            is_other = question.kind == "place" and answer.option is not given.option
            is_disputed = is_other and answer.likely >= FIRM
        if is_disputed:
            found.setdefault(question.id, answer)
    return found


def possible(segments: Sequence[Segment], asked: Asked) -> list[Answer]:
    """Every answer that a segment may give, the likeliest first.

    What weighs nothing is as likely as between its likeliest segment and all of them together: it
    may be told in several places.
    """
    found = []
    loud = [segment.loud for segment in segments]
    best: dict[str, tuple[float, Segment]] = {}
    for segment in segments:
        for label, share in segment.likely.items():
            if label not in best or share > best[label][0]:
                best[label] = share, segment
    for label in _outdone(best, asked):
        del best[label]
    for question in asked.questionnaire.questions:
        for option in question.options:
            label = f"{question.id}={option.id}"
            if label not in best:
                continue
            likely, segment = best[label]
            if not question.weighs:
                silent = prod(1 - min(one[label], TOLD_BY_NUMBER) for one in loud if label in one)
                likely = (likely + 1 - silent) / 2
            found.append(Answer(question, option, likely, segment, label))
    return sorted(found, key=lambda answer: -answer.likely)


def _outdone(best: Mapping[str, tuple[float, Segment]], asked: Asked) -> list[str]:
    """The settings that only a wish for skills tells ("fluent in one of Go, Java"), where what they
    will work on is told besides; `best` is the segment that says each label best, and how likely.
    """
    found = []
    for question in asked.questionnaire.questions:
        labels = [f"{question.id}={option.id}" for option in question.options]
        told = {label: best[label] for label in labels if label in best}
        if question.kind == "setting" and any(
            share >= CLEAR and not segment.is_wish for share, segment in told.values()
        ):
            found += [label for label, (_, segment) in told.items() if segment.is_wish]
    return found


def choose(answers: Sequence[Answer], found: Heard, asked: Asked) -> dict[str, Answer]:
    """The answers that are given, by question: what is said, and as much of what is likely as it
    takes for each role that has work here to be advised.
    """
    chosen: dict[str, Answer] = {}
    roles = _with_work(found.roles, answers, asked)
    welcome = welcome_roles(answers, roles, asked)
    most = len(answers) if found.sure >= SURE else FEW * max(len(roles), 1)
    main = next((one for one in asked.questionnaire.questions if one.kind == "work"), None)
    # of the few, what states the speciality comes first, then what the hire should change
    clear = [one for one in answers if one.likely >= CLEAR and one.option.points.keys() <= roles]
    first = [one for one in clear if one.option.speciality == "stated"][:1]
    first += [one for one in clear if one.question is main]
    for answer in [*first, *answers] if most < len(answers) else answers:
        told = answer.likely >= _least(answer.option) and _fits(answer, roles, welcome, asked)
        weighs = sum(bool(one.option.points) for one in chosen.values())
        if not told or (answer.option.points and weighs >= most):
            continue
        if not _unite(chosen, answer):
            chosen.setdefault(answer.question.id, answer)
    work = [
        answer
        for answer in answers
        if answer.question.kind == "work"
        and not _is_elsewhere(answer.segment, asked)
        and _fits(answer, roles, welcome, asked)
    ]
    is_told = found.sure >= UNSURE or any(answer.option.points for answer in chosen.values())
    for _ in range(MOST_ADDED if is_told else 0):
        if role := _lacks_work(chosen, roles, asked):
            _add(chosen, [answer for answer in work if role in answer.option.points])
    return chosen


def _with_work(roles: frozenset[str], answers: Sequence[Answer], asked: Asked) -> frozenset[str]:
    """Of two roles those of whose work something at least is heard; both, if of neither."""
    heard_of = {
        role
        for answer in answers
        if answer.question.kind == "work"
        and answer.likely >= FAINT
        and not _is_elsewhere(answer.segment, asked)
        for role in answer.option.points
    }
    return frozenset(roles & heard_of) or roles if len(roles) == 2 else roles


def _lacks_work(chosen: Mapping[str, Answer], roles: frozenset[str], asked: Asked) -> str | None:
    """Which role has work here that the advice on the chosen answers would not see."""
    signals = add_up(asked.signals, {name: answer.option for name, answer in chosen.items()})
    decision = decide(asked.pair, signals)
    if len(roles) < 2:
        return next((role for role in roles if decision.role != role), None)
    if decision.verdict == "both" or signals.one_seat:
        return None
    pair = asked.pair
    return pair.first if signals.first_work < signals.second_work else pair.second


def _add(chosen: dict[str, Answer], answers: Sequence[Answer]) -> None:
    """Choose the likeliest answer that is not chosen yet, in place of one that it unites with."""
    for answer in answers:
        before = chosen.get(answer.question.id)
        if before is None:
            chosen[answer.question.id] = answer
        if before is None or _unite(chosen, answer):
            break


def _unite(chosen: dict[str, Answer], answer: Answer) -> bool:
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


def welcome_roles(answers: Sequence[Answer], roles: frozenset[str], asked: Asked) -> frozenset[str]:
    """The roles to which answers may point: where the speciality is denied, the narrower role's
    work is the wider one's too.
    """
    other = any(a.option.speciality == "denied" and a.likely >= LIKELY for a in answers)
    return frozenset(asked.roles) if other and roles == {asked.pair.second} else roles


def _is_elsewhere(segment: Segment, asked: Asked) -> bool:
    """Whether a segment tells of work that no covered role does."""
    return any(segment.likely.get(label, 0.0) >= LIKELY for label in asked.elsewhere)


def _least(option: Option) -> float:
    if option.points:
        return POINTING
    return LIKELY if option.elsewhere or option.speciality == "denied" else CLEAR


def _fits(answer: Answer, roles: frozenset[str], welcome: frozenset[str], asked: Asked) -> bool:
    option = answer.option
    if option.elsewhere:
        return not roles
    if option.speciality == "denied":
        return roles == {asked.pair.second}
    if option.seats == "one":
        return len(roles) < 2
    return option.points.keys() <= welcome
