"""Whether somebody of a trade that no article covers is needed: "should I open devops instead"."""

import re
from collections.abc import Iterator

from bot.ask.phrases import asks, clauses_of
from bot.ask.requests import UnknownRole
from bot.ask.roles_named import Named
from knowledge.search import search
from knowledge.store import Store
from knowledge.text import small

MOST_NAMED = 3  # of alternatives that are looked up

_NEEDED = re.compile(  # up to what they are needed for
    r"\b(?:(?P<people>hire|open|recruit|bring in|take on)|need|want|get|look(?:ing)? for|add)"
    r" (?:(?:an?|the|another|our|some|more|first|own|real|proper|dedicated|separate) )*"
    r"(?P<names>[^.?!,;:]+?)"
    r"(?= (?:instead|for|in|to|if|when|before|on|at|rather|first|next|now|as well|too)\b|"
    r"[.?!,;:]|$)"
)
_OR_ELSE = re.compile(r"\bor (?:(?:do|should|can) )?(?:(?:i|we) )?$")  # asked is what stood before
_OPEN = re.compile(r"\b(?:whom?|which (?:of|role|one|hire))\b")  # no trade is named
_WHICH = re.compile(
    r"\b(?:which|what) ((?!kind|sort|type)(?:\w+ )?\w+) (?:profile|person|specialist|engineer|"
    r"dev)\b"
)
_OR = re.compile(r" ?(?:\bor\b|\band\b|/) ?(?:an? )?")


def other_trade(text: str, named: Named, store: Store) -> UnknownRole | None:
    """The trade that a text asks about, where it names no role that is covered: one that the
    sources are known to be silent about.
    """
    low = small(text)
    if named.roles or _OPEN.search(low) or not (_NEEDED.search(low) or _WHICH.search(low)):
        return None
    asked = [one for one in clauses_of(text) if asks(one)]
    if len(asked) != 1:
        return None
    for name in _names(small(asked[0])):
        silent = search(store, name, limit=1).uncovered
        if silent and store.uncovered[silent].is_role:
            return UnknownRole(text, name)
    return None


def _names(clause: str) -> Iterator[str]:
    """What may name a trade. Who opens or hires "devops" means somebody."""
    if which := _WHICH.search(clause):
        yield f"{which[1]} engineer"
    elif (needed := _NEEDED.search(clause)) and not _OR_ELSE.search(clause[: needed.start()]):
        for name in filter(None, _OR.split(needed["names"])[:MOST_NAMED]):
            yield name
            if needed["people"]:
                yield f"{name} engineer"
