"""Any roles, any pack: packs made by chance are checked, compiled, asked, advised by and read by.

`make packs PACKS=1000` tries more of them than CI does.
"""

import random
from pathlib import Path

import pytest

from knowledge.advice.explanation import advise
from knowledge.briefs.choosing import spoken_of
from knowledge.briefs.quoting import LONGEST_SPAN
from knowledge.briefs.reader import Given, read_brief
from knowledge.packs.loader import check_pack, load_pack
from knowledge.packs.questionnaire import Lessons, Questionnaire
from knowledge.search import search
from knowledge.store import Store, open_store
from tests.support.answers import random_answers
from tests.support.hostile import PIECES
from tests.support.random_packs import write_random_pack

TRIES = 12  # of each thing, a pack


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A seed is a pack."""
    seeds = range(metafunc.config.getoption("packs"))
    is_one = metafunc.function is test_a_random_pack_serves
    metafunc.parametrize("seed", seeds if is_one else seeds[::5])


def brief_of(lessons: Lessons, chance: random.Random) -> str:
    """A text of some of what people say, and of what nobody does."""
    said = [text for item in lessons.utterances for text in item.said_as] + list(PIECES)
    return chance.choice([" ", "\n"]).join(chance.choices(said, k=chance.randint(1, 8)))


def try_advice(store: Store, questionnaire: Questionnaire, answers: dict[str, str]) -> None:
    """Advice speaks of the pair alone, and its flips flip."""
    advice = advise(store, questionnaire, answers)
    assert advice == advise(store, questionnaire, answers)
    assert advice.sentence
    assert {*advice.sequence} <= {*questionnaire.roles}
    assert advice.engagement is None or advice.engagement in store.engagement
    assert bool(advice.post) == (advice.verdict in {"role", "both"})
    for flip in advice.flips:
        flipped = advise(store, questionnaire, {**answers, **flip.changes})
        assert flipped.decision.outcome == flip.decision.outcome != advice.decision.outcome


def read(store: Store, questionnaire: Questionnaire, text: str) -> dict[str, Given]:
    """What a brief says, quoted as it stands, and options that there are."""
    given = read_brief(text, store, questionnaire.id)
    options = {q.id: {option.id for option in q.options} for q in questionnaire.questions}
    for question, one in given.items():
        assert one.option in options[question]
        assert one.span in text
        assert 0 < len(one.span) <= LONGEST_SPAN
    return given


def test_a_random_pack_serves(seed: int, tmp_path: Path) -> None:
    pack = write_random_pack(tmp_path / "pack", seed)
    loaded, problems = check_pack([pack.path])
    assert problems["finding"] == []
    store = open_store([pack.path], tmp_path / "built")
    assert [*store.questionnaires] == [one.id for one in loaded.questionnaires]
    chance = random.Random(seed)
    for entry in loaded.entries:
        found = search(store, entry.title)
        best = found.uncovered if entry.kind == "uncovered" else found.hits[0].document.key
        assert best == entry.key
        document = store.get(entry.key)
        assert document is not None
        assert document.text
    for _ in range(TRIES):
        words = [word for entry in loaded.entries for word in entry.title.split()]
        search(store, " ".join(chance.choices([*words, *PIECES], k=5)))
    for role in store.compared:
        for other in store.roles:
            assert store.dimensions_of(role, other)
    for questionnaire in loaded.questionnaires:
        for _ in range(TRIES):
            try_advice(store, questionnaire, random_answers(questionnaire, chance))
            text = brief_of(loaded.lessons[questionnaire.id], chance)
            given = read(store, questionnaire, text)
            try_advice(store, questionnaire, {name: one.option for name, one in given.items()})
            assert {one.id for one in spoken_of(text, store)} <= store.questionnaires.keys()


def test_random_packs_lie_over_each_other(seed: int, tmp_path: Path) -> None:
    """Each questionnaire hears the same as where its pack is alone."""
    packs = [write_random_pack(tmp_path / str(one), one) for one in (seed, seed + 1)]
    folders = [pack.path for pack in packs]
    assert check_pack(folders)[1]["finding"] == []
    both = open_store(folders, tmp_path / "built")
    chance = random.Random(seed)
    for folder in folders:
        alone = open_store([folder], tmp_path / "built")
        for name, lessons in load_pack([folder]).lessons.items():
            texts = [brief_of(lessons, chance) for _ in range(TRIES)]
            heard = [
                [(one.likely, one.weights) for one in store.classifier(name).classify(texts)]
                for store in (alone, both)
            ]
            assert heard[0] == heard[1]
            for text in texts:
                assert read_brief(text, both, name) == read_brief(text, alone, name)
