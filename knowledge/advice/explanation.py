"""A verdict in words: the advice that people read, with its reasons, doubts and post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.advice.rules import (
    BACKEND,
    DONT_KNOW,
    MINIMUM,
    ORDER_LEAD,
    PHP,
    Band,
    Decision,
    Flip,
    Signals,
    Verdict,
    add_up,
    decide,
    find_flips,
    judge_band,
    next_question,
    pointing,
    read_answers,
)
from knowledge.documents import Citation
from knowledge.english import in_sentence, listed
from knowledge.packs.models import Aspect, Option, Question
from knowledge.store import Store

OrderBasis = Literal["first", "coverage", "work", "open"]

MOST_NAMED = 3  # answers named in the sentence
POST_DUTIES = 3
DUTY_DIMENSIONS = ("responsibilities", "scope", "non-functional", "delivery")

ANOTHER_LANGUAGE = "Our sources describe application-level work only for PHP."
TOO_LITTLE = "The answers don't point to a role yet."
TORN = "What they will do points to one role, where they will do it to the other."
EVEN = "The answers point both ways."
ONE_SEAT = (
    "Two jobs in one seat: split it, or consider a backend developer willing to work in PHP; "
    "that move is often quick."
)
ELSEWHERE = "Neither role fits: this work is outside of what our sources cover."


@dataclass(frozen=True, slots=True)
class Reason:
    """A statement that speaks for a role (or an engagement model), with its citations."""

    text: str
    speaks_for: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """Everything that a card about the verdict says. `band` is None without a role.

    `pointing` counts the answers that point to the verdict.
    """

    decision: Decision
    points: Signals
    band: Band | None
    pointing: int
    sentence: str
    sequence: tuple[str, ...]
    order_basis: OrderBasis | None
    answers: dict[str, str]
    reasons: tuple[Reason, ...]
    unowned: tuple[str, ...]
    flips: tuple[Flip, ...]
    next_question: Question | None
    engagement: str | None
    engagement_reasons: tuple[Reason, ...]
    post: str
    pack: str

    @property
    def verdict(self) -> Verdict:
        """role, both, neither or unclear."""
        return self.decision.verdict


def advise(store: Store, answers: object) -> Advice:
    """Advice on answers (`{question: option}`) from a store's questionnaire.

    Deterministic: the same answers and pack give the same advice. Raises UnknownAnswerError.
    """
    chosen = read_answers(store.questionnaire, answers)
    points = add_up(store.signals, chosen)
    decision = decide(points)
    flips = find_flips(store.signals, chosen)
    sequence, basis = _order(decision, points, store, chosen)
    engagement, engagement_reasons = _engagement(store, chosen)
    return Advice(
        decision=decision,
        points=points,
        band=judge_band(decision, chosen, flips),
        pointing=len(pointing(decision, chosen)),
        sentence=_sentence(store, decision, points, chosen, sequence, basis),
        sequence=sequence,
        order_basis=basis,
        answers={name: option.id if option else DONT_KNOW for name, option in chosen.items()},
        reasons=_reasons(store, decision, chosen),
        unowned=_unowned(store, decision, points, chosen),
        flips=flips,
        next_question=next_question(store.questionnaire, store.signals, chosen),
        engagement=engagement,
        engagement_reasons=engagement_reasons,
        post="\n\n".join(_post(store, role, chosen) for role in sequence),
        pack=store.hash,
    )


def _sentence(
    store: Store,
    decision: Decision,
    points: Signals,
    chosen: Mapping[str, Option | None],
    sequence: Sequence[str],
    basis: OrderBasis | None,
) -> str:
    if decision.verdict == "neither":
        return ELSEWHERE
    if decision.verdict == "unclear":
        if decision.rule == "even" and points.one_seat and points.php_work and points.backend_work:
            return ONE_SEAT
        return {"minimum": TOO_LITTLE, "torn": TORN}.get(decision.rule, EVEN)
    if decision.verdict == "both":
        first, second = (in_sentence(store.roles[role].name) for role in sequence)
        if basis == "open":
            return f"Two jobs: {first} and {second}. What hurts first decides which to open first."
        return f"Two jobs: {first} first, then {second}."
    assert decision.role is not None
    name = in_sentence(store.roles[decision.role].name)
    if decision.by_language:
        return f"Post a {name} in that language. {ANOTHER_LANGUAGE}"
    named = [option.says for option in pointing(decision, chosen).values() if option.says]
    condition = "If it is PHP, post" if decision.if_php else "Post"
    if not named:
        return f"{condition} a {name}."
    return f"{condition} a {name}: {listed(named[:MOST_NAMED])}."


def _order(
    decision: Decision, points: Signals, store: Store, chosen: Mapping[str, Option | None]
) -> tuple[tuple[str, ...], OrderBasis | None]:
    """Which jobs to open, in which order, and by which of RoleFit's rules."""
    if decision.verdict == "role":
        assert decision.role is not None
        return (decision.role,), None
    if decision.verdict != "both":
        return (), None
    if points.php_first or points.backend_first:
        return _ordered(bool(points.php_first)), "first"
    for question in store.questionnaire.questions:
        option = chosen.get(question.id)
        if question.kind == "coverage" and option and option.points:
            return _ordered(PHP in option.points), "coverage"
    extra = points.php_work - points.backend_work
    if abs(extra) >= ORDER_LEAD:
        return _ordered(extra > 0), "work"
    return _ordered(True), "open"


def _ordered(php_first: bool) -> tuple[str, str]:
    return (PHP, BACKEND) if php_first else (BACKEND, PHP)


def _reasons(
    store: Store, decision: Decision, chosen: Mapping[str, Option | None]
) -> tuple[Reason, ...]:
    """What the sources say to each answer with points: for the verdict first, then against."""
    said = dict.fromkeys(
        (text, role, option.citations)
        for option in chosen.values()
        if option is not None
        for role, text in option.because.items()
    )
    in_order = sorted(said, key=lambda reason: reason[1] != decision.role)
    return tuple(Reason(text, role, store.cite(sections)) for text, role, sections in in_order)


def _unowned(
    store: Store, decision: Decision, points: Signals, chosen: Mapping[str, Option | None]
) -> tuple[str, ...]:
    """The other role's work that this hire would leave without an owner."""
    if decision.verdict != "role" or decision.by_language:
        return ()
    other = BACKEND if decision.role == PHP else PHP
    if (points.backend_work if other == BACKEND else points.php_work) < MINIMUM:
        return ()
    work = {question.id for question in store.questionnaire.questions if question.kind == "work"}
    return tuple(
        option.says or option.text
        for name, option in chosen.items()
        if option is not None and name in work and other in option.points
    )


def _engagement(
    store: Store, chosen: Mapping[str, Option | None]
) -> tuple[str | None, tuple[Reason, ...]]:
    """The engagement model: a task that ends decides, then the terms, then the place.

    Terms that exclude each other decide nothing; what speaks for either side is shown.
    """
    given = {q.kind: chosen.get(q.id) for q in store.questionnaire.questions}
    asked = [o for kind in ("length", "terms", "place") if (o := given.get(kind)) is not None]
    model = next((o.engagement for o in asked if o.engagement or o.conflicting), None)
    sides = [side for o in asked for side in (_sides(store, o) if o.conflicting else [o])]
    reasons = (
        Reason(store.engagement[o.engagement].text, o.engagement, store.cite(o.citations))
        for o in sides
        if o.engagement in store.engagement
    )
    return model, tuple(reasons)


def _sides(store: Store, conflicting: Option) -> list[Option]:
    """The options that a conflicting one unites: those told by the same sections."""
    terms = (q for q in store.questionnaire.questions if q.kind == "terms")
    return [o for q in terms for o in q.options if o.citations == conflicting.citations]


def _post(store: Store, role: str, chosen: Mapping[str, Option | None]) -> str:
    """A text to copy: a title, three sourced duties, and what this hire will not own."""
    aspects = _duties(store, role, chosen)
    duties = [aspect.roles[role].focus for aspect in aspects]
    other = BACKEND if role == PHP else PHP
    left = [aspect.roles[other].focus for aspect in aspects if other in aspect.roles][:1]
    lines = [store.roles[role].name, "", "This role:", *(f"- {duty}" for duty in duties)]
    if left:
        lines += ["", "Not part of this role:", *(f"- {text}" for text in left)]
    return "\n".join(lines)


def _duties(store: Store, role: str, chosen: Mapping[str, Option | None]) -> list[Aspect]:
    """Aspects that the answers cite, then further ones, as far as they tell of duties."""
    aspects = [
        aspect
        for dimension in DUTY_DIMENSIONS
        if dimension in store.dimensions
        for aspect in store.dimensions[dimension].aspects
        if role in aspect.roles
    ]
    cited = {
        section
        for option in chosen.values()
        if option is not None and role in option.points
        for section in option.citations
    }
    aspects.sort(key=lambda aspect: not cited & set(aspect.citations))
    return aspects[:POST_DUTIES]
