"""What is derived from a store: made once, and gone with the store.

A `functools.lru_cache` by store would keep the last few stores that it was asked for, each with
all that it has read: tens of megabytes, for as long as nobody asks it for others.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar


class Immutable(Protocol):
    """A store, or its index: what is derived from it stays right."""

    @property
    def derived(self) -> dict[object, Any]:
        """By the function that has made it."""


S = TypeVar("S", bound=Immutable)
T = TypeVar("T")


def kept(make: Callable[[S], T]) -> Callable[[S], T]:
    """The same function, called once for each store or index."""

    @wraps(make)
    def get(of: S) -> T:
        try:
            found: T = of.derived[make]
        except KeyError:
            found = of.derived[make] = make(of)
        return found

    return get
