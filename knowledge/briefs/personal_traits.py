"""Texts about people: RoleFit advises on roles, so who somebody is never counts."""

import re
from collections.abc import Iterator

from knowledge.patterns import regex
from knowledge.text import small

_JUDGED = regex(
    r"\b(?:this|that)\s+(?:candidate|applicant|interviewee|cv|r[eé]sum[eé])\b"
    r"|\b(?:hire|reject|fire|promote|rate|score|rank|assess|judge|evaluate)\s+"
    r"(?:him|her|<@[uw]\w+|(?:this|that|these|those)\s+"
    r"(?:candidates?|applicants?|persons?|people|cvs?|r[eé]sum[eé]s?|guys?|man|woman))\b",
)
_PRONOUN = regex(r"\b(?:he|she|him|her|his|hers)\b")
_HIRING = regex(
    r"\b(?:candidate|applicant|applied|applies|interviewed|cv|r[eé]sum[eé]|years old|good fit)\b",
)
_TRAIT = regex(
    r"\b(?:age[ds]?|young\w*|older|(?:\d+[\s-]+)?years?[\s-]+old|millennials?|gen\s?z"
    r"|(?:under|over|below|above|not\s+past|turned)\s+(?:the\s+age\s+of\s+)?[2-6]\d"
    r"(?=\s*(?:[.,;:!?)]|$|for\b|who\b|to\b|and\b|with\b|only\b|please\b))"
    r"|(?:early|mid|late)[\s-]+[2-6]0s|twenties|thirties|forties|fifties|sixties"
    r"|fe?males?|m[ae]n|wom[ae]n"
    r"|gentlem[ae]n|lad(?:y|ies)|guys?|girls?|boys?"
    r"|mothers?|fathers?|mom|dad|mum|parents?|married|pregnan\w+|maternity|paternity|kids?"
    r"|child(?:ren)?|famil(?:y|ies)|husband|wife|disab\w+|health (?:issues?|problems?|condition)"
    r"|illness|sick\w*|nationalit\w+|citizens?\w*|native speakers?|ethnic\w*|racial"
    r"|religio\w+|christian\w*|muslims?|jew(?:s|ish)?|gay|lesbian|accent|origins?|immigrants?"
    r"|foreigners?|he|she|him|her|his|hers|indian?s?|chin(?:a|ese)|russian?s?|ukrain\w+|poland"
    r"|german\w*|americ\w+|europe\w*|asian?s?|african?s?|arab\w*|brit\w+|french|france"
    r"|spa(?:in|nish)|ital\w+|turk\w*|roman\w+|philippin\w+|filipin\w+|pakistan\w*"
    r"|vietnam\w*|bulgaria\w*|serbia\w*|portug\w+|brazil\w*|mexic\w+|argentin\w+|egypt\w*"
    r"|bangladesh\w*)\b",
    re.IGNORECASE,
)


def is_about_person(text: str) -> bool:
    """Whether a text asks to judge somebody: a candidate at hand, or "him" and "her"."""
    low = small(text)  # what the patterns are written for
    return bool(_JUDGED.search(low) or (_PRONOUN.search(low) and _HIRING.search(low)))


def without_traits(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches (offsets) of a part of a text between words that tell of somebody's age, sex,
    origin, health or family.
    """
    for found in _TRAIT.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end
