"""Faults of cues, and of the groups of words that they share."""

from typing import Any

import pytest

from knowledge.briefs import Given, read_brief
from knowledge.cues import light_stem
from knowledge.store import open_store
from tests.knowledge.test_lints import errors, findings
from tests.knowledge.test_questionnaire_lints import QUESTION, ask, with_first
from tests.support.packs import PackFolder


def cues(pack: PackFolder, *items: dict[str, Any]) -> None:
    ask(pack, QUESTION)
    pack.write("cues", [{"question": "main-work", **item} for item in items])


INSIDE = {"option": "inside", "said_as": ["fix/mend {site}", "# plug-ins"]}
GROUPS = {"groups": {"site": ["shop", "website"]}}


def test_cues_are_read_with_their_groups(pack: PackFolder) -> None:
    pack.write("words", GROUPS)
    cues(pack, INSIDE)
    assert findings(pack.path) == []
    store = open_store([pack.path])
    assert read_brief("Mend the old shop", store) == {
        "main-work": Given("inside", "Mend the old shop")
    }
    assert read_brief("websites fixed", store)["main-work"].span == "websites fixed"
    assert read_brief("three plug ins", store)["main-work"].span == "three plug ins"
    assert read_brief("1 plugin", store) == {}


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([{"option": "moon"}], "main-work has no option moon"),
        ([{"option": "inside", "said_as": ["mend {moon}"]}], "there is no group of words moon"),
    ],
)
def test_a_cue_that_says_nothing_is_found_and_does_no_harm(
    pack: PackFolder, items: list[dict[str, Any]], message: str
) -> None:
    cues(pack, *items)
    assert message in findings(pack.path)[0]
    assert read_brief("mend the moon", open_store([pack.path])) == {}


def test_a_cue_that_is_none_is_an_error(pack: PackFolder) -> None:
    cues(pack, {"option": "inside", "said_as": ["a//b"]})
    assert "said_as" in errors(pack.path)[0]


def test_two_options_may_not_be_said_in_the_same_words(pack: PackFolder) -> None:
    pack.write("words", GROUPS)
    cues(pack, INSIDE, {"option": "between", "hinted_by": ["shop mend/open"]})
    [found] = findings(pack.path)
    assert "main-work/inside is said in the same words" in found


def test_an_option_may_only_unite_what_is_there(pack: PackFolder) -> None:
    ask(pack, with_first(unites=[["between"], ["moon"]]))
    assert "there is no option moon" in findings(pack.path)[0]


@pytest.mark.parametrize(
    ("word", "same"),
    [("connect", "connecting"), ("query", "queries"), ("release", "releasing"), ("box", "boxes"),
     ("split", "splitting"), ("service", "services")],
)  # fmt: skip
def test_words_match_their_plurals_and_verb_forms(word: str, same: str) -> None:
    assert light_stem(word) == light_stem(same)


@pytest.mark.parametrize(
    ("word", "other"), [("design", "designer"), ("theme", "them"), ("week", "weekly")]
)
def test_words_that_only_look_alike_differ(word: str, other: str) -> None:
    assert light_stem(word) != light_stem(other)


@pytest.mark.parametrize("word", ["day", "way", "key", "agency", "party", "page"])
def test_a_word_and_its_plural_are_the_same_to_a_cue(word: str) -> None:
    plural = word[:-1] + "ies" if word.endswith(("cy", "ty")) else word + "s"
    assert light_stem(plural) == light_stem(word)
