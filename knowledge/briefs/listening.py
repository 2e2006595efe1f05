"""What a brief says, segment by segment, and which roles have work in it.

Each segment is classified by what was learned from the pack's utterances; numbers, set phrases and
denials are read by closed patterns. All segments together tell which roles have work here
(`knowledge/briefs/evidence.py`).
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.briefs.alternatives import asked_ways
from knowledge.briefs.asked import Asked
from knowledge.briefs.classifier import Posterior
from knowledge.briefs.counted import Counted, counts_no_seats, read_counted
from knowledge.briefs.described import asks_for_skill, describes_firm, describes_person
from knowledge.briefs.evidence import AD, BRIEF, gather, heard, outcomes
from knowledge.briefs.job_ads import is_job_ad, work_places
from knowledge.briefs.negation import denies_work, is_left_to_others
from knowledge.briefs.segments import Place, cut, is_list
from knowledge.briefs.terms import read_terms
from knowledge.packs.questionnaire import Option, Question
from knowledge.text import EMOJI_NAME, singular, words

TOLD_BY_NUMBER = 0.97  # how likely is what a number says
TITLES = frozenset(("developer", "dev", "engineer", "programmer"))


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a text, by its offsets, with all that it says (labels with how likely each is,
    those of a subject adding up to 1 at most) and what it says loud enough to count. `others` is
    what it says that a partner of the firm's does; `is_wish` if it says what somebody should know.
    """

    place: Place
    posterior: Posterior
    likely: Mapping[str, float]
    loud: Mapping[str, float]
    others: Mapping[str, float] = field(default_factory=dict)
    is_wish: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A brief as it was understood: its segments, the roles that have work in it, how sure, and
    whether it is an ad.
    """

    segments: Sequence[Segment]
    roles: frozenset[str]
    sure: float
    is_ad: bool


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
        elif is_others or describes_person(said) or describes_firm(said, is_first=begins == start):
            silent |= asked.tasks
        if counts_no_seats(said):
            silent |= asked.seats
        if silent:
            likely = {label: share for label, share in likely.items() if label not in silent}
        if any(first < end and start < last for first, last in asks):
            likely = {label: share for label, share in likely.items() if label not in asked.ways}
        others = {label: posterior.likely.get(label, 0.0) for label in asked.tasks if is_others}
        loud = heard(likely, subjects)
        is_wish = asks_for_skill(said)
        segments.append(Segment((start, end), posterior, likely, loud, others, is_wish))
    return segments


def listen_beside(text: str, heard_in: Sequence[Segment], asked: Asked) -> list[Segment]:
    """What set phrases say of the terms where nothing else is listened to, each as a segment: an ad
    tells them among the benefits. That one may be anywhere is a benefit, and no place of work.
    """
    listened = [segment.place for segment in heard_in]
    beside = [
        one
        for one in read_terms(text)
        if one.says != "remote" and not any(start <= one.start < end for start, end in listened)
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
    """How often each word (`singular`) and pair of neighbours stands in texts; no word before
    `titles`.
    """
    said: Counter[str] = Counter()
    for text in texts:
        spoken = [*map(singular, words(text))]
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
