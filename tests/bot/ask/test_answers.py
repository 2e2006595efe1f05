"""Every message is one that Slack takes, and its text says what its blocks say."""

import gc
import json
import re
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ask.answers import answer_text
from bot.ask.messages import Answer, after_sharing, private_message, shared_message
from bot.slack import limits
from bot.slack.blocks import read_aloud
from knowledge.store import Store, open_store
from localslack.block_kit.validation import check_message, warn_message
from tests.support.packs import PackFolder
from tests.support.slack import as_sent
from tests.support.small_pack import DIMENSIONS, FAQS, OWNER, ROLES, SOURCES

TEXTS = [
    "help", "php vs backend", "php vs backend stack", "api vs php", "php", "backend", "api",
    "php vs frontend", "php vs php", "faq/schema-ownership", "faq/salary", "faq/trial-week",
    "faq/schema-migrations", "who owns the database schema", "wordpress paints mars zeppelins",
    "zeppelins", "more role/php-developer", "more interview/php-interview", "more faq/salary",
    "dimension/stack", "aspect/contracts", "sources", "model", "interview php",
    "engagement/in-house",
    "should I hire this candidate",
]  # fmt: skip


def messages(answer: Answer) -> list[dict[str, Any]]:
    built = private_message(answer), shared_message(answer, "U0LEAD"), after_sharing(answer)
    return [as_sent(message) for message in built]


def shown(part: object) -> Iterator[str]:
    """Every text on the screen of a message, without markup; a menu's options are folded."""
    if isinstance(part, list):
        for each in part:
            yield from shown(each)
    elif isinstance(part, dict):
        if part.get("type") == "plain_text":
            yield str(part["text"]).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        elif part.get("type") == "mrkdwn":
            yield re.sub(r"[*`]|\b_|_\b", "", str(part["text"]))
        else:
            folded = {"options", "initial_option", "confirm"}
            yield from shown([value for key, value in part.items() if key not in folded])


@pytest.mark.parametrize("text", TEXTS)
def test_slack_takes_it_and_its_text_says_everything(store: Store, text: str) -> None:
    answer = answer_text(text, store)
    for message in messages(answer):
        assert check_message(message) + warn_message(message) == []
        for words in shown(message["blocks"]):
            assert words in message["text"]
        assert message["text"] == read_aloud(message["blocks"])


@pytest.mark.parametrize("text", TEXTS)
def test_an_answer_says_whose_word_it_is(store: Store, text: str) -> None:
    answer = answer_text(text, store)
    said = private_message(answer)["text"]
    labels = ("Source: A", "Source: “Essay", "RoleFit's own rule", "Editor's note, not evidence")
    assert not answer.shareable or any(label in said for label in labels) or text == "sources"


@pytest.mark.parametrize("text", ["php vs backend", "php vs backend responsibilities"])
def test_a_comparison_names_the_sources_of_what_it_shows(store: Store, text: str) -> None:
    said = private_message(answer_text(text, store))["text"]
    assert "Acme Research" in said
    assert "Essay on websites" in said  # the aspect “Interface contracts” cites it


def test_a_comparison_that_is_a_rule_says_so(tmp_path: Path) -> None:
    pack = PackFolder(tmp_path / "pack").write_all()
    rule = DIMENSIONS[1] | {"basis": "rule", "citations": []}
    pack.write("comparisons/stack", rule)
    store = open_store([pack.path], tmp_path / "built")
    said = private_message(answer_text("php vs backend stack", store))["text"]
    assert "RoleFit's own rule" in said
    assert "Source: \n" not in said


def test_no_heading_stands_alone(store: Store) -> None:
    for text in TEXTS:
        for block in answer_text(text, store).content:
            words = str(block.get("text", {}).get("text", "x"))
            assert not words.endswith("\n"), text


@pytest.mark.parametrize("text", TEXTS)
def test_an_answer_is_the_same_every_time(store: Store, text: str) -> None:
    first, second = answer_text(text, store), answer_text(text, store)
    assert first == second
    assert first.digest == second.digest


def test_the_digest_follows_the_content(store: Store) -> None:
    digests = {text: answer_text(text, store).digest for text in TEXTS[1:6]}
    assert len(set(digests.values())) == len(digests)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_shared_is_what_was_seen(store: Store, text: str) -> None:
    answer = answer_text(text, store)
    size = len(answer.content)
    assert answer.public == answer.content + answer.details
    for message in messages(answer):
        assert message["blocks"][:size] == answer.content
        assert [block for block in message["blocks"] if block in answer.details] == answer.details
    controls = json.dumps(shared_message(answer, "U1")["blocks"][len(answer.public) :])
    assert "static_select" not in controls
    assert controls.count("action_id") == 1


@settings(max_examples=60)
@given(text=st.text(max_size=300) | st.text(min_size=1, max_size=30).map("php vs {}".format))
def test_any_text_gives_a_message_that_slack_takes(store: Store, text: str) -> None:
    for message in messages(answer_text(text, store)):
        assert check_message(message) == []


def test_a_pack_that_uses_every_limit_gives_messages_that_slack_takes(tmp_path: Path) -> None:
    """Ids of 45 characters, lines of 150, labels of 30, cells of 600, prose of 1,500."""

    def slug(name: str) -> str:
        return name.ljust(45, "x")

    def prose(name: str, length: int) -> str:
        return f"{name} " + "&" * (length - len(name) - 1)

    def entry(name: str) -> dict[str, Any]:
        return {
            "id": slug(name),
            "title": prose(name, 150),
            "label": prose(name, 30),
            "citations": ["guide#scope", "guide#stack", "essay#intro"],
            "notes": [{"text": prose(name, 1500), "dated": "2026-01-01"}],
            **OWNER,
        }

    names = ("rolea", "roleb")
    contrast = {"focus": prose("focus", 600), "practice": prose("practice", 600)}
    aspects = [
        entry(f"aspect{n}")
        | {"roles": {slug(name): contrast for name in names}, "why": prose("why", 600)}
        for n in range(3)
    ]
    roles = [
        entry(name) | {"name": prose(name, 30), "aliases": [name], "text": prose(name, 1500)}
        for name in names
    ]
    text = {"text": prose("text", 1500)}
    pack = PackFolder(tmp_path / "pack").write_all(
        sources=SOURCES,
        roles=roles,
        dimensions=[entry("dimension") | text | {"aspects": aspects}],
        faqs=[entry("faq") | text],
        engagement=[],
        interviews=[],
    )
    store = open_store([pack.path], tmp_path / "built")
    for asked in ("rolea vs roleb", "rolea", "rolea vs frontend", f"faq/{slug('faq')}", "zeppelin"):
        for message in messages(answer_text(asked, store)):
            assert check_message(message) == [], asked


def test_the_small_pack_uses_labels_that_fit_a_phone(store: Store) -> None:
    labels = [str(item["label"]) for item in FAQS] + [str(role["name"]) for role in ROLES]
    assert all(len(label) <= limits.PHONE_BUTTON_TEXT for label in labels)


def test_nothing_keeps_the_stores_that_have_served(tmp_path: Path) -> None:
    """Whoever serves for weeks while editors work would hold them all."""
    folder, served = PackFolder(tmp_path / "pack").write_all(), list[weakref.ref[Store]]()
    for number in range(6):
        folder.edit_faq("trial-week", text=f"{number} weeks, paid.")
        store = open_store([folder.path], tmp_path)
        for text in (*TEXTS, "advise we run a Laravel shop and want one owner for it"):
            private_message(answer_text(text, store))
        served.append(weakref.ref(store))
    del store
    gc.collect()
    assert not any(one() for one in served)
