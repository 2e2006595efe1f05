"""Faults between entries, each at the place to mend; only errors keep a pack from being used."""

from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import PackError
from knowledge.packs.loader import check_pack
from tests.support.packs import PackFolder
from tests.support.small_pack import (
    DIMENSIONS,
    ENGAGEMENT,
    FAQS,
    INTERVIEWS,
    OWNER,
    ROLES,
    SOURCES,
)
from tests.support.small_questionnaire import QUESTION, ask

NEW: dict[str, Any] = {
    "id": "parking",
    "title": "Is there parking?",
    "text": "There is a garage below the house.",
    "citations": ["guide#scope"],
    "also_asked": ["parking space", "car park", "where to leave a car"],
    **OWNER,
}


def errors(folder: Path) -> list[str]:
    """What keeps a pack from being used, each with its file relative to the folder."""
    with pytest.raises(PackError) as caught:
        check_pack([folder])
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def findings(folder: Path) -> list[str]:
    """What keeps a pack from passing its check, though it can be used."""
    problems = check_pack([folder])[1]
    assert not problems["error"]
    return [str(problem).replace(f"{folder}/", "") for problem in problems["finding"]]


def test_the_small_pack_is_clean(pack: PackFolder) -> None:
    assert not any(check_pack([pack.path])[1].values())


def test_a_repeated_id(pack: PackFolder) -> None:
    again = NEW | {"id": "salary", "title": "Other?", "also_asked": ["b 1", "b 2", "b 3"]}
    pack.write("faqs/new", [NEW, again])
    [found] = errors(pack.path)
    assert found.startswith("faqs/new.yaml:12:7: 1/id: there is another faq/salary")


def test_one_id_for_entries_of_two_kinds_is_fine(pack: PackFolder) -> None:
    pack.write("faqs/new", NEW | {"id": "php-developer"})
    assert findings(pack.path) == []


def test_a_repeated_source(pack: PackFolder) -> None:
    again = SOURCES[0] | {"title": "Another", "also_asked": ["b 1", "b 2", "b 3"]}
    pack.write("sources", [*SOURCES, again])
    [found] = errors(pack.path)
    assert found.startswith("sources.yaml:")
    assert "2/id: there is another source/guide" in found


def test_an_unknown_section(pack: PackFolder) -> None:
    pack.write("faqs/new", [NEW | {"citations": ["guide#scope", "guide#visas"]}])
    [found] = errors(pack.path)
    assert found.startswith("faqs/new.yaml:6:5: 0/citations/1: no source has a section guide#visas")


def test_an_unknown_section_of_an_aspect(pack: PackFolder) -> None:
    stack = DIMENSIONS[1]
    aspect = stack["aspects"][0] | {"citations": ["guide#visas"]}
    pack.write("comparisons/stack", stack | {"aspects": [aspect]})
    [found] = errors(pack.path)
    assert found.startswith("comparisons/stack.yaml:")
    assert ": aspects/0/citations/0: no source has a section guide#visas" in found


@pytest.mark.parametrize(
    "wording",
    ["Who owns the database schema?", "who owns the DATABASE schema", "database schema design!"],
)
def test_a_wording_of_another_entry(pack: PackFolder, wording: str) -> None:
    pack.write("faqs/new", [NEW | {"title": wording}])
    [found] = errors(pack.path)
    assert found.startswith("faqs/new.yaml:2:10: 0/title: faq/schema-ownership is asked in the sam")
    pack.write("faqs/new", [NEW | {"also_asked": ["Garage?", "car park", wording]}])
    [found] = errors(pack.path)
    assert ": 0/also_asked/2: faq/schema-ownership is asked in the same words" in found


def test_an_entry_may_repeat_itself(pack: PackFolder) -> None:
    pack.write("faqs/new", NEW | {"also_asked": ["is there parking", "car park", "garage"]})
    assert findings(pack.path) == []


def test_an_alias_of_another_role(pack: PackFolder) -> None:
    pack.write("roles/api-developer", ROLES[2] | {"aliases": ["api", "Back End"]})
    [found] = errors(pack.path)
    assert found.startswith(
        "roles/api-developer.yaml:7:3: aliases/1: backend-developer has this al"
    )


@pytest.mark.parametrize("alias", ["PHP Developer", "php-developer"])
def test_the_name_of_another_role_as_alias(pack: PackFolder, alias: str) -> None:
    pack.write("roles/api-developer", ROLES[2] | {"aliases": ["api", alias]})
    [found] = errors(pack.path)
    assert found.startswith("roles/api-developer.yaml:7:3: aliases/1: php-developer")


def test_an_unknown_role(pack: PackFolder) -> None:
    stack = DIMENSIONS[1]
    aspect = stack["aspects"][0]
    roles = aspect["roles"] | {"web-designer": {"focus": "x", "practice": "y"}}
    pack.write("comparisons/stack", stack | {"aspects": [aspect | {"roles": roles}]})
    [found] = errors(pack.path)
    assert found.endswith(": aspects/0/roles/web-designer: there is no role web-designer")


def test_an_unknown_wider_role(pack: PackFolder) -> None:
    pack.write("roles/php-developer", ROLES[0] | {"is_a": "developer"})
    [found] = errors(pack.path)
    assert found.startswith("roles/php-developer.yaml:")
    assert found.endswith(": is_a: there is no other role developer")


def test_a_role_that_is_a_kind_of_itself(pack: PackFolder) -> None:
    pack.write("roles/php-developer", ROLES[0] | {"is_a": "php-developer"})
    [found] = errors(pack.path)
    assert "is_a: " in found


def test_a_section_of_another_source(pack: PackFolder) -> None:
    wrong = {"sections": ["essay#intro"], "separates_roles": [], "uncited": {}}
    pack.write("sources", [SOURCES[0] | wrong, SOURCES[1]])
    [found] = errors(pack.path)
    assert found == "sources.yaml:1:3: 0: section essay#intro does not belong to source guide"


def test_all_errors_are_found_at_once(pack: PackFolder) -> None:
    pack.write(
        "faqs/new",
        [
            NEW | {"citations": ["guide#visas"]},
            NEW | {"id": "salary", "title": "Other?", "also_asked": ["b 1", "b 2", "b 3"]},
            NEW | {"id": "again", "title": "Parking space!", "also_asked": ["c 1", "c 2", "c 3"]},
        ],
    )
    assert len(errors(pack.path)) == 3


def test_an_answer_of_another_entry_is_a_finding(pack: PackFolder) -> None:
    pack.write("faqs/new", NEW | {"text": FAQS[0]["text"]})
    [found] = findings(pack.path)
    assert ": text: this repeats the answer of faq/schema-ownership" in found


def test_an_entry_that_hardly_anybody_finds_is_a_finding(pack: PackFolder) -> None:
    pack.write("faqs/new", NEW | {"also_asked": ["car park"]})
    [found] = findings(pack.path)
    assert found.startswith("faqs/new.yaml:7:1: also_asked: needs at least 3 wordings")


def test_a_section_that_nothing_cites_is_a_finding(pack: PackFolder) -> None:
    sections = [*SOURCES[1]["sections"], "essay#end"]
    pack.write("sources", [SOURCES[0], SOURCES[1] | {"sections": sections}])
    [found] = findings(pack.path)
    assert ": 1/sections/2: no entry cites essay#end" in found


def test_a_cited_section_among_the_uncited_is_a_finding(pack: PackFolder) -> None:
    pack.write("sources", [SOURCES[0], SOURCES[1] | {"uncited": {"essay#cms": "Off topic."}}])
    [found] = findings(pack.path)
    assert ": 1/uncited/essay#cms: it is cited" in found


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("About 40% of teams do.", False),
        ("A majority of teams do.", False),
        ("It costs $ 500 a month.", False),
        ("About 40% of teams did in 2024.", True),
        ("An undated 40% of teams do.", True),
        ("PHP 8.3 runs on 4 servers.", True),
    ],
)
def test_an_undated_figure_is_a_finding(pack: PackFolder, text: str, clean: bool) -> None:
    pack.write("faqs/new", NEW | {"text": text})
    found = findings(pack.path)
    assert clean is (found == [])
    assert clean or ": text: a figure needs its year" in found[0]


def test_evidence_that_cannot_tell_the_roles_apart_is_a_finding(pack: PackFolder) -> None:
    stack = DIMENSIONS[1]
    aspect = stack["aspects"][0] | {"citations": ["guide#pay"]}
    pack.write("comparisons/stack", stack | {"aspects": [aspect]})
    [found] = findings(pack.path)
    assert found.endswith(
        ": aspects/0/citations/0: guide#pay is not listed under `separates_roles` of its source: "
        "it cannot weigh between the roles"
    )


def test_a_review_that_is_due_is_a_warning_only(pack: PackFolder) -> None:
    pack.write("faqs/new", NEW | {"review_by": "2020-01-31"})
    assert findings(pack.path) == []
    loaded, problems = check_pack([pack.path])
    assert len(loaded.faqs) == len(FAQS) + 1
    [warning] = problems["warning"]
    expected = "faqs/new.yaml:11:12: review_by: its review was due on 2020-01-31"
    assert str(warning) == f"{pack.path}/{expected}"


ONE_SOURCED = {"text": "one codebase is all there is", "citations": ["guide#scope"]}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "one codebase is all there is."}, "no full stop"),
        ({"text": "there is one. Nothing else"}, "no full stop"),
        ({"text": " ".join(["word"] * 26)}, "say it in 25 words"),
        ({"citations": ["guide#pay"]}, "guide#pay is not listed under `separates_roles`"),
    ],
)
def test_when_a_role_is_chosen_ends_a_sentence_and_rests_on_what_tells_roles_apart(
    pack: PackFolder, fields: dict[str, Any], words: str
) -> None:
    pack.write("roles/php-developer", ROLES[0] | {"chosen_if": ONE_SOURCED})
    assert findings(pack.path) == []
    pack.write("roles/php-developer", ROLES[0] | {"chosen_if": ONE_SOURCED | fields})
    [found] = findings(pack.path)
    assert found.startswith("roles/php-developer.yaml:")
    assert "chosen_if/" in found
    assert words in found


@pytest.mark.parametrize("part", ["chosen_if", "gains"])
def test_an_unknown_section_of_a_statement(pack: PackFolder, part: str) -> None:
    statement = {"text": "so it is", "citations": ["guide#visas"]}
    if part == "gains":
        pack.write("engagement/in-house", ENGAGEMENT[0] | {"gains": [statement]})
    else:
        pack.write("roles/php-developer", ROLES[0] | {"chosen_if": statement})
    assert any("no source has a section guide#visas" in one for one in errors(pack.path))


@pytest.mark.parametrize(
    ("meets", "words"),
    [
        ({"main-work": ["inside", "between"]}, ""),
        ({"main-work": ["nowhere"]}, "main-work has no option nowhere"),
        ({"weather": ["rain"]}, "no questionnaire asks weather"),
    ],
)
def test_a_kit_goes_with_answers_that_there_are(
    pack: PackFolder, meets: dict[str, list[str]], words: str
) -> None:
    ask(pack, QUESTION)
    probe = INTERVIEWS[0]["probes"][0] | {"meets": meets}
    pack.write("interview/php-interview", INTERVIEWS[0] | {"probes": [probe]})
    found = [one for one in findings(pack.path) if one.startswith("interview/")]
    assert bool(found) == bool(words)
    assert all(words in one for one in found)


def test_an_engagement_model_that_nothing_speaks_for(pack: PackFolder) -> None:
    model = {key: value for key, value in ENGAGEMENT[0].items() if key != "when"}
    pack.write("engagement/in-house", model)
    assert any("say under gains or when what it is" in one for one in errors(pack.path))
