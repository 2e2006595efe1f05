"""The packs that come with RoleFit: each alone, and beside the default one."""

import json
import re
from pathlib import Path

import pytest

from knowledge.briefs.reader import read_brief
from knowledge.packs.loader import check_pack
from knowledge.packs.shipped import DEFAULT_PACK, find_pack, shipped_packs
from knowledge.store import open_store
from tests.support.advice import only_questionnaire
from tests.support.app import REPOSITORY

BRIEFS = REPOSITORY / "tests" / "bench" / "labelled" / "briefs-held-out.jsonl"
OTHERS = sorted(shipped_packs().keys() - {"default"})


def test_a_pack_is_found_by_its_name_and_else_as_a_path() -> None:
    assert shipped_packs()["default"] == DEFAULT_PACK
    for name, folder in shipped_packs().items():
        assert find_pack(name) == folder
        assert (folder / "pack.yaml").is_file()
    assert find_pack("nowhere/else") == Path("nowhere/else")


@pytest.mark.parametrize("name", OTHERS)
def test_it_passes_its_check_alone_and_beside_the_default_one(name: str) -> None:
    other = find_pack(name)
    for folders in ([other], [DEFAULT_PACK, other]):
        assert not any(check_pack(folders)[1].values())


@pytest.mark.parametrize("name", OTHERS)
def test_neither_pack_changes_what_the_other_says(name: str, tmp_path: Path) -> None:

    texts = [json.loads(line)["brief"] for line in BRIEFS.read_text().splitlines()]
    both = open_store([DEFAULT_PACK, find_pack(name)], tmp_path)
    for folder in (DEFAULT_PACK, find_pack(name)):
        alone = open_store([folder], tmp_path)
        questionnaire = only_questionnaire(alone)
        assert both.questionnaires[questionnaire.id] == questionnaire
        for text in texts:
            given = read_brief(text, alone, questionnaire.id)
            assert read_brief(text, both, questionnaire.id) == given
        own, shared = (one.classifier(questionnaire.id).classify(texts) for one in (alone, both))
        assert [one.likely for one in own] == [one.likely for one in shared]


@pytest.mark.parametrize("name", sorted(shipped_packs()))
def test_what_an_option_says_stands_alone(name: str, tmp_path: Path) -> None:
    """It is quoted without its question: no two say the same, and none points at the others."""
    for asked in open_store([find_pack(name)], tmp_path).questionnaires.values():
        options = [option for question in asked.questions for option in question.options]
        for said in ([one.text for one in options], [one.said for one in options]):
            assert len({*said}) == len(said)
        pointing = re.compile(r"\b(both of|neither of|none of|these|those|all of)\b|^\w+$", re.I)
        assert [one.text for one in options if pointing.search(one.text)] == []
