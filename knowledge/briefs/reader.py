"""A brief in free text → answers to the questionnaire, each with the span that justifies it.

Each segment of a text is classified by what was learned from the pack's utterances. All segments
together tell which roles have work here (`knowledge/briefs/evidence.py`); only answers that point
to those roles are given, with what else is clearly said. No span, no answer.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import prod

from knowledge.advice.rules import DONT_KNOW, add_up, decide
from knowledge.briefs.alternatives import asked_ways
from knowledge.briefs.asked import Asked, asked_in
from knowledge.briefs.classifier import Posterior
from knowledge.briefs.counted import Counted, counts_no_seats, read_counted
from knowledge.briefs.described import describes_firm, describes_person
from knowledge.briefs.evidence import AD, BRIEF, gather, heard, outcomes
from knowledge.briefs.job_ads import is_job_ad, work_places
from knowledge.briefs.negation import denies_work, is_left_to_others
from knowledge.briefs.personal_traits import is_about_person
from knowledge.briefs.quoting import quote
from knowledge.briefs.segments import Place, cut, is_list
from knowledge.briefs.terms import read_terms
from knowledge.packs.questionnaire import Option, Question
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
FIRM = 0.9  # how likely an answer must be, not to be open where another place says otherwise
DISPUTED = 0.6  # how likely the other role's work must be, to be open where it is not chosen
SURE = 0.85  # that the roles with work here are the right ones; less sure, fewer answers are given
FEW = 2  # answers that carry points, where the reader is not sure
TOLD_BY_NUMBER = 0.97  # how likely is what a number says
TITLES = frozenset(map(stem, ("developer", "developers", "dev", "devs", "engineer", "programmer")))


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that a brief gives: the option's id, and the words of the brief that say it; "don't
    know" where it says two things.
    """

    option: str
    span: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a text, by its offsets, with all that it says (labels with how likely each is,
    those of a subject adding up to 1 at most) and what it says loud enough to count. `others` is
    what it says that a partner of the firm's does.
    """

    place: Place
    posterior: Posterior
    likely: Mapping[str, float]
    loud: Mapping[str, float]
    others: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """A brief as it was understood: its segments, the roles that have work in it, how sure, and
    whether it is an ad.
    """

    segments: Sequence[Segment]
    roles: frozenset[str]
    sure: float
    is_ad: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer that a text may give, how likely, and the segment that says it best."""

    question: Question
    option: Option
    likely: float
    segment: Segment
    label: str  # what the segment says


def read_brief(text: str, store: Store, questionnaire: str) -> dict[str, Given]:
    """The answers that a text gives to a questionnaire (by its id), by question in page order;
    never raises.

    Each span stands in the text as it is, at most 80 characters long.
    """
    text = text[:LONGEST_BRIEF]
    if len(stems(text)) < LEAST_SAID or (is_about_person(text) and not is_job_ad(text)):
        return {}  # an ad speaks of any candidate
    asked = asked_in(store, questionnaire)
    found = understand(text, asked)
    beside = _terms_beside(text, found.segments, asked) if found.is_ad else []
    segments = [*found.segments, *beside]
    answers = _answers(segments, asked)
    chosen = _choose(answers, found, asked)
    disputed = _disputed(answers, chosen, segments, _welcome(answers, found.roles, asked))
    given = {}
    for question in asked.questionnaire.questions:
        answer = disputed.get(question.id) or chosen.get(question.id)
        if answer:
            segment = answer.segment
            span = quote(text, segment.place, segment.posterior, answer.label, asked.classifier)
            if span:
                option = DONT_KNOW if question.id in disputed else answer.option.id
                given[question.id] = Given(option, span)
    return given


def understand(text: str, asked: Asked) -> Heard:
    """What a text says, segment by segment, and which roles have work in it."""
    is_ad = is_job_ad(text)
    segments = listen(text, asked, is_ad)
    first, second = evidence(text, segments, is_ad, asked)
    one, other, both, neither = outcomes(first, second, AD if is_ad else BRIEF)
    pair = asked.pair
    likely = {
        frozenset({pair.first}): one, frozenset({pair.second}): other,
        frozenset({pair.first, pair.second}): both, frozenset[str](): neither,
    }  # fmt: skip
    roles = max(likely, key=likely.__getitem__)
    return Heard(segments, roles, likely[roles], is_ad)


def listen(text: str, asked: Asked, is_ad: bool = False) -> list[Segment]:
    """The segments of a text in order, and what each says; of an ad, those on the work."""
    text = EMOJI_NAME.sub(lambda found: " " * len(found[0]), text)
    places = list(cut(text))
    if is_ad:
        places = work_places(text, places)
    posteriors = asked.classifier.classify([text[start:end] for start, end in places])
    numbers = [*read_counted(text), *read_terms(text)]
    asks = list(asked_ways(text))
    subjects, work = asked.subjects, asked.work
    begins = None if is_list(text) or not places else places[0][0]  # a list's first thing is work
    segments = []
    for (start, end), posterior in zip(places, posteriors, strict=True):
        here = [number for number in numbers if start <= number.start < end]
        likely = _counted(posterior.likely, here, asked) if here else posterior.likely
        said = text[start:end]
        silent: set[str] = set()  # what the segment only sounds like
        is_others = is_left_to_others(said)
        if denies_work(said):
            silent |= work
        elif is_others:
            silent |= asked.tasks
        elif describes_person(said) or describes_firm(said, is_first=begins == start):
            silent |= asked.tasks
        if counts_no_seats(said):
            silent |= asked.seats
        likely = {label: share for label, share in likely.items() if label not in silent}
        if any(first < end and start < last for first, last in asks):
            likely = {label: share for label, share in likely.items() if label not in asked.ways}
        others = {label: posterior.likely.get(label, 0.0) for label in asked.tasks if is_others}
        loud = heard(likely, subjects)
        segments.append(Segment((start, end), posterior, likely, loud, others))
    return segments


def _terms_beside(text: str, heard_in: Sequence[Segment], asked: Asked) -> list[Segment]:
    """What set phrases say of the terms where nothing else is listened to, each as a segment: an ad
    tells them among the benefits.
    """
    listened = [segment.place for segment in heard_in]
    beside = [
        one
        for one in read_terms(text)
        if not any(start <= one.start < end for start, end in listened)
    ]
    posteriors = asked.classifier.classify([text[one.start : one.end] for one in beside])
    return [
        Segment((one.start, one.end), posterior, said, heard(said, asked.subjects))
        for one, posterior in zip(beside, posteriors, strict=True)
        for said in [_counted({}, [one], asked)]
    ]


def evidence(
    text: str, segments: Sequence[Segment], is_ad: bool, asked: Asked
) -> list[dict[str, float]]:
    """What the segments of a text, and the tools that they name, say for or against each role."""
    loud = [segment.loud for segment in segments]
    whole = asked.classifier.together([segment.posterior for segment in segments])
    # an ad asks for a "PHP developer" whom it wants; a brief may do so for any work
    titles = () if is_ad else TITLES
    named = _tools_named([text[slice(*one.place)] for one in segments], titles, asked)
    found = []
    for role in asked.roles:
        whose = {"own": role, "other": asked.pair.other(role), "elsewhere": "elsewhere"}
        tools = {name: named.get(one, 0) for name, one in whose.items()}
        found.append(gather(loud, whole, asked.counts_as[role], tools))
    return found


def _tools_named(texts: Sequence[str], titles: Container[str], asked: Asked) -> dict[str, int]:
    """How many words and pairs of words name tools of each role, but for those before `titles`."""
    said = said_in(texts, titles)
    return {
        role: sum(said[one] for one in held if one in said)
        for role, held in asked.classifier.role_words.items()
    }


def said_in(texts: Sequence[str], titles: Container[str] = ()) -> Counter[str]:
    """How often each stem and pair of neighbours stands in texts; no stem before `titles`."""
    said: Counter[str] = Counter()
    for text in texts:
        spoken = [stem(word) for word in words(text)]
        said.update(one for one, after in pairwise([*spoken, ""]) if after not in titles)
        said.update(map(" ".join, pairwise(spoken)))
    return said


def _counted(
    likely: Mapping[str, float], numbers: Sequence[Counted], asked: Asked
) -> dict[str, float]:
    """What a segment says with its numbers and set phrases read as they are, not by likeness."""
    found = dict(likely)
    for question in asked.questionnaire.questions:
        said = {number.says for number in numbers if number.subject == question.kind}
        if not said:
            continue
        for option in question.options:
            label = f"{question.id}={option.id}"
            means = _means(question, option)
            if means in said:
                found[label] = max(found.get(label, 0.0), TOLD_BY_NUMBER)
            elif means and means != "ongoing":  # a spell of time that says nothing denies no length
                found.pop(label, None)
    return found


def _means(question: Question, option: Option) -> str | None:
    """What an option means in the terms of what is counted; None if nothing."""
    if question.kind == "length":
        return "task" if option.engagement else "ongoing"
    if question.kind == "place":
        return option.engagement or "here"
    return option.seats or option.engagement or ("both" if option.conflicting else None)


def _disputed(
    answers: Sequence[_Answer],
    chosen: Mapping[str, _Answer],
    segments: Sequence[Segment],
    welcome: frozenset[str],
) -> dict[str, _Answer]:
    """What a text tells in two ways, by question: work here that others do, by another place; work
    of a role that has hardly any else here; two places to work at. Each is open: people are to
    settle it. `welcome` are the roles to which answers point.
    """
    others = {label for one in segments for label in one.others if one.others[label] >= POINTING}
    found: dict[str, _Answer] = {}
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


def _answers(segments: Sequence[Segment], asked: Asked) -> list[_Answer]:
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
    for question in asked.questionnaire.questions:
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


def _choose(answers: Sequence[_Answer], found: Heard, asked: Asked) -> dict[str, _Answer]:
    """The answers that are given, by question: what is said, and as much of what is likely as it
    takes for each role that has work here to be advised.
    """
    chosen: dict[str, _Answer] = {}
    roles = _with_work(found.roles, answers, asked)
    welcome = _welcome(answers, roles, asked)
    most = len(answers) if found.sure >= SURE else FEW * max(len(roles), 1)
    for answer in answers:
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


def _with_work(roles: frozenset[str], answers: Sequence[_Answer], asked: Asked) -> frozenset[str]:
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


def _lacks_work(chosen: Mapping[str, _Answer], roles: frozenset[str], asked: Asked) -> str | None:
    """Which role has work here that the advice on the chosen answers would not see."""
    signals = add_up(asked.signals, {name: answer.option for name, answer in chosen.items()})
    decision = decide(asked.pair, signals)
    if len(roles) < 2:
        return next((role for role in roles if decision.role != role), None)
    if decision.verdict == "both" or signals.one_seat:
        return None
    pair = asked.pair
    return pair.first if signals.first_work < signals.second_work else pair.second


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


def _welcome(answers: Sequence[_Answer], roles: frozenset[str], asked: Asked) -> frozenset[str]:
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


def _fits(answer: _Answer, roles: frozenset[str], welcome: frozenset[str], asked: Asked) -> bool:
    option = answer.option
    if option.elsewhere:
        return not roles
    if option.speciality == "denied":
        return roles == {asked.pair.second}
    if option.seats == "one":
        return len(roles) < 2
    return option.points.keys() <= welcome
