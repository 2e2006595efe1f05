"""Pasted job ads: told apart from other briefs, and read for what the work is and what is asked of
people. What is offered, how to apply and who the firm is answer nothing.
"""

import re
from bisect import bisect
from collections.abc import Sequence

from knowledge.briefs.segments import Place
from knowledge.patterns import regex
from knowledge.text import small

FEWEST_WORDS = 60  # of an ad that only its length and its words give away …
FEWEST_LINES = 5  # … or with so many lines and a heading
FEWEST_SIGNS = 2  # words that ads have …
MANY_SIGNS = 3  # … and as many without a heading
LONGEST_HEADING = 7  # words

_LINE = regex(r"[^\n]+")
_NO_HEADING = regex(  # a bullet, a sentence, a field ("Location: Utrecht")
    r"^\s*[-*•–·]\s|[.,;]\s*$|:\W*\w|\bexperience (?:with|in|of|as)\b", re.IGNORECASE
)
_HEADING = r"^\W*{}\b[^.\n]{{0,40}}:?\s*$"
_WHOSE = r"(?:[\w&/-]+ ){0,3}?"  # "Job responsibilities", "Candidate requirements"
_WORK = (
    r"(?:about (?:the|this) (?:role|job|position)|the (?:role|job|position)|job description|"
    r"(?:your |key |main |core )?(?:responsibilities|duties|tasks|mission|role|profile|skills|"
    r"stack)|"
    r"what you(?:'ll| will|'d| would)? ?(?:do|be doing|work on|bring|need|have|own|build|know)|"
    r"(?:minimum |basic |technical |preferred |job |desired )?(?:requirements|qualifications)|"
    r"(?:must|nice|good)[ -]to[ -]haves?|must[ -]haves?|"
    r"we(?:'re| are)? (?:looking|expect|need|hope)|who (?:you are|we(?:'re| are) looking)|"
    r"you(?:'ll| will)? (?:have|bring|are)|our stack|tech stack|"
    r"technologies|bonus points|pluses|experience|day[ -]to[ -]day|your first)"
)
_OTHER = (
    r"(?:what we offer|we offer|our offer|what(?:'s| is) in it for you|"
    r"what you(?:'ll)? (?:get|receive)|"
    r"benefits|perks|compensation|salary|pay|why (?:join|work|us|you)|we provide|our benefits|"
    r"how to apply|to apply|apply|application|next steps|"
    r"(?:(?:the|our) )?(?:hiring |interview |application )?process|"
    r"about (?:us|the company|the team|our)|who we are|the company|"
    r"company (?:overview|description)|"
    r"our (?:company|story|values|culture|mission)|"
    r"equal opportunity|diversity|eeo|location|contact|legal|privacy|disclaimer|the fine print)"
)
_MARKED = regex(r"\s*(?:#+\s|(\*\*|__)[^*_]+\1\W*$)")  # as a heading, in Markdown
_WORK_HEADING = regex(_HEADING.format(_WHOSE + _WORK), re.IGNORECASE)
_OTHER_HEADING = regex(_HEADING.format(_OTHER), re.IGNORECASE)
_SIGNS = regex(
    r"\b(?:responsibilities|requirements|qualifications|benefits|what we offer|we offer|"
    r"years of experience|years' experience|experience (?:with|in)|apply|"
    r"proficien(?:t|cy) (?:with|in)|hands[ -]on|fluent|familiar(?:ity)? with|knowledge (?:of|in)|"
    r"you(?:'ll|'d|'re| will| would| should| bring| know| love| have| join)|your|bonus|"
    r"applicants?|"
    r"equal opportunity|full[ -]time|salary|competitive|join (?:us|our)|candidates?|perks|"
    r"nice to have|looking for|seeking|hiring|join(?:ing)? (?:us|our|the)|positions?|"
    r"opportunit(?:y|ies)|passionate|dedicated to|mission|start-?up|fast[ -]growing|growing|"
    r"(?:leading|global|innovative|cutting[ -]edge|world[ -]class)|remote|cv|resume)\b"
)


def is_job_ad(text: str) -> bool:
    """Whether a text is a job ad: long or of many lines, in the words of one."""
    lines = [line for line in text.splitlines() if line.strip()]
    signs = set(_SIGNS.findall(small(text).replace("’", "'")))
    if len(lines) >= FEWEST_LINES and any(_heads(line) is not None for line in lines):
        return len(signs) >= FEWEST_SIGNS
    return len(text.split()) >= FEWEST_WORDS and len(signs) >= MANY_SIGNS


def work_places(text: str, places: Sequence[Place]) -> list[Place]:
    """Those segments of an ad that do not begin under a heading for other things than the work and
    what is asked of people; all, if nothing would be left.
    """
    heads = [(0, True)]
    for line in _LINE.finditer(text):
        if (work := _heads(line[0])) is not None:
            heads.append((line.start(), work))
    starts = [start for start, _ in heads]
    kept = [
        (start, end)
        for start, end in places
        if heads[bisect(starts, start) - 1][1] and _heads(text[start:end]) is None
    ]
    return kept or list(places)


def _heads(line: str) -> bool | None:
    """Whether what stands under a line is work, if the line is a heading; else None."""
    if len(line.split()) > LONGEST_HEADING or _NO_HEADING.search(line):
        return None
    line = line.replace("’", "'")
    if _OTHER_HEADING.match(line):
        return False
    return True if _WORK_HEADING.match(line) or _MARKED.match(line) else None
