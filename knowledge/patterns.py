"""Regular expressions that are compiled when they are first needed.

There are hundreds, some of them long. To compile them all takes a seventh of the time in which a
server starts, and a command of the terminal needs but a few.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "sub", "split", "findall", "finditer")
_waiting: list["_Pattern"] = []


class _Pattern:
    """What stands for a compiled pattern, and does what it does."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self._flags = source, flags
        _waiting.append(self)

    def __getattr__(self, name: str) -> Any:
        """Compile it; from then on its methods are found without this one."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({one: getattr(compiled, one) for one in _METHODS})
        return self.__dict__[name]


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first used."""
    return cast("re.Pattern[str]", _Pattern(source, flags))


def compile_all() -> Iterator[None]:
    """Compile what is not compiled yet, one pattern (at most some 6 ms) at each step."""
    while _waiting:
        yield getattr(_waiting.pop(), _METHODS[0])
