"""A verdict in words: the advice that people read, with its reasons, doubts and post."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from knowledge.advice.besides import Besides, read_besides
from knowledge.advice.changes import Change, near_changes
from knowledge.advice.order import OrderBasis, order_jobs
from knowledge.advice.posts import Post, part_of_other, write_post
from knowledge.advice.questions import next_question
from knowledge.advice.rules import (
    DONT_KNOW,
    MINIMUM,
    Band,
    Decision,
    Flip,
    Pair,
    Signals,
    Verdict,
    add_up,
    decide,
    find_flips,
    judge_band,
    pair_of,
    pointing,
    read_answers,
)
from knowledge.documents import Citation
from knowledge.english import a, in_sentence
from knowledge.packs.questionnaire import Option, Question, Questionnaire
from knowledge.store import Store

TWO_JOBS = "two jobs"
TOO_LITTLE = "The answers don't point to a role yet."
TORN = "What they will do points to one role, where they will do it to the other."
EVEN = "The answers point both ways."
ONE_SEAT = "Two jobs in one seat: split it, or decide which of the two this hire is for."
HURTS = "What hurts first decides which to open first."
EQUALLY = "Both hurt alike, so the answers name no order."
ELSEWHERE = "Neither role fits: this work is outside of what our sources cover."


class Reason(NamedTuple):
    """A statement that speaks for a role (or an engagement model), with its citations: without any
    it is RoleFit's own rule. `said` is the answer, as part of a sentence, that it belongs to.
    """

    text: str
    speaks_for: str
    citations: tuple[Citation, ...]
    said: str


@dataclass(frozen=True)
class Advice:
    """Everything that a card about the verdict says. `band` is None without a role.

    `pointing` counts the answers that point to the verdict; `besides` is what a brief names, beside
    the `answers`. `flips` are the smallest changes that would change the outcome. `write_posts` and
    `find_changes` give what follows from all else.
    """

    questionnaire: str
    pair: Pair
    decision: Decision
    points: Signals
    band: Band | None
    pointing: int
    sentence: str
    sequence: tuple[str, ...]
    order_basis: OrderBasis | None
    answers: dict[str, str]
    besides: Besides
    reasons: tuple[Reason, ...]
    unowned: tuple[str, ...]
    flips: tuple[Flip, ...]
    next_question: Question | None
    engagement: str | None
    engagement_reasons: tuple[Reason, ...]
    pack: str
    write_posts: Callable[[], tuple[Post, ...]] = field(repr=False, compare=False)
    find_changes: Callable[[], Sequence[Change]] = field(repr=False, compare=False)

    @property
    def carried(self) -> dict[str, str]:
        """The answers, and what is carried beside them: from these the same advice comes again."""
        return self.answers | self.besides.carried

    @property
    def verdict(self) -> Verdict:
        """role, both, neither or unclear."""
        return self.decision.verdict

    @property
    def is_denied(self) -> bool:
        """Whether answers deny the speciality of the first role: its work is the second's then."""
        return self.pair.special and self.points.denied > 0

    @property
    def is_only_short(self) -> bool:
        """Whether it is slight since few answers are given, and none speaks against it."""
        if self.band != "slight" or self.decision.slight:
            return False
        return all(reason.speaks_for == self.decision.role for reason in self.reasons)

    @property
    def says_something(self) -> bool:
        """Whether the answers point anywhere at all."""
        return self.decision.rule != "minimum"

    @cached_property
    def changes(self) -> Sequence[Change]:
        """The changes that people are told; none where the work is elsewhere, as others do it."""
        return () if self.verdict == "neither" else self.find_changes()

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """One for each job of `sequence`: written for those who ask, it takes as long as advice."""
        return self.write_posts()

    @property
    def post(self) -> str:
        """The texts for the post, one for each job; empty without a role."""
        return "\n\n".join(post.text for post in self.posts)


def advise(store: Store, questionnaire: Questionnaire, answers: object) -> Advice:
    """Advice on answers (`{question: option}`) to one of a store's questionnaires.

    Deterministic: the same answers and pack give the same advice. Raises UnknownAnswerError.
    """
    pair = pair_of(questionnaire)
    signals = store.signals(questionnaire.id)
    chosen = read_answers(questionnaire, answers)
    besides = read_besides(questionnaire, answers if isinstance(answers, Mapping) else {})
    points = add_up(signals, chosen)
    decision = decide(pair, points)
    flips = find_flips(pair, signals, chosen)
    is_denied = pair.special and points.denied > 0
    unowned = _unowned(questionnaire, decision, points, chosen)
    sequence, basis = order_jobs(decision, points, questionnaire, chosen)
    engagement, engagement_reasons = _engagement(store, questionnaire, chosen)

    def write_posts() -> tuple[Post, ...]:
        one = partial(
            write_post, store, questionnaire, chosen=chosen, is_denied=is_denied,
            technologies=besides.works_with,
        )  # fmt: skip
        return tuple(map(one, sequence))

    sentence = _sentence(store, questionnaire, decision, points, chosen, sequence, basis)
    if decision.role and pair.other(decision.role) in besides.roles and not unowned:
        sentence = _not_other(store, pair, decision, sentence)
    return Advice(
        questionnaire=questionnaire.id,
        pair=pair,
        decision=decision,
        points=points,
        band=judge_band(decision, chosen, flips),
        pointing=len(pointing(decision, chosen)),
        sentence=sentence,
        sequence=sequence,
        order_basis=basis,
        answers={name: option.id if option else DONT_KNOW for name, option in chosen.items()},
        besides=besides,
        reasons=_reasons(store, pair, decision, chosen, is_denied=is_denied),
        unowned=unowned,
        flips=flips,
        next_question=next_question(questionnaire, signals, chosen),
        engagement=engagement,
        engagement_reasons=engagement_reasons,
        pack=store.hash,
        write_posts=write_posts,
        find_changes=partial(near_changes, questionnaire, signals, chosen),
    )


def _sentence(
    store: Store,
    questionnaire: Questionnaire,
    decision: Decision,
    points: Signals,
    chosen: Mapping[str, Option | None],
    sequence: Sequence[str],
    basis: OrderBasis | None,
) -> str:
    if decision.verdict == "neither":
        return ELSEWHERE
    if decision.verdict == "unclear":
        two_jobs = points.one_seat and points.first_work and points.second_work
        if decision.rule == "even" and two_jobs:
            return questionnaire.one_seat or ONE_SEAT
        return {"minimum": TOO_LITTLE, "torn": TORN}.get(decision.rule, EVEN)
    if decision.verdict == "both":
        first, second = (in_sentence(store.roles[role].name) for role in sequence)
        if basis == "open":
            hurts = EQUALLY if points.equally else HURTS
            return f"Two jobs: {first} and {second}. {hurts}"
        return f"Two jobs: {first} first, then {second}."
    return _one_role(store, questionnaire, decision, points, chosen)


def _one_role(
    store: Store,
    questionnaire: Questionnaire,
    decision: Decision,
    points: Signals,
    chosen: Mapping[str, Option | None],
) -> str:
    assert decision.role is not None
    speciality = questionnaire.speciality
    if speciality and points.denied:
        return speciality.denied
    name = a(in_sentence(store.roles[decision.role].name))
    told = f"take on {name} for this task" if _is_task(questionnaire, chosen) else f"post {name}"
    if speciality and decision.unsaid:
        return f"{speciality.unsaid}, {told}."
    return f"{told[:1].upper()}{told[1:]}."


def _not_other(store: Store, pair: Pair, decision: Decision, sentence: str) -> str:
    """`Post a PHP developer, not a backend developer.`, where a brief names that role."""
    assert decision.role is not None
    roles = decision.role, pair.other(decision.role)
    mine, other = (a(in_sentence(store.roles[role].name)) for role in roles)
    return f"Post {mine}, not {other}." if sentence == f"Post {mine}." else sentence


def name_outcome(store: Store, decision: Decision) -> str:
    """A verdict in a few words: `a backend developer`, `two jobs`."""
    if decision.role:
        return a(in_sentence(store.roles[decision.role].name))
    return {"both": TWO_JOBS, "neither": "neither role"}.get(decision.verdict, "no clear advice")


def explain_once(lines: Sequence[str]) -> list[str]:
    """Lines that end with such words; the first that says "two jobs" says what is meant."""
    first = next((n for n, line in enumerate(lines) if line.endswith(f"{TWO_JOBS}.")), None)
    return [
        f"{line[:-1]}, one for each role." if n == first else line for n, line in enumerate(lines)
    ]


def _is_task(questionnaire: Questionnaire, chosen: Mapping[str, Option | None]) -> bool:
    """Whether the work ends: nobody opens a position for it."""
    asked = (question for question in questionnaire.questions if question.kind == "length")
    return any((option := chosen.get(one.id)) and option.engagement for one in asked)


def _reasons(
    store: Store,
    pair: Pair,
    decision: Decision,
    chosen: Mapping[str, Option | None],
    *,
    is_denied: bool,
) -> tuple[Reason, ...]:
    """What speaks for a role in each answer with points: for the verdict first, then against; of
    each, what decides most first.
    """
    weighed = [
        (_lead(option, role), Reason(text, role, store.cite(option.citations), option.said))
        for option in chosen.values()
        if option is not None
        for role, text in option.because.items()
        if not (is_denied and role == pair.first)
    ]
    if is_denied:
        weighed += _moved(store, pair, chosen)
    weighed.sort(key=lambda one: (one[1].speaks_for != decision.role, -one[0]))
    said: dict[str, Reason] = {}
    for _, reason in weighed:
        said.setdefault(reason.text, reason)
    return tuple(said.values())


def _moved(
    store: Store, pair: Pair, chosen: Mapping[str, Option | None]
) -> Iterator[tuple[int, Reason]]:
    """Of each answer that speaks for the first role alone, where its work is the second's: what the
    second does by it. No source says that; RoleFit's own rule does.
    """
    name = a(in_sentence(store.roles[pair.second].name))
    for option in chosen.values():
        if option is not None and [*option.points] == [pair.first]:
            duty = option.duties.get(pair.first)
            text = f"Here {name} {in_sentence(duty)}" if duty else f"Here that is for {name}."
            yield option.points[pair.first], Reason(text, pair.second, (), option.said)


def _lead(option: Option, role: str) -> int:
    """By how many points an answer puts a role ahead."""
    return option.points[role] - max((n for r, n in option.points.items() if r != role), default=0)


def _unowned(
    questionnaire: Questionnaire,
    decision: Decision,
    points: Signals,
    chosen: Mapping[str, Option | None],
) -> tuple[str, ...]:
    """The other role's work that this hire would leave without an owner."""
    pair = pair_of(questionnaire)
    if decision.verdict != "role" or (pair.special and points.denied):
        return ()
    assert decision.role is not None
    other = pair.other(decision.role)
    if (points.second_work if other == pair.second else points.first_work) < MINIMUM:
        return ()
    left = []
    for question in questionnaire.questions:
        option = chosen.get(question.id)
        if question.kind == "work" and option and other in option.points:
            part = part_of_other(question, option, decision.role, other)
            left.append(part.said if part else f"part of {option.said}")
    return tuple(left)


def _engagement(
    store: Store, questionnaire: Questionnaire, chosen: Mapping[str, Option | None]
) -> tuple[str | None, tuple[Reason, ...]]:
    """The engagement model: a task that ends decides, then the terms, then the place.

    Terms that exclude each other decide nothing; what speaks for either side is shown.
    """
    given = {q.kind: chosen.get(q.id) for q in questionnaire.questions}
    asked = [o for kind in ("length", "terms", "place") if (o := given.get(kind)) is not None]
    model = next((o.engagement for o in asked if o.engagement or o.conflicting), None)
    sides = [s for o in asked for s in (_sides(questionnaire, o) if o.conflicting else [o])]
    reasons = (
        Reason(store.engagement[o.engagement].text, o.engagement, store.cite(o.citations), o.said)
        for o in sides
        if o.engagement in store.engagement
    )
    return model, tuple(reasons)


def _sides(questionnaire: Questionnaire, conflicting: Option) -> list[Option]:
    """The options that a conflicting one unites: those told by the same sections."""
    terms = (q for q in questionnaire.questions if q.kind == "terms")
    return [o for q in terms for o in q.options if o.citations == conflicting.citations]
