"""Packs laid over each other: a later one answers what an earlier one could not, faults between two
stand at the later author's line, and none changes how another's briefs are read.
"""

from pathlib import Path
from typing import Any

import pytest

from knowledge.briefs.reader import read_brief
from knowledge.errors import PackError
from knowledge.packs.loader import check_pack, load_pack
from knowledge.packs.models import Uncovered
from knowledge.search import search
from knowledge.store import Store, open_store
from tests.support.packs import PackFolder
from tests.support.second_pack import BAKER, DIMENSION, QUESTIONNAIRE, ROLES, write_second
from tests.support.small_pack import DIMENSIONS, FAQS, OWNER, UNCOVERED, Item
from tests.support.small_questionnaire import ID, LENGTH, QUESTION, SEATS, ask, say, utterances

PARKING = UNCOVERED[0]
TICKET: Item = {
    "id": "tickets",
    "title": "Who pays the train ticket?",
    "text": "The desk pays it.",
    "citations": ["guide#scope"],
    "also_asked": ["ticket money", "who buys tickets", "fares"],
    **OWNER,
}
SAID = {
    "main-work=inside": ["Paint the gate", "The gate needs paint"],
    "main-work=between": ["Lay a pipe", "The pipe leaks"],
    "seats=one": ["One chair is free", "One chair, no more"],
    "length=task": ["Done within a week", "It takes a week"],
    "beside=vague": ["Make everything lovely"],
}
TEXTS = [
    "Somebody has to paint our gate. One chair is free.",
    "Lay a pipe of dough, and grind.",
    "Bake loaves within a week",
    "Everything lovely, please",
]


@pytest.fixture
def later(tmp_path: Path) -> PackFolder:
    """An empty folder for a layer over the small pack."""
    return PackFolder(tmp_path / "later")


def uncovered(*packs: PackFolder) -> dict[str, Uncovered]:
    return {one.id: one for one in load_pack([pack.path for pack in packs]).uncovered}


def errors(*packs: PackFolder) -> list[str]:
    """What keeps packs from being used together, each with its file as `pack/file`."""
    with pytest.raises(PackError) as caught:
        check_pack([pack.path for pack in packs])
    parent = packs[0].path.parent
    return [str(problem).replace(f"{parent}/", "") for problem in caught.value.problems]


def opened(tmp_path: Path, *packs: PackFolder) -> Store:
    return open_store([pack.path for pack in packs], tmp_path / "built")


def test_a_later_faq_takes_over_a_wording_that_was_not_covered(
    pack: PackFolder, later: PackFolder, tmp_path: Path
) -> None:
    later.write("faqs/tickets", TICKET | {"also_asked": ["Commuter ticket!", "ticket money"]})
    assert uncovered(pack)["parking"].also_asked[2] == "commuter ticket"
    assert uncovered(pack, later)["parking"].also_asked == tuple(PARKING["also_asked"][:2])
    assert search(opened(tmp_path, pack), "commuter ticket").outcome == "none"
    found = search(opened(tmp_path, pack, later), "commuter ticket")
    assert (found.outcome, found.hits[0].document.key) == ("answer", "faq/tickets")


def test_a_later_role_takes_over_what_it_is_called(
    pack: PackFolder, later: PackFolder, tmp_path: Path
) -> None:
    topic = {"id": "bakers", "title": "bakers of bread", "also_asked": ["baker", "bread", "rolls"]}
    pack.write("uncovered/more", topic | OWNER)
    write_second(later)
    assert uncovered(pack)["bakers"].also_asked == ("baker", "bread", "rolls")
    assert uncovered(pack, later)["bakers"].also_asked == ("bread", "rolls")
    found = search(opened(tmp_path, pack, later), "bread baker")
    assert (found.outcome, found.hits[0].document.key) == ("answer", f"role/{BAKER}")


@pytest.mark.parametrize(
    "changes",
    [
        {"covers": ["parking"]},
        {"title": PARKING["title"]},
        {"also_asked": PARKING["also_asked"]},
    ],
)
def test_a_later_entry_may_cover_a_whole_topic(
    pack: PackFolder, later: PackFolder, changes: dict[str, Any]
) -> None:
    later.write("faqs/tickets", TICKET | changes)
    assert uncovered(pack, later).keys() == {"thanks"}
    assert check_pack([pack.path, later.path])[1]["finding"] == []


def test_an_aspect_may_cover_a_topic_too(pack: PackFolder, later: PackFolder) -> None:
    write_second(later)
    aspect = DIMENSION["aspects"][0] | {"covers": ["parking"]}
    later.write("comparisons/craft", DIMENSION | {"aspects": [aspect]})
    assert uncovered(pack, later).keys() == {"thanks"}


def test_an_earlier_entry_takes_nothing_over(pack: PackFolder, later: PackFolder) -> None:
    later.write("faqs/tickets", TICKET | {"covers": ["parking"]})
    assert uncovered(later, pack).keys() == {"parking", "thanks"}


def test_of_a_topic_of_two_layers_the_later_one_stands_with_the_wordings_of_both(
    pack: PackFolder, later: PackFolder, tmp_path: Path
) -> None:
    again = PARKING | {"title": "cars and trains", "also_asked": ["a bay for my car", "car bays"]}
    later.write("uncovered/again", again | {"says": "Ask the desk."})
    found = uncovered(pack, later)["parking"]
    assert (found.title, found.text) == ("cars and trains", "Ask the desk.")
    assert set(found.also_asked) == {*PARKING["also_asked"], *again["also_asked"]}
    store = opened(tmp_path, pack, later)
    for wording in found.also_asked:
        assert search(store, wording).outcome == "none", wording


def test_a_topic_that_an_earlier_layer_answers_is_an_error_of_the_later_one(
    pack: PackFolder, later: PackFolder
) -> None:
    later.write("uncovered/again", PARKING | {"id": "pay", "also_asked": ["salaries", "a", "b"]})
    found = errors(pack, later)
    assert all(one.startswith("later/uncovered/again.yaml:") for one in found)
    assert "also_asked/0: faq/salary is asked in the same words" in "\n".join(found)


def test_a_wording_of_another_layer_is_an_error_at_the_later_authors_line(
    pack: PackFolder, later: PackFolder
) -> None:
    wording = FAQS[0]["also_asked"][1]
    roles = [ROLES[0] | {"also_asked": ["a 1", "a 2", wording]}, ROLES[1]]
    write_second(later).write("roles/all", roles)
    place, _, message = errors(pack, later)[0].partition(": ")
    file, line, _ = place.split(":")
    assert file == "later/roles/all.yaml"
    assert wording in (later.path / "roles/all.yaml").read_text().splitlines()[int(line) - 1]
    said = "faq/schema-ownership is asked in the same words: keep them in one of the two"
    assert message == f"0/also_asked/2: {said}"
    [reversed_] = errors(later, pack)
    assert reversed_.startswith("pack/faqs/all.yaml:")
    assert f"0/also_asked/1: role/{BAKER} is asked in the same words" in reversed_


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"aliases": ["back-end"]}, "0/aliases/0: backend-developer has this alias already"),
        ({"aliases": ["backend developer"]}, "0/aliases/0: backend-developer has this alias"),
        ({"name": "Laravel developer"}, "0/name: php-developer has this name already"),
        ({"name": "PHP developer"}, "0/name: php-developer has this name already"),
    ],
)
def test_a_role_called_as_one_of_another_layer_is_an_error_at_the_later_authors_line(
    pack: PackFolder, later: PackFolder, changes: dict[str, Any], place: str
) -> None:
    write_second(later).write("roles/all", [ROLES[0] | changes, ROLES[1]])
    [found] = errors(pack, later)
    assert found.startswith("later/roles/all.yaml:")
    assert place in found
    [other_way] = errors(later, pack)
    assert other_way.startswith("pack/roles/")


def test_an_id_of_another_layer_is_an_error_of_the_later_one(
    pack: PackFolder, later: PackFolder
) -> None:
    later.write("faqs/again", TICKET | {"id": "salary"})
    [found] = errors(pack, later)
    assert found.startswith("later/faqs/again.yaml:1:5: id: there is another faq/salary")


def test_two_packs_beside_each_other_are_clean(pack: PackFolder, later: PackFolder) -> None:
    ask(pack, QUESTION, SEATS)
    say(pack, {name: said for name, said in SAID.items() if not name.startswith("length")})
    write_second(later)
    for folders in ([later.path], [pack.path, later.path], [later.path, pack.path]):
        assert not any(check_pack(folders)[1].values())


def test_dimensions_of_other_roles_may_be_called_alike(
    pack: PackFolder, later: PackFolder, tmp_path: Path
) -> None:
    alike = {name: DIMENSIONS[0][name] for name in ("title", "also_asked")}
    aspect = DIMENSION["aspects"][0] | {
        name: DIMENSIONS[0]["aspects"][0][name] for name in ("title", "also_asked")
    }
    dimension = DIMENSION | alike | {"aspects": [aspect]}
    write_second(later).write("comparisons/craft", dimension)
    assert check_pack([pack.path, later.path])[1]["finding"] == []
    store = opened(tmp_path, pack, later)
    assert store.topics["responsibilities"] == ("responsibilities", "craft")
    roles = aspect["roles"] | {"php-developer": {"focus": "x", "practice": "y"}}
    later.write("comparisons/craft", dimension | {"aspects": [aspect | {"roles": roles}]})
    found = errors(pack, later)
    assert all(one.startswith("later/comparisons/craft.yaml:") for one in found)
    assert "title: dimension/responsibilities is asked in the same words" in found[0]


def heard(store: Store, questionnaire: str) -> list[object]:
    """What a questionnaire hears in texts, and the answers that they give to it."""
    posteriors = store.classifier(questionnaire).classify(TEXTS)
    given = [read_brief(text, store, questionnaire) for text in TEXTS]
    return [store.classifier(questionnaire).role_words, *posteriors_of(posteriors), *given]


def posteriors_of(found: Any) -> list[object]:
    return [(one.likely, one.weights) for one in found]


@pytest.mark.parametrize("shared", [[], ["length"]])
def test_briefs_are_read_the_same_with_another_pack_before_or_after(
    pack: PackFolder, later: PackFolder, tmp_path: Path, shared: list[str]
) -> None:
    pack.write("questions", [LENGTH])
    ask(pack, QUESTION, SEATS, shared=["length"])
    say(pack, SAID)
    pack.write("words", {"groups": {"colour": ["paint", "varnish"]}, "speaks_for": {}})
    alone = heard(opened(tmp_path, pack), ID)
    assert any(alone)
    write_second(later)
    second = heard(opened(tmp_path, later), QUESTIONNAIRE)
    assert second != alone
    write_second(later, shared=shared)
    beside = opened(tmp_path, pack, later)
    assert heard(beside, ID) == alone
    assert heard(beside, QUESTIONNAIRE) == second
    if not shared:  # they stand in the earlier pack
        before = opened(tmp_path, later, pack)
        assert heard(before, ID) == alone
        assert heard(before, QUESTIONNAIRE) == second


def test_a_layer_without_a_questionnaire_teaches_the_earlier_ones(
    pack: PackFolder, later: PackFolder, tmp_path: Path
) -> None:
    ask(pack, QUESTION)
    say(pack, {"main-work=inside": ["Paint the gate"], "main-work=between": ["Lay a pipe"]})
    said = ["Varnish the fence", "Fences need varnish"]
    later.write("utterances/more", utterances("main-work=inside", said))
    alone, both = opened(tmp_path, pack), opened(tmp_path, pack, later)
    [before] = alone.classifier(ID).classify(["Varnished fences"])
    assert before.likely == {}
    [taught] = both.classifier(ID).classify(["Varnished fences"])
    assert max(taught.likely, key=taught.likely.__getitem__) == "main-work=inside"


def test_a_topic_to_cover_that_no_earlier_pack_lists_is_told(
    pack: PackFolder, later: PackFolder
) -> None:
    write_second(later)
    own = {"citations": [], "basis": "rule", "covers": ["parkign"]}
    later.write("faqs/tickets", [TICKET | own])
    assert check_pack([later.path])[1]["finding"] == []  # alone, nobody can tell
    [found] = check_pack([pack.path, later.path])[1]["finding"]
    assert found.message == "no earlier pack has an uncovered topic parkign"
    assert found.file == later.path / "faqs" / "tickets.yaml"


def test_words_for_a_role_that_is_not_there_are_told(pack: PackFolder) -> None:
    pack.write("words", {"speaks_for": {"php-developr": ["laravel"], "elsewhere": ["figma"]}})
    [found] = check_pack([pack.path])[1]["finding"]
    assert found.message == "there is no role php-developr: its id, or elsewhere"
