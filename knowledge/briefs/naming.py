"""What a brief names: technologies that its work is in, and roles; by names that the pack lists."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from knowledge.advice.besides import MOST_TECHNOLOGIES, fits
from knowledge.briefs.asked import Asked
from knowledge.briefs.listening import Segment
from knowledge.derived import kept
from knowledge.packs.questionnaire import Question, Technology
from knowledge.store import Store
from knowledge.text import small

HEARD = 0.3  # how likely a segment must tell of what the work is in, for a name in it to count
FEWEST_WORDS = 2  # of a role's name: "backend" alone names no job

Named = tuple[str, str]  # an id, and the words that name it


def named_technologies(
    text: str, segments: Sequence[Segment], given: Mapping[str, str], asked: Asked
) -> list[Named]:
    """The technologies that segments name as what the work is in, in order, if the answers
    (`given`: option by question) leave room for them. What only somebody should know is left out.
    """
    found: dict[str, tuple[int, str]] = {}
    for question in asked.questionnaire.questions:
        for segment in segments if question.technologies else ():
            for place, one, said in _named_in(text, segment, question):
                if fits(question, one, given.get(question.id)):
                    found.setdefault(one.id, (place, said))
    in_order = sorted(found.items(), key=lambda one: one[1])
    return [(name, said) for name, (_, said) in in_order[:MOST_TECHNOLOGIES]]


def _named_in(
    text: str, segment: Segment, question: Question
) -> Iterator[tuple[int, Technology, str]]:
    """Names in a segment that tells of where the work is: their place, and the words."""
    if segment.is_wish:
        return
    likely = segment.likely
    told = {o.id for o in question.options if likely.get(f"{question.id}={o.id}", 0.0) >= HEARD}
    said = text[slice(*segment.place)]
    for one in question.technologies if told else ():
        if told.intersection(one.of) and (found := _pattern(one).search(said)):
            start, end = found.span(found.lastindex or 0)
            yield segment.place[0] + start, one, said[start:end]


@lru_cache(maxsize=512)
def _pattern(technology: Technology) -> re.Pattern[str]:
    """Its names; one that is a word as well counts in a list, or where a language stands ("Go")."""
    names = technology.also if technology.as_written else (technology.name, *technology.also)
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    pattern = rf"(?<![\w.])((?i:{either}))(?![\w+#])"
    if technology.as_written:
        pattern += (
            r"|(?:^|[(,/;:|&+] ?|\b(?:in|of|or|and|with|using|our|good|solid|strong) )"
            rf"({re.escape(technology.name)})(?= ?[,/);.|&+]|\s*$"
            r"| (?:and|or|services?|microservices?|code|backends?|programs?|systems?)\b)"
        )
    return re.compile(pattern)


def named_roles(text: str, store: Store, asked: Asked) -> list[Named]:
    """The roles of the pair that a text names, with the words that do."""
    said = small(text)
    found = []
    for role in asked.roles:
        if place := _role_patterns(store)[role].search(said):
            found.append((role, text[slice(*place.span())]))
    return found


@kept
def _role_patterns(store: Store) -> dict[str, re.Pattern[str]]:
    """The names of each role by its id."""
    return {role: _role_pattern(store, role) for role in store.roles}


def _role_pattern(store: Store, role: str) -> re.Pattern[str]:
    names = [
        r"[\s-]+".join(map(re.escape, words))
        for name, one in store.aliases.items()
        if one == role and len(words := name.split()) >= FEWEST_WORDS
    ]
    either = "|".join(sorted(names, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"\b(?:{either})s?\b")
