import re
import subprocess
import sys

import pytest

from knowledge.patterns import regex

ALL = """
import re, bot.app
from knowledge import patterns

waiting = [(one.pattern, one._flags) for one in patterns._waiting]
before = re._compiler.compile
compiled = []
re._compiler.compile = lambda source, flags: compiled.append(source) or before(source, flags)
steps = sum(1 for _ in patterns.compile_all())
print(steps, len(waiting), len({*compiled} & {source for source, _ in waiting}))
"""


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_a_pattern_does_what_a_compiled_one_does(flags: int) -> None:
    one, other = regex(r"(a)(b)?", flags), re.compile(r"(a)(b)?", flags)
    for text in ("", "ab", "xAab aa"):
        assert one.sub("-", text) == other.sub("-", text)
        assert one.split(text) == other.split(text)
        assert one.findall(text) == other.findall(text)
        assert [m.span() for m in one.finditer(text)] == [m.span() for m in other.finditer(text)]
        assert bool(one.search(text)) == bool(other.search(text))
        assert bool(one.match(text, 1)) == bool(other.match(text, 1))
        assert bool(one.fullmatch(text)) == bool(other.fullmatch(text))
    assert one.pattern == other.pattern


def test_what_no_pattern_has_is_an_error() -> None:
    with pytest.raises(AttributeError, match="serach"):
        regex("a").serach  # type: ignore[attr-defined]  # noqa: B018


def test_all_patterns_of_a_server_can_be_compiled_and_most_wait_for_that() -> None:
    done = subprocess.run([sys.executable, "-c", ALL], capture_output=True, text=True, check=True)
    steps, waiting, compiled = map(int, done.stdout.split())
    assert steps == waiting > 100
    assert compiled > 100, "or they are compiled while it starts"
