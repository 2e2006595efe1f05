"""Bodies as Slack sends them."""

import json
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.http import parse_body, parse_form

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
TEXTS = st.text(st.characters(codec="utf-8")) | st.text("=&%+ \n\r\t_.?\0", max_size=20)


@given(fields=st.dictionaries(TEXTS.filter(bool), TEXTS, max_size=6))
def test_a_form_is_read_as_python_reads_it(fields: dict[str, str]) -> None:
    for encoded in (urlencode(fields), urlencode(fields, quote_via=quote)):
        assert parse_form(encoded.encode()) == fields
        assert fields == dict(parse_qsl(encoded, keep_blank_values=True))


@given(pairs=st.lists(st.tuples(st.sampled_from("abc"), TEXTS)))
def test_of_repeated_fields_the_last_counts(pairs: list[tuple[str, str]]) -> None:
    encoded = urlencode(pairs)
    expected = dict(parse_qsl(encoded, keep_blank_values=True))
    assert parse_form(encoded.encode()) == expected


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        (b"", {}),
        (b"a", {"a": ""}),
        (b"a=", {"a": ""}),
        (b"a=b=c", {"a": "b=c"}),
        (b"a=1&&b=2&", {"a": "1", "b": "2"}),
        (b"a=%E2%82%ac+x%2B", {"a": "€ x+"}),
        (b"text=50%25+of", {"text": "50% of"}),
        ("a=é".encode(), {"a": "é"}),
        (b"a=x%0A%0D%00", {"a": "x\n\r\0"}),
    ],
)
def test_forms(raw: bytes, fields: dict[str, str]) -> None:
    assert parse_form(raw) == fields
    assert dict(parse_qsl(raw.decode(), keep_blank_values=True)) == fields


def test_a_long_form_is_read_whole() -> None:
    text = "x=y&z% " * 20_000
    assert parse_form(urlencode({"text": text}).encode()) == {"text": text}


@pytest.mark.parametrize(
    ("raw", "content_type", "body"),
    [
        (b'{"type": "event_callback"}', JSON, {"type": "event_callback"}),
        (b"payload=%7B%22a%22%3A1%7D", FORM, {"a": 1}),
        (b"command=%2Frolefit&text=payload", FORM, {"command": "/rolefit", "text": "payload"}),
        (b"text=payload%3D1&payload=x", FORM, {"text": "payload=1", "payload": "x"}),
        (b"", FORM, {}),
    ],
)
def test_bodies(raw: bytes, content_type: str, body: dict[str, Any]) -> None:
    assert parse_body(raw, content_type) == body


@given(payload=st.dictionaries(TEXTS, st.none() | st.integers(-(2**53), 2**53) | TEXTS, max_size=4))
def test_a_payload_comes_back_from_form_and_json(payload: dict[str, Any]) -> None:
    text = json.dumps(payload)
    assert parse_body(text.encode(), JSON) == payload
    assert parse_body(urlencode({"payload": text}).encode(), FORM) == payload


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        (b"{", JSON),
        (b"[]", JSON),
        (b"null", JSON),
        (b"", JSON),
        (b"\xff", JSON),
        (b'{"a": "\xff"}', JSON),
        (b"payload=", FORM),
        (b"payload=%5B%5D", FORM),
        (b"payload=%7B%22a%22%3A%7D", FORM),
        (b"a=%ff", FORM),
        (b"[" * 100_000, JSON),
        (b'{"a":' * 100_000, JSON),
        (b"payload=" + b"%5B" * 100_000, FORM),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_a_body_that_slack_does_not_send_is_a_value_error(raw: bytes, content_type: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_body(raw, content_type)
