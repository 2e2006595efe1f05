"""A brief in free text → answers to the questionnaire, each with the span that justifies it.

Each segment of a text is classified by what was learned from the pack's utterances. All segments
together tell which roles have work here (`knowledge/briefs/evidence.py`); only answers that point
to those roles are given, with what else is clearly said. No span, no answer.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import prod

from knowledge.advice.rules import BACKEND, PHP, add_up, decide
from knowledge.briefs.classifier import Posterior
from knowledge.briefs.counted import Counted, read_counted
from knowledge.briefs.evidence import AD, BRIEF, gather, heard, outcomes
from knowledge.briefs.job_ads import is_job_ad, work_places
from knowledge.briefs.labels import subject_of
from knowledge.briefs.negation import denies_work
from knowledge.briefs.personal_traits import is_about_person
from knowledge.briefs.quoting import quote
from knowledge.briefs.segments import Place, cut
from knowledge.packs.models import Option, Question
from knowledge.store import Store
from knowledge.text import EMOJI_NAME, stem, stems, words

LONGEST_BRIEF = 4_000  # characters
LEAST_SAID = 2  # words; one alone ("monolith") names a thing, and says nothing of the work
CLEAR = 0.5  # how likely an answer must be that weighs nothing: about seats, about terms
LIKELY = 0.5  # the same, of work elsewhere or in another language
POINTING = 0.3  # the same, of an answer that points to a role which has work here
UNSURE = 0.44  # of the roles, below which only what is said alone is given
FAINT = 0.03  # the same, that must be heard of each of two roles
MOST_ADDED = 3  # answers less likely than that, where a role with work here has too few
SURE = 0.85  # that the roles with work here are the right ones; less sure, fewer answers are given
FEW = 2  # answers that carry points, where the reader is not sure
TOLD_BY_NUMBER = 0.97  # how likely is what a number says
ROLES = PHP, BACKEND
TITLES = frozenset(map(stem, ("developer", "developers", "dev", "devs", "engineer", "programmer")))
SEATS = {"one": "one seat", "several": "several seats"}


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that a brief gives: the option's id, and the words of the brief that say it."""

    option: str
    span: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a text, by its offsets, with all that it says (labels with how likely each is,
    those of a subject adding up to 1 at most) and what it says loud enough to count.
    """

    place: Place
    posterior: Posterior
    likely: Mapping[str, float]
    loud: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Heard:
    """A brief as it was understood: its segments, the roles that have work in it, and how sure."""

    segments: Sequence[Segment]
    roles: frozenset[str]
    sure: float


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer that a text may give, how likely, and the segment that says it best."""

    question: Question
    option: Option
    likely: float
    segment: Segment
    label: str  # what the segment says


def read_brief(text: str, store: Store) -> dict[str, Given]:
    """The answers that a text gives, by question in page order; never raises.

    Each span stands in the text as it is, at most 80 characters long.
    """
    text = text[:LONGEST_BRIEF]
    if len(stems(text)) < LEAST_SAID or (is_about_person(text) and not is_job_ad(text)):
        return {}  # an ad speaks of any candidate
    found = understand(text, store)
    chosen = _choose(_answers(found.segments, store), found, store)
    given = {}
    for question in store.questionnaire.questions:
        if answer := chosen.get(question.id):
            segment = answer.segment
            span = quote(text, segment.place, segment.posterior, answer.label, store.classifier)
            if span:
                given[question.id] = Given(answer.option.id, span)
    return given


def understand(text: str, store: Store) -> Heard:
    """What a text says, segment by segment, and which roles have work in it."""
    is_ad = is_job_ad(text)
    segments = listen(text, store, is_ad)
    first, second = evidence(text, segments, is_ad, store)
    one, other, both, neither = outcomes(first, second, AD if is_ad else BRIEF)
    likely = {
        frozenset({PHP}): one, frozenset({BACKEND}): other, frozenset(ROLES): both,
        frozenset[str](): neither,
    }  # fmt: skip
    roles = max(likely, key=likely.__getitem__)
    return Heard(segments, roles, likely[roles])


def listen(text: str, store: Store, is_ad: bool = False) -> list[Segment]:
    """The segments of a text in order, and what each says; of an ad, those on the work."""
    text = EMOJI_NAME.sub(lambda found: " " * len(found[0]), text)
    places = list(cut(text))
    if is_ad:
        places = work_places(text, places)
    posteriors = store.classifier.classify([text[start:end] for start, end in places])
    numbers = list(read_counted(text))
    subjects, work = _subjects(store), _work(store)
    segments = []
    for (start, end), posterior in zip(places, posteriors, strict=True):
        here = [number for number in numbers if start <= number.start < end]
        likely = _counted(posterior.likely, here, store) if here else posterior.likely
        if denies_work(text[start:end]):
            likely = {label: share for label, share in likely.items() if label not in work}
        segments.append(Segment((start, end), posterior, likely, heard(likely, subjects)))
    return segments


def evidence(
    text: str, segments: Sequence[Segment], is_ad: bool, store: Store
) -> list[dict[str, float]]:
    """What the segments of a text, and the tools that they name, say for or against each role."""
    loud = [segment.loud for segment in segments]
    whole = store.classifier.together([segment.posterior for segment in segments])
    # an ad asks for a "PHP developer" whom it wants; a brief may do so for any work
    titles = () if is_ad else TITLES
    named = _named([text[slice(*one.place)] for one in segments], titles, store)
    found = []
    for role in ROLES:
        whose = {"own": role, "other": _other(role), "elsewhere": "elsewhere"}
        tools = {name: named.get(one, 0) for name, one in whose.items()}
        found.append(gather(loud, whole, _counts_as(store, role), tools))
    return found


def _named(texts: Sequence[str], titles: Container[str], store: Store) -> dict[str, int]:
    """How many words and pairs of words name tools of each role, but for those before `titles`."""
    said: Counter[str] = Counter()
    for text in texts:
        spoken = [stem(word) for word in words(text)]
        said.update(one for one, after in pairwise([*spoken, ""]) if after not in titles)
        said.update(map(" ".join, pairwise(spoken)))
    return {
        role: sum(said[one] for one in held if one in said)
        for role, held in store.role_words.items()
    }


def _other(role: str) -> str:
    return BACKEND if role == PHP else PHP


def _counted(
    likely: Mapping[str, float], numbers: Sequence[Counted], store: Store
) -> dict[str, float]:
    """What a segment says with its numbers read as what they count, not by likeness."""
    found = dict(likely)
    for question in store.questionnaire.questions:
        said = {number.says for number in numbers if number.subject == question.kind}
        if not said:
            continue
        for option in question.options:
            label = f"{question.id}={option.id}"
            means = option.seats or ("task" if option.engagement else None)
            if means in said:
                found[label] = max(found.get(label, 0.0), TOLD_BY_NUMBER)
            elif means:
                found.pop(label, None)
    return found


@lru_cache(maxsize=2)  # of the store that serves and the one before it
def _subjects(store: Store) -> dict[str, str]:
    """The subject of each label."""
    return {label.name: label.subject for label in store.classifier.labels} | {
        f"{question.id}={option.id}": subject_of(question.kind)
        for question in store.questionnaire.questions
        for option in question.options
    }


@lru_cache(maxsize=2)  # of the store that serves and the one before it
def _work(store: Store) -> frozenset[str]:
    """The labels of work, and of where it is done: a segment that denies work says none of them."""
    return frozenset(
        f"{question.id}={option.id}"
        for question in store.questionnaire.questions
        if question.weighs
        for option in question.options
    )


@lru_cache(maxsize=2)  # of the store that serves and the one before it
def _elsewhere(store: Store) -> frozenset[str]:
    """The labels of work that no covered role does."""
    return frozenset(
        f"{question.id}={option.id}"
        for question in store.questionnaire.questions
        for option in question.options
        if option.elsewhere
    )


@lru_cache(maxsize=4)  # both roles, of the store that serves and the one before it
def _counts_as(store: Store, role: str) -> dict[str, list[str]]:
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
    if option.language == "other":  # an application, but not in the language of the narrower role
        return ["other language"] if role == BACKEND else ["other setting"]
    if option.seats:
        return [SEATS[option.seats]]
    if question.kind == "work":
        return ["own" if one == role else "other" for one in option.points]
    if question.kind == "setting" and len(option.points) == 1:
        return ["own setting" if role in option.points else "other setting"]
    return []


def _answers(segments: Sequence[Segment], store: Store) -> list[_Answer]:
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
    for question in store.questionnaire.questions:
        for option in question.options:
            label = f"{question.id}={option.id}"
            if label not in best:
                continue
            likely, segment = best[label]
            if not question.weighs:
                silent = prod(1 - min(one[label], TOLD_BY_NUMBER) for one in loud if label in one)
                likely = (likely + 1 - silent) / 2
            found.append(_Answer(question, option, likely, segment, label))
    return sorted(found, key=lambda answer: -answer.likely)


def _choose(answers: Sequence[_Answer], found: Heard, store: Store) -> dict[str, _Answer]:
    """The answers that are given, by question: what is said, and as much of what is likely as it
    takes for each role that has work here to be advised.
    """
    chosen: dict[str, _Answer] = {}
    roles = _with_work(found.roles, answers, store)
    welcome = _welcome(answers, roles)
    most = len(answers) if found.sure >= SURE else FEW * max(len(roles), 1)
    for answer in answers:
        told = answer.likely >= _least(answer.option) and _fits(answer, roles, welcome)
        weighs = sum(bool(one.option.points) for one in chosen.values())
        if not told or (answer.option.points and weighs >= most):
            continue
        if not _unite(chosen, answer):
            chosen.setdefault(answer.question.id, answer)
    work = [
        answer
        for answer in answers
        if answer.question.kind == "work"
        and not _is_elsewhere(answer.segment, store)
        and _fits(answer, roles, welcome)
    ]
    is_told = found.sure >= UNSURE or any(answer.option.points for answer in chosen.values())
    for _ in range(MOST_ADDED if is_told else 0):
        if role := _lacks_work(chosen, roles, store):
            _add(chosen, [answer for answer in work if role in answer.option.points])
    return chosen


def _with_work(roles: frozenset[str], answers: Sequence[_Answer], store: Store) -> frozenset[str]:
    """Of two roles those of whose work something at least is heard; both, if of neither."""
    heard_of = {
        role
        for answer in answers
        if answer.question.kind == "work"
        and answer.likely >= FAINT
        and not _is_elsewhere(answer.segment, store)
        for role in answer.option.points
    }
    return frozenset(roles & heard_of) or roles if len(roles) == len(ROLES) else roles


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


def _is_elsewhere(segment: Segment, store: Store) -> bool:
    """Whether a segment tells of work that no covered role does."""
    return any(segment.likely.get(label, 0.0) >= LIKELY for label in _elsewhere(store))


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
    if option.seats == "one":
        return len(roles) < len(ROLES)
    return option.points.keys() <= welcome
