"""What advice says in words, for each surface: how firmly, why, and what would change it."""

from collections.abc import Iterator, Sequence

from bot.advice.texts import BANDS, CLOSE_CALL, NO_SINGLE, NUMBERS
from knowledge.advice.changes import Change
from knowledge.advice.explanation import Advice, Reason, explain_once, name_outcome
from knowledge.advice.kickoff import NONE_AGAINST
from knowledge.english import in_sentence
from knowledge.packs.models import BASIS_LABELS
from knowledge.packs.questionnaire import Option
from knowledge.store import Store

MOST_ALSO = 2  # things that might come on top, in a sentence


def say_firmness(advice: Advice) -> str:
    """`Moderate: six answers point there.` Empty without a role."""
    if not advice.band:
        return ""
    count = NUMBERS[advice.pointing] if advice.pointing < len(NUMBERS) else advice.pointing
    answers = "one answer points" if advice.pointing == 1 else f"{count} answers point"
    close = CLOSE_CALL if advice.decision.rule in {"first", "work"} else ""
    short = NONE_AGAINST if advice.is_only_short else ""
    return f"{BANDS[advice.band]}: {answers} there{close}{short}."


def say_given(store: Store, advice: Advice) -> Iterator[str]:
    """What was said that decides without points: work elsewhere, another language."""
    for option in _options(store, advice):
        is_elsewhere = option.elsewhere and advice.verdict == "neither"
        if is_elsewhere or (option.speciality == "denied" and advice.is_denied):
            yield f"You said: {option.said}."


def say_reasons(advice: Advice, reasons: Sequence[Reason]) -> Iterator[str]:
    """A line for each answer: what was said, and what sources or RoleFit's rule say to it."""
    lines: dict[str, list[str]] = {}
    for reason in reasons:
        is_against = advice.decision.role not in {None, reason.speaks_for}
        begin = "Against" if is_against else "You said"
        lines.setdefault(f"{begin}: {reason.said}", []).append(_labelled(reason))
    for said, (first, *further) in lines.items():
        yield " ".join([f"{said} → {in_sentence(first)}", *further])


def say_changes(store: Store, advice: Advice) -> list[str]:
    """What would change it, of each answer the nearest; of a role, that no single answer would."""
    told = explain_once([_change(store, one) for one in advice.changes])
    return told or ([NO_SINGLE] if advice.decision.role else [])


def _labelled(reason: Reason) -> str:
    """What a reason says; where no source does, whose rule it is."""
    if reason.citations:
        return reason.text
    return f"{reason.text.removesuffix('.')} ({BASIS_LABELS['rule']})."


def _options(store: Store, advice: Advice) -> Iterator[Option]:
    """The answers that say something, in the order of questions."""
    questions = store.questionnaires[advice.questionnaire].questions_by_id
    for name, answer in advice.answers.items():
        if (question := questions.get(name)) and (option := question.options_by_id.get(answer)):
            yield option


def _change(store: Store, change: Change) -> str:
    """`If there were also several services: two jobs.`"""
    outcome = name_outcome(store, change.decision)
    if change.also:
        also = [option.said for option in change.also[:MOST_ALSO]]
        return f"If there were also {' or '.join(also)}: {outcome}."
    return f"If it were {change.instead.said} instead of {change.given.said}: {outcome}."
