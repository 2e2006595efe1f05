"""Questions that ask how to hire: "freelancer, agency or employee?" chooses none of these."""

import re
from collections.abc import Iterator

from knowledge.patterns import regex

_SENTENCE = regex(r"[^.!?\n]+[.!?\n]?")
_WAY = regex(
    r"\b(?:employ\w*|agency|agencies|freelanc\w+|contractors?|in-?house|permanent(?:ly)?|"
    r"outsourc\w+|staff|own people|remote(?:ly)?|on-?site|the office|offshore|abroad|hourly|"
    r"dedicated team|nearshore|vendor)\b",
    re.IGNORECASE,
)
_OR = regex(r"\bor\b", re.IGNORECASE)


def asked_ways(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of sentences that ask which of several ways to hire to choose."""
    for sentence in _SENTENCE.finditer(text):
        if sentence[0].endswith("?"):
            named = [(found.start(), found.end()) for found in _WAY.finditer(sentence[0])]
            between = (named[0][1], named[-1][0]) if named[1:] else (0, 0)
            if _OR.search(sentence[0], *between):
                yield sentence.span()
