"""One tokeniser for compiler and query."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import (
    LONGEST_WORD,
    STOP_WORDS,
    fold,
    normal,
    singular,
    small,
    stem,
    stems,
    words,
)

ANY_TEXT = st.text()  # with NUL, lone surrogates, every script


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++ and C#", ["cpp", "and", "csharp"]),
        (".NET or ASP.NET", ["dotnet", "or", "asp", "net"]),
        ("Node.js, Vue.js", ["nodejs", "vuejs"]),
        ("CI/CD", ["ci", "cd", "cicd"]),
        ("A/B tests", ["ab", "tests"]),
        ("PHP 8 php8", ["php8", "php8"]),
        ("Zoë's café, naïve ﬁle", ["zoe", "cafe", "naive", "file"]),
        ("the team’s don't", ["the", "team", "dont"]),
        ("back-end (server_side)", ["back", "end", "server", "side"]),
        ("ＰＨＰ", ["php"]),
        ("Straße ΣΊΣΥΦΟΣ", ["strasse", "σισυφοσ"]),
        ("日本語 русский", ["日本語", "русскии"]),
        ("😀 — …", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_stems_leave_out_stop_words_and_endings() -> None:
    assert stems("Which of the developers owned migrations?") == stems("developer owns migration")
    assert stems("the of and") == []


def test_long_runs_are_cut() -> None:
    assert words("x" * 100_000) == ["x" * LONGEST_WORD]


@given(ANY_TEXT)
def test_any_text_has_words(text: str) -> None:
    for word in words(text):
        assert 0 < len(word) <= LONGEST_WORD
        assert " " not in word
        assert "'" not in word


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_case_and_spacing_do_not_matter(text: str) -> None:
    assert normal(f"  {text}\n") == normal(text)
    assert normal(normal(text)) == normal(text)


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "Z"])))
def test_stems_are_those_of_the_normal_text(text: str) -> None:
    assert stems(normal(text)) == stems(text)


def test_stop_words_are_words_themselves() -> None:
    assert all(words(word) == [word] for word in STOP_WORDS)


def test_small_letters_are_those_that_patterns_take_for_the_same() -> None:
    letters = re.compile(f"[{ascii_lowercase}]", re.IGNORECASE)
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    lowered = small(everything)
    assert len(lowered) == len(everything)
    for letter, low in zip(everything, lowered, strict=True):
        assert bool(letters.match(letter)) == (low in ascii_lowercase)
    assert small("Two ſEATS, SPRINT İn ıt") == "two seats, sprint in it"


def test_threads_that_stem_at_once_do_not_mix_up_their_words() -> None:
    ends = ("ing", "ations", "fulness", "ized", "ously", "ments")
    said = [start * 3 + end for start in ascii_lowercase for end in ends]
    alone = [stem.__wrapped__(word) for word in said]  # what is kept would hide it
    every = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = [*threads.map(lambda _: [*map(stem.__wrapped__, said)], range(8))]
    finally:
        sys.setswitchinterval(every)
    assert found == [alone] * 8


@pytest.mark.parametrize(
    ("one", "other"),
    [("design", "designer"), ("compose", "composer"), ("excellent", "excel"), ("css", "cs")],
)
def test_other_words_are_no_names_of_a_tool(one: str, other: str) -> None:
    assert singular(one) != singular(other)


@pytest.mark.parametrize("word", ["plugins", "themes", "microservices", "dashboards"])
def test_many_of_a_tool_are_that_tool(word: str) -> None:
    assert singular(word) == word[:-1] == singular(word[:-1])
