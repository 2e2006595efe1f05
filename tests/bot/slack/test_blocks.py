"""Texts in blocks: escaped, within limits, said aloud."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import limits
from bot.slack.blocks import (
    actions,
    bullets,
    button,
    confirm,
    context,
    cut,
    divider,
    escape,
    header,
    menu,
    message,
    read_aloud,
    section,
)
from localslack.block_kit.validation import check_message
from tests.support.slack import as_sent


@given(text=st.text() | st.text("<>&;#@!|ampltg"))
def test_no_markup_of_data_survives_and_nothing_is_lost(text: str) -> None:
    escaped = escape(text)
    assert not {"<", ">"} & set(escaped)
    assert html.unescape(escaped) == html.unescape(html.escape(text, quote=False))
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@given(text=st.text(), length=st.integers(1, 50))
def test_a_cut_text_fits_and_shows_that_it_was_cut(text: str, length: int) -> None:
    shown = cut(text, length)
    assert len(shown) <= length
    assert shown == text if len(text) <= length else shown.endswith("…")


@given(text=st.text("&<> x", min_size=1))
def test_a_cut_never_leaves_half_an_entity(text: str) -> None:
    shown = section(escape(text * 2000))["text"]["text"].removesuffix("…")
    assert shown.count("&") == shown.count(";")


@given(
    text=st.text(min_size=1).filter(str.strip),
    texts=st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=5),
)
def test_slack_takes_whatever_the_texts_say(text: str, texts: list[str]) -> None:
    press = button(text, "a.b.0", "v")
    press["confirm"] = confirm(text, text, text, text)
    options = [(shown, f"value {n}") for n, shown in enumerate(texts)]
    blocks = [
        header(text),
        section(escape(text), fields=[escape(each) for each in texts]),
        section(bullets(texts)),
        context(*map(escape, texts)),
        divider(),
        actions([press, menu(text, "a.c", options, "value 0")]),
    ]
    assert check_message(as_sent(message(blocks))) == []


def test_long_texts_are_cut_to_slacks_limits() -> None:
    long = "x" * 5000
    blocks = [
        header(long),
        section(long, fields=[long]),
        context(long),
        actions([button(long, "a.b", "v"), menu(long, "a.c", [(long, "v")], "v")]),
    ]
    sent = as_sent(message(blocks))
    assert check_message(sent) == []
    assert len(sent["blocks"][0]["text"]["text"]) == limits.HEADER_TEXT
    assert len(sent["blocks"][3]["elements"][0]["text"]["text"]) == limits.PHONE_BUTTON_TEXT


def test_a_message_is_cut_to_what_slack_takes() -> None:
    sent = as_sent(message([section("x" * 3000) for _ in range(20)]))
    assert len(sent["text"]) == limits.MESSAGE_TEXT
    assert check_message(sent) == []


TURNED = (  # what Slack would make a link or a mention of (https://docs.slack.dev/messaging)
    "ask @here", "in #general", "see https://example.com", "at example.com", "a@example.com",
    "Node.js", "www.example.com/x", "tel:123",
)  # fmt: skip


@pytest.mark.parametrize("words", TURNED)
def test_links_and_mentions_are_never_made_of_words(words: str) -> None:
    for block in (section(words, fields=[words]), context(words)):
        sent = as_sent(block)
        texts = [sent.get("text"), *sent.get("fields", []), *sent.get("elements", [])]
        assert all(text["verbatim"] is True for text in texts if text)


def test_pictures_are_never_made_of_words() -> None:
    assert header("A :smile: for you")["text"]["emoji"] is False


def test_what_cannot_be_turned_into_anything_says_so_at_no_cost() -> None:
    sent = as_sent(section("Plain words. More: words, and 1,000 of them (“so”).", fields=["x/y"]))
    assert {*sent["text"], *sent["fields"][0], *header("PHP: x")["text"]} == {"type", "text"}


def test_blocks_are_read_aloud_line_by_line() -> None:
    blocks = [
        header("R&D <x>"),
        section("*Bold* and plain", fields=["*A*\none", "two"]),
        divider(),
        context("Source: x", "y"),
        actions([button("Share", "a.b", "v"), menu("Topic", "a.c", [("One", "1")], None)]),
    ]
    assert read_aloud(blocks).splitlines() == [
        "R&amp;D &lt;x&gt;",
        "Bold and plain",
        "A",
        "one",
        "two",
        "Source: x",
        "y",
        "Choose: Share, Topic.",
    ]


def test_the_chosen_option_of_a_menu_is_one_of_its_options() -> None:
    options = [("One", "1"), ("Two", "2")]
    chosen = menu("Topic", "a.c", options, "2")
    assert chosen["initial_option"] in chosen["options"]
    assert "initial_option" not in menu("Topic", "a.c", options, "3")


@pytest.mark.parametrize("text", ["a*b*c", "2 * 3 = 6"])
def test_stars_of_data_are_read_aloud_as_they_are_seen(text: str) -> None:
    assert header(text)["text"]["text"] == text
    assert read_aloud([header(text)]) == text
