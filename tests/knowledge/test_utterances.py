"""What is learned from utterances, what it says of new texts, and how a text is cut and quoted."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.briefs.features import features, word_groups
from knowledge.briefs.quoting import quote
from knowledge.briefs.reader import Given
from knowledge.briefs.segments import FEWEST_WORDS, cut
from knowledge.live import LiveStore
from knowledge.store import Store, open_store
from knowledge.text import stem
from tests.knowledge.test_lints import errors, findings
from tests.support.advice import classifier_of, read_in
from tests.support.packs import PackFolder
from tests.support.small_questionnaire import (
    BACKEND,
    LENGTH,
    QUESTION,
    SEATS,
    ask,
    say,
    utterances,
)

SAID: dict[str, list[str]] = {
    "main-work=inside": ["The garden gate needs paint", "Paint the gate green"],
    "main-work=between": ["Lay a pipe from house to house", "The pipes between houses leak"],
    "seats=one": ["A single chair is free", "One chair, no more"],
    "seats=several": ["Two chairs are free", "There are chairs for both"],
    "length=task": ["Done within a week", "It takes a week"],
    "length=ongoing": ["It goes on for years", "Years of work"],
    f"beside={BACKEND}": ["The neighbour lays the pipe himself"],
    "beside=vague": ["Make everything lovely"],
    "beside=nothing": ["The cat sleeps on the stove", "Nice weather"],
}


@pytest.fixture
def taught(pack: PackFolder) -> PackFolder:
    """The small pack, with three questions and a few utterances."""
    ask(pack, QUESTION, SEATS, LENGTH)
    say(pack, SAID)
    return pack


@pytest.fixture
def opened(taught: PackFolder, tmp_path: Path) -> Store:
    return open_store([taught.path], tmp_path / "built")


def heard(store: Store, text: str) -> dict[str, float]:
    [one] = classifier_of(store).classify([text])
    return one.likely


def said(store: Store, text: str) -> set[str]:
    """What a text rather says than not."""
    return {label for label, likely in heard(store, text).items() if likely > 0.5}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Somebody has to paint our gate", "main-work=inside"),
        ("GATES, PAINTED!", "main-work=inside"),
        ("New pipes to every house", "main-work=between"),
        ("A single chair", "seats=one"),
        ("Chairs for both", "seats=several"),
        ("A week at most", "length=task"),
        ("Many years", "length=ongoing"),
        ("The neighbour does it himself", f"beside={BACKEND}"),
        ("Everything lovely, please", "beside=vague"),
    ],
)
def test_a_handful_of_utterances_decides_a_new_sentence(
    opened: Store, text: str, label: str
) -> None:
    assert said(opened, text) == {label}


def test_subjects_are_told_apart_by_themselves(opened: Store) -> None:
    assert said(opened, "Paint the gate within a week") == {"main-work=inside", "length=task"}
    assert said(opened, "Two chairs, for years") == {"seats=several", "length=ongoing"}


def test_labels_of_one_subject_exclude_each_other(opened: Store) -> None:
    likely = heard(opened, "Paint the gate, lay the pipe")
    job = [likely[label] for label in SAID if label.startswith(("main-work", "beside="))
           and label != "beside=nothing"]  # fmt: skip
    assert 0 < sum(job) <= 1
    assert "nothing" not in likely
    assert "beside=nothing" not in likely


@pytest.mark.parametrize("text", ["", "  \n ", "…", "zeppelins", "Nice weather", "The cat sleeps"])
def test_what_says_nothing_known_is_silent(opened: Store, text: str) -> None:
    assert said(opened, text) == set()
    assert read_in(opened, text) == {}


def test_what_is_heard_is_read_as_answers_with_their_words(opened: Store) -> None:
    text = "Nice weather. Somebody has to paint our gate green. Two chairs are free."
    assert read_in(opened, text) == {
        "main-work": Given("inside", "Somebody has to paint our gate green."),
        "seats": Given("several", "Two chairs are free."),
    }


def test_what_is_beside_the_job_is_no_answer(opened: Store) -> None:
    assert read_in(opened, "The neighbour lays the pipe himself.") == {}
    assert "main-work" in read_in(opened, "Lay the pipe from house to house.")


def test_one_utterance_may_say_several_things(taught: PackFolder, tmp_path: Path) -> None:
    both = "Marble polishing, forever"
    more = SAID | {
        "main-work=inside": [*SAID["main-work=inside"], both],
        "length=ongoing": [*SAID["length=ongoing"], both],
    }
    say(taught, more)
    store = open_store([taught.path], tmp_path / "more")
    assert said(store, "polishing marble") == {"main-work=inside", "length=ongoing"}


def test_a_word_says_what_others_of_its_group_say(
    taught: PackFolder, opened: Store, tmp_path: Path
) -> None:
    text = "Varnish the fence"
    assert said(opened, text) == set()
    taught.write("words", {"groups": {"colour": ["paint", "varnish"], "border": ["gate", "fence"]}})
    grouped = open_store([taught.path], tmp_path / "grouped")
    assert said(grouped, text) == {"main-work=inside"}


def test_groups_hold_stems_of_single_words() -> None:
    groups = word_groups({"b": ["plug-ins", "two words"], "a": ["plugin", "plugins"]})
    assert groups == {stem("plugin"): ["a", "b"]}


def test_features_are_words_stems_groups_and_pairs() -> None:
    groups = word_groups({"colour": ["paint"]})
    assert features("Painting gates", groups) == {
        "=painting": 1, "paint": 1, "{colour": 1, "=gates": 1, "gate": 1,
        "paint gate": 1, "{colour gate": 1,
    }  # fmt: skip


def test_how_many_utterances_there_are_says_nothing(taught: PackFolder, tmp_path: Path) -> None:
    text = "Somebody has to paint our gate"
    colours = ["white", "red", "blue", "black", "yellow", "brown", "pink", "grey"]
    crowd = [f"A pipe that is {colour}" for colour in colours]
    say(taught, SAID | {"main-work=between": [*SAID["main-work=between"], *crowd]})
    assert said(open_store([taught.path], tmp_path / "crowd"), text) == {"main-work=inside"}


def test_a_store_without_utterances_hears_nothing(pack: PackFolder, tmp_path: Path) -> None:
    ask(pack, QUESTION, SEATS, LENGTH)
    store = open_store([pack.path], tmp_path / "silent")
    assert [one.likely for one in classifier_of(store).classify(["paint", ""])] == [{}, {}]
    assert classifier_of(store).classify([]) == []


def test_many_texts_are_heard_as_each_is_alone(opened: Store) -> None:
    texts = [text for part in SAID.values() for text in part]
    together = [one.likely for one in classifier_of(opened).classify(texts)]
    assert together == [heard(opened, text) for text in texts]


def test_texts_together_say_what_they_would_as_one(default_store: Store) -> None:
    classifier = classifier_of(default_store)
    texts = ["Our WordPress pages load slowly", "We have one opening", "xyzzyx", ""]
    whole = classifier.together(classifier.classify(texts))
    [joined] = classifier.classify([". ".join(texts)])
    assert max(whole, key=whole.__getitem__) == max(joined.likely, key=joined.likely.__getitem__)
    assert whole == pytest.approx(joined.likely, abs=0.2)
    assert classifier.together(classifier.classify(["xyzzyx", ""])) == {}
    assert classifier.together([]) == {}


def test_counted_texts_together_say_the_mean_of_what_each_says(opened: Store) -> None:
    texts = ["Somebody has to paint our gate", "A single chair"]
    classifier = classifier_of(opened)
    whole = classifier.together(classifier.classify(texts))
    gate, chair = (heard(opened, text) for text in texts)
    label = "main-work=inside"
    assert whole[label] == pytest.approx((gate[label] + chair.get(label, 0.0)) / 2)


def test_of_many_words_none_is_left_out(opened: Store) -> None:
    unknown = " ".join(f"a{number}" for number in range(900))
    assert said(opened, f"{unknown} paint the gate") == {"main-work=inside"}


def test_an_option_that_nobody_has_said_is_never_given(taught: PackFolder, tmp_path: Path) -> None:
    slight, other = QUESTION["options"]
    slight = slight | {"points": dict.fromkeys(slight["points"], 2)}
    unsaid = QUESTION | {"id": "repairs"}
    ask(taught, QUESTION | {"options": [slight, other]}, unsaid, SEATS, LENGTH)
    store = open_store([taught.path], tmp_path / "slight")
    text = "We need somebody to paint the gate of the garden green, and to paint the other gate too"
    assert read_in(store, text).keys() == {"main-work"}


def test_an_edited_utterance_takes_effect_at_reload(taught: PackFolder, tmp_path: Path) -> None:
    live = LiveStore([taught.path], tmp_path / "built")
    before = live.current
    text = "Somebody has to paint our gate green."
    assert read_in(before, text)["main-work"].option == "inside"
    swapped = SAID | {
        "main-work=inside": SAID["main-work=between"],
        "main-work=between": SAID["main-work=inside"],
    }
    say(taught, swapped)
    assert live.refresh() is True
    assert read_in(live.current, text)["main-work"].option == "between"
    assert read_in(before, text)["main-work"].option == "inside"


def test_utterances_of_what_is_asked_are_clean(taught: PackFolder) -> None:
    assert findings(taught.path) == []


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("main-work=moon", "3:11: 1/option: main-work has no option moon"),
        ("colour=red", "3:11: 1/option: colour has no option red"),
        ("beside=moon", "2:11: 1/beside: beside needs one of api-developer, backend-developer, "),
    ],
)
def test_utterances_of_what_there_is_not_are_findings(
    taught: PackFolder, label: str, message: str
) -> None:
    good = utterances("seats=one", ["A stool"])
    file = taught.write("utterances/more", [good, utterances(label, ["A stone"])])
    line = 1 + file.read_text().splitlines().index("  - A stool")
    place, _, rest = message.partition(":")
    [found] = findings(taught.path)
    assert found.startswith(f"utterances/more.yaml:{line + int(place) - 1}:{rest}")


@pytest.mark.parametrize(
    "meaning",
    [
        {},
        {"question": "seats"},
        {"option": "one"},
        {"question": "seats", "option": "one", "beside": "vague"},
        {"question": "seats", "beside": "vague"},
    ],
)
def test_utterances_mean_one_thing(taught: PackFolder, meaning: dict[str, str]) -> None:
    good = utterances("seats=one", ["A stool"])
    taught.write("utterances/more", [good, {**meaning, "said_as": ["A stone"]}])
    [found] = errors(taught.path)
    assert found.startswith("utterances/more.yaml:5:3: 1: utterances need a question and an option")


@pytest.mark.parametrize("said_as", [[], [""], ["two\nlines"], ["x" * 401]])
def test_faulty_utterances_are_named_with_their_place(
    taught: PackFolder, said_as: list[str]
) -> None:
    taught.write("utterances/more", utterances("seats=one", said_as))
    [found] = errors(taught.path)
    assert found.startswith("utterances/more.yaml:")
    assert ": said_as" in found


def parts_of(text: str) -> list[str]:
    return [text[start:end] for start, end in cut(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        (" \n ", []),
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("He said “paint it.” Then rest.", ["He said “paint it.", "Then rest."]),
        ("Version 3.5 and node.js stay whole.", ["Version 3.5 and node.js stay whole."]),
        ("paint the garden gate, lay a pipe to town",
         ["paint the garden gate,", "lay a pipe to town"]),
        ("paint it, then lay a pipe to town.", ["paint it, then lay a pipe to town."]),
        ("lay a pipe to town, please.", ["lay a pipe to town, please."]),
        ("lay a pipe to town, and now rest. Paint it.",
         ["lay a pipe to town, and now rest.", "Paint it."]),
        ("the old garden gate\nthe long old pipe", ["the old garden gate", "the long old pipe"]),
        ("the gate\nthe pipe.", ["the gate\nthe pipe."]),
        ("the old garden gate – the long water pipe",
         ["the old garden gate", "the long water pipe"]),
        ("  paint the gate.  ", ["paint the gate."]),
    ],
)  # fmt: skip
def test_a_text_is_cut_where_it_pauses(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("garden gate, water pipe", ["garden gate,", "water pipe"]),
        ("garden gate + water pipe / old wall", ["garden gate", "water pipe", "old wall"]),
        ("paint the gate and lay a pipe", ["paint the gate", "lay a pipe"]),
        ("gates and pipes", ["gates and pipes"]),
        ("gate/pipe & wall", ["gate/pipe & wall"]),
        ("garden gate\nwater pipe", ["garden gate", "water pipe"]),
        ("garden gate, water pipe.", ["garden gate, water pipe."]),
        ("garden gate, " * 10 + "water pipe", ["garden gate, " * 10 + "water pipe"]),
    ],
)
def test_a_list_is_cut_between_its_things(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@given(st.lists(st.sampled_from(
    ["paint", "the", "garden gate", ",", ". ", ", ", "; ", ": ", "! ", "…", "\n", "\n\n", " – ",
     "-", '"', "” ", "(", "3.5", "\0", "\u2028", "😀", " "]
), max_size=40))  # fmt: skip
@example([", " * 300])
def test_parts_cover_all_words_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    places = list(cut(text))
    assert all(start < end for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    parts = parts_of(text)
    assert all(part == part.strip() for part in parts)
    between = [text[one[1] : other[0]] for one, other in pairwise(places)]
    assert not "".join(between).replace("-", "").replace("–", "").strip(' \n\u2028"”')
    kept = [letter for part in parts for letter in part if letter.isalnum()]
    assert kept == [letter for letter in text if letter.isalnum()]


@given(st.lists(st.integers(1, 7), min_size=2, max_size=12))
def test_a_few_words_stay_with_their_neighbour(lengths: list[int]) -> None:
    sentence = ", ".join(" ".join(["word"] * length) for length in lengths) + "."
    parts = parts_of(sentence)
    assert ", ".join(part.rstrip(",") for part in parts) == sentence
    assert len(parts) == 1 or all(len(part.split()) >= FEWEST_WORDS for part in parts)


def test_the_words_that_say_it_most_are_quoted(opened: Store) -> None:
    text = "well " * 20 + "paint the gate green" + " indeed" * 20
    [one] = classifier_of(opened).classify([text])
    found = quote(text, (0, len(text)), one, "main-work=inside", classifier_of(opened))
    assert "paint the gate green" in found
    assert len(found) <= 80


def test_nothing_is_quoted_where_every_word_tells_who_somebody_is(opened: Store) -> None:
    text = "young Indian woman"
    [one] = classifier_of(opened).classify([text])
    assert quote(text, (0, len(text)), one, "main-work=inside", classifier_of(opened)) == ""
