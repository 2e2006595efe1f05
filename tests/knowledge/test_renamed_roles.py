"""Nothing in the code knows a role: the default pack with both of its roles renamed advises and
reads the same, under their new names.
"""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.advice.explanation import Advice
from knowledge.advice.rules import DONT_KNOW
from knowledge.packs.loader import check_pack
from knowledge.packs.shipped import DEFAULT_PACK
from knowledge.store import Store, open_store
from tests.support.advice import advise_on, only_questionnaire, read_in
from tests.support.app import REPOSITORY

STORE = open_store()
BRIEFS = REPOSITORY / "tests" / "bench" / "labelled" / "briefs-held-out.jsonl"
NAMES = {
    "php-developer": "qx-mason",
    "PHP developer": "QX mason",
    "backend-developer": "pipe-fitter",
    "Backend developer": "Pipe fitter",
    "backend developer": "pipe fitter",
}
READ_BY = {"utterances", "words.yaml"}  # briefs name the roles as they always did
ANY_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        question.id: st.sampled_from([DONT_KNOW, *(option.id for option in question.options)])
        for question in only_questionnaire(STORE).questions
    },
)


def renamed(text: str, *, ids_alone: bool = False) -> str:
    """A text with the new names in place of the old ones."""
    names = [name for name in NAMES if "-" in name or not ids_alone]

    def new(found: re.Match[str]) -> str:
        first, *last = re.split(r"(\s+)", found[0], maxsplit=1)  # a name may go over two lines
        return NAMES[" ".join([first, *last[1:]])].replace(" ", "".join(last[:1]))

    return re.sub("|".join(names).replace(" ", r"\s+"), new, text)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the default pack with both roles renamed wherever it names them."""
    folder = tmp_path_factory.mktemp("renamed") / "pack"
    shutil.copytree(DEFAULT_PACK, folder)
    for file in [one for one in folder.rglob("*") if one.is_file()]:
        part = file.relative_to(folder).parts[0]
        is_read_by = part in READ_BY or file.suffix == ".json"
        file.write_text(renamed(file.read_text(), ids_alone=is_read_by))
        file.rename(file.with_name(renamed(file.name)))
    return folder


@pytest.fixture(scope="module")
def store(pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store([pack], tmp_path_factory.mktemp("built"))


def told(advice: Advice) -> str:
    """All of an advice but the hash of its pack."""
    return repr(replace(advice, pack="")) + repr(advice.posts)


def test_no_old_name_is_left(pack: Path, store: Store) -> None:
    problems = check_pack([pack])[1]
    assert problems["error"] == problems["finding"] == []
    assert only_questionnaire(store).roles == ("qx-mason", "pipe-fitter")
    said = [document.text for kind in ("role", "aspect", "interview", "engagement", "faq", "topic")
            for document in store.documents(kind, 1000)]  # fmt: skip
    assert not [text for text in said if renamed(text) != text]


@given(ANY_ANSWERS)
def test_advice_is_the_same_under_the_new_names(store: Store, answers: dict[str, str]) -> None:
    assert told(advise_on(store, answers)) == renamed(told(advise_on(STORE, answers)))


def test_briefs_are_read_the_same(store: Store) -> None:
    briefs = [json.loads(line)["brief"] for line in BRIEFS.read_text().splitlines()]
    assert briefs
    for brief in briefs:
        given = read_in(store, brief)
        assert given == read_in(STORE, brief)
        answers = {name: one.option for name, one in given.items()}
        assert told(advise_on(store, answers)) == renamed(told(advise_on(STORE, answers)))
