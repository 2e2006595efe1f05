"""Numbers that say how many jobs are open, and how long the work is: closed patterns.

They are read beside the counted noun, before anything is likened: "we can hire one developer" is
one seat, "we have two developers already" is none; "contract for six weeks" is a task, "30 days of
holiday" and "40 hours a week" say nothing of the work's length.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from knowledge.patterns import regex
from knowledge.text import small

_ONE = (
    r"(?:one|1(?![,.]?\d)|a single|a lone|exactly one|just one|only one)"
    r"(?! (?:for )?each\b|(?: |, )?(?:or|to|maybe|perhaps) (?:two|three|2|3)\b)"
)
_MANY = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|a couple of|several|multiple|"
    r"[2-9](?![,.]?\d)|1\d(?![,.]?\d)|\d\s?(?:[-–/]|to|or)\s?\d+|"
    r"(?:one|two|three|four) (?:to|or) (?:two|three|four|five))"
)
_OPEN = r"(?:(?:open|approved|free|funded|new|permanent|separate|full-time|budgeted|more|senior) )*"
# What only stands for a job to fill, and what also stands for people who are there already.
_CLEAR = r"(?:seats?|reqs?|requisitions?|openings?|vacanc(?:y|ies)|head ?counts?|positions?|hires?)"
_SEAT = rf"(?:{_CLEAR}|heads|slots?|posts?)"  # a blog has posts as well
_PERSON = (
    r"(?:developers?|devs?|engineers?|people|persons?|programmers?|specialists?|roles?|jobs?|"
    r"colleagues?)"
)
_KIND = r"(?:[\w+#.-]+ ){0,2}?"
# One each for two jobs makes two; "one each morning" counts no seats.
_EACH = r"(?:,? (?:for |in |on |to |per )?(?:each|either|apiece)\b(?! (?!of\b)\w))"
_NOT_EACH = rf"(?!{_EACH})"
_MAY_HIRE = (
    r"(?:hire|open|fill|recruit|afford|employ|take on|bring in|add|post|advertise|"
    r"looking for|look for|need|needs|want|wants|get|seek|seeking|after|room for|space for|"
    r"budget for|money for|funds for|funding for|approval for|headcount for|headcount of|"
    r"search for|cash for|pay for)"
)


def _seats(number: str) -> re.Pattern[str]:
    return regex(  # each begins with a word; said once, that spares most places the rest
        rf"\b(?:{_MAY_HIRE} (?:only |just |exactly |up to |about |maybe |at most )?{number}"
        rf"(?: more)?"
        rf"(?: {_OPEN}{_KIND}(?:{_SEAT}|{_PERSON})\b{_NOT_EACH}|(?=\W*(?:$|[.,;!?)])))"
        rf"|(?<![\d.,]){number} (?!of\b){_OPEN}{_KIND}{_CLEAR}\b{_NOT_EACH}"
        r"(?! (?:in|of) (?:the|a)\b)"
        rf"|(?<![\d.,]){number} (?:open|free|approved|funded|new|more) (?:heads|slots?|posts?)\b"
        rf"|(?<![\d.,]){number} {_KIND}{_PERSON} (?:needed|wanted|required|sought)\b"
        rf"|{_SEAT}\s?[:=]\s?{number}(?!\w| an?\b)"
        rf"|(?:budget|head ?count|money|funding|approval|space|room)s? (?:is |was |only |just )*"
        rf"(?:for|of) (?:only |just |exactly )?{number}\b)"
    )


_SEVERAL_SEATS = regex(
    rf"{_seats(_MANY).pattern}"
    rf"|\b(?:one|an?|1) {_KIND}(?:{_SEAT}|{_PERSON}|expert|hand){_EACH}|\bone{_EACH}"
    rf"|(?:^|[.:;,(] ?|\n|\bthe |\band )second {_KIND}(?:{_SEAT}|contract)\b"
    rf"|\b{_SEAT} (?:(?:two|b|ii)\b|2(?=[:,)]))"
    # "Engineer II" alone is a level
    rf"|\b(?:{_PERSON}|expert) (?:(?:two|b)\b|2(?=[:,)]))"
)
_ONE_SEAT = regex(
    rf"{_seats(_ONE).pattern}|\bno (?:budget|money|head ?count|room|funding|req|approval)s? for "
    r"(?:a|another|the) second\b|\bonly one of (?:them|these|the two)\b"
)

_N = (
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|"
    r"half an?|half a|a couple of|a few|\d+(?:[.,]\d+)?(?:\s?(?:[-–]|to|or)\s?\d+)?)"
)
_UNIT = r"(?:hours?|days?|weeks?|afternoons?|evenings?|sprints?)"
_SPELL = rf"(?:{_N}[ -](?:working |full )?{_UNIT}(?: and a half)?)"
# What stands alone in an ad: "32–40 hours" are a week's.
_WEEK_OF_HOURS = r"\W*(?:\d\d\s?(?:[-–/]|to|or)\s?)?[2-4]\d\s?(?:hours|hrs|h)\W*$"
_TASK = regex(
    rf"\b(?:contract|gig|stint|assignment|engagement|job|task) (?:for|of|over) "
    rf"(?:about |some |max )?{_SPELL}\b(?! (?:a|per|each|every)\b)"
    rf"|\b{_SPELL} (?:of work|job|gig|contract|assignment|stint|tops|max(?:imum)?|at most|"
    r"(?:and|then) (?:it'?s )?(?:done|over|out|finished|gone))\b"
    rf"|^(?!{_WEEK_OF_HOURS})\W*(?:just |only |maybe |perhaps |about |at most |max )?{_SPELL}"
    r"(?: or so| at most| max)?\W*$",
    re.MULTILINE,
)
# Spells of time that are a rhythm, time off or a deadline of somebody's, but no length of the work.
_NO_LENGTH = regex(
    rf"\b{_SPELL}(?: \w+)? ?(?:a|per|each|every|/) ?(?:day|week|month|year|sprint|quarter)\b"
    rf"|\b{_SPELL}(?:'?s?'?) (?:of )?(?:(?:paid|annual|parental|sick|extra|unpaid|public) )*"
    r"(?:holidays?|vacations?|leave|time off|off|pto|notice|training|onboarding|probation|"
    r"home ?office|remote|sprints?|cycles?|iterations?|weekends?|shifts?|trial)\b"
    rf"|\b(?:sprints?|cycles?|iterations?|probation|notice(?: period)?|holidays?|vacation|leave|"
    rf"interviews?|process|on-?boarding)\b[^.;:!?\n]{{0,24}}\b{_SPELL}\b"
    rf"|\b(?:every|once in) {_SPELL}\b|\b{_SPELL} (?:in|at) the office\b|\b\d+-hour (?:week|day)\b"
    rf"|\b{_N}[ -]day (?:weekend|week)\b|^{_WEEK_OF_HOURS}",
    re.MULTILINE,
)


# Words of jobs to fill. Where there are none, people who are there already and a level ("Engineer
# II") count no jobs.
_OPENINGS = regex(
    rf"\b(?:{_CLEAR}|hir(?:e|ing)|open|fill|recruit\w*|afford|employ|looking for|look for|needs?|"
    r"needed|wants?|wanted|seek\w*|room for|budget\w*|approv\w+|fund\w+|jobs?|roles?|pay for)\b"
)
_NO_SEATS = regex(
    rf"\b{_PERSON} (?:today|now|already|currently|so far|on board|in[- ]house|there|here)\b"
    r"|\b(?:today|currently|at present|at the moment|right now|so far|already|existing|in[- ]house)"
    rf"\b.*\b{_PERSON}\b"
    rf"|\b(?:we have|we['’]ve(?: got)?|there (?:are|is)|team of|we are|we['’]re) "
    rf"(?:now |just |only |already )?(?:{_ONE}|{_MANY}|\d+) {_KIND}{_PERSON}\b(?! in mind)"
    rf"|\b{_PERSON} (?:i{{1,3}}|iv|v|[1-5])\b"
)


class Counted(NamedTuple):
    """What a number or a set phrase says at a place of a text: seats, that the work is a task that
    ends or goes on, that it is done here or from anywhere; `none` if it only sounds like an answer
    of its subject.
    """

    start: int
    end: int
    subject: Literal["seats", "length", "place", "terms"]
    says: Literal["one", "several", "task", "ongoing", "here", "remote", "none"]


def counts_no_seats(text: str) -> bool:
    """Whether a text tells of a team or a level, and of no jobs to fill."""
    said = small(text)
    return bool(_NO_SEATS.search(said)) and not _OPENINGS.search(said)


def read_counted(text: str) -> Iterator[Counted]:
    """What the numbers in a text say of seats and of the work's length."""
    text = small(text)
    for found in _ONE_SEAT.finditer(text):
        yield Counted(found.start(), found.end(), "seats", "one")
    for found in _SEVERAL_SEATS.finditer(text):
        yield Counted(found.start(), found.end(), "seats", "several")
    for found in _NO_LENGTH.finditer(text):
        yield Counted(found.start(), found.end(), "length", "none")
    for found in _TASK.finditer(text):
        yield Counted(found.start(), found.end(), "length", "task")
