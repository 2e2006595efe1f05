"""A brief in free text → answers to the questionnaire, each with the span that justifies it.

Each option lists cues (`said_as`): words in which people say it. What a brief denies, tells as
the past, as somebody's idea, as others' work or as a job title is no evidence for the job; what
others do already answers the question of what is covered. No span, no answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.clauses import Standing, Stretch, level, read_sentences
from knowledge.cues import CueIndex, Found, fill_in
from knowledge.models import Option, Question
from knowledge.people import is_about_person, names_trait
from knowledge.store import Store

LONGEST_BRIEF = 4_000  # characters
LONGEST_SPAN = 80
LEAST_SHARE = 0.3  # of the stronger side's evidence, for the weaker side to count beside it

HEAD = 25  # characters: work elsewhere that a text begins with is what it is about
ASIDE = 0.9  # of the evidence for one role, below which the other is only named in passing

ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that a brief gives: the option's id, and the words of the brief that say it."""

    option: str
    span: str


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for one option: how much, and where it is said best."""

    weight: int
    start: int
    end: int


def read_brief(text: str, store: Store) -> dict[str, Given]:
    """The answers that a text gives, by question in page order; never raises.

    Each span stands in the text as it is, at most 80 characters long.
    """
    text = text[:LONGEST_BRIEF]
    questions, index = _reader(store)
    if is_about_person(text):
        return {}
    said, covered = _find(text, index)
    evidence = {
        q.id: _weigh(q, [f for f in said if f.cue.question == n and not f.cue.hint])
        for n, q in enumerate(questions)
    }
    two_jobs = any(
        _tells_of_two(q, o) and o.id in evidence[q.id] for q in questions for o in q.options
    )
    for number, question in enumerate(questions):
        hints = _weigh(question, [f for f in said if f.cue.question == number and f.cue.hint])
        _add_hints(question, evidence[question.id], hints, two_jobs)
    if not two_jobs:
        _leave_out_asides(questions, evidence)
    given = {}
    for question in questions:
        speaks = evidence[question.id]
        if question.kind == "coverage":
            speaks = _covered(question, questions, covered) | speaks
        if speaks:
            given[question.id] = _choose(question, speaks, text)
    return given


@lru_cache(maxsize=2)  # the store that serves, and the one before it
def _reader(store: Store) -> tuple[tuple[Question, ...], CueIndex]:
    questionnaire = store.questionnaire
    numbers = {
        (question.id, option.id): (q, o)
        for q, question in enumerate(questionnaire.questions)
        for o, option in enumerate(question.options)
    }
    cues = [
        (*numbers[item.question, item.option], fill_in(cue, questionnaire.words), hint)
        for item in questionnaire.cues
        if (item.question, item.option) in numbers
        for hint, listed in ((False, item.said_as), (True, item.hinted_by))
        for cue in listed
    ]
    return questionnaire.questions, CueIndex(cues)


def _find(text: str, index: CueIndex) -> tuple[list[Found], list[Found]]:
    """The cues that are said of the job, and those of what others do."""
    found: dict[Standing, list[Found]] = {standing: [] for standing in Standing}
    plain = level(text)
    for sentence in read_sentences(plain):
        for one in index.find(plain, sentence[0].start, sentence[-1].end):
            if _may_be_quoted(text, one.start, one.end):
                found[_standing(one, sentence)].append(one)
    return found[Standing.SAID], found[Standing.COVERED]


def _standing(found: Found, sentence: Sequence[Stretch]) -> Standing:
    """How the words of a cue stand: said of the job only if all of them are.

    A marker that is the cue's own ("no API work") does not speak against it.
    """
    for stretch in sentence:
        own_marker = stretch is not sentence[0] and stretch.start in found.words
        touched = any(stretch.start <= word < stretch.end for word in found.words)
        if touched and not own_marker and stretch.standing is not Standing.SAID:
            return stretch.standing
    return Standing.SAID


def _weigh(question: Question, found: Sequence[Found]) -> dict[str, _Evidence]:
    """The evidence for each option. Of cues that share words, the one with most words counts."""
    claimed: set[int] = set()
    evidence: dict[str, _Evidence] = {}
    for one in sorted(found, key=_specific_first):
        if claimed.isdisjoint(one.words):
            claimed |= one.words
            option, weight = question.options[one.cue.option], len(one.cue.slots)
            if option.elsewhere and one.start < HEAD:
                weight *= 2
            best = evidence.get(option.id, _Evidence(0, one.start, one.end))
            evidence[option.id] = replace(best, weight=best.weight + weight)
    return evidence


def _specific_first(found: Found) -> tuple[int, int, int]:
    return -len(found.words), found.end - found.start, found.start


def _covered(
    question: Question, questions: Sequence[Question], found: Sequence[Found]
) -> dict[str, _Evidence]:
    """What others do already: work of one role that is covered speaks for the other."""
    evidence: dict[str, _Evidence] = {}
    for one in sorted(found, key=_specific_first):
        points = questions[one.cue.question].options[one.cue.option].points
        for option in question.options:
            if len(points) == 1 and option.points and points.keys().isdisjoint(option.points):
                before = evidence.get(option.id, _Evidence(0, one.start, one.end))
                evidence[option.id] = replace(before, weight=before.weight + len(one.words))
    return evidence


def _add_hints(
    question: Question,
    evidence: dict[str, _Evidence],
    hints: dict[str, _Evidence],
    two_jobs: bool,
) -> None:
    """Let hints speak where nothing else does: for the question, or for one of two jobs."""
    sides = [side for option in question.options for side in option.unites]
    if two_jobs and sides:
        for side in sides:
            if not any(name in evidence for name in side):
                evidence |= {name: hints[name] for name in side if name in hints}
    elif not evidence and hints:
        best = max(hints, key=lambda name: hints[name].weight)
        evidence[best] = hints[best]


def _leave_out_asides(
    questions: Sequence[Question], evidence: dict[str, dict[str, _Evidence]]
) -> None:
    """Drop what speaks for a role that is only named in passing, beside far more for another.

    Work elsewhere counts double: one question alone can tell of it.
    """
    totals: dict[str, int] = {}
    for question in questions:
        for option in question.options:
            if option.id in evidence[question.id]:
                for role in _roles(option):
                    weight = evidence[question.id][option.id].weight
                    totals[role] = totals.get(role, 0) + weight * (1 + option.elsewhere)
    least = ASIDE * max(totals.values(), default=0)
    for question in questions:
        for option in question.options:
            if all(totals.get(role, 0) < least for role in _roles(option)) and _roles(option):
                evidence[question.id].pop(option.id, None)


def _roles(option: Option) -> list[str]:
    return [ELSEWHERE] if option.elsewhere else list(option.points)


def _tells_of_two(question: Question, option: Option) -> bool:
    """Whether an option says that there are two jobs: more seats, or two equal hurts."""
    return option.seats == "several" or (question.kind == "first" and option.first is None)


def _choose(question: Question, evidence: Mapping[str, _Evidence], text: str) -> Given:
    """The option that most speaks for; where both sides are said, what unites them."""
    for option in question.options:
        sides = [_side(side, evidence) for side in option.unites]
        if sides and all(sides):
            weights = [sum(one.weight for one in side) for side in sides]
            if min(weights) >= LEAST_SHARE * max(weights):
                return Given(option.id, _span(text, [max(s, key=_weight) for s in sides]))
    best = max(
        (option.id for option in question.options if option.id in evidence),
        key=lambda name: evidence[name].weight,
    )
    return Given(best, _span(text, [evidence[best]]))


def _side(names: Sequence[str], evidence: Mapping[str, _Evidence]) -> list[_Evidence]:
    return [evidence[name] for name in names if name in evidence]


def _weight(evidence: _Evidence) -> int:
    return evidence.weight


def _span(text: str, evidence: Sequence[_Evidence]) -> str:
    """The words that justify an answer: those for both of its sides where they stand together,
    else those for the side that is said more.
    """
    start, end = min(one.start for one in evidence), max(one.end for one in evidence)
    if not _may_be_quoted(text, start, end):
        most = max(evidence, key=_weight)
        start, end = most.start, most.end
    return text[start:end]


def _may_be_quoted(text: str, start: int, end: int) -> bool:
    short_line = end - start <= LONGEST_SPAN and text[start:end].replace("\xa0", " ").isprintable()
    return short_line and not names_trait(text, start, end)
