"""What an operator reads: no library's words, and no line without end."""

import logging

import pytest

from bot.logs import MOST_ALIKE, Confidential, RateLimit


def record(
    name: str, line: int = 1, message: str = "a %s of %s", **more: object
) -> logging.LogRecord:
    made = logging.LogRecord(
        name, logging.ERROR, "file.py", line, message, ("secret", "jane"), None
    )
    made.__dict__.update(more)
    return made


def test_of_a_library_the_place_and_the_type_are_left() -> None:
    try:
        raise ValueError("xoxb-secret")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    foreign = record("aiohttp.server", exc_info=info, exc_text="xoxb-secret", funcName="handle")
    assert Confidential().filter(foreign)
    assert foreign.getMessage() == "fault in handle: ValueError"
    assert "secret" not in logging.Formatter().format(foreign)


@pytest.mark.parametrize("name", ["bot.server", "knowledge.store", "bot"])
def test_ours_are_left_as_they_are(name: str) -> None:
    ours = record(name)
    assert Confidential().filter(ours)
    assert ours.getMessage() == "a secret of jane"


def test_lines_from_one_place_end_and_the_next_one_says_how_many_there_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = iter([0.0] * (MOST_ALIKE + 5) + [0.0, 61.0, 61.0])
    monkeypatch.setattr("bot.logs.time.monotonic", lambda: next(clock))
    limit = RateLimit()
    written = [limit.filter(record("bot.a")) for _ in range(MOST_ALIKE + 5)]
    assert written == [True] * MOST_ALIKE + [False] * 5
    assert limit.filter(record("bot.a", line=2))
    later = record("bot.a")
    assert limit.filter(later)
    assert later.getMessage() == "a secret of jane (and 5 more like it before)"
    again = record("bot.a")
    assert limit.filter(again)
    assert again.getMessage() == "a secret of jane"
