"""What a check has to say."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "fault", "not checked"]


@dataclass(frozen=True, slots=True)
class Check:
    """One line: what was looked at, what was seen, and what to do about it. Never a secret.

    A `fault` keeps RoleFit from working; with a `warning` it works, but not as it should.
    """

    name: str
    level: Level
    message: str


def printable(text: object) -> str:
    """What others have written, without what would command a terminal, on one line."""
    return "".join(sign if sign.isprintable() else "�" for sign in str(text))
