"""What is wrong with an item of a pack, and how much that matters."""

from dataclasses import dataclass
from typing import Literal

Location = tuple[int | str, ...]
Level = Literal["error", "finding", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in an item that stands in a file of its own; `location` leads on from there.

    A pack with an `error` cannot be used. A `finding` keeps it from passing its check, a
    `warning` only wants attention.
    """

    item: object
    location: Location
    message: str
    level: Level = "error"
