"""Any text is a question; the answer is one of three outcomes, always the same for the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search import search
from knowledge.search.query import LONGEST_TEXT, parse_query, repair
from knowledge.store import Store, open_store
from tests.support.hostile import hostile_texts
from tests.support.packs import PackFolder
from tests.support.small_pack import FAQS, OWNER, Item

HOSTILE = [
    "\0", "a\0b", '"', '""', "NOT (", "NOT", "AND OR", "*", "schema*", "NEAR(schema, 2)", "-schema",
    "title:schema", "{schema}", "^schema", "'; drop table documents; --", "%", "_", "\\", "(((((",
    "😀", "👩🏽‍💻", "\ud800", "\udfff schema", "\u202eschema", "\ufeff", "x" * 4000, "x " * 2000,
    "schema " * 4000, "'" * 4000, "ﷺ" * 4000, "\u0301" * 4000, "", " ", "\n",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_texts_are_questions(store: Store, text: str) -> None:
    result = search(store, text)
    assert result.query == text
    assert result.outcome in ("answer", "suggestions", "none")


def test_ten_thousand_hostile_texts_are_questions(default_store: Store) -> None:
    outcomes = {search(default_store, text).outcome for text in hostile_texts(10_000)}
    assert outcomes == {"answer", "suggestions", "none"}


@given(text=st.text() | st.text("\"'*():^-+{}\\ schemaNOTAND\0", max_size=40))
def test_any_text_is_a_question(store: Store, text: str) -> None:
    result = search(store, text)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len({hit.document.key for hit in result.hits}) == len(result.hits) <= 5
    assert result == search(store, text)


@pytest.mark.parametrize("faq", FAQS, ids=lambda faq: str(faq["id"]))
def test_a_whole_wording_comes_first(store: Store, faq: Item) -> None:
    for wording in (faq["title"], *faq["also_asked"]):
        for written in (wording, wording.upper(), f"  {wording}!? ", f":wave: *{wording}*"):
            result = search(store, written)
            assert result.outcome == "answer"
            assert (result.hits[0].document.key, result.hits[0].score) == (f"faq/{faq['id']}", 1.0)


@pytest.mark.parametrize(
    ("text", "outcome", "first"),
    [
        ("who owns database schema", "answer", "faq/schema-ownership"),
        ("databse shcema desing", "answer", "faq/schema-ownership"),
        ("pay bands", "answer", "faq/salary"),
        ("wage bands", "answer", "faq/salary"),
        ("hey folks, could you please tell me: pay bands?", "answer", "faq/salary"),
        ("<@U123> pay bands https://example.com/x", "answer", "faq/salary"),
        ("wordpress paints mars zeppelins", "suggestions", None),
        ("zeppelins", "none", None),
        ("capital of France", "none", None),
        ("", "none", None),
        ("what about it", "none", None),
    ],
)
def test_outcomes(store: Store, text: str, outcome: str, first: str | None) -> None:
    result = search(store, text)
    assert result.outcome == outcome
    if first:
        assert result.hits[0].document.key == first


def test_what_no_source_covers_beats_near_misses(store: Store) -> None:
    result = search(store, "does a php developer get a parking space")
    assert (result.outcome, result.uncovered) == ("none", "uncovered/parking")
    assert "role/php-developer" in [hit.document.key for hit in result.hits]
    assert all(hit.document.kind != "uncovered" for hit in result.hits)
    assert search(store, "what does a php developer do").uncovered is None


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("who owns the data base schema", "who owns the database schema"),
        ("databaseschema", "database schema"),
        ("optimise organisation behaviour", "optimize organization behavior"),
    ],
)
def test_spaces_and_british_spelling_make_no_difference(store: Store, text: str, same: str) -> None:
    assert parse_query(text, store.index).concepts == parse_query(same, store.index).concepts


def _store_of(folder: Path, texts: dict[str, str]) -> Store:
    """A small pack with FAQs that are titles and texts, by their ids."""
    pack = PackFolder(folder / "pack").write_all()
    faqs = [
        {"id": name, "title": f"Of {name}?", "text": text, "citations": ["guide#pay"], **OWNER}
        for name, text in texts.items()
    ]
    pack.write("faqs/more", faqs)
    return open_store([pack.path], folder / "built")


def test_words_that_are_once_written_as_one_stay_two(tmp_path: Path) -> None:
    text = "Season 24 is over. Who was hired in season 24 says season24."
    store = _store_of(tmp_path, {"autumn": text})
    concepts = parse_query("hired in season 24", store.index).concepts
    assert concepts.keys() == {"hire", "season", "24"}


def test_a_long_text_is_no_more_alike_for_its_many_sentences(tmp_path: Path) -> None:
    said = "Ships dock in winter. Harbours are paid in winter. Docks close. "
    texts = {"short": "Ships dock in winter at harbours.", "long": 8 * (said + "Tea is served. ")}
    store = _store_of(tmp_path, texts)
    assert search(store, "ships dock at harbours in winter").hits[0].document.key == "faq/short"


def test_a_text_is_alike_by_pairs_of_words(tmp_path: Path) -> None:
    texts = {"one": "Boats sink cargo; heavy trains.", "two": "Heavy cargo boats; trains sink."}
    store = _store_of(tmp_path, texts)
    assert search(store, "heavy cargo boats").hits[0].document.key == "faq/two"
    assert search(store, "heavy trains").hits[0].document.key == "faq/one"


def test_the_limit_cuts_from_below(store: Store) -> None:
    all_hits = search(store, "php backend schema wordpress", limit=10).hits
    assert len(all_hits) > 3
    assert search(store, "php backend schema wordpress", limit=2).hits == all_hits[:2]


@given(
    words=st.lists(
        st.sampled_from(["php", "backend", "schema", "pay", "wordpress", "trial", "of"])
    ),
    limit=st.integers(1, 9),
)
def test_a_smaller_limit_never_changes_what_is_best(
    store: Store, words: list[str], limit: int
) -> None:
    text = " ".join(words)
    assert search(store, text, limit).hits == search(store, text, 50).hits[:limit]


def test_a_question_that_is_a_whole_wording_beats_one_that_says_more(tmp_path: Path) -> None:
    pack = PackFolder(tmp_path / "pack").write_all()
    shared = {"text": "schema schema schema tables", "citations": ["guide#pay"], **OWNER}
    pack.write("faqs/more", {"id": "aaa", "title": "Schema?", **shared})
    store = open_store([pack.path], tmp_path / "built")
    assert search(store, "schema").hits[0].document.key == "faq/aaa"
    assert search(store, "schema duty").hits[0].document.key == "faq/schema-ownership"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("databse", "database"),
        ("wordpres", "wordpress"),
        ("scehma", "schema"),
        ("plugin", "plugin"),
        ("pay", "pay"),
        ("2024", "2024"),
        ("zzzzzzzz", "zzzzzzzz"),
        ("", ""),
    ],
)
def test_typos_are_repaired_against_the_words_of_the_store(
    store: Store, word: str, meant: str
) -> None:
    assert repair(word, store.index) == meant


def test_only_the_first_4000_characters_are_read(store: Store) -> None:
    assert search(store, "zz " * (LONGEST_TEXT // 3 + 1) + "schema duty").hits == ()
    assert search(store, "schema duty" + " zz" * LONGEST_TEXT).hits != ()


@pytest.mark.parametrize("more", ["{}, in percent", "how much exactly, and {}"])
def test_where_a_figure_is_asked_an_entry_without_one_is_no_answer(
    default_store: Store, more: str
) -> None:
    plain = "do backend developers earn more than PHP developers"
    answered = search(default_store, plain)
    assert answered.outcome == "answer"
    found = search(default_store, more.format(plain))
    assert found.outcome != "answer"
    assert found.hits[0].document == answered.hits[0].document


@pytest.mark.parametrize("name", ["developer", "dev"])
@pytest.mark.parametrize(
    ("asked", "role", "section"),
    [
        ("responsibilities", "backend", "three-pillars#role"),
        ("responsibilities", "php", "infrastructure#php-role"),
        ("skills", "backend", "backbone#hire-for-expertise"),
        ("tools", "backend", "key-differences#stack/backend-ecosystems"),
        ("tools", "php", "key-differences#stack/php-frameworks"),
        ("languages", "backend", "backbone#how-it-powers"),
        ("databases", "backend", "hiring-models#technologies"),
        ("databases", "php", "key-differences#stack/data-messaging"),
        ("security", "backend", "three-pillars#security"),
        ("security", "php", "key-differences#non-functional/security"),
        ("testing", "backend", "key-differences#delivery/automated-testing"),
        ("testing", "php", "key-differences#delivery/automated-testing"),
        ("scaling", "php", "key-differences#non-functional/scalability"),
        ("deployment", "php", "key-differences#delivery/ci-cd"),
        ("stack", "backend", "key-differences#stack/backend-ecosystems"),
        ("stack", "php", "key-differences#stack/php-frameworks"),
    ],
)
def test_a_role_and_a_word_find_what_that_word_is_for_the_role(
    default_store: Store, name: str, asked: str, role: str, section: str
) -> None:
    found = search(default_store, f"{role} {name} {asked}")
    assert found.outcome == "answer"
    assert section in {one.section for one in found.hits[0].document.citations}


@pytest.mark.parametrize("limit", [1, 2, 5, 8])
def test_fewer_hits_are_the_first_of_more(default_store: Store, limit: int) -> None:
    for text in ("who owns the schema", "PHP or Go for queues?", "caching", "zzz"):
        more = search(default_store, text, limit=9)
        found = search(default_store, text, limit=limit)
        assert found == more._replace(hits=more.hits[:limit])
