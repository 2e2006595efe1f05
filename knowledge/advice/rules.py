"""Answers to the questionnaire → a verdict, by points and a short list of rules in order.

Points are kept apart for work (what the hire will do) and setting (where), per role. The rules,
and why they are not one weighted sum, are explained in knowledge/README.md. Everything here is
a pure function of the answers and the questionnaire.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple

from knowledge.advice.besides import CARRIED, read_besides
from knowledge.errors import KnowledgeError
from knowledge.packs.questionnaire import Option, Questionnaire

DONT_KNOW = "dont-know"  # may be given to every question: it weighs nothing

MINIMUM = 3  # points without which nobody can be advised
LEAD = 2  # points by which one role must be ahead
FEW_ANSWERS = 3  # with fewer that point to it, a verdict is slight
MANY_ANSWERS = 5  # with so many, it may be strong
MOST_FLIPS = 3

Verdict = Literal["role", "both", "neither", "unclear"]
Band = Literal["slight", "moderate", "strong"]
Rule = Literal["elsewhere", "minimum", "two-jobs", "torn", "lead", "first", "work", "even"]
Answers = Mapping[str, str]  # question id → option id


class UnknownAnswerError(KnowledgeError):
    """An answer to a question, or with an option, that the questionnaire does not have."""


class Signals(NamedTuple):
    """What options say of a pair's roles, as numbers that add up over answers.

    Of a role that is a kind of the other, as the first is then, the speciality may be stated or
    denied.
    """

    first_work: int = 0
    second_work: int = 0
    first_setting: int = 0
    second_setting: int = 0
    elsewhere: int = 0
    denied: int = 0
    stated: int = 0
    one_seat: int = 0
    several_seats: int = 0
    first_hurts: int = 0
    second_hurts: int = 0
    equally: int = 0


# Signals as one number, each in as many bits: such numbers add up, and are taken away, in one step.
Packed = int
_BITS = 16
_EACH = (1 << _BITS) - 1

SignalsByOption = Mapping[str, Mapping[str, Packed]]  # by question id, then by option id


class Pair(NamedTuple):
    """The two roles between which answers decide.

    `special`: the first is a kind of the second, by a speciality that may be stated or denied;
    `moved_setting` are the points that the second gets as the setting of work where it is denied.
    """

    first: str
    second: str
    special: bool = False
    moved_setting: int = 0

    def other(self, role: str) -> str:
        """The role that is not this one."""
        return self.second if role == self.first else self.first


def pair_of(questionnaire: Questionnaire) -> Pair:
    """The pair that a questionnaire decides between."""
    speciality = questionnaire.speciality
    return Pair(
        *questionnaire.roles, speciality is not None, speciality.setting if speciality else 0
    )


class Decision(NamedTuple):
    """A verdict and the rule that made it.

    `slight` says that a rule keeps the band low; `unsaid` that the advice holds only if the role's
    speciality is what is meant; `denied` that points for the first role decided for the second.
    """

    verdict: Verdict
    rule: Rule
    role: str | None = None
    slight: bool = False
    unsaid: bool = False
    denied: bool = False

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
    """Chosen options by question id, in page order; None for "don't know". What is carried beside
    answers is none.

    Raises UnknownAnswerError, which names each question or option that does not exist.
    """
    questions = questionnaire.questions_by_id
    if not isinstance(answers, Mapping):
        raise UnknownAnswerError("answers must be one JSON object, {question: option}")
    known = {*questions, *CARRIED}
    faults = [f"there is no question {name!r}" for name in answers if name not in known]
    chosen: dict[str, Option | None] = {}
    for question in questionnaire.questions:
        if question.id in answers:
            given = answers[question.id]
            option = question.options_by_id.get(given) if isinstance(given, str) else None
            if option is None and given != DONT_KNOW:
                there = ", ".join([o.id for o in question.options] + [DONT_KNOW])
                faults.append(f"{question.id} has no option {given!r}, but {there}")
            chosen[question.id] = option
    if faults:
        raise UnknownAnswerError("; ".join(faults))
    return chosen


def valid_answers(questionnaire: Questionnaire, answers: Mapping[str, object]) -> dict[str, str]:
    """Those answers that the questionnaire has, in its order, with what is carried beside them."""
    valid = {}
    for question in questionnaire.questions:
        answer = answers.get(question.id)
        if isinstance(answer, str) and (answer == DONT_KNOW or answer in question.options_by_id):
            valid[question.id] = answer
    beside = {name: answers[name] for name in CARRIED if name in answers}
    return valid | read_besides(questionnaire, valid | beside).carried


def read_signals(questionnaire: Questionnaire) -> SignalsByOption:
    """What each option says, by question id and option id."""
    pair = pair_of(questionnaire)
    return {
        question.id: {
            option.id: _pack(_signals(pair, question.kind, option)) for option in question.options
        }
        for question in questionnaire.questions
    }


def _signals(pair: Pair, kind: str, option: Option) -> Signals:
    first, second = option.points.get(pair.first, 0), option.points.get(pair.second, 0)
    work = kind == "work"
    return Signals(
        first if work else 0,
        second if work else 0,
        0 if work else first,
        0 if work else second,
        option.elsewhere,
        option.speciality == "denied",
        option.speciality == "stated",
        option.seats == "one",
        option.seats == "several",
        option.first == pair.first,
        option.first == pair.second,
        kind == "first" and option.first is None,
    )


def _pack(signals: Signals) -> Packed:
    return sum(number << place * _BITS for place, number in enumerate(signals))


_AVOIDED = _pack(Signals(elsewhere=_EACH, denied=_EACH))


def sum_up(signals: SignalsByOption, chosen: Mapping[str, Option | None]) -> Packed:
    """The signals of all chosen options."""
    return sum(signals[name][option.id] for name, option in chosen.items() if option is not None)


def add_up(signals: SignalsByOption, chosen: Mapping[str, Option | None]) -> Signals:
    """The same, each by itself."""
    return _unpack(sum_up(signals, chosen))


def _unpack(packed: Packed) -> Signals:
    return Signals(*(packed >> place * _BITS & _EACH for place in range(len(Signals._fields))))


@lru_cache(maxsize=4096)
def decide_on(pair: Pair, packed: Packed) -> Decision:
    """What signals lead to."""
    return decide(pair, _unpack(packed))


def decide(pair: Pair, s: Signals) -> Decision:
    """The rules, in order."""
    if s.elsewhere and not (s.first_work or s.second_work):
        return Decision("neither", "elsewhere")
    if not (pair.special and s.denied):
        return _decide_points(pair, s)
    # What is the first role's work where its speciality is meant is the second's where it is not.
    moved = s._replace(
        first_work=0,
        first_setting=0,
        second_work=s.second_work + s.first_work,
        second_setting=s.second_setting + s.first_setting + pair.moved_setting,
        first_hurts=0,
        second_hurts=0,
    )
    decision = _decide_points(pair, moved)
    alone = s._replace(first_work=0, first_setting=0, first_hurts=0, second_hurts=0)
    if decision.outcome == _decide_points(pair, alone).outcome:
        return decision
    return Decision(decision.verdict, decision.rule, decision.role, slight=True, denied=True)


def _decide_points(pair: Pair, s: Signals) -> Decision:
    first, second = s.first_work + s.first_setting, s.second_work + s.second_setting
    if max(first, second) < MINIMUM:
        return Decision("unclear", "minimum")
    less, more = sorted((s.first_work, s.second_work))
    if less >= MINIMUM and (2 * less >= more or s.several_seats):
        if not s.one_seat:
            return Decision("both", "two-jobs", slight=not s.several_seats)
        if s.equally:
            return Decision("unclear", "even")
    lead, work_lead = first - second, s.first_work - s.second_work
    if abs(lead) >= LEAD:
        if abs(work_lead) >= LEAD and (lead > 0) != (work_lead > 0):
            return Decision("unclear", "torn")
        return _role(pair, lead > 0, "lead", s)
    if s.first_hurts or s.second_hurts:
        return _role(pair, bool(s.first_hurts), "first", s)
    if abs(work_lead) >= LEAD:
        return _role(pair, work_lead > 0, "work", s)
    return Decision("unclear", "even")


def _role(pair: Pair, is_first: bool, rule: Rule, s: Signals) -> Decision:
    unsaid = pair.special and is_first and not s.stated
    role = pair.first if is_first else pair.second
    return Decision("role", rule, role, slight=unsaid or rule != "lead", unsaid=unsaid)


def best_for(role: str, questionnaire: Questionnaire) -> bool:
    """Whether there are answers that lead to a role."""
    pair = pair_of(questionnaire)
    other = pair.other(role)
    chosen: dict[str, Option | None] = {
        question.id: max(
            question.options, key=lambda o: o.points.get(role, 0) - o.points.get(other, 0)
        )
        for question in questionnaire.questions
        if question.weighs
    }
    return decide(pair, add_up(read_signals(questionnaire), chosen)).role == role


def find_flips(
    pair: Pair, signals: SignalsByOption, chosen: Mapping[str, Option | None]
) -> tuple[Flip, ...]:
    """The smallest changes of given answers that change the outcome: one answer, else two.

    At most three, those that lead to another role first; never to "don't know", to work
    elsewhere or where the speciality is denied.
    """
    now = sum_up(signals, chosen)
    outcome = decide_on(pair, now).outcome
    changes = [*_changes(signals, chosen)]
    flips = [
        Flip({name: option}, decision)
        for name, option, shift in changes
        if (decision := decide_on(pair, now + shift)).outcome != outcome
    ]
    if not flips:
        pairs = (
            Flip({one: option, two: other}, decision)
            for (one, option, shift), (two, other, more) in combinations(changes, 2)
            if one != two and (decision := decide_on(pair, now + shift + more)).outcome != outcome
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
    signals: SignalsByOption, chosen: Mapping[str, Option | None]
) -> Iterator[tuple[str, str, Packed]]:
    """Each answer that would say something else: question, option, what it adds to all signals."""
    for name, option in chosen.items():
        if option is None:
            continue
        given = signals[name][option.id]
        for other, said in signals[name].items():
            if said != given and not said & _AVOIDED:
                yield name, other, said - given


def pointing(decision: Decision, chosen: Mapping[str, Option | None]) -> dict[str, Option]:
    """The answers that point to the verdict: to its role, or, for both, to either. Where the
    speciality is denied, what points to the first role points to the second.
    """
    given = {name: option for name, option in chosen.items() if option is not None}
    either = decision.verdict == "both" or any(o.speciality == "denied" for o in given.values())
    return {name: option for name, option in given.items() if _points_to(decision, option, either)}


def _points_to(decision: Decision, option: Option, either: bool) -> bool:
    if either and decision.verdict in {"role", "both"}:
        return bool(option.points)
    if decision.role is None:
        return False
    mine = option.points.get(decision.role, 0)
    return mine > max((n for role, n in option.points.items() if role != decision.role), default=0)


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
