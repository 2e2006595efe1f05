"""What advice says in words, for each surface: how firmly, why, and what would change it."""

from collections.abc import Iterator, Mapping, Sequence

from bot.advice.texts import BANDS, CLOSE_CALL, NUMBERS
from knowledge.advice.explanation import Advice, Reason, name_outcome
from knowledge.advice.rules import Flip
from knowledge.english import in_sentence, listed
from knowledge.packs.models import BASIS_LABELS
from knowledge.packs.questionnaire import Option, Question
from knowledge.store import Store


def say_firmness(advice: Advice) -> str:
    """`Moderate: six answers point there.` Empty without a role."""
    if not advice.band:
        return ""
    count = NUMBERS[advice.pointing] if advice.pointing < len(NUMBERS) else advice.pointing
    answers = "one answer points" if advice.pointing == 1 else f"{count} answers point"
    close = CLOSE_CALL if advice.decision.rule in {"first", "work"} else ""
    return f"{BANDS[advice.band]}: {answers} there{close}."


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


def say_flips(store: Store, advice: Advice) -> list[str]:
    """What would change it."""
    return [_flip(store, advice, flip) for flip in told_flips(store, advice)]


def told_flips(store: Store, advice: Advice) -> list[Flip]:
    """The changes that are worth telling: none where the work is elsewhere, for other work is
    another hire; none of what denies the speciality, for nobody rewrites an application to hire.
    """
    if advice.verdict == "neither":
        return []
    questions = store.questionnaires[advice.questionnaire].questions_by_id
    fixed = {name for name, option in _chosen(questions, advice) if option.speciality == "denied"}
    return [flip for flip in advice.flips if fixed.isdisjoint(flip.changes)]


def _labelled(reason: Reason) -> str:
    """What a reason says; where no source does, whose rule it is."""
    if reason.citations:
        return reason.text
    return f"{reason.text.removesuffix('.')} ({BASIS_LABELS['rule']})."


def _options(store: Store, advice: Advice) -> list[Option]:
    questions = store.questionnaires[advice.questionnaire].questions_by_id
    return [option for _, option in _chosen(questions, advice)]


def _chosen(questions: Mapping[str, Question], advice: Advice) -> Iterator[tuple[str, Option]]:
    """The answers that say something, by question id, in the order of questions."""
    for name, answer in advice.answers.items():
        if option := questions[name].options_by_id.get(answer):
            yield name, option


def _flip(store: Store, advice: Advice, flip: Flip) -> str:
    """`If it were several services instead of a CMS: a backend developer.`"""
    questions = store.questionnaires[advice.questionnaire].questions_by_id
    named = [
        [questions[name].options_by_id[id_].said for id_ in (new, advice.answers[name])]
        for name, new in flip.changes.items()
    ]
    if len(named) == 1:
        [[new, old]] = named
        return f"If it were {new} instead of {old}: {name_outcome(store, flip.decision)}."
    return f"If it were {listed([new for new, _ in named])}: {name_outcome(store, flip.decision)}."
