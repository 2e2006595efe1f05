"""Questions that nothing answered, without what names people."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.state.unanswered import LONGEST_QUESTION, anonymous


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("who owns the schema?", "who owns the schema?"),
        ("ask <@U123ABC> or <@U9|jane>", "ask … or …"),
        ("in <#C1|hiring> and <!channel>", "in … and …"),
        ("see <https://acme.com/x|our page>", "see …"),
        ("see https://acme.com/x?a=b, HTTP://ACME.com", "see … …"),
        ("see www.acme.com/jobs", "see …"),
        ("mail jane.doe+x@mail.acme.co.uk now", "mail … now"),
        ("<mailto:jane@acme.com|jane@acme.com>", "…"),
        ("ping @jane.", "ping …."),
        ("call +49 (30) 123-4567 today", "call … today"),
        ("call 030/1234567", "call …"),
        ("call 555-0100-22", "call …"),
        ("php 8.3 with 12 services and 4 people", "php 8.3 with 12 services and 4 people"),
        ("budget 100 000 in 2026", "budget 100 000 in 2026"),
        ("two\nlines\tand   gaps", "two lines and gaps"),
        ("c++ vs c#, node.js & .net", "c++ vs c#, node.js & .net"),
        ("<@U1>jane@acme.com", "……"),
        ("", ""),
    ],
)
def test_what_is_kept_of_a_question(question: str, kept: str) -> None:
    assert anonymous(question) == kept


@given(text=st.text() | st.text("<>@+0123456789 ()-.:/whtps", max_size=60))
def test_what_is_kept_names_nobody(text: str) -> None:
    kept = anonymous(text)
    assert len(kept) <= LONGEST_QUESTION
    assert "\n" not in kept
    assert "<@" not in kept or ">" not in kept.partition("<@")[2]
    assert anonymous(kept) == kept


SHAPES = ["一", "QUJD", "a.b", "<@", "@", "1", "1 ", "+1-", "x@", "https://", "(", "\u200b"]


def cpu_seconds(text: str) -> float:
    """The least of some rounds: what else the machine does only adds."""
    rounds = []
    for _ in range(5):
        started = time.process_time()
        for _ in range(20):
            anonymous(text)
        rounds.append(time.process_time() - started)
    return min(rounds)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_long_question_costs_no_more_than_its_length(shape: str) -> None:
    quarter, whole = (shape * (length // len(shape)) for length in (10_000, 40_000))
    assert cpu_seconds(whole) <= 8 * cpu_seconds(quarter) + 0.01  # sixteen, were it quadratic


def test_of_a_long_question_its_beginning_is_kept_without_half_an_address() -> None:
    question = "who owns it? " + "x" * 970 + " mail jane.doe@acme.example now"
    assert anonymous(question).startswith("who owns it? xxx")
    assert anonymous("word " * 198 + "jane.doe@acme.example and more").count("jane") == 0
