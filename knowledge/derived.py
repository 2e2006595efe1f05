"""What is derived from a store: made once, and gone with the store.

A `functools.lru_cache` by store would keep the last few stores that it was asked for, each with
all that it has read: tens of megabytes, for as long as nobody asks it for others. And nothing that
a store holds may hold the store: it goes when nobody uses it any more, not when the garbage
collector comes by, which spares what a server has begun with.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar


class Immutable(Protocol):
    """A store, or its index: what is derived from it stays right."""

    @property
    def derived(self) -> dict[object, Any]:
        """By the function that has made it."""

    @property
    def weakly(self) -> Any:
        """A weak reference, which serves as the object itself."""


S = TypeVar("S", bound=Immutable)
T = TypeVar("T")


def kept(make: Callable[[S], T]) -> Callable[[S], T]:
    """The same function, called once for each store or index, with a weak reference to it."""

    @wraps(make)
    def get(of: S) -> T:
        try:
            found: T = of.derived[make]
        except KeyError:
            found = of.derived[make] = make(of.weakly)
        return found

    return get
