"""Answers to the questionnaire → a verdict, by points and a short list of rules in order.

Points are kept apart for work (what the hire will do) and setting (where), per role. The rules,
and why they are not one weighted sum, are explained in knowledge/README.md. Everything here is
a pure function of the answers and the questionnaire.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from operator import add, sub
from typing import Literal, NamedTuple

from knowledge.errors import KnowledgeError
from knowledge.packs.models import Option, Question, Questionnaire

PHP = "php-developer"
BACKEND = "backend-developer"
DONT_KNOW = "dont-know"  # may be given to every question: it weighs nothing

MINIMUM = 3  # points without which nobody can be advised
LEAD = 2  # points by which one role must be ahead
ORDER_LEAD = 3  # extra work points that tell which of two jobs to open first
FEW_ANSWERS = 3  # with fewer that point to it, a verdict is slight
MANY_ANSWERS = 5  # with so many, it may be strong
MOST_FLIPS = 3
LANGUAGE_SETTING = 2  # points of an application in another language, as a PHP one has

Verdict = Literal["role", "both", "neither", "unclear"]
Band = Literal["slight", "moderate", "strong"]
Rule = Literal["elsewhere", "minimum", "two-jobs", "torn", "lead", "first", "work", "even"]
Answers = Mapping[str, str]  # question id → option id


class UnknownAnswerError(KnowledgeError):
    """An answer to a question, or with an option, that the questionnaire does not have."""


class Signals(NamedTuple):
    """What options say, as numbers that add up over answers."""

    php_work: int = 0
    backend_work: int = 0
    php_setting: int = 0
    backend_setting: int = 0
    elsewhere: int = 0
    other_language: int = 0
    states_php: int = 0
    one_seat: int = 0
    several_seats: int = 0
    php_first: int = 0
    backend_first: int = 0
    equally: int = 0


SignalsByOption = Mapping[str, Mapping[str, Signals]]  # by question id, then by option id


class Decision(NamedTuple):
    """A verdict and the rule that made it.

    `slight` says that a rule keeps the band low; `if_php` that the advice holds only if it is
    PHP; `by_language` that points for PHP decided for a backend developer in another language.
    """

    verdict: Verdict
    rule: Rule
    role: str | None = None
    slight: bool = False
    if_php: bool = False
    by_language: bool = False

    @property
    def outcome(self) -> tuple[Verdict, str | None]:
        """What a flip would change."""
        return self.verdict, self.role


@dataclass(frozen=True, slots=True)
class Flip:
    """Answers that would change the outcome, and to what."""

    changes: dict[str, str]
    decision: Decision


def read_answers(questionnaire: Questionnaire, answers: object) -> dict[str, Option | None]:
    """Chosen options by question id, in page order; None for "don't know".

    Raises UnknownAnswerError, which names each question or option that does not exist.
    """
    questions = {question.id: question for question in questionnaire.questions}
    if not isinstance(answers, Mapping):
        raise UnknownAnswerError("answers must be one JSON object, {question: option}")
    faults = [f"there is no question {name!r}" for name in answers if name not in questions]
    chosen: dict[str, Option | None] = {}
    for question in questionnaire.questions:
        if question.id in answers:
            given = answers[question.id]
            option = next((o for o in question.options if o.id == given), None)
            if option is None and given != DONT_KNOW:
                there = ", ".join([o.id for o in question.options] + [DONT_KNOW])
                faults.append(f"{question.id} has no option {given!r}, but {there}")
            chosen[question.id] = option
    if faults:
        raise UnknownAnswerError("; ".join(faults))
    return chosen


def read_signals(questionnaire: Questionnaire) -> SignalsByOption:
    """What each option says, by question id and option id."""
    return {
        question.id: {option.id: _signals(question.kind, option) for option in question.options}
        for question in questionnaire.questions
    }


def _signals(kind: str, option: Option) -> Signals:
    php, backend = option.points.get(PHP, 0), option.points.get(BACKEND, 0)
    work = kind == "work"
    return Signals(
        php if work else 0,
        backend if work else 0,
        0 if work else php,
        0 if work else backend,
        option.elsewhere,
        option.language == "other",
        option.language == "php",
        option.seats == "one",
        option.seats == "several",
        option.first == PHP,
        option.first == BACKEND,
        kind == "first" and option.first is None,
    )


def add_up(signals: SignalsByOption, chosen: Mapping[str, Option | None]) -> Signals:
    """The signals of all chosen options."""
    said = [signals[name][option.id] for name, option in chosen.items() if option is not None]
    return Signals._make(map(sum, zip(*said, strict=True))) if said else Signals()


@lru_cache(maxsize=4096)
def decide(s: Signals) -> Decision:
    """The rules, in order."""
    if s.elsewhere and not (s.php_work or s.backend_work):
        return Decision("neither", "elsewhere")
    if not s.other_language:
        return _decide_points(s)
    # No source tells PHP from other languages' application work: it is a backend developer's.
    # As a PHP one does, the application itself counts as a setting.
    moved = s._replace(
        php_work=0,
        php_setting=0,
        backend_work=s.backend_work + s.php_work,
        backend_setting=s.backend_setting + s.php_setting + LANGUAGE_SETTING,
        php_first=0,
        backend_first=0,
    )
    decision = _decide_points(moved)
    without = _decide_points(s._replace(php_work=0, php_setting=0, php_first=0, backend_first=0))
    if decision.outcome == without.outcome:
        return decision
    return Decision(decision.verdict, decision.rule, decision.role, slight=True, by_language=True)


def _decide_points(s: Signals) -> Decision:
    php, backend = s.php_work + s.php_setting, s.backend_work + s.backend_setting
    if max(php, backend) < MINIMUM:
        return Decision("unclear", "minimum")
    less, more = sorted((s.php_work, s.backend_work))
    if less >= MINIMUM and (2 * less >= more or s.several_seats):
        if not s.one_seat:
            return Decision("both", "two-jobs", slight=not s.several_seats)
        if s.equally:
            return Decision("unclear", "even")
    lead, work_lead = php - backend, s.php_work - s.backend_work
    if abs(lead) >= LEAD:
        if abs(work_lead) >= LEAD and (lead > 0) != (work_lead > 0):
            return Decision("unclear", "torn")
        return _role(lead > 0, "lead", s)
    if s.php_first or s.backend_first:
        return _role(bool(s.php_first), "first", s)
    if abs(work_lead) >= LEAD:
        return _role(work_lead > 0, "work", s)
    return Decision("unclear", "even")


def _role(is_php: bool, rule: Rule, s: Signals) -> Decision:
    if_php = is_php and not s.states_php
    return Decision(
        "role", rule, PHP if is_php else BACKEND, slight=if_php or rule != "lead", if_php=if_php
    )


def find_flips(signals: SignalsByOption, chosen: Mapping[str, Option | None]) -> tuple[Flip, ...]:
    """The smallest changes of given answers that change the outcome: one answer, else two.

    At most three, those that lead to another role first; never to "don't know", to work
    elsewhere or to another language.
    """
    now = add_up(signals, chosen)
    outcome = decide(now).outcome
    changes = [*_changes(signals, chosen, now)]
    flips = [
        Flip({name: option}, decision)
        for name, option, points in changes
        if (decision := decide(points)).outcome != outcome
    ]
    if not flips:
        shifts = [(*change, _minus(change[2], now)) for change in changes]
        pairs = (
            Flip({one: option, two: other}, decision)
            for (one, option, points, _), (two, other, _, shift) in combinations(shifts, 2)
            if one != two and (decision := decide(_plus(points, shift))).outcome != outcome
        )
        flips = _until_enough(pairs)
    preferred = ("role", "both", "neither", "unclear")
    flips.sort(key=lambda flip: preferred.index(flip.decision.verdict))
    return tuple(flips[:MOST_FLIPS])


def _until_enough(flips: Iterator[Flip]) -> list[Flip]:
    """Flips up to the third that leads to a role: no later one would be shown."""
    found: list[Flip] = []
    missing = MOST_FLIPS
    while missing and (flip := next(flips, None)):
        found.append(flip)
        missing -= flip.decision.verdict == "role"
    return found


def _changes(
    signals: SignalsByOption, chosen: Mapping[str, Option | None], now: Signals
) -> Iterator[tuple[str, str, Signals]]:
    """Each answer that would say something else: question, option, all signals with it."""
    for name, option in chosen.items():
        if option is None:
            continue
        given = signals[name][option.id]
        others = _minus(now, given)
        for other, said in signals[name].items():
            if said != given and not said.elsewhere and not said.other_language:
                yield name, other, _plus(others, said)


def next_question(
    questionnaire: Questionnaire,
    signals: SignalsByOption,
    chosen: Mapping[str, Option | None],
) -> Question | None:
    """The open question whose options could change the outcome most; None if none could.

    Where nothing is clear yet and no single answer could make it so, the one that weighs most.
    """
    now = add_up(signals, chosen)
    decision = decide(now)
    unanswered = [question for question in questionnaire.questions if question.id not in chosen]
    seats = next((question for question in unanswered if question.kind == "seats"), None)
    if decision.rule == "two-jobs" and seats:
        return seats
    counts = [
        sum(decide(_plus(now, s)).outcome != decision.outcome for s in signals[q.id].values())
        for q in unanswered
    ]
    if any(counts):
        return unanswered[counts.index(max(counts))]
    weighing = [question for question in unanswered if question.weighs]
    if decision.verdict == "unclear" and weighing:
        return max(weighing, key=lambda q: max(sum(o.points.values()) for o in q.options))
    return None


def pointing(decision: Decision, chosen: Mapping[str, Option | None]) -> dict[str, Option]:
    """The answers that point to the verdict: to its role, or, for both, to either."""
    return {
        name: option
        for name, option in chosen.items()
        if option is not None and _points_to(decision, option)
    }


def _points_to(decision: Decision, option: Option) -> bool:
    if decision.verdict == "both" or decision.by_language:
        return bool(option.points)
    if decision.role is None:
        return False
    other = BACKEND if decision.role == PHP else PHP
    return option.points.get(decision.role, 0) > option.points.get(other, 0)


def judge_band(
    decision: Decision, chosen: Mapping[str, Option | None], flips: tuple[Flip, ...]
) -> Band | None:
    """How firmly the answers point, not how sure the sources are; None without a role."""
    if decision.verdict in {"neither", "unclear"}:
        return None
    count = len(pointing(decision, chosen))
    if decision.slight or count < FEW_ANSWERS:
        return "slight"
    overturned_by_one = any(len(flip.changes) == 1 for flip in flips)
    return "strong" if count >= MANY_ANSWERS and not overturned_by_one else "moderate"


def _plus(a: Signals, b: Signals) -> Signals:
    return Signals._make(map(add, a, b))


def _minus(a: Signals, b: Signals) -> Signals:
    return Signals._make(map(sub, a, b))
