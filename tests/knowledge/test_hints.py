"""Patterns are looked for only where a word stands without which they are not found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search import facts, wanted
from knowledge.text import small

HINTED = [
    (wanted._SUBSET, wanted._OF_SUBSET),
    (wanted._PLACE, wanted._OF_PLACE),
    (wanted._PRESENT, wanted._OF_PRESENT),
    (wanted._FUTURE, wanted._OF_FUTURE),
    (wanted._CHECKED, wanted._OF_CHECK),
    (wanted._BETTER, wanted._OF_PAIR),
    (wanted._DIFFERENCE, wanted._OF_PAIR),
    (wanted._REPLACES, wanted._OF_PAIR),
    (wanted._JOINED, wanted._OF_PAIR),
    *((wants, frozenset(words.split())) for words, wants, _ in facts._KINDS),
]


@pytest.mark.parametrize(("pattern", "needed"), HINTED)
def test_whatever_a_pattern_finds_has_a_word_that_it_needs(
    pattern: re.Pattern[str], needed: frozenset[str]
) -> None:
    compiled = re.compile(pattern.pattern, re.ASCII)
    missed: set[str] = set()

    @given(st.from_regex(compiled))
    def look(text: str) -> None:
        low = small(text)
        if pattern.search(low) and not facts.hints(low) & needed:
            missed.add(low)

    look()
    assert missed == set()
