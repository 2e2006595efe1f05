"""Faults of a questionnaire, and of what engagement models and interview kits cite."""

from typing import Any

import pytest

from tests.knowledge.test_lints import errors, findings
from tests.support.packs import PackFolder
from tests.support.small_pack import ENGAGEMENT, INTERVIEWS

PHP = "php-developer"
BACKEND = "backend-developer"


def option(name: str, role: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": name,
        "text": name.title(),
        "points": {role: 3},
        "because": {role: "A source says so."},
        "citations": ["guide#scope"],
        **fields,
    }


QUESTION: dict[str, Any] = {
    "id": "main-work",
    "step": 1,
    "kind": "work",
    "ask": "What is the work?",
    "why": "It tells the roles apart.",
    "options": [option("inside", PHP), option("between", BACKEND)],
}


def ask(pack: PackFolder, *questions: dict[str, Any]) -> None:
    pack.write("questionnaire", list(questions))


def with_first(**fields: Any) -> dict[str, Any]:
    """The question, its first option changed."""
    first, second = QUESTION["options"]
    return QUESTION | {"options": [first | fields, second]}


def test_a_fair_question_is_clean(pack: PackFolder) -> None:
    ask(pack, QUESTION)
    assert findings(pack.path) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"first": "web-designer"}, "there is no role web-designer"),
        ({"engagement": "barter"}, "engagement: there is no engagement model barter"),
        ({"citations": ["guide#moon"]}, "no source has a section guide#moon"),
        ({"citations": []}, "an option with points cites one to three sections"),
        ({"because": {}}, "each role with points needs a reason in `because`, and no other"),
        ({"points": {PHP: 4}}, "Input should be less than or equal to 3"),
        ({"text": "x" * 76}, "has more than 75 characters"),
    ],
)
def test_an_option_that_cannot_be_used(
    pack: PackFolder, fields: dict[str, Any], message: str
) -> None:
    ask(pack, with_first(**fields))
    found = errors(pack.path)[0]
    assert found.startswith("questionnaire.yaml:")
    assert message in found


def test_a_repeated_question(pack: PackFolder) -> None:
    ask(pack, QUESTION, QUESTION)
    [found] = errors(pack.path)
    assert "1/id: there is another question main-work" in found


def test_a_question_that_leans_to_one_role_is_a_finding(pack: PackFolder) -> None:
    ask(pack, with_first(points={PHP: 2}))
    [found] = findings(pack.path)
    assert "the most points that each role can get here must be equal" in found


def test_points_from_an_article_that_cannot_tell_the_roles_apart_are_a_finding(
    pack: PackFolder,
) -> None:
    ask(pack, with_first(citations=["essay#cms"]))
    [found] = findings(pack.path)
    assert "options/0/citations/0: essay#cms calls all server-side work backend" in found


def test_an_unknown_section_of_a_statement_and_of_a_probe(pack: PackFolder) -> None:
    model, kit = ENGAGEMENT[0], INTERVIEWS[0]
    said = {"text": "x", "citations": ["guide#moon"]}
    pack.write(f"engagement/{model['id']}", model | {"when": [said]})
    probe = kit["probes"][0] | {"citations": ["guide#sun"]}
    pack.write(f"interview/{kit['id']}", kit | {"probes": [probe]})
    found = errors(pack.path)
    assert "when/0/citations/0: no source has a section guide#moon" in found[0]
    assert "probes/0/citations/0: no source has a section guide#sun" in found[1]


def test_an_interview_kit_for_a_role_that_is_not_there(pack: PackFolder) -> None:
    pack.write(f"interview/{INTERVIEWS[0]['id']}", INTERVIEWS[0] | {"role": "web-designer"})
    [found] = errors(pack.path)
    assert "role: there is no role web-designer" in found
