"""Everything that can be wrong with knowledge, as errors that name the place.

KnowledgeError
├── PackError        a pack cannot be read: one problem a line, each with file:line:col
└── StoreError       a built store cannot be opened
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class KnowledgeError(Exception):
    """Root of this package's errors; its text may be shown to an operator or an editor."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a pack: where it stands (line and column from 1) and what to do about it."""

    file: Path
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.path}: " if self.path else ""
        return in_one_line(f"{self.file}:{self.line}:{self.column}: {place}{self.message}")


class PackError(KnowledgeError):
    """A pack that cannot be used; `problems` has at least one entry."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class StoreError(KnowledgeError):
    """A file that is no store, or one built by another version of RoleFit."""

    def __init__(self, message: str) -> None:
        super().__init__(in_one_line(message))


def in_one_line(text: str) -> str:
    r"""A text as a terminal and a log can show it: what would break the line, or cannot be
    printed, as Python writes it (`\n`). Names of files and keys may hold anything.
    """
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def explain(detail: Mapping[str, Any]) -> str:
    """A fault of a model (as pydantic's `ValidationError.errors()` lists it) in plain words."""
    kind, bounds = detail["type"], detail.get("ctx", {})
    match kind:
        case "missing":
            return "this field is missing"
        case "extra_forbidden":
            return "there is no such field"
        case "string_pattern_mismatch" if "#" in bounds["pattern"]:
            return "must be a section id such as key-differences#faq/salary"
        case "string_pattern_mismatch" if "a-z" in bounds["pattern"]:
            return "must be lower-case words joined by hyphens"
        case "string_pattern_mismatch":
            return "must stand on one line"
        case "string_too_short":
            return "must not be empty"
        case "string_too_long":
            return f"has more than {bounds['max_length']} characters"
        case _:
            return str(detail["msg"]).removeprefix("Value error, ")
