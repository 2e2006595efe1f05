"""Faults of a questionnaire, and of what briefs about its roles are read by: each alone, at the
place to mend.
"""

from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import PackError
from knowledge.packs.loader import check_pack
from tests.knowledge.test_lints import errors
from tests.support.packs import PackFolder
from tests.support.small_pack import DIMENSIONS, ENGAGEMENT, INTERVIEWS, ROLES, Item
from tests.support.small_questionnaire import (
    BACKEND,
    ID,
    LENGTH,
    PHP,
    QUESTION,
    SEATS,
    ask,
    option,
    questionnaire,
    say,
    utterances,
)

SAID = {"main-work=inside": ["Paint the gate"], "main-work=between": ["Lay a pipe"]}
DESIGNER = "web-designer"


@pytest.fixture
def asking(pack: PackFolder) -> PackFolder:
    """The small pack, with a questionnaire and utterances."""
    ask(pack, QUESTION, SEATS)
    say(pack, SAID)
    return pack


def faults(folder: Path) -> list[str]:
    """All that is said of a pack, with its level and the file relative to the folder."""
    try:
        problems = check_pack([folder])[1]
    except PackError as error:
        return [f"error: {problem}".replace(f"{folder}/", "") for problem in error.problems]
    told = [f"{level}: {problem}" for level, found in problems.items() for problem in found]
    return [one.replace(f"{folder}/", "") for one in told]


def only(folder: Path) -> tuple[str, str]:
    """The only fault of a pack, without its line and column, and the text that stands there."""
    [found] = faults(folder)
    level, place, rest = found.split(": ", 2)
    file, line, column = place.split(":")
    text = (folder / file).read_text().splitlines()[int(line) - 1][int(column) - 1 :]
    return f"{level}: {file.removesuffix('.yaml')}: {rest}", text


def with_first(**fields: Any) -> Item:
    """The question, its first option changed."""
    first, second = QUESTION["options"]
    return QUESTION | {"options": [first | fields, second]}


def test_a_fair_questionnaire_is_clean(asking: PackFolder) -> None:
    assert faults(asking.path) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"first": DESIGNER}, f"{DESIGNER} is not one of the two roles that {ID} decides between"),
        ({"engagement": "barter"}, "engagement: there is no engagement model barter"),
        ({"citations": ["guide#moon"]}, "no source has a section guide#moon"),
        ({"citations": []}, "an option with points cites one to three sections"),
        ({"because": {}}, "each role with points needs a reason in `because`, and no other"),
        ({"points": {PHP: 4}}, "Input should be less than or equal to 3"),
        ({"text": "x" * 76}, "has more than 75 characters"),
        ({"speciality": "maybe"}, "Input should be 'stated' or 'denied'"),
    ],
)
def test_an_option_that_cannot_be_used(
    asking: PackFolder, fields: dict[str, Any], message: str
) -> None:
    ask(asking, with_first(**fields))
    found = errors(asking.path)[0]
    assert found.startswith(f"questionnaires/{ID}.yaml:")
    assert message in found


SHOWN_ONCE = [QUESTION | {"id": f"work-{n}"} for n in range(6)]
OF_PHP = QUESTION | {"options": [option("inside", PHP), option("within", PHP)]}
OF_A_DESIGNER = QUESTION | {"options": [option("inside", PHP), option("design", DESIGNER)]}
NEVER_PHP = QUESTION | {
    "options": [
        option("all", PHP, points={PHP: 3, BACKEND: 3}, because={PHP: "Both.", BACKEND: "Both."}),
        option("between", BACKEND),
    ]
}
BY_ONE_ROLE = QUESTION | {
    "options": [option("inside", PHP), {"id": "neither", "text": "Neither of them"}]
}
WITH_ELSEWHERE = QUESTION | {
    "options": [
        *QUESTION["options"],
        option("design", DESIGNER),
    ]
}


@pytest.mark.parametrize(
    ("questions", "fields", "fault", "at"),
    [
        (
            [OF_A_DESIGNER],
            {"roles": [PHP, DESIGNER]},
            f"error: roles/1: there is no role {DESIGNER}",
            DESIGNER,
        ),
        ([OF_PHP], {"roles": [PHP, PHP]}, "error: roles/1: the pair needs two roles", PHP),
        (
            [QUESTION],
            {"roles": [BACKEND, PHP]},
            f"error: roles: put {PHP} first: it is a kind of {BACKEND}",
            f"- {BACKEND}",
        ),
        (
            [with_first(speciality="stated")],
            {},
            "error: options state or deny a speciality: say under `speciality` what that means",
            f"id: {ID}",
        ),
        (
            [NEVER_PHP],
            {},
            f"finding: roles/0: no answers lead to {PHP}: give options points for it",
            PHP,
        ),
        (
            [QUESTION],
            {"shared": ["length"]},
            "error: shared/0: questions.yaml has no question length",
            "length",
        ),
        (
            [QUESTION, SEATS | {"step": 2}],
            {},
            "error: questions/1/step: there is no step 2: add its title to `steps`",
            "2",
        ),
        (
            [QUESTION],
            {"steps": ["The job", "The end"]},
            "error: steps/1: no question stands in the step “The end”",
            "The end",
        ),
        (
            [*SHOWN_ONCE, SEATS],
            {},
            "finding: steps/0: more than 6 questions stand in this step: make another",
            "The job",
        ),
        (
            [QUESTION, QUESTION],
            {},
            "error: questions/1/id: there is another question main-work: choose another id",
            "main-work",
        ),
        (
            [QUESTION, SEATS, SEATS | {"id": "chairs"}],
            {},
            "error: questions/2/kind: seats is of the kind seats already: put both into one",
            "seats",
        ),
        (
            [WITH_ELSEWHERE],
            {},
            f"error: questions/0/options/2: {DESIGNER} is not one of the two roles that {ID} "
            "decides between",
            "id: design",
        ),
        (
            [with_first(citations=["guide#moon"])],
            {},
            "error: questions/0/options/0/citations/0: no source has a section guide#moon",
            "guide#moon",
        ),
        (
            [with_first(citations=["essay#cms"])],
            {},
            "finding: questions/0/options/0/citations/0: essay#cms is not listed under "
            "`separates_roles` of its source: it cannot weigh between the roles",
            "essay#cms",
        ),
        (
            [with_first(engagement="barter")],
            {},
            "error: questions/0/options/0/engagement: there is no engagement model barter",
            "barter",
        ),
        (
            [with_first(points={PHP: 2}), QUESTION | {"id": "other-work"}],
            {},
            "finding: questions/0: the most points that each role can get here must be equal",
            "id: main-work",
        ),
        (
            [with_first(unites=[["between"], ["moon"]])],
            {},
            "finding: questions/0/options/0/unites: there is no option moon",
            "- - between",
        ),
    ],
)
def test_each_fault_of_a_questionnaire_is_told_alone(
    pack: PackFolder, questions: list[Item], fields: dict[str, Any], fault: str, at: str
) -> None:
    ask(pack, *questions, **fields)
    say(pack, {f"{q['id']}={o['id']}": [f"{q['id']} {o['id']}"]
               for q in questions for o in q["options"]})  # fmt: skip
    level, rest = fault.split(": ", 1)
    assert only(pack.path) == (f"{level}: questionnaires/{ID}: {rest}", at)


def test_a_questionnaire_that_leans_to_one_role_cannot_advise_the_other(
    asking: PackFolder,
) -> None:
    ask(asking, BY_ONE_ROLE)
    say(asking, {"main-work=inside": ["Paint the gate"]})
    assert [fault.split(": ", 2)[2] for fault in faults(asking.path)] == [
        f"roles/1: no answers lead to {BACKEND}: give options points for it",
        "questions/0: the most points that each role can get here must be equal",
    ]


def test_two_questionnaires_of_one_id(asking: PackFolder) -> None:
    ask(asking, QUESTION)
    asking.write("questionnaires/other", questionnaire(QUESTION))
    assert only(asking.path) == (
        f"error: questionnaires/other: id: there is another questionnaire {ID}: choose another id",
        ID,
    )


def test_a_role_whose_post_would_have_no_duties_is_a_finding(asking: PackFolder) -> None:
    responsibilities = DIMENSIONS[0]
    aspect = responsibilities["aspects"][1]
    roles = {role: said for role, said in aspect["roles"].items() if role != PHP}
    asking.write(
        "comparisons/responsibilities", responsibilities | {"aspects": [aspect | {"roles": roles}]}
    )
    assert only(asking.path) == (
        f"finding: questionnaires/{ID}: roles/0: no comparison with `duties: true` tells of {PHP}: "
        "its post has no duties",
        PHP,
    )


def test_a_questionnaire_without_utterances_is_a_warning(pack: PackFolder) -> None:
    ask(pack, QUESTION)
    assert only(pack.path) == (
        f"warning: questionnaires/{ID}: it has no utterances: briefs about these roles can't be "
        "read",
        f"id: {ID}",
    )
    say(pack, {"beside=vague": ["Make everything lovely"]})  # of no use alone
    assert only(pack.path)[0].startswith("warning: ")


@pytest.mark.parametrize(
    ("said", "fault", "at"),
    [
        (utterances("main-work=moon", ["A stone"]), "option: main-work has no option moon", "moon"),
        (utterances("colour=red", ["A stone"]), "option: colour has no option red", "red"),
        (
            utterances("beside=moon", ["A stone"]),
            "beside: beside needs one of api-developer, backend-developer, elsewhere, nothing, "
            "person, php-developer, vague",
            "moon",
        ),
        (
            utterances("main-work=inside", ["A stone"]) | {"questionnaire": "moon"},
            "questionnaire: there is no questionnaire moon",
            "moon",
        ),
        (
            utterances("main-work=moon", ["A stone"]) | {"questionnaire": ID},
            "option: main-work has no option moon",
            "moon",
        ),
    ],
)
def test_each_fault_of_utterances_is_told_alone(
    asking: PackFolder, said: Item, fault: str, at: str
) -> None:
    asking.write("utterances/more", said)
    assert only(asking.path) == (f"finding: utterances/more: {fault}", at)


def test_utterances_for_a_questionnaire_are_clean(asking: PackFolder) -> None:
    said = utterances("main-work=inside", ["A stone"]) | {"questionnaire": ID}
    asking.write("utterances/more", said)
    assert faults(asking.path) == []


def test_a_shared_question_is_asked_in_the_last_step(asking: PackFolder) -> None:
    asking.write("questions", [LENGTH | {"step": 1}])
    ask(asking, QUESTION, SEATS | {"step": 2}, steps=["The job", "The hire"], shared=["length"])
    assert faults(asking.path) == []
    [questionnaire] = check_pack([asking.path])[0].questionnaires
    assert [(one.id, one.step) for one in questionnaire.questions] == [
        ("main-work", 1),
        ("seats", 2),
        ("length", 2),
    ]


def test_a_fault_of_a_shared_question_stands_in_its_own_file(asking: PackFolder) -> None:
    task = LENGTH["options"][0] | {"engagement": "barter"}
    asking.write("questions", [LENGTH | {"options": [task, LENGTH["options"][1]]}])
    ask(asking, QUESTION, shared=["length"])
    assert only(asking.path) == (
        "error: questions: 0/options/0/engagement: there is no engagement model barter",
        "barter",
    )


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
    pack.write(f"interview/{INTERVIEWS[0]['id']}", INTERVIEWS[0] | {"role": DESIGNER})
    [found] = errors(pack.path)
    assert f"role: there is no role {DESIGNER}" in found


def test_a_second_interview_kit_for_a_role(pack: PackFolder) -> None:
    again = {"id": "second-kit", "title": "Once more", "also_asked": ["kit a", "kit b", "kit c"]}
    pack.write("interview/second-kit", INTERVIEWS[0] | again)
    assert only(pack.path) == (
        f"error: interview/second-kit: role: {PHP} has a kit already: put both into one",
        PHP,
    )


def test_an_entry_that_nothing_searched_for_could_find_is_a_finding(pack: PackFolder) -> None:
    role = ROLES[2] | {"title": "…", "also_asked": ["!", "?", "–"]}
    pack.write("roles/api-developer", role)
    assert only(pack.path)[0] == (
        "finding: roles/api-developer: also_asked: no wording of it says anything that could be "
        "searched for"
    )
