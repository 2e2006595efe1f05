"""Pack folders become models; every fault is named by file, line and column."""

from pathlib import Path

import pytest
import yaml

from knowledge.errors import PackError
from knowledge.packs.loader import check_pack, load_pack, pack_schema
from knowledge.packs.shipped import DEFAULT_PACK
from tests.support.packs import PackFolder
from tests.support.small_pack import DIMENSIONS, FAQS, ROLES, SOURCES


def faults(folder: Path) -> list[str]:
    """What is wrong with a pack, each with its file relative to the folder."""
    with pytest.raises(PackError) as caught:
        load_pack([folder])
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_a_good_pack_loads(pack: PackFolder) -> None:
    loaded = load_pack([pack.path])
    assert [source.id for source in loaded.sources] == ["guide", "essay"]
    assert [role.id for role in loaded.roles] == [role["id"] for role in ROLES]
    assert [d.id for d in loaded.dimensions] == ["responsibilities", "stack"]
    assert [faq.id for faq in loaded.faqs] == [faq["id"] for faq in FAQS]
    assert loaded.synonyms.groups == (("salary", "pay", "wage"), ("hire", "recruit"))
    assert loaded.sources[1].publisher is None
    assert str(loaded.sources[0].published) == "2026-02-11"


def test_our_own_pack_passes_its_check() -> None:
    problems = check_pack([DEFAULT_PACK])[1]
    assert problems["error"] == problems["finding"] == []


def test_several_folders_are_one_pack(pack: PackFolder, tmp_path: Path) -> None:
    own = PackFolder(tmp_path / "own")
    own.write("faqs/own", FAQS[0] | {"id": "own", "title": "Own?", "also_asked": []})
    loaded = load_pack([pack.path, own.path])
    assert [faq.id for faq in loaded.faqs] == [*(faq["id"] for faq in FAQS), "own"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "id: parking\n\ttitle: Is there parking?\n",
            "faqs/new.yaml:2:1: ",
        ),
        (
            "id: a\nid: b\n",
            "faqs/new.yaml:2:1: the key 'id' stands here twice",
        ),
        (
            "- id: a\n  notes:\n    - {text: x, dated: 2026-01-01, text: y}\n",
            "faqs/new.yaml:3:36: the key 'text' stands here twice",
        ),
        (b"title: caf\xe9\n", "faqs/new.yaml:1:1: this is not UTF-8 text"),
        ("title: [", "faqs/new.yaml:2:1: "),
        ("a: b: c\n", "faqs/new.yaml:1:5: mapping values are not allowed in this context"),
        ("a: *b\n", "faqs/new.yaml:1:4: found undefined alias"),
        ("a: \x00\n", "faqs/new.yaml:1:1: "),
        ("a: 1\n---\nb: 2\n", "faqs/new.yaml:2:1: expected a single document in the stream"),
    ],
)
def test_a_file_that_is_no_yaml_is_named_by_its_place(
    pack: PackFolder, text: str | bytes, fault: str
) -> None:
    pack.write_text("faqs/new", text)
    [found] = faults(pack.path)
    assert found.startswith(fault)


GOOD = """\
- id: parking
  title: Is there parking?
  text: Yes.
  citations: [guide#scope]
  owner: x
  review_by: 2099-01-01
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  text: Yes.\n", "  test: Yes.\n", "1:3: 0/text: this field is missing"),
        ("  text: Yes.\n", "  text: Yes.\n  tags: [x]\n", "4:3: 0/tags: there is no such field"),
        ("text: Yes.", "text: [Yes]", "3:9: 0/text: Input should be a valid string"),
        ("text: Yes.", "text: 5", "3:9: 0/text: Input should be a valid string"),
        ("text: Yes.", "text:", "3:8: 0/text: Input should be a valid string"),
        ("text: Yes.", 'text: ""', "3:9: 0/text: must not be empty"),
        ("text: Yes.", "text: true", "3:9: 0/text: Input should be a valid string"),
        ("id: parking", "id: Parking Lot", "1:7: 0/id: must be lower-case words joined by hyphens"),
        ("id: parking", f"id: {'x' * 46}", "1:7: 0/id: has more than 45 characters"),
        (
            "title: Is there parking?",
            'title: "Is\\nthere?"',
            "2:10: 0/title: must stand on one line",
        ),
        (
            "  citations: [guide#scope]\n",
            "",
            "1:3: 0: a sourced entry cites one to three sections",
        ),
        (
            "citations: [guide#scope]",
            "citations: [guide]",
            "4:15: 0/citations/0: must be a section id such as",
        ),
        ("2099-01-01", "2099-02-30", "6:14: 0/review_by: Input should be a valid date"),
        ("2099-01-01", "soon", "6:14: 0/review_by: Input should be a valid date"),
        (GOOD, "just text\n", "1:1: Input should be a valid dictionary or instance of Faq"),
        (GOOD, "- [a]\n", "1:3: 0: Input should be a valid dictionary or instance of Faq"),
        (GOOD, "", "1:1: Input should be a valid dictionary or instance of Faq"),
    ],
)
def test_a_wrong_field_is_named_by_its_place(
    pack: PackFolder, old: str, new: str, fault: str
) -> None:
    assert old in GOOD
    pack.write_text("faqs/new", GOOD.replace(old, new))
    found = faults(pack.path)
    assert found[0].startswith(f"faqs/new.yaml:{fault}"), found


def test_every_fault_of_every_file_is_reported_in_order(pack: PackFolder) -> None:
    pack.write_text("faqs/new", GOOD.replace("Yes.", "5").replace("2099-01-01", "soon"))
    pack.write_text("faqs/older", "a: b: c")
    assert [found.split(": ")[0] for found in faults(pack.path)] == [
        "faqs/new.yaml:3:9",
        "faqs/new.yaml:6:14",
        "faqs/older.yaml:1:5",
    ]


def test_nested_aliases_do_not_explode(pack: PackFolder) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    pack.write_text("faqs/new", bomb)
    [found] = faults(pack.path)
    assert found.startswith("faqs/new.yaml:1:")
    assert found.endswith(": more than 50000 values in one file")


def test_deep_nesting_is_a_fault_and_no_crash(pack: PackFolder) -> None:
    pack.write_text("faqs/new", "[" * 5000 + "]" * 5000)
    assert faults(pack.path)[0].startswith("faqs/new.yaml:1:")


def test_an_alias_of_itself_is_a_fault_and_no_crash(pack: PackFolder) -> None:
    pack.write_text("faqs/new", "&a [*a]\n")
    assert faults(pack.path)[0].startswith("faqs/new.yaml:1:")


def test_an_unknown_file_is_refused(pack: PackFolder) -> None:
    pack.write_text("visas", "a: 1\n")
    pack.write_text("faq/new", GOOD)
    expected = "not part of a pack, which has pack, sources, roles, comparisons,"
    found = faults(pack.path)
    assert [line.split(": ", 1)[0] for line in found] == ["faq/new.yaml:1:1", "visas.yaml:1:1"]
    assert all(expected in line for line in found)


def test_a_pack_without_sources_is_a_fault(tmp_path: Path) -> None:
    pack = PackFolder(tmp_path / "p")
    pack.write("faqs/all", FAQS[:1])
    expected = "faqs/all.yaml:6:5: 0/citations/0: no source has a section guide#scope"
    assert expected.split(": ", 1)[1] in "\n".join(faults(pack.path))


def test_words_that_yaml_1_1_takes_for_booleans_stay_text(pack: PackFolder) -> None:
    for text in ("no", "off", "Yes", "on", "1.5", "1_000", "0x1F", "12:30:45", "=", "<<"):
        pack.write_text("faqs/new", GOOD.replace("text: Yes.", f"text: {text}"))
        assert load_pack([pack.path]).faqs[-1].text == text


def test_a_byte_order_mark_and_windows_line_ends_are_read(pack: PackFolder) -> None:
    pack.write_text("faqs/new", b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_pack([pack.path]).faqs[-1].title == "Is there parking?"


def test_the_schema_names_every_field_that_the_small_pack_uses() -> None:
    definitions = pack_schema()["$defs"]
    for name, item in (
        ("Source", SOURCES[0]), ("Role", ROLES[0]), ("Dimension", DIMENSIONS[0]), ("Faq", FAQS[0]),
        ("Aspect", DIMENSIONS[0]["aspects"][0]),
    ):  # fmt: skip
        assert item.keys() <= definitions[name]["properties"].keys()
        assert definitions[name]["additionalProperties"] is False


def test_the_small_pack_is_what_other_yaml_readers_read(pack: PackFolder) -> None:
    text = (pack.path / "faqs/all.yaml").read_text()
    assert [faq["title"] for faq in yaml.safe_load(text)] == [faq["title"] for faq in FAQS]


def test_a_copy_of_an_entry_is_asked_as_it_says(pack: PackFolder) -> None:
    entry = load_pack([pack.path]).faqs[0]
    assert len(entry.wordings) == 1 + len(entry.also_asked)
    assert entry.model_copy(update={"also_asked": ()}).wordings == [entry.wordings[0]]
    assert entry.model_copy().wordings == entry.wordings
